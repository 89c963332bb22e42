"""The desk of P3M: a page that is sent whole, and what its script asks."""

from dash import Dash
from dash.development.base_component import Component
from flask_wtf.csrf import generate_csrf

from callbacks.desk.answers import answers
from callbacks.desk.api import reading
from callbacks.desk.source import FIRST_ROWS, DeskSource, asked_of, list_json, source
from callbacks.desk.writes import writing
from callbacks.page import Page
from layouts.desk.page import desk_page
from layouts.visit import Visit


def layout(desk: DeskSource, visit: Visit) -> Component:
    """The page with the first lines of the queue that its address asks for."""
    found = desk.listed(asked_of(visit.variables))
    opening = list_json(found) | {"ids": list(found.ids[:FIRST_ROWS]), "total": len(found.ids)}
    opening |= {"rows": desk.rows(found.ids[:FIRST_ROWS]), "token": generate_csrf(), "present": desk.present()}
    opening |= {"saved": desk.saved_queues(), "me": desk.identity().name}
    opening |= {"alerts": desk.alerts_told(visit.words)}
    return desk_page(opening, desk.config, visit)


def register(app: Dash, desk: DeskSource) -> None:
    """Put what the script asks on the server."""
    for blueprint in (reading(desk), writing(desk), answers(desk)):
        app.server.register_blueprint(blueprint)


PAGE = Page(
    path="/desk",
    key="desk",
    title="desk.page_name",
    roles=("p3m", "admin"),
    layout=layout,
    register=register,
    source=source,
    begins=("p3m",),
    whole=True,
    shares=("work.css", "work_menu.css", "work.js", "work_answers.css", "day_strip.css"),
)
