"""Where: the map with its choices, and the kelurahan that are quieter than their people let expect."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.selection import Dimension
from layouts.analytics import findings, ids
from layouts.analytics.shown import LEVELS, MAP_NAMES, Shown
from layouts.figures.area_choropleth import Shade, area_choropleth, shades, value_of
from layouts.figures.area_labels import short_names
from layouts.figures.card import card
from layouts.figures.filter_mark import attributes
from layouts.figures.marks import aria_label, empty
from layouts.figures.quiet_areas import quiet_areas_list, shown_areas
from layouts.i18n import Words
from layouts.icons import icon
from layouts.plotting import graph

Content = Component | list[Any] | str


def map_part(shown: Shown) -> Content:
    """The map."""
    words, view, choice = shown.words, shown.view, shown.choice
    shapes = shown.config.shapes()
    by_kelurahan = choice.level == LEVELS[1]
    lines = view.kelurahan if by_kelurahan else view.kecamatan
    drawn = shapes.kelurahan if by_kelurahan else shapes.kecamatan
    dimension = Dimension.KELURAHAN if by_kelurahan else Dimension.KECAMATAN
    names = short_names(shown.config.names(dimension, words.language))
    title = findings.map_title(view, lines, choice.measure, names, words)
    quiet = frozenset(area.code for area in view.quiet if area.quiet)
    figure = area_choropleth(
        lines,
        drawn,
        shapes.kecamatan,
        dimension,
        choice.measure,
        names,
        quiet if by_kelurahan else frozenset(),
        words,
        shown.theme,
    )
    values = [value for line in lines if (value := value_of(line, choice.measure)) is not None]
    notes = [words("analytics.map.unplaced", n=view.unplaced)] if view.unplaced else []
    if by_kelurahan and shapes.approximate:
        notes.append(words("analytics.map.approximate"))
    if by_kelurahan and choice.measure == "rate":
        notes.append(words("analytics.map.estimated"))
    body = [
        html.Div([_choices("peta", shown), _choices("tingkat", shown)], className="map-choices"),
        graph(
            ids.chart("map"),
            figure,
            alternative=_told(shown, lines, names, title),
            height="27em",
            config={"scrollZoom": True, "displayModeBar": False, "doubleClick": "reset"},
        ),
        html.Div(
            [
                html.Button(
                    icon("map") if way == "reset" else sign,
                    type="button",
                    className="map-zoom",
                    **attributes({"data-zoom": way, **aria_label(words(f"analytics.map.zoom_{way}"))}),
                )
                for way, sign in (("in", "+"), ("out", "−"), ("reset", ""))
            ],
            className="map-zooms",
        ),
        _legend(values, shown),
        *([html.Div(" ".join(notes), className="card-note")] if notes else []),
    ]
    return card(
        "map", title, html.Div(body, className="map-box"), words, sub=words(f"analytics.map.sub_{choice.measure}")
    )


def _choices(name: str, shown: Shown) -> Component:
    words, choice = shown.words, shown.choice
    options = (
        [(MAP_NAMES[measure], f"show_{measure}", choice.measure == measure) for measure in MAP_NAMES]
        if name == "peta"
        else [(level, f"show_{level}", choice.level == level) for level in LEVELS]
    )
    return html.Div(
        [
            html.Button(
                words(f"analytics.map.{key}"),
                type="button",
                className="quick",
                **attributes({"data-option": f"{name}={value}", "aria-pressed": "true" if pressed else "false"}),
            )
            for value, key, pressed in options
        ],
        className="quicks",
        role="group",
        **aria_label(words(f"analytics.map.choice_{name}")),
    )


def _legend(values: list[float], shown: Shown) -> Component:
    """The shades with the values at their limits."""
    words = shown.words
    of = shades(values, shown.theme)
    entries: list[Component] = [
        html.Span(
            [
                html.Span(className="legend-shade", style={"background": shade.colour}),
                html.Span(_span(shade, words)),
            ]
        )
        for shade in of
    ]
    if shown.choice.measure == "median":
        entries.append(html.Span([html.Span(className="legend-shade legend-none"), words("analytics.map.few")]))
    if shown.choice.level == LEVELS[1] and any(area.quiet for area in shown.view.quiet):
        entries.append(html.Span([html.Span(className="legend-ring"), words("analytics.map.quiet")]))
    return html.Div(entries, className="map-legend")


def _span(shade: Shade, words: Words) -> str:
    low, high = words.number(shade.low), words.number(shade.high)
    return low if low == high else f"{low}–{high}"


def _told(shown: Shown, lines: Any, names: dict[str, str], title: str) -> str:
    """The areas with most in words."""
    words = shown.words
    known = sorted(
        ((value, line) for line in lines if (value := value_of(line, shown.choice.measure)) is not None),
        key=lambda pair: -pair[0],
    )[:5]
    listed = "; ".join(f"{names[line.code]} {words.number(value)}" for value, line in known)
    return words("analytics.map.alternative", title=title, listed=listed or words("format.none"))


def quiet_part(shown: Shown) -> Content:
    """Silence."""
    words, view = shown.words, shown.view
    names = shown.config.names(Dimension.KELURAHAN, words.language)
    title = findings.quiet_title(view, names, words)
    body: Content
    if not view.quiet:
        body = empty(words("analytics.empty.none"), words("analytics.empty.none_hint"))
    else:
        first, rest = shown_areas(view.quiet, shown.selection)
        body = [quiet_areas_list(first, rest, shown.selection, names, words)]
        if elsewhere := [area for area in view.quiet if area.quiet and area not in first and area not in rest][:6]:
            told = ", ".join(
                words("analytics.quiet.other", name=names[area.code], n=area.count, expected=round(area.expected))
                for area in elsewhere
            )
            body.append(html.Div(words("analytics.quiet.elsewhere", listed=told), className="card-note"))
        body.append(html.Div(words("analytics.quiet.no_verdict"), className="card-note"))
    return card("quiet", title, body, words, sub=words("analytics.quiet.sub"), method="sepi")
