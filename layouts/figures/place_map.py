"""Where a report is, as a small drawing that needs no script: the kelurahan around it, its own one raised, and a pin."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, hypot, radians

from dash.development.base_component import Component

from command_center.places.area_shapes import DrawnArea
from layouts.figures.marks import aria_label
from layouts.svg import SvgElement

WIDTH, HEIGHT = 480.0, 300.0
REACH = 0.011
"""Degrees of latitude from the pin to the upper edge, some 1.2 km."""
_METRES_PER_DEGREE = 111_195.0
SCALE_METRES = 500
LETTER, LINE = 7.2, 16.0
"""Width of a letter and height of a line of the names, in units of the drawing."""
EDGE = 4.0
PIN = (WIDTH / 2, HEIGHT / 2 - 18, 28.0, 40.0)
"""Middle, width and height of what the pin covers."""

Box = tuple[float, float, float, float]
"""Middle (x, y), width and height."""


def place_map(
    lat: float,
    lon: float,
    kelurahan: str,
    shapes: Mapping[str, DrawnArea],
    names: Mapping[str, str],
    alternative: str,
    *,
    exact: bool,
    scale: str,
) -> Component:
    """The drawing; `lat` and `lon` in degrees. Where the place is not `exact`, a circle stands for the pin."""
    per_lat = HEIGHT / (2 * REACH)
    per_lon = per_lat * cos(radians(lat))

    def at(point: Sequence[float]) -> tuple[float, float]:
        return WIDTH / 2 + (point[0] - lon) * per_lon, HEIGHT / 2 - (point[1] - lat) * per_lat

    metres = SCALE_METRES / _METRES_PER_DEGREE * per_lat
    areas: list[Component] = []
    wanted: list[tuple[bool, str, Box]] = []
    for code, area in shapes.items():
        rings = [[at(point) for point in ring] for ring in area.rings]
        if not any(_is_near(ring) for ring in rings):
            continue
        drawn = " ".join(f"M{_line(ring)}Z" for ring in rings)
        areas.append(SvgElement("path", d=drawn, className="place-own" if code == kelurahan else "place-area"))
        name = names.get(code, "")
        wanted.append((code != kelurahan, name, (*_middle_in_view(rings), LETTER * len(name), LINE)))
    below = 18 + metres + LETTER * len(scale)
    labels = [
        SvgElement("text", name, x=f"{x:.0f}", y=f"{y + LINE / 3:.0f}", className="place-name")
        for name, (x, y, _, _) in readable(
            wanted, ((below / 2, HEIGHT - 12, below, 2 * LINE), *((PIN,) if exact else ()))
        )
    ]
    return SvgElement(
        "svg",
        [
            SvgElement("g", areas),
            SvgElement("g", labels, aria_hidden="true"),
            *_pin(exact=exact),
            SvgElement("path", d=f"M12 {HEIGHT - 12:.0f}v5h{metres:.0f}v-5", className="place-scale"),
            SvgElement("text", scale, x=f"{18 + metres:.0f}", y=f"{HEIGHT - 7:.0f}", className="place-scale-text"),
        ],
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        className="place-map",
        role="img",
        **aria_label(alternative),
    )


def readable(wanted: Sequence[tuple[bool, str, Box]], taken: Sequence[Box]) -> list[tuple[str, Box]]:
    """The names that can be read where they are wanted: whole, and over nothing that is `taken`, nor over each other.

    Those whose first value is False have the first choice, then whoever is nearer to the middle of the drawing.
    """
    covered, found = list(taken), []
    order = sorted(wanted, key=lambda each: (each[0], hypot(each[2][0] - WIDTH / 2, each[2][1] - HEIGHT / 2)))
    for _, name, box in order:
        x, y, wide, high = box
        inside = EDGE + wide / 2 <= x <= WIDTH - EDGE - wide / 2 and EDGE + high / 2 <= y <= HEIGHT - EDGE - high / 2
        if name and inside and not any(_meet(box, other) for other in covered):
            covered.append(box)
            found.append((name, box))
    return found


def _meet(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0]) * 2 < one[2] + other[2] and abs(one[1] - other[1]) * 2 < one[3] + other[3]


def _pin(*, exact: bool) -> Iterator[Component]:
    x, y = WIDTH / 2, HEIGHT / 2
    if exact:
        yield SvgElement(
            "path", d=f"M{x} {y}c-4 -9 -12 -14 -12 -23a12 12 0 1 1 24 0c0 9 -8 14 -12 23z", className="place-pin"
        )
        yield SvgElement("circle", cx=x, cy=y - 23, r=4.5, className="place-pin-eye")
    else:
        yield SvgElement("circle", cx=x, cy=y, r=46, className="place-about")


def _is_near(ring: Sequence[tuple[float, float]]) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) < WIDTH and max(xs) > 0 and min(ys) < HEIGHT and max(ys) > 0


def _middle_in_view(rings: Sequence[Sequence[tuple[float, float]]]) -> tuple[float, float]:
    """The middle of the part of an area that is to be seen."""
    largest = max(rings, key=len)
    xs = [min(max(x, 0.0), WIDTH) for x, _ in largest]
    ys = [min(max(y, 0.0), HEIGHT) for _, y in largest]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
