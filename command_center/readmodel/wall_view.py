"""What the wall shows, as frozen values: no field can hold a text, a name or a contact of a reporter."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Counters:
    """The four numbers. Days are WIB days; `open_change` is open now minus open 24 h ago."""

    received_today: int
    average_per_day: float | None
    open: int
    open_change: int | None
    due_24h: int
    due_24h_unanswered: int
    overdue: int
    overdue_new_today: int


class PointState(StrEnum):
    """How far an open report is: past its deadline, not forwarded yet, with its OPD, or answered."""

    OVERDUE = "overdue"
    NEW = "new"
    FORWARDED = "forwarded"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One open report on the map: degrees; `exact` False where the point is the centre of its area."""

    report_id: int
    number: str
    lat: float
    lon: float
    category: str
    exact: bool
    incident: int | None = None
    state: PointState = PointState.NEW


@dataclass(frozen=True, slots=True)
class IncidentMark:
    """Several reports of the same thing: circle with `count` at the mean of their points."""

    incident: int
    category: str
    lat: float
    lon: float
    count: int
    kelurahan: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """A report past or near its deadline. `kelurahan`, `opd` are names for display ("" where unknown).

    `over_days` counts full working days past the deadline, `over_seconds` is now minus due (negative: still to come);
    `provisional` where a decree may still move it.
    """

    report_id: int
    number: str
    category: str
    kelurahan: str
    opd: str
    stage: str
    policy: str
    due_at: datetime
    over_days: int
    over_seconds: int
    acknowledged: bool
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class OpdRow:
    """Open work of one OPD; `overdue` is part of `open`."""

    code: str
    name: str
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class DayVolume:
    """Reports received on one WIB day. `holiday` is its name ("" on other days).

    `peak_category` is set where the day is far above the usual and one category makes most of the surplus.
    """

    day: date
    count: int
    weekend: bool
    holiday: str
    peak_category: str = ""


class PulseState(StrEnum):
    """State of a channel: `QUIET` is fewer than usual but plausible, `SILENT` improbable (below 1 %)."""

    LIVE = "live"
    QUIET = "quiet"
    SILENT = "silent"
    ARCHIVE = "archive"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ChannelPulse:
    """One channel: messages in each of the last 24 hours (oldest first), and what its silence means.

    `expected_in_silence` is how many messages the channel usually has in a silence as long as the present one.
    `quarantined` is None where nobody knows any more: what waited at a past moment is not in the log.
    """

    code: str
    label: str
    hourly: tuple[int, ...]
    last_at: datetime | None
    expected_in_silence: float
    state: PulseState
    quarantined: int | None = 0


@dataclass(frozen=True, slots=True)
class TickerLine:
    """The latest report received, for the ticker."""

    report_id: int
    number: str
    at: datetime
    channel: str
    category: str
    kelurahan: str


@dataclass(frozen=True, slots=True)
class WallView:
    """Everything scene *Kota hari ini* shows, as of one point of the log. `categories`: open reports a category code.

    `on_map` counts the open reports that have a place, `approximate` those of them of which only the area is known;
    `points` are they themselves, empty where the panels alone were asked for.
    """

    head: int
    as_of: datetime
    simulated: bool
    counters: Counters
    categories: dict[str, int]
    unlocated: int
    on_map: int
    approximate: int
    points: tuple[MapPoint, ...]
    incidents: tuple[IncidentMark, ...]
    due: tuple[DueRow, ...]
    due_total: int
    opd: tuple[OpdRow, ...]
    days: tuple[DayVolume, ...]
    channels: tuple[ChannelPulse, ...]
    ticker: tuple[TickerLine, ...]


NO_VIEW = WallView(
    head=0,
    as_of=datetime(1970, 1, 1, tzinfo=UTC),
    simulated=False,
    counters=Counters(0, None, 0, None, 0, 0, 0, 0),
    categories={},
    unlocated=0,
    on_map=0,
    approximate=0,
    points=(),
    incidents=(),
    due=(),
    due_total=0,
    opd=(),
    days=(),
    channels=(),
    ticker=(),
)
"""A wall that knows of nothing."""
