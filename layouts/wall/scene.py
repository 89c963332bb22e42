"""What a scene of the wall is: panels in the areas of a grid, shown for a while and then followed by the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic

from dash import html
from dash.development.base_component import Component

from layouts.i18n import Words
from layouts.wall.config import WallConfig
from layouts.wall.panel import Children, Panel, Slot, View

SCENE_PARAMETER = "adegan"
"""The name in an address under which a scene is asked for."""


@dataclass(frozen=True)
class Scene(Generic[View]):
    """One scene. `key` stands in the address (/wall?adegan=<key>), its name in the words as wall.scene.<key>.

    Its panels stand in areas in the order of the list; `assets/wall/scenes/<key>.css` says where the areas are, for
    each shape of screen. A scene that shows more than the WallView has its own view: callbacks/wall.py lists in VIEWS
    who loads it.
    """

    key: str
    panels: tuple[Panel[View], ...]

    @property
    def slots(self) -> tuple[Slot[View], ...]:
        """What a refresh fills while the scene is shown."""
        return tuple(slot for panel in self.panels for slot in panel.slots)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of its grid, in the order of their first panels."""
        return tuple(dict.fromkeys(panel.area for panel in self.panels))

    def title(self, words: Words) -> str:
        """Its name for the header of the wall."""
        return words(f"wall.scene.{self.key}")

    def contents(self, view: View, config: WallConfig, words: Words) -> dict[str, Children]:
        """Id of each of its slots -> what it shows of this view; what cannot be made is left out."""
        made = {slot.id: slot.content(view, config, words) for slot in self.slots}
        return {name: children for name, children in made.items() if children is not None}

    def drawn(self, view: View | None, config: WallConfig, words: Words) -> Component:
        """The scene as it stands on the page; without a view it is empty and hidden until it is shown."""
        hidden: dict[str, Any] = {"hidden": True} if view is None else {}
        return html.Div(
            [
                html.Div(
                    [panel.drawn(view, config, words) for panel in self.panels if panel.area == area],
                    className=f"area area-{area}",
                    style={"gridArea": area},
                )
                for area in self.areas
            ],
            id=f"wall-scene-{self.key}",
            className=f"scene scene-{self.key}",
            **hidden,
        )


def scene_of(scenes: Sequence[Scene[Any]], key: object) -> Scene[Any]:
    """The scene with this key; the first for a key that none has."""
    return next((scene for scene in scenes if scene.key == key), scenes[0])
