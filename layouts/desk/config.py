"""What does not change while a desk is open: the city's names, categories, channels, policies, outlines and calendar."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.domain.areas import Areas
from command_center.domain.opd import Router
from command_center.domain.sla import Policies
from command_center.domain.working_days import Calendar
from command_center.reference.load import Reference
from command_center.settings import Settings
from layouts.categories import CategoryStyles, styles_of
from layouts.i18n import by_language


@dataclass(frozen=True, slots=True, eq=False)
class DeskConfig:
    """The desk of this city. `channels` are labels by language, by code; `opd` are the short names of
    departments that there are still. `groups` is category -> the one whose colour and shape it has. `language` holds where
    a screen asks for none.
    """

    categories: CategoryStyles
    groups: Mapping[str, str]
    channels: Mapping[str, Mapping[str, str]]
    policies: Policies
    router: Router
    areas: Areas
    calendar: Calendar
    tile_url: str = ""
    socket_path: str = "/socket.io"
    language: str = "id"

    def place(self, code: str) -> str:
        """Name of a kelurahan or kecamatan, "" for none."""
        known = self.areas.kelurahan_by_code.keys() | self.areas.kecamatan_by_code.keys()
        return self.areas.name_of(code) if code in known else code

    def opd(self, code: str) -> str:
        """Short name of an OPD; one that the city's file no longer has shows its code."""
        found = self.router.by_code.get(code)
        return found.short if found is not None else code


def desk_config(reference: Reference, settings: Settings) -> DeskConfig:
    """Of the reference data."""
    return DeskConfig(
        categories=styles_of(reference.categories),
        groups={each.code: each.group for each in reference.categories.every},
        channels={profile.code: by_language(profile.short) for profile in reference.channels},
        policies=reference.policies,
        router=reference.router,
        areas=reference.areas,
        calendar=reference.calendar,
        tile_url=settings.map_tile_url,
        language=settings.language,
    )
