"""The kelurahan shaded by their open reports of flood and rob, with the names of those that have most."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dash import html
from dash.development.base_component import Component

from command_center.places.area_shapes import AreaShapes, DrawnArea
from command_center.readmodel.flood_scene_view import FloodScene
from layouts.categories import CategoryStyles
from layouts.figures.city_outline import WIDTH, CityProjection
from layouts.figures.marks import ARIA_HIDDEN, aria_label, empty
from layouts.i18n import Words
from layouts.svg import SvgElement

STEPS = (1, 3, 6, 11)
"""The least reports of each shade."""
NAMED = 8
"""Kelurahan that are named on the map; as far as their names do not lie upon each other."""
LETTER, LINE = 0.0152, 0.036
"""Width of a letter and height of a line as parts of the map's width where it is smallest, at type of scale 1."""


@dataclass(frozen=True, slots=True)
class NameBox:
    """Where a name stands: its middle, and half its size, as parts of the map's width."""

    x: float
    y: float
    half_width: float
    half_height: float

    def meets(self, other: "NameBox") -> bool:
        """Whether the two lie upon each other."""
        across = abs(self.x - other.x) < self.half_width + other.half_width
        return across and abs(self.y - other.y) < self.half_height + other.half_height


def flood_map(view: FloodScene, words: Words, categories: CategoryStyles, scale: float = 1.0) -> list[Component]:
    """The map; over it what there is to say where nothing is open. `scale` is that of the type."""
    projection, ratio = projected(view.shapes)
    shaded = {area.code: area.reports for area in view.areas}
    colour = categories.of(view.categories[0]).colour
    paths = [
        SvgElement("path", d=path(area, projection), className=f"flood-area flood-shade-{shade(shaded[code])}")
        for code, area in view.shapes.kelurahan.items()
        if code in shaded
    ]
    land = [
        SvgElement("path", d=path(area, projection), className="flood-land") for area in view.shapes.kecamatan.values()
    ]
    borders = [
        SvgElement("path", d=path(area, projection), className="flood-border")
        for area in view.shapes.kecamatan.values()
    ]
    drawing = SvgElement(
        "svg",
        [*land, *paths, *borders],
        viewBox=f"0 0 {WIDTH} {round(WIDTH / ratio)}",
        className="flood-drawing",
        **ARIA_HIDDEN,
    )
    sheet = html.Div(
        [drawing, *names(view, projection, scale)],
        className="flood-sheet",
        style={"--ratio": f"{ratio:.4f}", "--c": colour},
        role="img",
        **aria_label(described(view, words)),
    )
    return [
        html.Div(sheet, className="flood-box"),
        html.Div(key(view, words, colour), className="flood-key"),
        *nothing_open(view, words),
    ]


def projected(shapes: AreaShapes) -> tuple[CityProjection, float]:
    """The projection onto the drawing, and the drawing's width by its height."""
    spots = [spot for area in shapes.kecamatan.values() for ring in area.rings for spot in ring]
    west, east = min(lon for lon, _ in spots), max(lon for lon, _ in spots)
    south, north = min(lat for _, lat in spots), max(lat for _, lat in spots)
    projection = CityProjection(west, north, WIDTH / (east - west))
    return projection, WIDTH / projection.y(south)


def path(area: DrawnArea, projection: CityProjection) -> str:
    """Path data of an area in whole units of the drawing."""
    written = []
    for ring in area.rings:
        spots = [(round(projection.x(lon)), round(projection.y(lat))) for lon, lat in ring]
        steps = [f"{x - bx} {y - by}" for (bx, by), (x, y) in pairwise(spots) if (x, y) != (bx, by)]
        written.append(f"M{spots[0][0]} {spots[0][1]}l{' '.join(steps)}z")
    return "".join(written)


def shade(reports: int) -> int:
    """Index of the shade, 1 for the palest."""
    return sum(reports >= step for step in STEPS)


def names(view: FloodScene, projection: CityProjection, scale: float) -> list[Component]:
    """The names of the kelurahan with most reports, each where it meets no other: on its area, else above or below."""
    taken: list[NameBox] = []
    written: list[Component] = []
    for area in view.areas[:NAMED]:
        drawn = view.shapes.kelurahan.get(area.code)
        if drawn is None:
            continue
        x, y = projection.x(drawn.label[0]) / WIDTH, projection.y(drawn.label[1]) / WIDTH
        box = free(x, y, len(f"{area.name} {area.reports}") * LETTER * scale, LINE * scale, taken)
        if box is not None:
            taken.append(box)
            written.append(
                html.Span(
                    [area.name, html.B(str(area.reports))],
                    className="flood-name",
                    style={"left": f"{100 * box.x:.2f}%", "--top": f"{box.y:.4f}"},
                )
            )
    return written


def free(x: float, y: float, width: float, height: float, taken: Sequence[NameBox]) -> NameBox | None:
    """The first place around a point where a name of this size meets no other; None where there is none."""
    inside = min(max(x, width / 2), 1 - width / 2)
    for lines in (0.0, -1.0, 1.0, -2.0, 2.0, -3.0):
        box = NameBox(inside, max(y + lines * height, height / 2), width / 2, height / 2)
        if not any(box.meets(other) for other in taken):
            return box
    return None


def key(view: FloodScene, words: Words, colour: str) -> list[Component]:
    """What the shades say, and what the map does not know."""
    bounds = [*STEPS[1:], None]
    shades = [
        html.Span(
            [
                html.Span(className=f"flood-swatch flood-shade-{index}", style={"--c": colour}),
                f"{low}+" if next_low is None else str(low) if next_low == low + 1 else f"{low}–{next_low - 1}",
            ]
        )
        for index, (low, next_low) in enumerate(zip(STEPS, bounds, strict=True), start=1)
    ]
    notes: list[Component] = [html.Span(words("wall.scene_banjir.key"), className="flood-key-title"), *shades]
    if view.unplaced:
        notes.append(html.Span(words("wall.scene_banjir.unplaced", n=view.unplaced)))
    if view.shapes.approximate:
        notes.append(html.Span(words("wall.map.approximate")))
    return notes


def nothing_open(view: FloodScene, words: Words) -> list[Component]:
    """Said over a map without reports."""
    if view.open:
        return []
    name = "empty" if view.any_data else "no_data"
    text = empty(words(f"wall.scene_banjir.{name}"), words(f"wall.scene_banjir.{name}_hint"), good=view.any_data)
    return [html.Div(text, className="flood-empty")]


def finding(view: FloodScene, words: Words) -> str:
    """The title of the map: how many reports, in how many kelurahan, most in which."""
    if not view.areas:
        return words("wall.scene_banjir.map_plain")
    most = view.areas[0]
    return words("wall.scene_banjir.map", n=view.open, areas=len(view.areas), name=most.name, most=most.reports)


def described(view: FloodScene, words: Words) -> str:
    """The map in words: each kelurahan with its number."""
    parts = ", ".join(f"{area.name} {words.number(area.reports)}" for area in view.areas)
    return words("wall.scene_banjir.map_alternative", n=view.open, parts=parts or "0")
