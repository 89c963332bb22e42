"""The city by its areas, darker for more: filled outlines on a plane, which can be zoomed and moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

import plotly.graph_objects as go

from command_center.domain.selection import Dimension
from command_center.places.area_shapes import DrawnArea
from command_center.readmodel.analytics_view import AreaLine
from layouts.figures.area_labels import name_areas
from layouts.figures.filter_mark import filter_text
from layouts.i18n import Words
from layouts.plotting import colours, template

STEPS = 5
"""Shades of the map."""
FEWEST_TIMED = 5
"""Reports below which no median is drawn."""
MEASURES = ("count", "rate", "median")


@dataclass(frozen=True, slots=True)
class Shade:
    """A shade of the map: values from `low` to below `high`, and its colour."""

    low: float
    high: float
    colour: str


def value_of(line: AreaLine, measure: str) -> float | None:
    """What the map shows of an area; None where it is not known, or stands on too few reports."""
    if measure == "count":
        return float(line.count)
    if measure == "rate":
        return line.rate
    return line.median_days if line.count >= FEWEST_TIMED else None


def shades(values: Sequence[float], theme: str) -> tuple[Shade, ...]:
    """Shades of equal numbers of areas, light to dark; fewer where values repeat. None where there is no value."""
    known = sorted(values)
    if not known:
        return ()
    role = colours(theme)
    edges = sorted({known[min(len(known) - 1, len(known) * at // STEPS)] for at in range(STEPS)})
    found = []
    first, last = role["land"], role["bar"]
    for at, low in enumerate(edges):
        high = edges[at + 1] if at + 1 < len(edges) else known[-1]
        step = at / (len(edges) - 1) if len(edges) > 1 else 0.5 if low else 0.0
        found.append(Shade(low, high, _between(first, last, step)))
    return tuple(found)


def shade_of(value: float, of: Sequence[Shade]) -> Shade:
    """The shade of a value that is among those they were made of."""
    return next((shade for shade in reversed(of) if value >= shade.low), of[0])


def _between(first: str, last: str, step: float) -> str:
    pairs = [(int(first[at : at + 2], 16), int(last[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * step):02X}" for a, b in pairs)


def area_choropleth(
    lines: Sequence[AreaLine],
    shapes: Mapping[str, DrawnArea],
    borders: Mapping[str, DrawnArea],
    dimension: Dimension,
    measure: str,
    names: Mapping[str, str],
    quiet: frozenset[str],
    words: Words,
    theme: str,
) -> go.Figure:
    """The map. `borders` are drawn over it (the kecamatan over the kelurahan), `quiet` areas get a ring."""
    role = colours(theme)
    figure = go.Figure(layout={"template": template(theme, words.language)})
    values = {line.code: value_of(line, measure) for line in lines}
    of = shades([value for value in values.values() if value is not None], theme)
    filtered = any(not line.chosen for line in lines)
    areas = []
    for line in lines:
        if line.code not in shapes:
            continue
        value = values[line.code]
        xs, ys = _outline(shapes[line.code])
        areas.append(
            {
                "type": "scatter",
                "x": xs,
                "y": ys,
                "mode": "lines",
                "fill": "toself",
                "fillcolor": shade_of(value, of).colour if value is not None else role["panel"],
                "line": {"color": role["panel"], "width": 1},
                "opacity": 1.0 if line.chosen else 0.45,
                "hoveron": "fills",
                "name": "",
                "text": _told(line, names[line.code], words),
                "hoverinfo": "text",
                "meta": filter_text((dimension, [line.code])),
            }
        )
    figure.add_traces(areas)
    if filtered:
        _outlines(
            figure, [shapes[line.code] for line in lines if line.chosen and line.code in shapes], role["text"], 2.2
        )
    if borders is not shapes:
        _outlines(figure, list(borders.values()), role["border"], 1.2)
    _rings(figure, [shapes[code] for code in sorted(quiet) if code in shapes], role["over"])
    by_kelurahan = dimension is Dimension.KELURAHAN
    chosen = [shapes[line.code] for line in lines if line.chosen and line.code in shapes]
    # The smaller areas of a chosen part are seen when that part fills the map.
    frame = _frame(chosen if by_kelurahan and filtered and chosen else list(borders.values()))
    west, east, south, north = frame
    named = [line for line in lines if line.code in shapes and (not by_kelurahan or (filtered and line.chosen))]
    name_areas(
        figure, [(shapes[line.code], names[line.code], _said(values[line.code], words)) for line in named], role, frame
    )
    middle = (south + north) / 2
    # Axes in degrees, a degree of longitude shorter by the cosine of the latitude.
    figure.update_xaxes(visible=False, fixedrange=False, range=[west, east], constrain="domain")
    figure.update_yaxes(
        visible=False,
        fixedrange=False,
        range=[south, north],
        scaleanchor="x",
        scaleratio=1 / cos(radians(middle)),
        constrain="domain",
    )
    figure.update_layout(dragmode="pan", margin={"l": 0, "r": 0, "t": 0, "b": 0}, hovermode="closest")
    return figure


def _frame(areas: Sequence[DrawnArea]) -> tuple[float, float, float, float]:
    """West, east, south and north of the areas, with a little room around them."""
    points = [point for area in areas for ring in area.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    room = 0.02 * max(east - west, north - south)
    return west - room, east + room, south - room, north + room


def _outline(area: DrawnArea) -> tuple[list[float | None], list[float | None]]:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in area.rings:
        xs += [*(x for x, _ in ring), None]
        ys += [*(y for _, y in ring), None]
    return xs[:-1], ys[:-1]


def _outlines(figure: go.Figure, areas: Sequence[DrawnArea], colour: str, width: float) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for area in areas:
        own_xs, own_ys = _outline(area)
        xs += [*own_xs, None]
        ys += [*own_ys, None]
    figure.add_scatter(x=xs, y=ys, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip")


def _rings(figure: go.Figure, areas: Sequence[DrawnArea], colour: str) -> None:
    if not areas:
        return
    figure.add_scatter(
        x=[area.label[0] for area in areas],
        y=[area.label[1] for area in areas],
        mode="markers",
        marker={"size": 10, "color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 2}},
        hoverinfo="skip",
    )


def _told(line: AreaLine, name: str, words: Words) -> str:
    """An area in words, whatever the map shows."""
    lines = [f"<b>{name}</b>", words("analytics.map.count", n=line.count)]
    if line.rate is not None:
        key = "analytics.map.rate_estimated" if line.estimated else "analytics.map.rate"
        lines.append(words(key, rate=round(line.rate, 1)))
    if line.count < FEWEST_TIMED:
        lines.append(words("analytics.map.median_few"))
    elif line.median_days is None:
        lines.append(words("analytics.map.median_open"))
    else:
        lines.append(words("analytics.map.median", days=words.working_days(line.median_days)))
    return "<br>".join(lines)


def _said(value: float | None, words: Words) -> str:
    return words("format.none") if value is None else words.number(round(value, 1))
