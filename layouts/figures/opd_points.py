"""The open reports of an OPD on a map that can be zoomed: kelurahan as outlines, reports as marks, on plain axes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import plotly.graph_objects as go

from command_center.places.area_shapes import DrawnArea
from command_center.readmodel.opd_view import OpdPoint
from layouts.categories import CategoryStyles
from layouts.figures.area_labels import name_areas
from layouts.i18n import Words, label
from layouts.plotting import colours, template

SYMBOLS = {
    "square": "square",
    "triangle": "triangle-up",
    "circle": "circle",
    "diamond": "diamond",
    "hexagon": "hexagon",
    "dot": "circle",
}
Line = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, eq=False)
class MapGround:
    """What a map is drawn on: outer rings as (lon, lat) in degrees, of each kelurahan by code, and of the kecamatan.

    `labels` are the kecamatan with their short names, `names` are of kelurahan by code; `approximate`: the boundaries are not the city's own yet.
    """

    kelurahan: Mapping[str, Sequence[Line]]
    kecamatan: Sequence[Line]
    labels: Sequence[tuple[str, DrawnArea]]
    names: Mapping[str, str]
    approximate: bool


def opd_points_figure(
    points: Sequence[OpdPoint],
    by_kelurahan: Mapping[str, int],
    ground: MapGround,
    words: Words,
    theme: str,
    categories: CategoryStyles,
) -> go.Figure:
    """The figure; degrees on both axes, longitude squeezed as on the ground."""
    roles = colours(theme)
    figure = go.Figure()
    _areas(figure, ground, by_kelurahan, roles)
    figure.add_scatter(
        **_joined(ground.kecamatan), mode="lines", line={"color": roles["border"], "width": 1.6}, hoverinfo="skip"
    )
    name_areas(figure, [(area, name, "") for name, area in ground.labels], roles)
    _marks(figure, points, words, roles, categories)
    lons = [lon for ring in ground.kecamatan for lon, _ in ring]
    lats = [lat for ring in ground.kecamatan for _, lat in ring]
    middle = (min(lats) + max(lats)) / 2
    figure.update_layout(
        template=template(theme, words.language),
        xaxis={"visible": False, "fixedrange": False, "range": [min(lons) - 0.005, max(lons) + 0.005]},
        yaxis={
            "visible": False,
            "fixedrange": False,
            "range": [min(lats) - 0.005, max(lats) + 0.005],
            "scaleanchor": "x",
            "scaleratio": 1 / cos(radians(middle)),
        },
        dragmode="pan",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        uirevision="opd-map",
    )
    return figure


def _areas(figure: go.Figure, ground: MapGround, by_kelurahan: Mapping[str, int], roles: dict[str, str]) -> None:
    """Kelurahan with open reports a little darker than those without."""
    empty = [ring for code, rings in ground.kelurahan.items() if not by_kelurahan.get(code) for ring in rings]
    busy = [ring for code, rings in ground.kelurahan.items() if by_kelurahan.get(code) for ring in rings]
    for rings, fill in ((empty, roles["land"]), (busy, roles["track"])):
        figure.add_scatter(
            **_joined(rings),
            mode="lines",
            fill="toself",
            fillcolor=fill,
            line={"color": roles["line"], "width": 0.8},
            hoverinfo="skip",
        )


def _joined(rings: Sequence[Line]) -> dict[str, list[float | None]]:
    """Rings as one line with gaps."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        xs += [*[lon for lon, _ in ring], ring[0][0], None]
        ys += [*[lat for _, lat in ring], ring[0][1], None]
    return {"x": xs, "y": ys}


def _marks(
    figure: go.Figure, points: Sequence[OpdPoint], words: Words, roles: dict[str, str], categories: CategoryStyles
) -> None:
    """Open ones small, near ones with an amber ring, those past their deadline large with a vermilion one."""
    rings: dict[str, tuple[int, dict[str, Any]]] = {
        "open": (9, {"width": 0.8, "color": roles["outline"]}),
        "near": (11, {"width": 2.2, "color": roles["near"]}),
        "over": (12, {"width": 2.6, "color": roles["over"]}),
    }
    for standing, (size, line) in rings.items():
        there = [point for point in points if point.standing == standing]
        if not there:
            continue
        styles = [categories.of(point.category) for point in there]
        figure.add_scatter(
            x=[point.lon for point in there],
            y=[point.lat for point in there],
            mode="markers",
            marker={
                "size": [size if style.shape != "dot" else size - 2 for style in styles],
                "color": [style.colour for style in styles],
                "symbol": [SYMBOLS[style.shape] for style in styles],
                "opacity": [1.0 if point.exact or standing != "open" else 0.6 for point in there],
                "line": line,
            },
            customdata=[
                [
                    point.number,
                    label(style.labels, words.language),
                    point.kelurahan or words("opd.no_place"),
                    words("opd.map.due", moment=words.moment(point.due_at))
                    if point.due_at
                    else words("opd.queue.no_due"),
                    "" if point.exact else words("opd.map.centre"),
                ]
                for point, style in zip(there, styles, strict=True)
            ],
            hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]}<br>%{customdata[3]}"
            "<br>%{customdata[4]}<extra></extra>",
        )
