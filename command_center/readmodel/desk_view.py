"""What the desk shows of its queues: the order of one, and how many reports stand in each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from command_center.domain.desk import DeskQueue


@dataclass(frozen=True, slots=True)
class DeskList:
    """A queue as of `head`, the position of the log. `ids` are its reports in order, up to the report `upto`; `fresh` is how
    many came later and wait. `counts` are those of every queue with the same filters. `truncated`: a search found more.
    """

    head: int
    upto: int
    ids: tuple[int, ...]
    fresh: int = 0
    counts: Mapping[DeskQueue, int] = field(default_factory=dict)
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class NeighbourPoint:
    """An open report on the map around another one; degrees, `exact` tells its own point from the centre of an area."""

    id: int
    number: str
    category: str
    lat: float
    lon: float
    exact: bool
    incident_id: int | None
