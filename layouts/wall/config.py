"""What does not change while a wall is open: outlines, categories, channels, screen and distance, from the city's data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from command_center.domain.wall_programme import WallProgramme
from command_center.reference.areas import outline_geojson
from command_center.reference.load import Reference
from command_center.settings import Settings
from layouts.alerts.config import AlertConfig, alert_config
from layouts.categories import SHAPES, CategoryStyle, CategoryStyles
from layouts.figures.city_outline import CityOutline, city_outline
from layouts.i18n import by_language
from layouts.theme import Legibility, legibility


@dataclass(frozen=True)
class WallConfig:
    """The wall of this city.

    `city` is GeoJSON of the kecamatan (properties `code` and `name`); `approximate` says that its boundaries are not
    the official ones. `channels` is code -> labels by language. `tile_url` is a raster source with {z}/{x}/{y}, "" for
    none. `language` holds where a screen asks for none. `night` are the WIB hours from which and until which the wall
    is dimmed. `version` is that of the running server, as its heartbeat tells it: a page that was made by another one
    loads itself anew. `programme` is what is shown while nobody steers it. `alerts` says how alerts are called, None where
    none is shown.
    """

    city: Mapping[str, Any]
    categories: CategoryStyles
    channels: Mapping[str, Mapping[str, str]]
    service: str = "Lapor Hendi"
    approximate: bool = True
    viewing_distance_m: float = 5.0
    screen_width_mm: float = 3630.0
    language: str = "id"
    tile_url: str = ""
    tile_attribution: str = ""
    socket_path: str = "/socket.io"
    frames_path: str = "/wall/frames"
    version: str = ""
    night: tuple[int, int] = (22, 5)
    programme: WallProgramme = field(default_factory=lambda: WallProgramme((), 30, ()))
    alerts: AlertConfig | None = None

    @cached_property
    def outline(self) -> CityOutline:
        """The outlines as they are drawn."""
        return city_outline(self.city)

    def legibility(self, width: int) -> Legibility:
        """Size of the type for this screen and distance, on a scene designed for a screen of that many pixels."""
        return legibility(self.viewing_distance_m, self.screen_width_mm, width)


def wall_config(reference: Reference, settings: Settings, *, approximate: bool, version: str) -> WallConfig:
    """`approximate` says that kelurahan boundaries are not the city's own yet; `version` is that of the program."""
    categories = reference.categories
    styles = [
        CategoryStyle(
            category.code,
            by_language(category.short),
            category.colour,
            str(category.shape),
            legend=by_language(categories.by_code[category.group].short),
        )
        for category in categories.every
    ]
    return WallConfig(
        city=outline_geojson(reference.areas),
        categories=CategoryStyles(tuple(sorted(styles, key=lambda each: SHAPES.index(each.shape)))),
        channels={profile.code: by_language(profile.short) for profile in reference.channels},
        service=settings.service_name,
        approximate=approximate,
        viewing_distance_m=settings.wall_viewing_distance_m,
        screen_width_mm=settings.wall_screen_width_mm,
        language=settings.language,
        tile_url=settings.map_tile_url,
        tile_attribution=settings.map_tile_attribution,
        version=version,
        programme=reference.wall,
        alerts=alert_config(reference, settings),
    )
