"""Colours by role, dark and light, and how large characters must be to be read from where people stand."""

import math
from dataclasses import dataclass

DARK = {
    "bg": "#0E1318",
    "panel": "#141B22",
    "raised": "#1A222B",
    "line": "#2A343F",
    "text": "#E8EEF4",
    "text-2": "#B8C4CF",
    "text-3": "#8E9DAB",
    "near": "#FFB000",
    "over": "#FF6B4A",
    "good": "#5CC46B",
    "bar": "#7F92A5",
    "bar-dim": "#55636F",
    "bar-now": "#F2F6FA",
    "track": "#1F2831",
    "land": "#1B242D",
    "border": "#3D4A57",
    "outline": "#0E1318",
}
"""Role -> colour on the dark background of a control room."""

LIGHT = {
    "bg": "#E9EEF2",
    "panel": "#FFFFFF",
    "raised": "#F1F5F8",
    "line": "#CDD6DE",
    "text": "#121A21",
    "text-2": "#3D4A56",
    "text-3": "#5A6875",
    "near": "#A05A00",
    "over": "#C41E30",
    "good": "#1A7030",
    "bar": "#6C8093",
    "bar-dim": "#A9B6C2",
    "bar-now": "#1B2733",
    "track": "#E3E9EE",
    "land": "#EEF2F5",
    "border": "#A7B4C0",
    "outline": "#26323D",
}
"""The same roles for a bright room."""

THEMES = {"gelap": ("dark", DARK), "terang": ("light", LIGHT)}
"""What `?tema=` takes -> (value of the data-theme attribute, colours)."""


def theme_for(asked: object, default: str) -> str:
    """Key of the theme that was asked for where there is such a one, else `default`."""
    return asked if isinstance(asked, str) and asked in THEMES else default


SANS = '"Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, system-ui, sans-serif'

CAP_HEIGHT = 0.716
"""Height of a capital as a part of the font size, in the sans families above."""

SMALLEST = 17.4
"""Pixels of the smallest characters of the wall on a screen of the width that its scene is designed for."""

LARGEST_SCALE = 1.3
"""Beyond this the scene would have to drop what it is there to show."""


@dataclass(frozen=True, slots=True)
class Legibility:
    """How much the wall's type grows for where people stand. `arc_minutes` is what the smallest characters subtend then."""

    scale: float
    arc_minutes: float

    @property
    def enough(self) -> bool:
        """Whether the smallest characters subtend the 16 arc-minutes that a control room needs."""
        return self.arc_minutes >= 15.95


def legibility(distance_m: float, width_mm: float, width: int = 1920) -> Legibility:
    """Scale of the wall's type for a screen of that width seen from that distance; the design is `width` pixels wide.

    Characters (the capital's height) shall subtend 16 arc-minutes: 23 mm at 5 m, 37 mm at 8 m.
    """
    wanted_mm = distance_m * 1000 * math.tan(math.radians(16 / 60))
    unscaled_mm = SMALLEST / width * CAP_HEIGHT * width_mm
    scale = min(max(wanted_mm / unscaled_mm, 1.0), LARGEST_SCALE)
    minutes = math.degrees(math.atan(unscaled_mm * scale / (distance_m * 1000))) * 60
    return Legibility(round(scale, 4), round(minutes, 2))


def mantine(theme: str) -> dict[str, object]:
    """Theme of dash-mantine-components that follows the same roles."""
    colours = THEMES[theme][1]
    return {
        "fontFamily": SANS,
        "primaryColor": "blue",
        "defaultRadius": "sm",
        "other": {"colours": colours},
    }
