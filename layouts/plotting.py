"""The one look of all plotly charts: a template a theme, and the component that a chart and its words make together."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from layouts.theme import SANS, THEMES

FONT_PX = 13
"""Size of the words in a chart, in CSS pixels, before `scale`."""

CONFIG = {"displayModeBar": False, "doubleClick": "reset", "scrollZoom": False, "showTips": False}
"""A chart shows no tools of its own: what can be done with it is said beside it."""

ROOMY, NARROW = "roomy", "narrow"
"""Names of annotations that charts.js draws only where a chart is wide, and only where it is narrow, as on a telephone."""


@lru_cache(maxsize=16)
def template(theme: str, language: str, scale: float = 1.0) -> go.layout.Template:
    """How charts look in a theme (a key of THEMES): calm ground, no frame, one grid, direct words instead of legends.

    `scale` makes words larger on large screens. It is made once: a figure that is given it takes a copy. Colours that mean something are chosen by the chart, from `colours`.
    """
    roles = THEMES[theme][1]
    words = {"family": SANS, "size": FONT_PX * scale, "color": roles["text-2"]}
    axis = {
        "automargin": True,
        "color": roles["text-3"],
        "gridcolor": roles["line"],
        "linecolor": roles["border"],
        "tickcolor": roles["border"],
        "zerolinecolor": roles["border"],
        "tickfont": {"size": FONT_PX * scale, "color": roles["text-3"]},
        "title": {"font": {"size": FONT_PX * scale, "color": roles["text-3"]}, "standoff": 8},
        "zeroline": False,
        "fixedrange": True,
    }
    return go.layout.Template(
        layout={
            "font": words,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [roles["bar-now"], roles["bar"], roles["bar-dim"]],
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 4},
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": roles["raised"],
                "bordercolor": roles["border"],
                "font": {"family": SANS, "size": FONT_PX * scale, "color": roles["text"]},
                "align": "left",
            },
            "separators": ",." if language == "id" else ".,",
            "bargap": 0.18,
            "dragmode": False,
            "xaxis": axis | {"showgrid": False},
            "yaxis": axis,
            "annotationdefaults": {"font": words, "showarrow": False},
            "shapedefaults": {"line": {"color": roles["border"], "width": 1}},
        },
        data={
            "bar": [{"marker": {"color": roles["bar"], "line": {"width": 0}}, "textfont": {"color": roles["text"]}}],
            "scatter": [{"line": {"color": roles["bar-now"], "width": 2}, "marker": {"color": roles["bar-now"]}}],
        },
    )


def annotate(figure: go.Figure, annotations: Sequence[dict[str, Any]]) -> None:
    """Add them all at once: plotly checks all that are there again for each that comes alone."""
    figure.layout.annotations = (*figure.layout.annotations, *annotations)


def add_shapes(figure: go.Figure, shapes: Sequence[dict[str, Any]]) -> None:
    """The same of shapes."""
    figure.layout.shapes = (*figure.layout.shapes, *shapes)


def on_narrow(figure: go.Figure, **changes: dict[str, Any]) -> None:
    """What differs where the chart is narrow: parts of the layout (`margin`, `xaxis`), each with the values that change."""
    figure.update_layout(meta={NARROW: changes})


def colours(theme: str) -> dict[str, str]:
    """Role -> colour of a theme, for what a chart must colour itself."""
    return THEMES[theme][1]


def graph(
    component_id: Any,
    figure: go.Figure,
    *,
    alternative: str | Component,
    height: str,
    class_name: str = "",
    **more: Any,
) -> Component:
    """A chart with what it says in words, for those who do not see it.

    `height` is a CSS length; the chart takes the width that it is given. `more` goes to dcc.Graph (`config` is added to
    CONFIG).
    """
    config = CONFIG | more.pop("config", {})
    return html.Figure(
        [
            dcc.Graph(
                id=component_id,
                figure=figure,
                config=config,
                responsive=True,
                className="chart",
                style={"height": height},
                **more,
            ),
            html.Figcaption(alternative, className="unseen"),
        ],
        className=f"chart-figure {class_name}".rstrip(),
    )
