"""Scene *Kota hari ini*: the map with its numbers, what is late, who has most open, thirty days and the channels."""

from layouts.wall.counters import COUNTERS
from layouts.wall.map import MAP
from layouts.wall.panels import PANELS
from layouts.wall.scene import Scene

SCENE = Scene(key="kota", panels=(MAP, COUNTERS, *PANELS))
