"""The wall's two questions to the server: the panels of the view as it is now, and all points anew."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dash import Dash, Input, Output, State
from dash.dependencies import ClientsideFunction
from dash.development.base_component import Component

from callbacks.page import Page, Sources
from command_center.readmodel.wall_view import WallView
from command_center.web.live.wall_source import LiveWall
from layouts.figures.report_map import columns
from layouts.i18n import words_for
from layouts.visit import Visit
from layouts.wall import ids
from layouts.wall.config import WallConfig, wall_config
from layouts.wall.page import SLOTS, facts, slots, wall_page


@dataclass(frozen=True)
class WallSource:
    """Where the wall's view comes from: a call is cheap, it is kept for each head of the log."""

    view: Callable[[], WallView]
    config: WallConfig


def source(sources: Sources) -> WallSource:
    """One view for all walls."""
    live = LiveWall(
        sources.model,
        sources.projection,
        sources.event_log,
        sources.names,
        sources.reference.calendar,
        sources.quarantined,
        sources.clock,
    )
    config = wall_config(
        sources.reference, sources.settings, approximate=sources.locator.approximate, version=sources.version
    )
    return WallSource(live.view, config)


def layout(wall: WallSource, visit: Visit) -> Component:
    """The page."""
    return wall_page(wall.view(), wall.config, visit.words, visit.theme)


def register(app: Dash, wall: WallSource) -> None:
    """Attach the wall's callbacks to this app."""

    @app.callback(
        [*[Output(slot.id, "children") for slot in SLOTS], Output(ids.FACTS, "data")],
        Input(ids.REFRESH, "data"),
        State(ids.ROOT, "lang"),
        prevent_initial_call=True,
    )
    def refresh(_: Any, language: Any) -> list[Any]:
        view, config = wall.view(), wall.config
        return [*slots(view, config, words_for(language, config.language)).values(), facts(view, config)]

    @app.callback(Output(ids.POINTS, "data"), Input(ids.RESYNC, "data"), prevent_initial_call=True)
    def resync(_: Any) -> dict[str, Any]:
        view = wall.view()
        return columns(view.points, view.incidents, view.head)

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction(namespace="wall", function_name="take"),
        Output(ids.TAKEN, "data"),
        [Input(name, "data") for name in (ids.SETUP, ids.POINTS, ids.FACTS)],
    )


PAGE = Page(
    path="/wall",
    key="wall",
    title="wall.page_name",
    roles=("p3m", "diskominfo", "mayor", "admin", "wall"),
    layout=layout,
    register=register,
    source=source,
    theme="",
)
