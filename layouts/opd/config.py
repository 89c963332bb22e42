"""What does not change while an OPD page is open: names of OPD, categories, channels and places, and the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.domain.working_days import Calendar
from command_center.reference.load import Reference
from command_center.settings import Settings
from layouts.categories import CategoryStyle, CategoryStyles
from layouts.i18n import by_language


@dataclass(frozen=True, slots=True)
class OpdName:
    """How a department is called: `labels` by language, `short`; `active` False for one that exists no more."""

    labels: Mapping[str, str]
    short: str
    active: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class OpdConfig:
    """The OPD pages of this city. `opd`, `channels` and `places` are by code; `language` holds where a
    screen asks for none.
    """

    opd: Mapping[str, OpdName]
    categories: CategoryStyles
    channels: Mapping[str, Mapping[str, str]]
    places: Mapping[str, str]
    calendar: Calendar
    language: str = "id"

    def short(self, code: str) -> str:
        """Short name of an OPD; one that the city's file no longer has shows its code."""
        return self.opd[code].short if code in self.opd else code

    def label(self, code: str, language: str) -> str:
        """Full name of an OPD, or its code."""
        return self.opd[code].labels[language] if code in self.opd else code


def opd_config(reference: Reference, settings: Settings) -> OpdConfig:
    """OPD in the order of their file."""
    areas = reference.areas
    return OpdConfig(
        opd={each.code: OpdName(by_language(each.label), each.short, each.active) for each in reference.router.every},
        categories=CategoryStyles(
            tuple(
                CategoryStyle(
                    each.code, by_language(each.label), each.colour, str(each.shape), short=by_language(each.short)
                )
                for each in reference.categories.every
            )
        ),
        channels={profile.code: by_language(profile.short) for profile in reference.channels},
        places={
            **{area.code: area.name for area in areas.kecamatan},
            **{area.code: area.name for area in areas.kelurahan},
        },
        calendar=reference.calendar,
        language=settings.language,
    )
