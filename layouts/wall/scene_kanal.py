"""Scene *Kanal*: each channel's last hour against what is usual, its silence, its lag, and what is held."""

from command_center.readmodel.channel_scene_view import ChannelScene
from layouts.figures.channel_health import channel_health, headline
from layouts.wall.panel import Panel
from layouts.wall.scene import Scene

SCENE: Scene[ChannelScene] = Scene(
    key="kanal",
    panels=(
        Panel(
            "health",
            lambda view, config, words: headline(view, words, config.channels),
            lambda view, config, words: channel_health(view, words, config.channels),
            "health",
        ),
    ),
)
