"""What a wall is opened with: which scene it begins with, what that shows, and how it goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from command_center.domain.alerts import Alert
from command_center.readmodel.wall_view import WallView
from layouts.wall.replay import Replay
from layouts.wall.scene import SCENE_PARAMETER, Scene, scene_of

PLAY_PARAMETER = "putar"


@dataclass(frozen=True)
class Opening:
    """`view` is the city's, for the header, the map and the ticker; `scene_view` what the scene shown asks for.

    `points` is the text of the view's points (`layouts.wall.points_text`). `replay` tells that it is no live wall but what was shown at a past moment. `pinned` tells that the address holds the scene: nothing moves it on and nothing interrupts it. `alerts` are the open ones that are told on the wall; a recording has none.
    """

    scenes: Sequence[Scene[Any]]
    shown: Scene[Any]
    view: WallView
    scene_view: Any
    points: str
    pinned: bool = False
    replay: Replay | None = None
    alerts: tuple[Alert, ...] = ()


def scene_asked(scenes: Sequence[Scene[Any]], variables: Mapping[str, object]) -> Scene[Any]:
    """The scene of the address; the first where it names none that there is."""
    return scene_of(scenes, variables.get(SCENE_PARAMETER))


def pinned_asked(variables: Mapping[str, object]) -> bool:
    """Whether the address holds the scene that it begins with: putar=0."""
    return variables.get(PLAY_PARAMETER) == "0"
