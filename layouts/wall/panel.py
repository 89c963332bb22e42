"""What a panel of the wall is: its ids, its place in a scene and its part in a refresh follow from its entry."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import WallView
from layouts.failing import made_or
from layouts.i18n import Words
from layouts.wall.config import WallConfig

View = TypeVar("View")
"""What a scene shows: WallView, or a view of its own."""

Children = Component | list[Component] | str
Build = Callable[[View, WallConfig, Words], Children]


@dataclass(frozen=True, slots=True)
class Slot(Generic[View]):
    """A place of the page that every refresh of its scene fills anew with what `build` makes of the view."""

    key: str
    build: Build[View]
    is_title: bool = False

    @property
    def id(self) -> str:
        """Id of its component."""
        return f"wall-{self.key}"

    def content(self, view: View, config: WallConfig, words: Words) -> Children | None:
        """What it shows; None where that cannot be made."""

        def build() -> Children | None:
            return self.build(view, config, words)

        return made_or(build, self.id, lambda: None)

    def failed(self, words: Words) -> Children:
        """What stands there where it never showed anything, since that could not be made."""
        if self.is_title:
            return words("card.failed")
        return html.Div(
            [
                html.Div(words("card.failed"), className="empty-title"),
                html.Div(words("wall.failed_hint"), className="empty-hint"),
            ],
            className="empty",
        )

    def filled(self, view: View | None, config: WallConfig, words: Words, class_name: str, **extra: Any) -> Component:
        """Its component: with what it shows first, or empty where the scene is not shown yet."""
        children = "" if view is None else self.content(view, config, words)
        if children is None:
            children = self.failed(words)
        return html.Div(children, id=self.id, className=class_name, **extra)


@dataclass(frozen=True)
class Panel(Generic[View]):
    """A titled box. `area` is the area of the scene's grid in which it stands: panels of one area share its room.

    `title` and `build` are both filled anew by a refresh, so that a title may say what was found.
    """

    key: str
    title: Build[View]
    build: Build[View]
    area: str

    @property
    def slots(self) -> tuple[Slot[View], ...]:
        """What a refresh fills."""
        return (Slot(f"{self.key}-title", self.title, is_title=True), Slot(self.key, self.build))

    def drawn(self, view: View | None, config: WallConfig, words: Words) -> Component:
        """The panel as it stands on the page, empty without a view."""
        title, body = self.slots
        return frame(
            self.key, title.filled(view, config, words, "title-line"), body.filled(view, config, words, "fill")
        )


def frame(key: str, title: Component, body: Component) -> Component:
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
    return view.head > 0 and bool(view.ticker or view.on_map or view.counters.open or any(d.count for d in view.days))
