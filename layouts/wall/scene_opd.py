"""Scene *OPD*: the departments compared fairly, with what chance leaves open."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.league_scene_view import LeagueScene
from layouts.figures.league_table import headline, league_table, period
from layouts.figures.room import RowRoom
from layouts.i18n import Words
from layouts.wall.config import WallConfig
from layouts.wall.page import SHAPES
from layouts.wall.panel import Panel
from layouts.wall.scene import Scene

ROOM = RowRoom(wide=21, portrait=41, ultrawide=21)
"""Rows and lines of the table at type of scale 1: assets/wall/scenes/opd.css gives their height."""


def title(view: LeagueScene, _: WallConfig, words: Words) -> list[Component]:
    """The finding, and in grey of which time."""
    return [
        html.Span(headline(view, words), className="title-main"),
        html.Span(f" · {period(view, words)}", className="title-note"),
    ]


def league(view: LeagueScene, config: WallConfig, words: Words) -> list[Component]:
    """The table, as long as the screen allows."""
    scales = {shape: config.legibility(width).scale for shape, width in SHAPES.items()}
    return league_table(view, words, ROOM.at(scales))


SCENE: Scene[LeagueScene] = Scene(key="opd", panels=(Panel("league", title, league, "league"),))
