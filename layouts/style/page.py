"""The page of the visual system: colours, type, marks, icons, formats, states and a chart, each as pages use them."""

from datetime import UTC, date, datetime
from typing import Any

import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from layouts.categories import CategoryStyles
from layouts.figures.card import card, failed, waiting
from layouts.figures.marks import empty, mark
from layouts.i18n import Words, label
from layouts.icons import ICONS, icon
from layouts.plotting import colours, graph, template
from layouts.shell import work_frame
from layouts.style import ids
from layouts.theme import THEMES
from layouts.visit import Visit

SCALE = ("small", "note", "text", "title", "head", "figure")
"""Sizes of type, from the smallest; each is a class style-type-<name>."""

PRESSED: dict[str, Any] = {"aria-pressed": "true"}
SAMPLE = (8, 13, 5, 9, 21, 7, 6)
"""Heights of the bars of the sample chart: they count nothing."""
ABNORMAL = 4

MOMENT = datetime(2026, 12, 31, 17, 5, tzinfo=UTC)
"""A moment whose day in WIB is another one, and another year."""


def style_page(categories: CategoryStyles, visit: Visit) -> Component:
    """The whole page."""
    words = visit.words
    cards = [
        card("colours", words("style.colours"), swatches(visit.theme), words, sub=words("style.colours_sub")),
        card("type", words("style.type"), scale(words), words, sub=words("style.type_sub")),
        card("marks", words("style.marks"), marks(categories, words), words, sub=words("style.marks_sub")),
        card("icons", words("style.icons"), icons(), words, sub="assets/icons/"),
        card("formats", words("style.formats"), formats(words), words, sub="layouts/i18n.py"),
        card("chart", words("style.chart"), chart(visit.theme, words), words, sub="layouts/plotting.py"),
        card("buttons", words("style.buttons"), buttons(words), words),
        card("waiting", words("style.waiting"), waiting(words), words),
        card("failed", words("style.failed"), failed(words), words),
        card("empty", words("style.empty"), empty(words("style.no_data"), words("style.no_data_hint")), words),
        card("zero", words("style.zero"), empty(words("style.none"), words("style.none_hint"), good=True), words),
    ]
    return work_frame(cards, ids.ROOT, visit, "style-cards")


def swatches(theme: str) -> list[Component]:
    """Each role of the theme with its colour."""
    return [
        html.Div(
            [
                html.Span(className="style-swatch", style={"background": f"var(--{role})"}),
                html.Code(f"--{role}"),
                html.Span(colour, className="style-hex"),
            ],
            className="style-role",
        )
        for role, colour in THEMES[theme][1].items()
    ]


def scale(words: Words) -> list[Component]:
    """A line of each size of type."""
    return [html.Div(f"{words('style.sample')} · {name}", className=f"style-type style-type-{name}") for name in SCALE]


def marks(categories: CategoryStyles, words: Words) -> Component:
    """Every category as pages draw it."""
    shown = [
        html.Span([mark(each, words.language), label(each.labels, words.language)], className="style-mark")
        for each in categories.every
    ]
    return html.Div(shown, className="style-marks")


def icons() -> Component:
    """Every icon with its name."""
    shown = [html.Span([icon(name), html.Code(name)], className="style-mark") for name in ICONS]
    return html.Div(shown, className="style-marks")


def formats(words: Words) -> Component:
    """Numbers, shares, changes and times in the form of the language."""
    day = date(2026, 11, 21)
    samples = {
        "number": words.number(12345.6),
        "percent": f"{words.percent(83, 100)} · {words.percent(1, 900)} · {words.percent(0, 9)}",
        "change": f"{words.change(360, 286)} · {words.change(28, 29)} · {words.change(5, 5)} · {words.change(4, 0)}",
        "difference": f"{words.difference(16)} · {words.difference(-11)}",
        "working_days": f"{words.working_days(4.66)} · {words.working_days(None)}",
        "date_long": words.date_long(day),
        "days": words.days(day, date(2026, 12, 2)),
        "moment": words.moment(MOMENT),
    }
    rows = [html.Tr([html.Th(html.Code(name), scope="row"), html.Td(text)]) for name, text in samples.items()]
    return html.Table(html.Tbody(rows), className="style-formats")


def chart(theme: str, words: Words) -> Component:
    """A chart in the template: grey as it is usually, the abnormal day in its colour and named."""
    roles = colours(theme)
    days = list(words.listed("calendar.weekdays"))
    figure = go.Figure(
        go.Bar(
            x=days,
            y=SAMPLE,
            marker_color=[roles["over"] if at == ABNORMAL else roles["bar"] for at in range(len(SAMPLE))],
            hovertemplate="%{x}: %{y}<extra></extra>",
        ),
        layout={"template": template(theme, words.language)},
    )
    figure.add_annotation(
        x=days[ABNORMAL], y=SAMPLE[ABNORMAL], text=words("style.abnormal"), yshift=12, font={"color": roles["text"]}
    )
    told = ", ".join(f"{day} {height}" for day, height in zip(days, SAMPLE, strict=True))
    return graph(ids.CHART, figure, alternative=told, height="14em")


def buttons(words: Words) -> Component:
    """Buttons: at rest, chosen, and not to be had."""
    return html.Div(
        [
            html.Button([icon("download"), words("style.button")], className="work-button"),
            html.Button(words("style.button"), className="work-button", **PRESSED),
            html.Button(words("style.button"), className="work-button", disabled=True),
        ],
        className="style-buttons",
    )
