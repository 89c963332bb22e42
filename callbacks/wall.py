"""The wall's two questions to the server: the panels of a scene as they are now, and all points anew."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, State
from dash.development.base_component import Component

from callbacks.page import Page, Sources
from command_center.domain.alerts import Alert, AlertWay
from command_center.domain.areas import Areas
from command_center.domain.closures import OpdClosures
from command_center.errors import BadReferenceData
from command_center.places.area_shapes import AreaShapes
from command_center.places.locator import Locator
from command_center.readmodel.channel_scene import LAG_SINCE, InboxNow, load_channels
from command_center.readmodel.deadline_scene import load_deadlines
from command_center.readmodel.flood_scene import DrawnCity, load_floods
from command_center.readmodel.league_scene import load_league
from command_center.readmodel.replay import past_model, wall_at
from command_center.readmodel.wall_view import NO_VIEW, WallView
from command_center.web.live.kept_view import KeptView
from command_center.web.live.wall_source import LiveWall
from layouts.failing import made_or
from layouts.i18n import Words, words_for
from layouts.markup import markup
from layouts.visit import Visit
from layouts.wall import ids
from layouts.wall.alert_ribbon import alert_ribbon, alerts_for_script
from layouts.wall.config import WallConfig, wall_config
from layouts.wall.opening import Opening, pinned_asked, scene_asked
from layouts.wall.page import BADGE, facts, wall_page
from layouts.wall.panel import Children
from layouts.wall.points_text import PointsText, points_text
from layouts.wall.replay import MOMENT_PARAMETER, NoReplay, Replay, moment_asked
from layouts.wall.scene import Scene, scene_of
from layouts.wall.scenes import SCENES

VIEWS: Mapping[str, Callable[[Sources], Callable[[datetime], Any]]] = {
    "tenggat": lambda of: lambda now: load_deadlines(of.model, of.names, of.reference.calendar, now),
    "banjir": lambda of: lambda now: load_floods(of.model, of.names, of.reference.tide, drawn_areas(of), now),
    "opd": lambda of: lambda now: load_league(of.model, of.names, now, closures_now(of, now)),
    "kanal": lambda of: lambda now: load_channels(of.model, of.names, now, inbox_now(of, now)),
}
"""Key of a scene that shows more than the WallView -> what loads its view as of a moment. The view has `head`, the log's
position that it stands for, and `as_of`; it is kept as the wall's own, so that a load may cost what a page may."""

PAST_KEPT = 16
"""Recordings that are kept: who steps back and forth, or looks with others, waits once."""
PAST_DAYS = 560
"""Days before a past moment that the scenes look at: a quarter, the year before it, and the longest term before that."""


def closures_now(sources: Sources, now: datetime) -> Mapping[str, OpdClosures] | None:
    """What is known of the closures by OPD; None of a past moment, which is shown without them."""
    return None if sources.lags is None else sources.office.closures.by_opd(now)


@lru_cache(maxsize=2)
def drawn_city(locator: Locator, areas: Areas) -> DrawnCity:
    """The city's areas as they are drawn: simplifying them takes a second."""
    return DrawnCity(locator, areas)


def drawn_areas(of: Sources) -> AreaShapes:
    """The shapes of the boundaries in use."""
    return drawn_city(of.locator, of.reference.areas).shapes()


def inbox_now(of: Sources, now: datetime) -> InboxNow | None:
    """What the inbox knows of the channels; None for a past moment."""
    return InboxNow(of.lags(now - LAG_SINCE), of.quarantined()) if of.lags is not None else None


@dataclass(frozen=True)
class WallSource:
    """Where the views come from: a call is cheap, each is kept for each head of the log.

    `view` is the wall's with its points, `without_points` the same where panels alone are asked for: then it costs far less.
    `views` is key of a scene -> its own view; a scene that is not there shows the wall's. `past` gives the wall's view
    and the scene's as of a past moment, from the log. `alerts` are the open ones that are told on the wall.
    """

    view: Callable[[], WallView]
    config: WallConfig
    scenes: Sequence[Scene[Any]] = SCENES
    views: Mapping[str, Callable[[], Any]] = field(default_factory=dict)
    past: Callable[[Scene[Any], datetime], tuple[WallView, Any]] | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    zone: tzinfo = UTC
    points: PointsText = field(default_factory=PointsText)
    without_points: Callable[[], WallView] | None = None
    alerts: Callable[[], tuple[Alert, ...]] = tuple

    def of_scene(self, scene: Scene[Any]) -> Any:
        """What this scene shows, as of now."""
        return self.views.get(scene.key, self.panels_view)()

    def panels_view(self) -> WallView:
        """The wall's view for its panels."""
        return self.view() if self.without_points is None else self.without_points()

    def panels(self, scene: Scene[Any], words: Words) -> dict[str, Any]:
        """The scene's slots as HTML, and what the browser draws itself.

        What cannot be made stands in `failed`, with what to show there where nothing was shown before; where something
        was, it stays and its age tells. All of a scene fails with its own view: the head and the ticker go on.
        """
        view = self.panels_view()

        def build() -> dict[str, Children]:
            return scene.contents(self.of_scene(scene), self.config, words)

        contents = made_or(build, f"wall scene {scene.key}", lambda: {})
        failed = {slot.id: markup(slot.failed(words)) for slot in scene.slots if slot.id not in contents}
        contents[BADGE.id] = BADGE.build(view, self.config, words)
        alerts = self.alerts()
        contents[ids.ALERTS] = alert_ribbon(alerts, self.config, words)
        return {
            "scene": scene.key,
            "slots": {name: markup(children) for name, children in contents.items()},
            "failed": failed,
            "facts": facts(view, self.config) | {"alerts": alerts_for_script(alerts, self.config, words)},
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
        key: KeptView(sources.projection, sources.event_log, at_moment(load(sources)), sources.clock).view
        for key, load in VIEWS.items()
    }
    return WallSource(
        wall.view,
        config,
        SCENES,
        views,
        past_of(sources),
        sources.clock,
        sources.model.zone,
        without_points=wall.panels,
        alerts=partial(sources.open_alerts.told_on, AlertWay.WALL),
    )


def at_moment(load: Callable[[datetime], Any]) -> Callable[[datetime, Any], Any]:
    """A load that needs nothing of the view before."""
    return lambda now, _: load(now)


def past_of(sources: Sources) -> Callable[[Scene[Any], datetime], tuple[WallView, Any]]:
    """The views as of a past moment; the last few are kept, since the log only grows."""

    @lru_cache(maxsize=PAST_KEPT)
    def past(scene: Scene[Any], moment: datetime) -> tuple[WallView, Any]:
        calendar = sources.reference.calendar
        view = wall_at(sources.model, sources.event_log, sources.names, calendar, moment)
        if scene.key not in VIEWS or not view.head:
            return view, view
        with past_model(sources.model, sources.event_log, moment, PAST_DAYS) as then:
            return view, VIEWS[scene.key](replace(sources, model=then, lags=None))(moment)

    return past


def layout(wall: WallSource, visit: Visit) -> Component:
    """The page, live or as it was."""
    if MOMENT_PARAMETER in visit.variables:
        return wall_page(recorded(wall, visit.variables), wall.config, visit.words, visit.theme)
    scene = scene_asked(wall.scenes, visit.variables)
    view = own = wall.view()
    if scene.key in wall.views:
        own = made_or(lambda: wall.of_scene(scene), f"wall scene {scene.key}", lambda: None)
    if own is None:
        # The wall begins with the city; the playlist comes to that scene, where each panel says that it failed.
        scene, own = wall.scenes[0], view
    opened = Opening(
        wall.scenes, scene, view, own, wall.points.of(view), pinned_asked(visit.variables), alerts=wall.alerts()
    )
    return wall_page(opened, wall.config, visit.words, visit.theme)


def recorded(wall: WallSource, variables: Mapping[str, object]) -> Opening:
    """What was shown at the moment of the address; where there is nothing to show the opening says why."""
    now = wall.clock().astimezone(wall.zone)
    scene = scene_asked(wall.scenes, variables)
    moment = moment_asked(variables[MOMENT_PARAMETER], wall.zone)
    problem = NoReplay.UNREADABLE if moment is None else NoReplay.FUTURE if moment > now else None
    view = own = None
    if moment is not None and problem is None and wall.past is not None:
        view, own = wall.past(scene, moment)
        problem = None if view.head else NoReplay.BEFORE
    replay = Replay(moment, now, variables, problem)
    if view is None or problem is not None:
        view = own = NO_VIEW
    return Opening(wall.scenes, scene, view, own, points_text(view), replay=replay)


def register(app: Dash, wall: WallSource) -> None:
    """Attach the wall's callbacks to this app. Its own script calls them as Dash's would (assets/wall/questions.js)."""

    @app.callback(Output(ids.PANELS, "data"), Input(ids.REFRESH, "data"), State(ids.ROOT, "lang"))
    def refresh(asked: Any, language: Any) -> dict[str, Any]:
        key = asked.get("scene") if isinstance(asked, dict) else None
        return wall.panels(scene_of(wall.scenes, key), words_for(language, wall.config.language))

    @app.callback(Output(ids.POINTS, "data"), Input(ids.RESYNC, "data"))
    def resync(_: Any) -> str:
        return wall.points.of(wall.view())


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
