"""How the wall looks in this city: outlines, categories, channels, screen and distance, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from layouts.theme import Legibility, legibility

SHAPES = ("square", "triangle", "circle", "diamond", "hexagon", "dot")
"""Shapes that tell categories apart where colours cannot."""


@dataclass(frozen=True, slots=True)
class CategoryLook:
    """One category: `labels` by language, colour as #RRGGBB, one of SHAPES.

    Categories of the same `legend` labels share one entry of the legend, as the many small ones do under "Lainnya".
    """

    code: str
    labels: Mapping[str, str]
    colour: str
    shape: str
    legend: Mapping[str, str] | None = None

    @property
    def group(self) -> Mapping[str, str]:
        """Labels of its entry in the legend."""
        return self.legend or self.labels


@dataclass(frozen=True)
class WallLook:
    """What does not change while the wall is open.

    `city` is GeoJSON of the kecamatan (properties `code` and `name`); `approximate` says that its boundaries are not
    the official ones. `channels` is code -> labels by language. `tile_url` is a raster source with {z}/{x}/{y}, "" for
    none. `night` are the WIB hours from which and until which the wall is dimmed. `version` is that of the running
    server, as its heartbeat tells it: a page that was made by another one loads itself anew.
    """

    city: Mapping[str, Any]
    categories: tuple[CategoryLook, ...]
    channels: Mapping[str, Mapping[str, str]]
    service: str = "Lapor Hendi"
    approximate: bool = True
    viewing_distance_m: float = 5.0
    screen_width_mm: float = 3630.0
    language: str = "id"
    theme: str = "gelap"
    tile_url: str = ""
    tile_attribution: str = ""
    socket_path: str = "/socket.io"
    version: str = ""
    night: tuple[int, int] = (22, 5)

    @cached_property
    def legibility(self) -> Legibility:
        """Size of the type for this screen and distance."""
        return legibility(self.viewing_distance_m, self.screen_width_mm)

    @cached_property
    def _by_code(self) -> dict[str, CategoryLook]:
        return {category.code: category for category in self.categories}

    def category(self, code: str) -> CategoryLook:
        """Look of a category. A code that the reference data no longer has shows itself, as a grey dot."""
        return self._by_code.get(code) or CategoryLook(code, {"id": code}, "#9AA7B2", "dot")
