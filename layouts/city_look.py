"""How the wall looks in this city, from its reference data and settings."""

from command_center.domain.wording import Wording
from command_center.reference.areas import outline_geojson
from command_center.reference.load import Reference
from command_center.settings import Settings
from layouts.wall.config import SHAPES, CategoryLook, WallLook


def city_look(reference: Reference, settings: Settings, *, approximate: bool, version: str) -> WallLook:
    """`approximate` says that kelurahan boundaries are not the city's own yet; `version` is that of the program."""
    categories = reference.categories
    return WallLook(
        city=outline_geojson(reference.areas),
        categories=tuple(
            CategoryLook(
                category.code,
                _by_language(category.short),
                category.colour,
                str(category.shape),
                legend=_by_language(categories.by_code[category.group].short),
            )
            for category in sorted(categories.every, key=lambda each: SHAPES.index(each.shape))
        ),
        channels={profile.code: _by_language(profile.short) for profile in reference.channels},
        service=settings.service_name,
        approximate=approximate,
        viewing_distance_m=settings.wall_viewing_distance_m,
        screen_width_mm=settings.wall_screen_width_mm,
        language=settings.language,
        theme=settings.theme,
        tile_url=settings.map_tile_url,
        version=version,
    )


def _by_language(wording: Wording) -> dict[str, str]:
    return {"id": wording.id, "en": wording.en}
