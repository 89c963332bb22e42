"""The video wall, scene *Kota hari ini*: the page and its panels as pure functions of the view."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import TickerLine, WallView
from layouts import ids
from layouts.figures.category_legend import category_legend, groups
from layouts.figures.channel_strip import channel_strip
from layouts.figures.counters import counters
from layouts.figures.daily_volume import daily_volume
from layouts.figures.due_list import due_list
from layouts.figures.marks import UNSPOKEN, aria, empty
from layouts.figures.opd_bars import opd_bars
from layouts.figures.report_map import bounds, circles, columns, names, report_map
from layouts.i18n import Words, label
from layouts.shell import page_frame
from layouts.theme import THEMES
from layouts.wall.config import CategoryLook, WallLook

__all__ = ["CategoryLook", "Panels", "WallLook", "page", "panels"]

Children = list[Component]


@dataclass(frozen=True, slots=True)
class Panels:
    """What changes with the view: children of each panel by its id, and the facts that the browser draws itself."""

    children: dict[str, Children | str]
    facts: dict[str, Any]


PANEL_IDS = (
    ids.WALL_BADGE,
    ids.WALL_MAP_TITLE,
    ids.WALL_MAP_NOTES,
    ids.WALL_MAP_EMPTY,
    ids.WALL_MAP_TEXT,
    ids.WALL_LEGEND,
    ids.WALL_COUNTERS,
    ids.WALL_DUE,
    ids.WALL_OPD,
    ids.WALL_VOLUME,
    ids.WALL_CHANNELS,
)
"""Keys of `Panels.children`, in the order that the callback returns them."""


def panels(view: WallView, look: WallLook, words: Words) -> Panels:
    """All panels of one view."""
    any_data = has_data(view)
    return Panels(
        children={
            ids.WALL_BADGE: words("app.simulation") if view.simulated else "",
            ids.WALL_MAP_TITLE: map_title(view, words),
            ids.WALL_MAP_NOTES: map_notes(view, look, words),
            ids.WALL_MAP_EMPTY: map_empty(view, words),
            ids.WALL_MAP_TEXT: map_text(view, look, words),
            ids.WALL_LEGEND: category_legend(look, view.categories, words),
            ids.WALL_COUNTERS: counters(view.counters, words, any_data=any_data),
            ids.WALL_DUE: due_list(view.due, words, look, any_data=any_data),
            ids.WALL_OPD: opd_bars(view.opd, words, any_data=any_data),
            ids.WALL_VOLUME: daily_volume(view.days, view.counters.average_per_day, words, look),
            ids.WALL_CHANNELS: channel_strip(view.channels, view.as_of, words, look),
        },
        facts={
            "head": view.head,
            "asOf": view.as_of.isoformat(),
            "anyData": any_data,
            "incidents": circles(view.incidents, look),
            "ticker": [ticker_line(line) for line in view.ticker],
        },
    )


def page(view: WallView, look: WallLook, words: Words, theme: str) -> Component:
    """The whole page; `theme` is a key of THEMES."""
    parts = panels(view, look, words)
    width = look.legibility
    attributes: dict[str, Any] = {
        "data-theme": THEMES[theme][0],
        "data-state": "connecting",
        "data-legible": "yes" if width.enough else "no",
    }
    root = html.Div(
        [
            html.Div(
                [
                    header(parts, look, words),
                    html.Main(
                        [top_row(parts, look, words, theme), bottom_row(parts, view, words)], className="wall-main"
                    ),
                    html.Footer(
                        [
                            html.Span(words("wall.ticker.title"), className="ticker-title"),
                            html.Div(id=ids.WALL_TICKER, className="ticker-lines", role="log"),
                        ],
                        className="ticker",
                    ),
                ],
                className="wall-sheet",
            ),
            dcc.Store(id=ids.WALL_SETUP, data=setup(look, words, theme)),
            dcc.Store(id=ids.WALL_POINTS, data=columns(view.points, view.incidents, view.head)),
            dcc.Store(id=ids.WALL_FACTS, data=parts.facts),
            *[dcc.Store(id=name) for name in (ids.WALL_REFRESH, ids.WALL_RESYNC, ids.WALL_TAKEN)],
        ],
        id=ids.WALL,
        className="wall",
        lang=words.language,
        style={"--s": str(width.scale)},
        **attributes,
    )
    return page_frame(root, theme)


def has_data(view: WallView) -> bool:
    """Whether the city ever received a report: nothing open is good news only then."""
    return view.head > 0 and bool(view.ticker or view.points or view.counters.open or any(d.count for d in view.days))


def header(parts: Panels, look: WallLook, words: Words) -> Component:
    """Who, which scene, how fresh, and the time."""
    return html.Header(
        [
            html.H1(f"{look.service} · {words('app.name')}", className="head-title"),
            html.Span(words("wall.scene"), className="head-scene"),
            html.Span(parts.children[ids.WALL_BADGE], id=ids.WALL_BADGE, className="badge"),
            html.Span(className="head-gap"),
            html.Span(
                [html.Span(className="state-dot"), html.Span(id=ids.WALL_STATE, className="state-text")],
                className="state",
            ),
            html.Span(id=ids.WALL_DATE, className="head-date"),
            html.Span(
                [html.Span(id=ids.WALL_CLOCK, className="clock"), html.Span(words("wall.zone"), className="zone")],
                className="head-clock",
            ),
        ],
        className="head",
    )


def panel(name: str, title: Component | Sequence[Component], body: Component | Sequence[Component]) -> Component:
    """A titled panel with its own age."""
    return html.Section(
        [
            html.Div(
                [html.H2(title, className="panel-title"), html.Span(className="panel-age")], className="panel-head"
            ),
            *([body] if isinstance(body, Component) else body),
        ],
        className=f"panel panel-{name}",
    )


def slot(parts: Panels, name: str, class_name: str, **extra: Any) -> Component:
    """The place of a panel's children, which the callback fills anew."""
    return html.Div(parts.children[name], id=name, className=class_name, **extra)


def top_row(parts: Panels, look: WallLook, words: Words, theme: str) -> Component:
    """The map, and beside it numbers, deadlines and OPD."""
    map_body = html.Div(
        [
            dcc.Graph(
                id=ids.WALL_MAP,
                figure=report_map(look, theme),
                config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False},
                responsive=True,
                className="map-graph",
            ),
            html.Canvas(id=ids.WALL_MAP_NEWEST, className="map-newest", **UNSPOKEN),
            html.Div(id=ids.WALL_MAP_OVERLAY, className="map-overlay", **UNSPOKEN),
            html.Div(words("wall.map.sea"), className="map-sea"),
            slot(parts, ids.WALL_LEGEND, "legend", **aria(words("wall.map.legend"))),
            slot(parts, ids.WALL_MAP_NOTES, "map-notes"),
            slot(parts, ids.WALL_MAP_EMPTY, "map-empty"),
            html.Div(html.Div(words("wall.map.loading"), className="empty-title"), className="map-wait"),
            html.Div(
                [
                    html.Div(words("wall.map.broken"), className="empty-title"),
                    html.Div(words("wall.map.broken_hint"), className="empty-hint"),
                ],
                className="map-broken",
            ),
            slot(parts, ids.WALL_MAP_TEXT, "unseen"),
        ],
        className="map-body",
    )
    return html.Div(
        [
            panel("map", html.Span(parts.children[ids.WALL_MAP_TITLE], id=ids.WALL_MAP_TITLE), map_body),
            html.Div(
                [
                    slot(
                        parts,
                        ids.WALL_COUNTERS,
                        "counters",
                        role="group",
                        **aria(words("wall.counters.label")),
                    ),
                    panel(
                        "due",
                        [
                            html.Span(words("wall.due.title"), className="title-main"),
                            html.Span(f" · {words('wall.due.then')}", className="title-note"),
                        ],
                        slot(parts, ids.WALL_DUE, "fill"),
                    ),
                    panel("opd", opd_title(words), slot(parts, ids.WALL_OPD, "fill")),
                ],
                className="wall-side",
            ),
        ],
        className="wall-top",
    )


def opd_title(words: Words) -> list[Component]:
    """Title with the remark that volume is no blame, and the key of the two parts of a bar."""
    return [
        html.Span(words("wall.opd.title"), className="title-main"),
        html.Span(f" · {words('wall.opd.note')}", className="title-note"),
    ]


def bottom_row(parts: Panels, view: WallView, words: Words) -> Component:
    """30 days of volume and the channels."""
    count = len(view.channels)
    number = words.entries.get(f"numbers.n{count}", words.number(count))
    return html.Div(
        [
            panel(
                "volume",
                [
                    html.Span(words("wall.volume.title", n=len(view.days)), className="title-main"),
                    html.Span(
                        [html.Span(className="key-free"), words("wall.volume.weekend")],
                        className="title-note title-key",
                    ),
                ],
                slot(parts, ids.WALL_VOLUME, "fill"),
            ),
            panel(
                "channels", html.Span(words("wall.channels.title", n=number)), slot(parts, ids.WALL_CHANNELS, "fill")
            ),
        ],
        className="wall-bottom",
    )


def map_title(view: WallView, words: Words) -> Children:
    """What the map shows, how many, and how many incidents."""
    parts: Children = [
        html.Span(f"{words('wall.map.title')}, ", className="title-main"),
        html.Span(words.number(len(view.points)), className="title-number"),
    ]
    if view.incidents:
        parts.append(html.Span(f" · {words('wall.map.incidents', n=len(view.incidents))}", className="title-note"))
    return parts


def map_notes(view: WallView, look: WallLook, words: Words) -> Children:
    """What the map does not know: boundaries, places, reports without one."""
    notes: Children = []
    if view.unlocated:
        notes.append(html.Div(words("wall.map.unlocated", n=view.unlocated), className="note-strong"))
    if any(not point.exact for point in view.points):
        notes.append(html.Div([html.Span(className="key-loose"), words("wall.map.centre_only")]))
    if look.approximate:
        notes.append(html.Div(words("wall.map.approximate")))
    return notes


def map_empty(view: WallView, words: Words) -> Children:
    """What lies over a map without reports; nothing over one that has some."""
    if view.points:
        return []
    name = "empty" if has_data(view) else "no_data"
    return [empty(words(f"wall.map.{name}"), words(f"wall.map.{name}_hint"), good=name == "empty")]


def map_text(view: WallView, look: WallLook, words: Words) -> str:
    """The map in words."""
    parts = [
        f"{name} {words.number(count)}" for _, name, count in groups(look, view.categories, words.language) if count
    ]
    return words(
        "wall.map.alternative", n=len(view.points), parts=", ".join(parts) or "0", incidents=len(view.incidents)
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


def setup(look: WallLook, words: Words, theme: str) -> dict[str, Any]:
    """What wall.js needs once: words, categories, channels, the city's extent and names, colours, hours of the night."""
    colours = THEMES[theme][1]
    west, south, east, north = bounds(look.city)
    return {
        "language": words.language,
        "theme": THEMES[theme][0],
        "socket": look.socket_path,
        "version": look.version,
        "night": list(look.night),
        "bounds": [[west, south], [east, north]],
        "names": names(look.city),
        "colours": {"outline": colours["outline"], "text": colours["text"], "panel": colours["panel"]},
        "categories": {
            category.code: {
                "label": label(category.labels, words.language),
                "colour": category.colour,
                "shape": category.shape,
            }
            for category in look.categories
        },
        "channels": {code: label(labels, words.language) for code, labels in look.channels.items()},
        "words": {
            "state": words.section("wall.state"),
            "age": words.section("wall.age"),
            "ticker": words.section("wall.ticker"),
            "weekdays": list(words.listed("calendar.weekdays")),
            "months": list(words.listed("calendar.months")),
            "dateLong": words.entries["calendar.date_long"],
            "thousands": words.entries["calendar.thousands"],
        },
    }
