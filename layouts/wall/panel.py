"""What a panel of the wall is: its id, its place in the page and its part in a refresh follow from its key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import WallView
from layouts.i18n import Words
from layouts.wall.config import WallConfig

Children = Component | list[Component] | str
Build = Callable[[WallView, WallConfig, Words], Children]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the page that every refresh fills anew with what `build` makes of the view."""

    key: str
    build: Build

    @property
    def id(self) -> str:
        """Id of its component."""
        return f"wall-{self.key}"


@dataclass(frozen=True, slots=True)
class Panel(Slot):
    """A titled slot. `row` is where it stands: beside the map, or below it; the title is made once, with the page."""

    title: Callable[[WallView, Words], Children]
    row: Literal["side", "bottom"]


def filled(slot: Slot, view: WallView, config: WallConfig, words: Words, class_name: str, **extra: Any) -> Component:
    """The component of a slot with what it shows first."""
    return html.Div(slot.build(view, config, words), id=slot.id, className=class_name, **extra)


def drawn(panel: Panel, view: WallView, config: WallConfig, words: Words) -> Component:
    """A panel as it stands on the page."""
    return frame(panel.key, panel.title(view, words), filled(panel, view, config, words, "fill"))


def frame(key: str, title: Children, body: Component) -> Component:
    """A titled box with its own age."""
    return html.Section(
        [
            html.Div(
                [html.H2(title, className="panel-title"), html.Span(className="panel-age")], className="panel-head"
            ),
            body,
        ],
        className=f"panel panel-{key}",
    )


def has_data(view: WallView) -> bool:
    """Whether the city ever received a report: that nothing is open is good news only then."""
    return view.head > 0 and bool(view.ticker or view.points or view.counters.open or any(d.count for d in view.days))
