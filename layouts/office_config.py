"""What does not change while the mayor's page is open: the city's names, categories, departments and channels."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.domain.opd import Router
from command_center.reference.load import Reference
from command_center.settings import Settings
from layouts.categories import CategoryStyles, styles_of
from layouts.i18n import by_language


@dataclass(frozen=True, slots=True, eq=False)
class OfficeConfig:
    """Of this city. `channels` are labels by language by code, `places` names of kelurahan and kecamatan by code."""

    categories: CategoryStyles
    channels: Mapping[str, Mapping[str, str]]
    places: Mapping[str, str]
    router: Router
    language: str = "id"

    def opd(self, code: str) -> str:
        """Short name of a department; one that the city's file no longer has shows its code."""
        found = self.router.by_code.get(code)
        return found.short if found is not None else code


def office_config(reference: Reference, settings: Settings) -> OfficeConfig:
    """Of the reference data."""
    areas = reference.areas
    return OfficeConfig(
        categories=styles_of(reference.categories),
        channels={profile.code: by_language(profile.short) for profile in reference.channels},
        places={
            **{area.code: area.name for area in areas.kecamatan},
            **{area.code: area.name for area in areas.kelurahan},
        },
        router=reference.router,
        language=settings.language,
    )
