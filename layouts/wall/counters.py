"""The four numbers of the scene *Kota hari ini*, which need no box and no title."""

from dataclasses import dataclass

from dash.development.base_component import Component

from command_center.readmodel.wall_view import WallView
from layouts.figures.counters import counters
from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.wall.config import WallConfig
from layouts.wall.panel import Panel, Slot, has_data


@dataclass(frozen=True)
class CountersPanel(Panel[WallView]):
    """A panel without box and age."""

    @property
    def slots(self) -> tuple[Slot[WallView], ...]:
        """The numbers alone."""
        return (Slot(self.key, self.build),)

    def drawn(self, view: WallView | None, config: WallConfig, words: Words) -> Component:
        """The numbers side by side."""
        named = aria_label(words("wall.counters.label"))
        return self.slots[0].filled(view, config, words, "counters", role="group", **named)


COUNTERS = CountersPanel(
    key="counters",
    title=lambda view, config, words: "",
    build=lambda view, config, words: counters(view.counters, words, any_data=has_data(view)),
    area="side",
)
