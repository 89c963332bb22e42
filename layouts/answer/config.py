"""What does not change while a report is open: the city's names, categories, channels, policies and calendar."""

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
class AnswerConfig:
    """Of this city. `channels` are labels by language, by code; `language` holds where none is asked."""

    categories: CategoryStyles
    channels: Mapping[str, Mapping[str, str]]
    policies: Policies
    router: Router
    areas: Areas
    calendar: Calendar
    language: str = "id"

    def place(self, code: str) -> str:
        """Name of a kelurahan or kecamatan; the code of one that is gone, "" for none."""
        known = self.areas.kelurahan_by_code.keys() | self.areas.kecamatan_by_code.keys()
        return self.areas.name_of(code) if code in known else code

    def opd(self, code: str) -> str:
        """Short name of a department; one that the city's file no longer has shows its code."""
        found = self.router.by_code.get(code)
        return found.short if found is not None else code


def answer_config(reference: Reference, settings: Settings) -> AnswerConfig:
    """Of the reference data."""
    return AnswerConfig(
        categories=styles_of(reference.categories),
        channels={profile.code: by_language(profile.short) for profile in reference.channels},
        policies=reference.policies,
        router=reference.router,
        areas=reference.areas,
        calendar=reference.calendar,
        language=settings.language,
    )
