"""The scenes of the wall, in the order of the playlist: an entry for each."""

from typing import Any

from layouts.wall import scene_kota, scene_tenggat
from layouts.wall.scene import Scene

SCENES: tuple[Scene[Any], ...] = (scene_kota.SCENE, scene_tenggat.SCENE)
