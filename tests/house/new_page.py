"""A page of its own, *Kedatangan*: what the places of a page get, and what is asked of it."""

VIEW = '''"""What the arrivals show, as frozen values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ArrivalsView:
    """Reports received on each WIB day, the latest first."""

    days: tuple[tuple[date, int], ...]
'''
QUERIES = '''"""Queries of the arrivals: how many reports came in on each of the last days."""

from command_center.readmodel.arrivals_view import ArrivalsView
from command_center.readmodel.read_model import ReadModel


def load_arrivals(model: ReadModel, most: int) -> ArrivalsView:
    """The latest days, at most that many."""
    with model.cursor() as cursor:
        rows = cursor.execute("SELECT day, count(*) FROM facts GROUP BY 1 ORDER BY 1 DESC LIMIT ?", [most]).fetchall()
    return ArrivalsView(tuple((day, count) for day, count in rows))
'''
IDS = '''"""Ids of the arrivals' components."""

ROOT = "arrivals-root"
LIST = "arrivals-list"
AGAIN = "arrivals-again"
'''
LAYOUT = '''"""The arrivals as a pure function of the view."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.arrivals_view import ArrivalsView
from layouts.arrivals import ids
from layouts.i18n import Words
from layouts.shell import work_frame
from layouts.visit import Visit


def arrivals_page(view: ArrivalsView, visit: Visit) -> Component:
    """The whole page."""
    children = [
        html.H1(visit.words("arrivals.heading")),
        html.Ol(days(view, visit.words), id=ids.LIST, className="arrivals-days"),
        html.Button(visit.words("arrivals.again"), id=ids.AGAIN),
    ]
    return work_frame(children, ids.ROOT, visit, "arrivals")


def days(view: ArrivalsView, words: Words) -> list[Component]:
    """A line a day."""
    return [html.Li(f"{words.date_long(day)}: {words.number(count)}") for day, count in view.days]
'''
CALLBACKS = '''"""The arrivals' question to the server: the days anew."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dash import Dash, Input, Output, State
from dash.development.base_component import Component

from callbacks.page import Page, Sources
from command_center.readmodel.arrivals import load_arrivals
from command_center.readmodel.arrivals_view import ArrivalsView
from layouts.arrivals import ids
from layouts.arrivals.page import arrivals_page, days
from layouts.i18n import words_for
from layouts.visit import Visit


@dataclass(frozen=True)
class ArrivalsSource:
    """What the page asks."""

    view: Callable[[], ArrivalsView]
    language: str


def source(sources: Sources) -> ArrivalsSource:
    """The read model's days."""
    return ArrivalsSource(lambda: load_arrivals(sources.model, 7), sources.settings.language)


def layout(arrivals: ArrivalsSource, visit: Visit) -> Component:
    """The page."""
    return arrivals_page(arrivals.view(), visit)


def register(app: Dash, arrivals: ArrivalsSource) -> None:
    """Attach the callback to this app."""

    @app.callback(Output(ids.LIST, "children"), Input(ids.AGAIN, "n_clicks"), State(ids.ROOT, "lang"))
    def again(_: Any, language: Any) -> list[Component]:
        return days(arrivals.view(), words_for(language, arrivals.language))


PAGE = Page(
    path="/arrivals",
    key="arrivals",
    title="arrivals.page_name",
    roles=("mayor", "admin"),
    layout=layout,
    register=register,
    source=source,
)
'''
ENTRY = """
from callbacks import arrivals  # noqa: E402

PAGES = (*PAGES, arrivals.PAGE)
"""
CHANGES = {
    "command_center/readmodel/arrivals_view.py": VIEW,
    "command_center/readmodel/arrivals.py": QUERIES,
    "layouts/arrivals/__init__.py": '"""The arrivals of each day."""\n',
    "layouts/arrivals/ids.py": IDS,
    "layouts/arrivals/page.py": LAYOUT,
    "layouts/arrivals/words.id.toml": 'page_name = "Kedatangan"\nheading = "Laporan per hari"\nagain = "Muat lagi"\n',
    "layouts/arrivals/words.en.toml": 'page_name = "Arrivals"\nheading = "Reports a day"\nagain = "Load again"\n',
    "assets/arrivals/arrivals.css": ".arrivals-days {\n  color: var(--text-2);\n}\n",
    "callbacks/arrivals.py": CALLBACKS,
    "program/pages.py+": ENTRY,
}
ASKED = """
people = {role: browser(role) for role in ("admin", "mayor", "p3m")}
AGAIN = dict(
    outputs={"id": "arrivals-list", "property": "children"},
    inputs=[{"id": "arrivals-again", "property": "n_clicks", "value": 1}],
    state=[{"id": "arrivals-root", "property": "lang", "value": "en"}],
)
told["page"] = {
    "address": {role: client.get("/arrivals").status_code for role, client in people.items()},
    "content": {role: shown(client, "/arrivals").status_code for role, client in people.items()},
    "callback": {role: call(client, "arrivals-list.children", **AGAIN).status_code for role, client in people.items()},
    "nobody": running.server.test_client().get("/arrivals").headers["Location"],
    "words": shown(people["mayor"], "/arrivals").get_data(as_text=True),
    "calls": {role: shown(people[role], "/panggilan").get_data(as_text=True) for role in ("admin", "p3m")},
    "frame": people["mayor"].get("/arrivals").get_data(as_text=True),
}
"""


def filled(place: str) -> str:
    """A place as it is called for this page."""
    return place.replace("<page>", "arrivals")
