"""What of the city the briefing shows: outlines, categories, channels, and how it addresses its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from command_center.reference.areas import outline_geojson
from command_center.reference.load import Reference
from command_center.settings import Settings
from layouts.categories import CategoryStyle, CategoryStyles
from layouts.i18n import Words, by_language


@dataclass(frozen=True)
class BriefingConfig:
    """The briefing of this city.

    `city` is GeoJSON of the kecamatan; `approximate` says that its boundaries are not the official ones. `channels` is
    code -> labels by language. `addressee` is "" where the words say whom it is for. `url` is the address of the
    installation. `movable_map` says whether the map of one file can be made here.
    """

    city: Mapping[str, Any]
    categories: CategoryStyles
    channels: Mapping[str, Mapping[str, str]]
    service: str
    addressee: str
    decision_days: int
    url: str
    approximate: bool
    movable_map: bool

    def reader(self, words: Words) -> str:
        """Whom it addresses."""
        return self.addressee or words("briefing.addressee")


def briefing_config(
    reference: Reference, settings: Settings, *, approximate: bool, movable_map: bool
) -> BriefingConfig:
    """`approximate` says that the boundaries are not the city's own; `movable_map` that its scripts are installed."""
    categories = reference.categories
    styles = tuple(
        CategoryStyle(
            each.code,
            by_language(each.label),
            each.colour,
            str(each.shape),
            legend=by_language(categories.by_code[each.group].short),
            short=by_language(each.short),
        )
        for each in categories.every
    )
    return BriefingConfig(
        city=outline_geojson(reference.areas),
        categories=CategoryStyles(styles),
        channels={profile.code: by_language(profile.short) for profile in reference.channels},
        service=settings.service_name,
        addressee=settings.briefing_addressee.strip(),
        decision_days=settings.briefing_decision_days,
        url=settings.url,
        approximate=approximate,
        movable_map=movable_map,
    )
