"""Scene *Tenggat*: every breach and near breach, oldest first, and how many more are to come until Friday."""

from dash.development.base_component import Component

from command_center.readmodel.deadline_scene_view import DeadlineScene
from layouts.figures.breach_list import breach_list, finding
from layouts.figures.breach_table import breach_table, headline
from layouts.figures.room import RowRoom
from layouts.i18n import Words
from layouts.wall.config import WallConfig
from layouts.wall.page import SHAPES
from layouts.wall.panel import Panel
from layouts.wall.scene import Scene

ROOM = RowRoom(wide=20, portrait=22, ultrawide=36)
"""Rows of both lists at type of scale 1: assets/wall/scenes/tenggat.css gives their height."""


def breaches(view: DeadlineScene, config: WallConfig, words: Words) -> list[Component]:
    """The lists, as long as the screen allows."""
    scales = {shape: config.legibility(width).scale for shape, width in SHAPES.items()}
    return breach_list(view, words, config.categories, ROOM.at(scales))


def forecast(view: DeadlineScene, _: WallConfig, words: Words) -> list[Component]:
    """The table of the days to come."""
    return breach_table(view.forecast, words, any_data=view.any_data)


SCENE: Scene[DeadlineScene] = Scene(
    key="tenggat",
    panels=(
        Panel("breaches", lambda view, config, words: finding(view, words), breaches, "list"),
        Panel(
            "forecast",
            lambda view, config, words: headline(view.forecast, words, any_data=view.any_data),
            forecast,
            "forecast",
        ),
    ),
)
