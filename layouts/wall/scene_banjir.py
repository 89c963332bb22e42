"""Scene *Banjir & rob*: where people report water, its incidents with their cause, and the tide above the last day."""

from dash.development.base_component import Component

from command_center.readmodel.flood_scene_view import FloodScene
from layouts.figures.flood_list import flood_list, list_title
from layouts.figures.flood_map import finding, flood_map
from layouts.figures.room import RowRoom
from layouts.figures.tide_course import tide_course, tide_title
from layouts.i18n import Words
from layouts.wall.config import WallConfig
from layouts.wall.page import SHAPES
from layouts.wall.panel import Panel
from layouts.wall.scene import Scene

ROOM = RowRoom(wide=5, portrait=5, ultrawide=8)
"""Incidents at type of scale 1: assets/wall/scenes/banjir.css gives their height."""


def largest_scale(config: WallConfig) -> float:
    """The scale of the type on the shape where it is largest."""
    return max(config.legibility(width).scale for width in SHAPES.values())


def incidents(view: FloodScene, config: WallConfig, words: Words) -> list[Component]:
    """The incidents, as many as the screen allows."""
    scales = {shape: config.legibility(width).scale for shape, width in SHAPES.items()}
    return flood_list(view, words, config.categories, config.channels, ROOM.at(scales))


SCENE: Scene[FloodScene] = Scene(
    key="banjir",
    panels=(
        Panel(
            "flood-map",
            lambda view, config, words: finding(view, words),
            lambda view, config, words: flood_map(view, words, config.categories, largest_scale(config)),
            "map",
        ),
        Panel("floods", lambda view, config, words: list_title(view, words), incidents, "list"),
        Panel(
            "tide",
            lambda view, config, words: tide_title(view, words),
            lambda view, config, words: tide_course(view, words, config.categories),
            "tide",
        ),
    ),
)
