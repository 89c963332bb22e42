"""The map of the wall with what lies over it: legend, notes, and what to say where there is nothing to draw."""

from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import WallView
from layouts.figures.category_legend import category_legend, groups
from layouts.figures.city_outline import outline_drawing
from layouts.figures.marks import ARIA_HIDDEN, aria_label, empty
from layouts.figures.report_columns import STATES
from layouts.i18n import Words
from layouts.wall import ids
from layouts.wall.config import WallConfig
from layouts.wall.panel import Children, Panel, Slot, frame, has_data


@dataclass(frozen=True)
class MapPanel(Panel[WallView]):
    """The panel of the map: the outlines stand in the page, the reports and the names are drawn by the browser."""

    @property
    def slots(self) -> tuple[Slot[WallView], ...]:
        """What a refresh fills: nothing that the browser draws itself."""
        return (TITLE, NOTES, EMPTY, TEXT, LEGEND)

    def drawn(self, view: WallView | None, config: WallConfig, words: Words) -> Component:
        """From the ground up: tiles, outlines, reports, names and circles, then what is written over it."""
        body = html.Div(
            [
                html.Div(id=ids.MAP_TILES, className="map-tiles", **ARIA_HIDDEN),
                outline_drawing(config.outline),
                html.Canvas(id=ids.MAP_REPORTS, className="map-layer", **ARIA_HIDDEN),
                html.Div(id=ids.MAP_OVERLAY, className="map-overlay", **ARIA_HIDDEN),
                html.Div(words("wall.map.sea"), className="map-sea"),
                html.Div(config.tile_attribution if config.tile_url else "", className="map-attribution"),
                html.Div(words("wall.map.base_lost"), className="map-base-lost", role="status"),
                html.Div(
                    [
                        ring_key(words),
                        LEGEND.filled(view, config, words, "legend-rows", **aria_label(words("wall.map.legend"))),
                    ],
                    className="legend",
                ),
                NOTES.filled(view, config, words, "map-notes"),
                EMPTY.filled(view, config, words, "map-empty"),
                TEXT.filled(view, config, words, "unseen"),
            ],
            id=ids.MAP,
            className="map-body",
        )
        return frame(self.key, TITLE.filled(view, config, words, "title-line"), body)


def ring_key(words: Words) -> Component:
    """What the parts of a ring mean; it is seen while there is a ring on the map."""
    return html.Div(
        [
            html.Div(words("wall.map.rings"), className="ring-key-title"),
            *[
                html.Div([html.Span(className=f"ring-state ring-{state}"), words(f"wall.map.ring_{state}")])
                for state in STATES
            ],
        ],
        className="ring-key",
    )


def title(view: WallView, _: WallConfig, words: Words) -> list[Component]:
    """What the map shows, how many, and how many incidents."""
    parts: list[Component] = [
        html.Span(f"{words('wall.map.title')}, ", className="title-main"),
        html.Span(words.number(view.on_map), className="title-number"),
    ]
    if view.incidents:
        parts.append(html.Span(f" · {words('wall.map.incidents', n=len(view.incidents))}", className="title-note"))
    return parts


def notes(view: WallView, config: WallConfig, words: Words) -> list[Component]:
    """What the map does not know: boundaries, places, reports without one."""
    lines: list[Component] = []
    if view.unlocated:
        lines.append(html.Div(words("wall.map.unlocated", n=view.unlocated), className="note-strong"))
    if view.approximate:
        lines.append(html.Div([html.Span(className="key-loose"), words("wall.map.centre_only")]))
    if config.approximate:
        lines.append(html.Div(words("wall.map.approximate")))
    return lines


def nothing_to_draw(view: WallView, _: WallConfig, words: Words) -> list[Component]:
    """What lies over a map without reports; nothing over one that has some."""
    if view.on_map:
        return []
    name = "empty" if has_data(view) else "no_data"
    return [empty(words(f"wall.map.{name}"), words(f"wall.map.{name}_hint"), good=name == "empty")]


def in_words(view: WallView, config: WallConfig, words: Words) -> str:
    """The map for those who do not see it."""
    counted = groups(config.categories, view.categories, words.language)
    parts = ", ".join(f"{name} {words.number(count)}" for _, name, count in counted if count)
    return words("wall.map.alternative", n=view.on_map, parts=parts or "0", incidents=len(view.incidents))


def legend(view: WallView, config: WallConfig, words: Words) -> Children:
    """Each category with its mark and its number."""
    return category_legend(config.categories, view.categories, words)


TITLE = Slot("map-title", title, is_title=True)
NOTES = Slot("map-notes", notes)
EMPTY = Slot("map-empty", nothing_to_draw)
TEXT = Slot("map-text", in_words)
LEGEND = Slot("legend", legend)

MAP = MapPanel(key="map", title=title, build=in_words, area="map")
