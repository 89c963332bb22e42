"""The day on a map as one SVG that needs no script and no network: outlines, reports by shape, incidents with their count.

It is drawn for paper first: it reads in grey, and its words are as large as those beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians, sqrt
from typing import Any

from command_center.readmodel.briefing_view import IncidentMap, IncidentSpot
from layouts.categories import CategoryStyles
from layouts.figures.category_shapes import category_shape

WIDTH, HEIGHT = 400.0, 256.0
"""Of the drawing, in CSS pixels at the size that its words are made for."""
MARGIN = 10.0
MARK, WORD, SMALL = 11.0, 14.0, 12.6
"""Sizes in units of the drawing: half a page wide on A4, the smallest words are 7 pt."""
LABELLED = 3
"""Incidents whose name stands on the map; the others have their count alone."""


@dataclass(frozen=True, slots=True)
class MapColours:
    """Colours of one theme, as #RRGGBB."""

    ground: str
    land: str
    border: str
    ink: str
    soft: str


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Degrees to places of the drawing, true to scale at the city's latitude."""

    west: float
    north: float
    scale: float
    shrink: float
    left: float
    top: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        return (
            self.left + (lon - self.west) * self.shrink * self.scale,
            self.top + (self.north - lat) * self.scale,
        )


def incident_map(
    city: Mapping[str, Any],
    day: IncidentMap,
    categories: CategoryStyles,
    colours: MapColours,
    names: Sequence[tuple[str, str]],
) -> str:
    """The map as SVG text. `names` are two lines for each of the first incidents, in their order."""
    rings = [feature["geometry"]["coordinates"][0] for feature in city["features"]]
    frame = _drawing(rings)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'font-family="Liberation Sans, Arial, Helvetica, sans-serif">',
    ]
    for ring in rings:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (frame.at(lat, lon) for lon, lat in ring))
        parts.append(
            f'<polygon points="{points}" fill="{colours.land}" stroke="{colours.border}" stroke-width="0.8" '
            'stroke-linejoin="round"/>'
        )
    taken: list[tuple[float, float, float, float]] = []
    circles = [(spot, *frame.at(spot.lat, spot.lon), _radius(spot)) for spot in day.incidents]
    taken += [(x - r, y - r, x + r, y + r) for _, x, y, r in circles]
    shown = {spot.incident for spot in day.incidents}
    loose = [spot for spot in day.spots if spot.incident not in shown]
    marks = [(spot, *frame.at(spot.lat, spot.lon)) for spot in loose]
    half = MARK / 2 + 1
    taken += [(x - half, y - half, x + half, y + half) for _, x, y in marks]
    labels = [_label(x, y, r, lines, taken) for (_, x, y, r), lines in zip(circles, names, strict=False)]
    parts += _kecamatan(city, frame, colours, taken)
    for spot, x, y in marks:
        shape = category_shape(categories.of(spot.category), x, y, MARK, colours.ink)
        # Fainter where the place is that of a whole area.
        parts.append(shape if spot.exact else f'<g opacity="0.6">{shape}</g>')
    for incident, x, y, r in reversed(circles):
        parts.append(_circle(incident, x, y, r, categories, colours))
    parts += [words for _, make in labels for words in make(colours)]
    return "".join([*parts, "</svg>"])


def _drawing(rings: Sequence[Sequence[Sequence[float]]]) -> _Drawing:
    lons = [lon for ring in rings for lon, _ in ring]
    lats = [lat for ring in rings for _, lat in ring]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    shrink = cos(radians((south + north) / 2))
    width, height = (east - west) * shrink, north - south
    scale = min((WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height)
    return _Drawing(west, north, scale, shrink, (WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2)


def _radius(spot: IncidentSpot) -> float:
    """Grows with the count, and has room for its digits."""
    return min(20.0, 9.0 + 1.6 * sqrt(spot.count) + (3.0 if spot.count >= 100 else 0.0))


def _circle(spot: IncidentSpot, x: float, y: float, r: float, categories: CategoryStyles, colours: MapColours) -> str:
    colour = escape(categories.of(spot.category).colour)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colours.ground}"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}" fill-opacity="0.22" stroke="{colours.ink}" '
        'stroke-width="1.8"/>'
        f'<text x="{x:.1f}" y="{y + 0.36 * WORD:.1f}" font-size="{WORD:g}" font-weight="700" text-anchor="middle" '
        f'fill="{colours.ink}">{spot.count}</text>'
    )


def _label(
    x: float, y: float, r: float, lines: tuple[str, str], taken: list[tuple[float, float, float, float]]
) -> tuple[tuple[float, float, float, float], Any]:
    """Where two lines fit beside a circle, and what draws them: right or left of it, moved up or down around others."""
    width = max(_width(lines[0], WORD, True), _width(lines[1], SMALL, False))
    height = WORD + SMALL + 3
    best, cost = (x + r + 4, y), float("inf")
    for side in (1, -1):
        left = x + r + 4 if side > 0 else x - r - 4 - width
        left = min(max(left, 1.0), WIDTH - width - 1)
        for step in range(-9, 10):
            top = min(max(y - height / 2 + step * 11, 1.0), HEIGHT - height - 1)
            box = (left, top, left + width, top + height)
            overlap = sum(_overlap(box, other) for other in taken)
            bad = 20 * overlap + abs(step) * 3 + (0 if side > 0 else 1)
            if bad < cost:
                best, cost = (left, top), bad
    left, top = best
    box = (left, top, left + width, top + height)
    taken.append(box)

    def draw(colours: MapColours) -> list[str]:
        near = min(max(x, left), left + width), min(max(y, top), top + height)
        away = ((near[0] - x) ** 2 + (near[1] - y) ** 2) ** 0.5
        line = []
        if away > r + 8:
            line.append(
                f'<line x1="{x + (near[0] - x) * r / away:.1f}" y1="{y + (near[1] - y) * r / away:.1f}" '
                f'x2="{near[0]:.1f}" y2="{near[1]:.1f}" stroke="{colours.ink}" stroke-width="0.8"/>'
            )
        return [
            *line,
            *_words(left, top + WORD - 1, lines[0], WORD, colours.ink, colours.ground, "start", 'font-weight="700"'),
            *_words(left, top + WORD + SMALL + 1, lines[1], SMALL, colours.soft, colours.ground, "start"),
        ]

    return box, draw


def _kecamatan(
    city: Mapping[str, Any], frame: _Drawing, colours: MapColours, taken: Sequence[tuple[float, float, float, float]]
) -> list[str]:
    """Names of the kecamatan where they fit: none is drawn over an incident or over another name."""
    drawn: list[tuple[float, float, float, float]] = []
    parts: list[str] = []
    for feature in city["features"]:
        told = feature["properties"]
        x, centre = frame.at(told["label_lat"], told["label_lon"])
        width = _width(told["name"], SMALL, False) + 8
        for moved in (0, 13, -13, 24, -24):
            y = centre + moved
            box = (x - width / 2, y - 6, x + width / 2, y + 6)
            if not any(_overlap(box, other) for other in (*taken, *drawn)):
                drawn.append(box)
                parts += _words(x, y + 4.4, told["name"], SMALL, colours.soft, colours.land, "middle")
                break
    return parts


def _words(
    x: float, y: float, text: str, size: float, colour: str, halo: str, anchor: str, more: str = ""
) -> list[str]:
    """A text with a rim in the colour of the ground, so that it reads over lines."""
    place = f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" {more}'
    return [
        f'{place} fill="none" stroke="{halo}" stroke-width="3" stroke-linejoin="round">{escape(text)}</text>',
        f'{place} fill="{colour}">{escape(text)}</text>',
    ]


def _width(text: str, size: float, bold: bool) -> float:
    """About how wide a text is in a common sans family."""
    return len(text) * size * (0.58 if bold else 0.53)


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
