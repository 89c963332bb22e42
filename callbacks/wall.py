"""The wall's two questions to the server: the panels of the view as it is now, and all points anew."""

from typing import Any, Protocol

from dash import Dash, Input, Output, State
from dash.dependencies import ClientsideFunction
from dash.development.base_component import Component

from command_center.readmodel.wall_view import WallView
from layouts import ids
from layouts.figures.report_map import columns
from layouts.i18n import LANGUAGES, Words, words
from layouts.theme import THEMES
from layouts.wall.page import PANEL_IDS, WallLook, page, panels


class WallSource(Protocol):
    """Where the wall's view and looks come from. A call of `view` is cheap: it is kept for each head of the log."""

    @property
    def look(self) -> WallLook:
        """What does not change while a wall is open."""
        ...

    def view(self) -> WallView:
        """The view as of now."""
        ...


def serve(wall: WallSource, /, **query: Any) -> Component:
    """The page; `?tema=terang` or `gelap` and `?bahasa=id` or `en` choose for this screen, other values are ignored."""
    look = wall.look
    theme = query["tema"] if query.get("tema") in list(THEMES) else look.theme
    return page(wall.view(), look, spoken(query.get("bahasa"), look), theme)


def register(app: Dash, wall: WallSource) -> None:
    """Attach the wall's callbacks to this app."""

    @app.callback(
        [*[Output(name, "children") for name in PANEL_IDS], Output(ids.WALL_FACTS, "data")],
        Input(ids.WALL_REFRESH, "data"),
        State(ids.WALL, "lang"),
        prevent_initial_call=True,
    )
    def refresh(_: Any, language: Any) -> list[Any]:
        parts = panels(wall.view(), wall.look, spoken(language, wall.look))
        return [*[parts.children[name] for name in PANEL_IDS], parts.facts]

    @app.callback(Output(ids.WALL_POINTS, "data"), Input(ids.WALL_RESYNC, "data"), prevent_initial_call=True)
    def resync(_: Any) -> dict[str, Any]:
        view = wall.view()
        return columns(view.points, view.incidents, view.head)

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="wall", function_name="take"),
        Output(ids.WALL_TAKEN, "data"),
        [Input(name, "data") for name in (ids.WALL_SETUP, ids.WALL_POINTS, ids.WALL_FACTS)],
    )


def spoken(language: Any, look: WallLook) -> Words:
    """Words of the language asked for where there is such a one, else of the look's."""
    return words(language if language in LANGUAGES else look.language)
