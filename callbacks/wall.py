"""The wall's two questions to the server: the panels of a scene as they are now, and all points anew."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, State
from dash.development.base_component import Component

from callbacks.page import Page, Sources
from command_center.errors import BadReferenceData
from command_center.readmodel.deadline_scene import load_deadlines
from command_center.readmodel.wall_view import WallView
from command_center.web.live.kept_view import KeptView
from command_center.web.live.wall_source import LiveWall
from layouts.figures.report_columns import columns
from layouts.i18n import Words, words_for
from layouts.markup import markup
from layouts.visit import Visit
from layouts.wall import ids
from layouts.wall.config import WallConfig, wall_config
from layouts.wall.opening import Opening, pinned_asked, scene_asked
from layouts.wall.page import BADGE, facts, wall_page
from layouts.wall.scene import Scene, scene_of
from layouts.wall.scenes import SCENES

VIEWS: Mapping[str, Callable[[Sources], Callable[[datetime], Any]]] = {
    "tenggat": lambda of: lambda now: load_deadlines(of.model, of.names, of.reference.calendar, now),
}
"""Key of a scene that shows more than the WallView -> what loads its view as of a moment. The view has `head`, the log's
position that it stands for, and `as_of`; it is kept as the wall's own, so that a load may cost what a page may."""


@dataclass(frozen=True)
class WallSource:
    """Where the views come from: a call is cheap, each is kept for each head of the log.

    `views` is key of a scene -> its own view; a scene that is not there shows the wall's.
    """

    view: Callable[[], WallView]
    config: WallConfig
    scenes: Sequence[Scene[Any]] = SCENES
    views: Mapping[str, Callable[[], Any]] = field(default_factory=dict)

    def of_scene(self, scene: Scene[Any]) -> Any:
        """What this scene shows, as of now."""
        return self.views.get(scene.key, self.view)()

    def panels(self, scene: Scene[Any], words: Words) -> dict[str, Any]:
        """The scene's slots as HTML, and what the browser draws itself."""
        view = self.view()
        contents = scene.contents(self.of_scene(scene), self.config, words)
        contents[BADGE.id] = BADGE.build(view, self.config, words)
        return {
            "scene": scene.key,
            "slots": {name: markup(children) for name, children in contents.items()},
            "facts": facts(view, self.config),
        }


def source(sources: Sources) -> WallSource:
    """One view for all walls."""
    config = wall_config(
        sources.reference, sources.settings, approximate=sources.locator.approximate, version=sources.version
    )
    try:
        config.programme.playlist([scene.key for scene in SCENES])
    except ValueError as error:
        raise BadReferenceData(Path("wall.toml"), None, str(error)) from error
    wall = LiveWall(
        sources.model,
        sources.projection,
        sources.event_log,
        sources.names,
        sources.reference.calendar,
        sources.quarantined,
        sources.clock,
    )
    views = {
        key: KeptView(sources.projection, sources.event_log, load(sources), sources.clock).view
        for key, load in VIEWS.items()
    }
    return WallSource(wall.view, config, SCENES, views)


def layout(wall: WallSource, visit: Visit) -> Component:
    """The page."""
    scene = scene_asked(wall.scenes, visit.variables)
    opened = Opening(wall.scenes, scene, wall.view(), wall.of_scene(scene), pinned_asked(visit.variables))
    return wall_page(opened, wall.config, visit.words, visit.theme)


def register(app: Dash, wall: WallSource) -> None:
    """Attach the wall's callbacks to this app. Its own script calls them as Dash's would (assets/wall/questions.js)."""

    @app.callback(Output(ids.PANELS, "data"), Input(ids.REFRESH, "data"), State(ids.ROOT, "lang"))
    def refresh(asked: Any, language: Any) -> dict[str, Any]:
        key = asked.get("scene") if isinstance(asked, dict) else None
        return wall.panels(scene_of(wall.scenes, key), words_for(language, wall.config.language))

    @app.callback(Output(ids.POINTS, "data"), Input(ids.RESYNC, "data"))
    def resync(_: Any) -> dict[str, Any]:
        view = wall.view()
        return columns(view.points, view.incidents, view.head)


PAGE = Page(
    path="/wall",
    key="wall",
    title="wall.page_name",
    roles=("p3m", "diskominfo", "mayor", "admin", "wall"),
    layout=layout,
    register=register,
    source=source,
    theme="",
    whole=True,
)
