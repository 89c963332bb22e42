"""What the wall shows of flood and rob: incidents with their cause, where people report, and the tide."""

from dataclasses import dataclass
from datetime import datetime

from command_center.methods.tides import FloodCause, TidePoint
from command_center.places.area_shapes import AreaShapes


@dataclass(frozen=True, slots=True)
class FloodIncident:
    """Open reports of one flood. `place` is the name of the area most of them name, `channels` the codes they came by.

    `cause` is what the tide says of most of them, UNKNOWN also where it says half and half, None without a tide table.
    `near_high` of the reports lay around a high water above the flood level; `highest` is the highest water around any.
    """

    incident: int
    category: str
    place: str
    lat: float | None
    lon: float | None
    reports: int
    channels: tuple[str, ...]
    since: datetime
    last: datetime
    cause: FloodCause | None = None
    near_high: int = 0
    highest: TidePoint | None = None


@dataclass(frozen=True, slots=True)
class FloodedArea:
    """Open reports of flood and rob in one kelurahan."""

    code: str
    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class TideCourse:
    """The tide from a day before to a day after the scene's moment, in metres above `datum`.

    `flood_level` is None where the city gave none. `highs` are the high waters, `following` the next of them.
    """

    station: str
    source: str
    datum: str
    simulated: bool
    flood_level: float | None
    level: float
    curve: tuple[TidePoint, ...]
    highs: tuple[TidePoint, ...]
    following: TidePoint | None


@dataclass(frozen=True, slots=True)
class FloodScene:
    """Scene *Banjir & rob* as of one point of the log.

    `incidents` are those with most reports first; `apart` are open reports that belong to none of them. `areas` are the
    kelurahan with open reports, most first; `unplaced` reports name none. `hourly` is category -> reports received in
    each of the last 24 hours, oldest first, those that are closed since included. `tide` is None without a tide table.
    """

    head: int
    as_of: datetime
    simulated: bool
    any_data: bool
    categories: tuple[str, ...]
    open: int
    incidents: tuple[FloodIncident, ...]
    apart: int
    areas: tuple[FloodedArea, ...]
    unplaced: int
    hourly: dict[str, tuple[int, ...]]
    tide: TideCourse | None
    shapes: AreaShapes
