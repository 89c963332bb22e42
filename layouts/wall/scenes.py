"""The scenes of the wall, in the order of the playlist: an entry for each."""

from typing import Any

from layouts.wall import scene_banjir, scene_kanal, scene_kota, scene_opd, scene_tenggat
from layouts.wall.scene import Scene

SCENES: tuple[Scene[Any], ...] = (
    scene_kota.SCENE,
    scene_tenggat.SCENE,
    scene_banjir.SCENE,
    scene_opd.SCENE,
    scene_kanal.SCENE,
)
