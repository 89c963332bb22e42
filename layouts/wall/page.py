"""The video wall, scene *Kota hari ini*: the page as a pure function of the view."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import TickerLine, WallView
from layouts.figures.counters import counters
from layouts.figures.marks import aria_label
from layouts.figures.report_map import Tiles, bounds, circles, columns, names
from layouts.i18n import Words, label
from layouts.theme import THEMES
from layouts.wall import ids
from layouts.wall.config import WallConfig
from layouts.wall.map import MAP_SLOTS, map_panel
from layouts.wall.panel import Children, Slot, drawn, filled, has_data
from layouts.wall.panels import PANELS

BADGE = Slot("badge", lambda view, _, words: words("app.simulation") if view.simulated else "")
COUNTERS = Slot("counters", lambda view, _, words: counters(view.counters, words, any_data=has_data(view)))

SLOTS: tuple[Slot, ...] = (BADGE, *MAP_SLOTS, COUNTERS, *PANELS)
"""Every part of the page that changes with the view, in the order in which a refresh returns them."""


def slots(view: WallView, config: WallConfig, words: Words) -> dict[str, Children]:
    """Id of each of SLOTS, in their order -> what it shows of this view."""
    return {slot.id: slot.build(view, config, words) for slot in SLOTS}


def facts(view: WallView, config: WallConfig) -> dict[str, Any]:
    """What of the view the browser draws itself."""
    return {
        "head": view.head,
        "asOf": view.as_of.isoformat(),
        "incidents": circles(view.incidents, config.categories),
        "ticker": [ticker_line(line) for line in view.ticker],
    }


def wall_page(view: WallView, config: WallConfig, words: Words, theme: str) -> Component:
    """The whole page; `theme` is a key of THEMES."""
    size = config.legibility
    attributes: dict[str, Any] = {
        "data-theme": THEMES[theme][0],
        "data-state": "connecting",
        "data-legible": "yes" if size.enough else "no",
    }
    root = html.Div(
        [
            html.Div(
                [
                    header(view, config, words),
                    html.Main(
                        [top_row(view, config, words, theme), bottom_row(view, config, words)], className="wall-main"
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
            dcc.Store(id=ids.SETUP, data=setup(config, words, theme)),
            dcc.Store(id=ids.POINTS, data=columns(view.points, view.incidents, view.head)),
            dcc.Store(id=ids.FACTS, data=facts(view, config)),
            *[dcc.Store(id=name) for name in (ids.REFRESH, ids.RESYNC, ids.TAKEN)],
        ],
        id=ids.ROOT,
        className="wall",
        lang=words.language,
        style={"--s": str(size.scale)},
        **attributes,
    )
    return root


def header(view: WallView, config: WallConfig, words: Words) -> Component:
    """Who, which scene, how fresh, and the time."""
    return html.Header(
        [
            html.H1(f"{config.service} · {words('app.name')}", className="head-title"),
            html.Span(words("wall.scene"), className="head-scene"),
            html.Span(BADGE.build(view, config, words), id=BADGE.id, className="badge"),
            html.Span(className="head-gap"),
            html.Span(
                [html.Span(className="state-dot"), html.Span(id=ids.STATE, className="state-text")], className="state"
            ),
            html.Span(id=ids.DATE, className="head-date"),
            html.Span(
                [html.Span(id=ids.CLOCK, className="clock"), html.Span(words("wall.zone"), className="zone")],
                className="head-clock",
            ),
        ],
        className="head",
    )


def top_row(view: WallView, config: WallConfig, words: Words, theme: str) -> Component:
    """The map, and beside it the four numbers and the panels of the side."""
    side = [
        filled(COUNTERS, view, config, words, "counters", role="group", **aria_label(words("wall.counters.label"))),
        *[drawn(panel, view, config, words) for panel in PANELS if panel.row == "side"],
    ]
    return html.Div(
        [map_panel(view, config, words, theme), html.Div(side, className="wall-side")], className="wall-top"
    )


def bottom_row(view: WallView, config: WallConfig, words: Words) -> Component:
    """The panels below the map."""
    return html.Div(
        [drawn(panel, view, config, words) for panel in PANELS if panel.row == "bottom"], className="wall-bottom"
    )


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


def setup(config: WallConfig, words: Words, theme: str) -> dict[str, Any]:
    """What wall.js needs once: words, categories, channels, the city's extent and names, colours, hours of the night."""
    colours = THEMES[theme][1]
    west, south, east, north = bounds(config.city)
    return {
        "theme": THEMES[theme][0],
        "socket": config.socket_path,
        "frames": config.frames_path,
        "version": config.version,
        "night": list(config.night),
        "bounds": [[west, south], [east, north]],
        "names": names(config.city),
        "tiles": Tiles(config.tile_url).urls if config.tile_url else [],
        "colours": {"outline": colours["outline"], "panel": colours["panel"]},
        "categories": {
            category.code: {
                "label": label(category.labels, words.language),
                "colour": category.colour,
                "shape": category.shape,
            }
            for category in config.categories.every
        },
        "channels": {code: label(labels, words.language) for code, labels in config.channels.items()},
        "words": {
            "state": words.section("wall.state"),
            "apart": words.section("wall.apart"),
            "age": words.section("age"),
            "panelFailed": words.entries["wall.panel_failed"],
            "ticker": words.section("wall.ticker"),
            "weekdays": list(words.listed("calendar.weekdays")),
            "months": list(words.listed("calendar.months")),
            "dateLong": words.entries["calendar.date_long"],
        },
    }
