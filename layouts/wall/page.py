"""The video wall: header, the scenes, and the line of newest reports, as a pure function of what it is opened with."""

import json
from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import TickerLine, WallView
from layouts.figures.city_outline import WIDTH
from layouts.figures.report_columns import STATES, circles
from layouts.i18n import Words, label
from layouts.theme import THEMES
from layouts.wall import ids
from layouts.wall.alert_ribbon import alert_ribbon, alerts_for_script
from layouts.wall.config import WallConfig
from layouts.wall.controls import controls
from layouts.wall.map_tiles import tile_urls
from layouts.wall.opening import Opening
from layouts.wall.panel import Slot
from layouts.wall.replay import nothing, replay_bar

BADGE: Slot[WallView] = Slot("badge", lambda view, _, words: words("app.simulation") if view.simulated else "")
"""Stands on every scene."""

SHAPES = {"wide": 1920, "portrait": 1080, "ultrawide": 5760}
"""Shape of a screen -> how many pixels wide its scenes are designed; assets/wall/shapes.css tells them apart."""


def wall_page(opened: Opening, config: WallConfig, words: Words, theme: str) -> Component:
    """The whole page; `theme` is a key of THEMES."""
    sizes = {shape: config.legibility(width) for shape, width in SHAPES.items()}
    attributes: dict[str, Any] = {
        "data-theme": THEMES[theme][0],
        "data-state": "replay" if opened.replay else "connecting",
        "data-legible": "yes" if sizes["wide"].enough else "no",
        "data-scene": opened.shown.key,
    }
    return html.Div(
        [
            html.Div(
                [
                    header(opened, config, words),
                    *([replay_bar(opened.replay, opened.shown, opened.scenes, words)] if opened.replay else []),
                    html.Main(
                        scenes_drawn(opened, config, words),
                        className="wall-main",
                    ),
                    html.Footer(
                        [
                            html.Span(words("wall.ticker.title"), className="ticker-title"),
                            html.Div(id=ids.TICKER, className="ticker-lines", role="log"),
                        ],
                        className="ticker",
                    ),
                ],
                className="wall-sheet",
            ),
            *([] if opened.replay else [controls(opened, words)]),
            data(ids.SETUP, setup(opened, config, words, theme)),
            html.Script(opened.points, id=ids.POINTS, type="application/json"),
            data(ids.FACTS, facts(opened.view, config) | {"alerts": alerts_for_script(opened.alerts, config, words)}),
        ],
        id=ids.ROOT,
        className="wall",
        lang=words.language,
        style={f"--s-{shape}": str(size.scale) for shape, size in sizes.items()},
        **attributes,
    )


def scenes_drawn(opened: Opening, config: WallConfig, words: Words) -> list[Component]:
    """The scene that is shown, and room for the others; of a recording that one alone."""
    if opened.replay is None:
        views = [(scene, opened.scene_view if scene is opened.shown else None) for scene in opened.scenes]
        return [scene.drawn(view, config, words) for scene, view in views]
    if opened.replay.problem is not None:
        return [nothing(opened.replay, words)]
    return [opened.shown.drawn(opened.scene_view, config, words)]


def data(component_id: str, value: object) -> Component:
    """What the page's scripts read when they begin."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return html.Script(written, id=component_id, type="application/json")


def header(opened: Opening, config: WallConfig, words: Words) -> Component:
    """Who and which scene, what is abnormal, how fresh, and the time."""
    place = [
        html.Span(opened.shown.title(words), id=ids.SCENE, className="head-scene"),
        html.Span(id=ids.MODE, className="head-mode"),
        html.Span(id=ids.SOUND, className="head-sound"),
    ]
    abnormal = [
        html.Span(id=ids.WHY, className="head-why", role="status"),
        html.Div(alert_ribbon(opened.alerts, config, words), id=ids.ALERTS, className="head-alerts", role="status"),
    ]
    state = [html.Span(className="state-dot"), html.Span(id=ids.STATE, className="state-text")]
    clock = [html.Span(id=ids.CLOCK, className="clock"), html.Span(words("wall.zone"), className="zone")]
    return html.Header(
        [
            html.Div(
                [
                    html.H1(f"{config.service} · {words('app.name')}", className="head-title"),
                    html.Div(place, className="head-place"),
                ],
                className="head-name",
            ),
            html.Div(abnormal, className="head-abnormal"),
            BADGE.filled(opened.view, config, words, "badge"),
            html.Div(
                [html.Span(state, className="state"), html.Span(id=ids.DATE, className="head-date")],
                className="head-when",
            ),
            html.Span(clock, className="head-clock"),
        ],
        className="head",
    )


def facts(view: WallView, config: WallConfig) -> dict[str, Any]:
    """What of the view the browser draws itself."""
    return {
        "head": view.head,
        "asOf": view.as_of.isoformat(),
        "incidents": circles(view.incidents, config.categories),
        "breaches": [
            {"id": row.report_id, "category": row.category, "kelurahan": row.kelurahan}
            for row in view.due
            if row.over_seconds > 0
        ],
        "ticker": [ticker_line(line) for line in view.ticker],
    }


def ticker_line(line: TickerLine) -> dict[str, Any]:
    """A line of the ticker as the browser writes it; the same fields come in the points of a frame."""
    return {
        "report_id": line.report_id,
        "number": line.number,
        "at": line.at.isoformat(),
        "channel": line.channel,
        "category": line.category,
        "kelurahan": line.kelurahan,
    }


def setup(opened: Opening, config: WallConfig, words: Words, theme: str) -> dict[str, Any]:
    """What the scripts need once: scenes, words, categories, channels, the city's extent and names, colours, hours."""
    return {
        "theme": THEMES[theme][0],
        "socket": config.socket_path,
        "frames": config.frames_path,
        "version": config.version,
        "night": list(config.night),
        "pinned": opened.pinned,
        "replay": opened.replay is not None,
        "scenes": playlist(opened, config, words),
        "interrupts": interrupts(config),
        "city": city_extent(config),
        "centre": list(config.outline.centre),
        "names": list(config.outline.names),
        "tiles": tile_urls(config.tile_url),
        "colours": colours(theme),
        "states": list(STATES),
        "categories": {
            category.code: {
                "label": label(category.labels, words.language),
                "colour": category.colour,
                "shape": category.shape,
            }
            for category in config.categories.every
        },
        "channels": {code: label(labels, words.language) for code, labels in config.channels.items()},
        "words": script_words(words),
    }


def playlist(opened: Opening, config: WallConfig, words: Words) -> list[dict[str, Any]]:
    """The scenes in their order, with their names and how long each is shown."""
    titles = {scene.key: scene.title(words) for scene in opened.scenes}
    turns = config.programme.playlist(tuple(titles))
    return [{"key": turn.scene, "title": titles[turn.scene], "seconds": turn.seconds} for turn in turns]


def interrupts(config: WallConfig) -> list[dict[str, Any]]:
    """What is shown at once."""
    return [
        {
            "cause": str(each.cause),
            "categories": sorted(each.categories),
            "reports": each.reports,
            "scene": each.scene,
            "rules": sorted(each.rules),
        }
        for each in config.programme.interrupts
    ]


def city_extent(config: WallConfig) -> dict[str, float]:
    """How degrees become places on the drawing of the outlines: `CityProjection`, and the drawing's own size."""
    projection = config.outline.projection
    return {
        "west": projection.west,
        "north": projection.north,
        "perDegree": projection.per_degree,
        "width": WIDTH,
        "height": config.outline.height,
    }


def colours(theme: str) -> Mapping[str, str]:
    """The colours of what the browser draws on a canvas."""
    every = THEMES[theme][1]
    return {
        "outline": every["outline"],
        "panel": every["panel"],
        "text": every["text"],
        "overdue": every["over"],
        "new": every["bar-now"],
        "forwarded": every["bar"],
        "answered": every["bar-dim"],
    }


def script_words(words: Words) -> dict[str, Any]:
    """The words that scripts put together."""
    return {
        "state": words.section("wall.state"),
        "apart": words.section("wall.apart"),
        "mode": words.section("wall.mode"),
        "why": words.section("wall.why"),
        "sound": words.section("wall.sound"),
        "age": words.section("age"),
        "panelFailed": words.entries["wall.panel_failed"],
        "ticker": words.section("wall.ticker"),
        "weekdays": list(words.listed("calendar.weekdays")),
        "months": list(words.listed("calendar.months")),
        "dateLong": words.entries["calendar.date_long"],
    }
