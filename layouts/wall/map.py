"""The map of the wall with what lies over it: legend, notes, and what to say where there is nothing to draw."""

from dash import dcc, html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import WallView
from layouts.figures.category_legend import category_legend, groups
from layouts.figures.marks import ARIA_HIDDEN, aria_label, empty
from layouts.figures.report_map import Tiles, report_map
from layouts.i18n import Words
from layouts.wall import ids
from layouts.wall.config import WallConfig
from layouts.wall.panel import Slot, filled, frame, has_data


def map_panel(view: WallView, config: WallConfig, words: Words, theme: str) -> Component:
    """The panel; the reports on it and its names are drawn by the browser."""
    tiles = Tiles(config.tile_url, config.tile_attribution) if config.tile_url else None
    body = html.Div(
        [
            dcc.Graph(
                id=ids.MAP,
                figure=report_map(config.city, theme, tiles),
                config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False},
                responsive=True,
                className="map-graph",
            ),
            html.Canvas(id=ids.MAP_NEWEST, className="map-newest", **ARIA_HIDDEN),
            html.Div(id=ids.MAP_OVERLAY, className="map-overlay", **ARIA_HIDDEN),
            html.Div(words("wall.map.sea"), className="map-sea"),
            html.Div(config.tile_attribution if config.tile_url else "", className="map-attribution"),
            html.Div(words("wall.map.base_lost"), className="map-base-lost", role="status"),
            filled(LEGEND, view, config, words, "legend", **aria_label(words("wall.map.legend"))),
            filled(NOTES, view, config, words, "map-notes"),
            filled(EMPTY, view, config, words, "map-empty"),
            html.Div(html.Div(words("wall.map.loading"), className="empty-title"), className="map-wait"),
            html.Div(
                [
                    html.Div(words("wall.map.broken"), className="empty-title"),
                    html.Div(words("wall.map.broken_hint"), className="empty-hint"),
                ],
                className="map-broken",
            ),
            filled(TEXT, view, config, words, "unseen"),
        ],
        className="map-body",
    )
    return frame("map", html.Span(TITLE.build(view, config, words), id=TITLE.id), body)


def title(view: WallView, _: WallConfig, words: Words) -> list[Component]:
    """What the map shows, how many, and how many incidents."""
    parts: list[Component] = [
        html.Span(f"{words('wall.map.title')}, ", className="title-main"),
        html.Span(words.number(len(view.points)), className="title-number"),
    ]
    if view.incidents:
        parts.append(html.Span(f" · {words('wall.map.incidents', n=len(view.incidents))}", className="title-note"))
    return parts


def notes(view: WallView, config: WallConfig, words: Words) -> list[Component]:
    """What the map does not know: boundaries, places, reports without one."""
    lines: list[Component] = []
    if view.unlocated:
        lines.append(html.Div(words("wall.map.unlocated", n=view.unlocated), className="note-strong"))
    if any(not point.exact for point in view.points):
        lines.append(html.Div([html.Span(className="key-loose"), words("wall.map.centre_only")]))
    if config.approximate:
        lines.append(html.Div(words("wall.map.approximate")))
    return lines


def nothing_to_draw(view: WallView, _: WallConfig, words: Words) -> list[Component]:
    """What lies over a map without reports; nothing over one that has some."""
    if view.points:
        return []
    name = "empty" if has_data(view) else "no_data"
    return [empty(words(f"wall.map.{name}"), words(f"wall.map.{name}_hint"), good=name == "empty")]


def in_words(view: WallView, config: WallConfig, words: Words) -> str:
    """The map for those who do not see it."""
    counted = groups(config.categories, view.categories, words.language)
    parts = ", ".join(f"{name} {words.number(count)}" for _, name, count in counted if count)
    return words("wall.map.alternative", n=len(view.points), parts=parts or "0", incidents=len(view.incidents))


TITLE = Slot("map-title", title)
NOTES = Slot("map-notes", notes)
EMPTY = Slot("map-empty", nothing_to_draw)
TEXT = Slot("map-text", in_words)
LEGEND = Slot("legend", lambda view, config, words: category_legend(config.categories, view.categories, words))

MAP_SLOTS = (TITLE, NOTES, EMPTY, TEXT, LEGEND)
"""What a refresh fills anew."""
