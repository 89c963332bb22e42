"""The page of the analysis: filter bar, first parts filled, later ones waiting, and the rows."""

from datetime import date
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts.analytics import ids
from layouts.analytics.filters import filter_bar
from layouts.analytics.grid import rows_grid
from layouts.analytics.kept_parts import KeptParts
from layouts.analytics.parts import FIRST, LATER, SAID, built
from layouts.analytics.saved import saved_panel
from layouts.analytics.shown import Shown
from layouts.figures.card import card, waiting
from layouts.figures.filter_mark import attributes
from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.icons import icon
from layouts.shell import work_frame
from layouts.visit import Visit


def analytics_page(shown: Shown, visit: Visit, today: date, saved: list[Component], parts: KeptParts) -> Component:
    """The whole page. `saved` are the person's own views; `parts` makes what stands in it."""
    words = visit.words
    bar = filter_bar(shown.selection, shown.config, words, today)
    _fill(bar, {f"said-{part.key.removeprefix('said-')}": built(part, shown) for part in SAID})
    first = {key: parts.of(part, shown) for key, part in FIRST.items() if part not in SAID}
    children = [
        html.H1(words("analytics.page_name"), className="unseen"),
        html.Details(
            [
                html.Summary([icon("filter"), words("analytics.filter.open")], className="bar-open"),
                bar,
            ],
            className="bar-box",
            open=True,
        ),
        html.Div(
            [
                html.Div(first["chips"], id=ids.first("chips"), className="chips"),
                html.Span(first["as-of"], id=ids.first("as-of"), className="as-of"),
                saved_panel(saved, words),
                html.Div(first["actions"], id=ids.first("actions"), className="actions"),
            ],
            className="bar-below",
        ),
        html.Div(first["problems"], id=ids.first("problems")),
        html.Div(
            [
                html.Span(words("analytics.late"), className="late-said"),
                html.Button(
                    words("analytics.again"), type="button", className="work-button", **attributes({"data-again": "1"})
                ),
            ],
            className="late",
            role="status",
        ),
        html.Div(
            [
                *[_cell(ids.first(key), key, first[key]) for key in ("numbers", "changed", "volume", "hours")],
                *[_cell(ids.later(key), key, _waiting(key, words)) for key in LATER if key != "rows"],
                html.Section(
                    [html.Div(id=ids.later("rows")), rows_grid(words, visit.theme)],
                    className="card cell cell-rows",
                    **aria_label(words("analytics.rows.name")),
                ),
            ],
            className="panels",
        ),
        html.Div(id=ids.NOTED, className="unseen", role="status"),
        dcc.Store(id=ids.SETUP, data=setup(visit)),
        *[dcc.Store(id=name) for name in (ids.ASK, ids.CHOSEN, ids.STANDS, ids.BELOW)],
        dcc.Store(id=ids.SHOWN, data=shown_data(shown)),
    ]
    return work_frame(children, ids.ROOT, visit, "analytics")


def setup(visit: Visit) -> dict[str, str]:
    """How the page shall look: the browser hands it back with each question."""
    return {"bahasa": visit.words.language, "tema": visit.theme}


def shown_data(shown: Shown) -> dict[str, str]:
    """Which answer stands: the later parts are asked for as of the same moment."""
    query = "&".join(part for part in (shown.selection.query(), shown.choice.query()) if part)
    return {"query": query, "asOf": shown.view.as_of.isoformat()}


def _cell(component_id: dict[str, str], key: str, content: Any) -> Component:
    return html.Div(content, id=component_id, className=f"cell cell-{key}")


def _waiting(key: str, words: Words) -> Component:
    return card(key, words(f"analytics.{key}.name"), waiting(words), words)


def _fill(component: Any, contents: dict[str, Any]) -> None:
    """Fill the spans of the bar whose ids name a part."""
    if isinstance(component, list | tuple):
        for each in component:
            _fill(each, contents)
        return
    component_id = getattr(component, "id", None)
    if isinstance(component_id, dict) and component_id.get("first") in contents:
        component.children = contents[component_id["first"]]
        return
    children = getattr(component, "children", None)
    if children is not None and not isinstance(children, str):
        _fill(children, contents)
