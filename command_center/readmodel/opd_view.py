"""What the pages of an OPD show, as frozen values: how it stands, its queue, what breaches when, its map, its peers.

Days are WIB days, moments aware UTC, durations working days counted from the end of the day of receipt. The words of a
report are no part of these views: whoever may read them adds them (`store.report_texts`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from command_center.domain.wording import Wording
from command_center.methods.answer_times import AnswerCurve
from command_center.methods.fairness import Compared

PERIODS = (8, 13, 26, 52)
"""Weeks that a chief may look at; the first is what is shown unasked."""


class OpdTab(StrEnum):
    """The five tabs, by their name in the address."""

    PERFORMANCE = "kinerja"
    QUEUE = "antrean"
    DUE = "tenggat"
    MAP = "peta"
    PEERS = "banding"


class QueuePart(StrEnum):
    """Which part of the queue is shown, by its name in the address."""

    ALL = "semua"
    OVERDUE = "lewat"
    THIS_WEEK = "pekan"
    UNANSWERED = "belum"
    AT_P3M = "p3m"


class GaugeStanding(StrEnum):
    """Where a figure lies against what is usual for this OPD; `UNKNOWN` where its past is too short to say."""

    BELOW = "below"
    USUAL = "usual"
    ABOVE = "above"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OwnGauge:
    """A figure now, the same figure at the same hour of each past week (oldest first), and the band of those.

    None stands for no data: no report then, or a curve that does not get there. `low` and `high` are the 10 % and 90 %
    quantiles of the past; None where fewer than six weeks are known.
    """

    value: float | None
    past: tuple[float | None, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def standing(self) -> GaugeStanding:
        """Where the figure lies against the band."""
        if self.value is None or self.low is None or self.high is None:
            return GaugeStanding.UNKNOWN
        if self.value < self.low:
            return GaugeStanding.BELOW
        return GaugeStanding.ABOVE if self.value > self.high else GaugeStanding.USUAL


@dataclass(frozen=True, slots=True)
class OpdNow:
    """The open reports of one OPD. `unanswered`, `overdue`, `at_p3m` (not forwarded yet) and `without_due` are parts of
    `open`. `oldest_due` is the deadline that passed first, None where none did; `first_ever` the day of the first report.
    """

    open: int = 0
    unanswered: int = 0
    overdue: int = 0
    at_p3m: int = 0
    without_due: int = 0
    oldest_due: datetime | None = None
    first_ever: date | None = None


@dataclass(frozen=True, slots=True)
class WeekFlow:
    """Seven days, the last ones ending today: how many reports came in, and how many were settled or closed."""

    first: date
    last: date
    received: int
    closed: int


@dataclass(frozen=True, slots=True)
class OpdAnswers:
    """How long answers take in the period: the curve with open cases counted, and the ages of those that are open.

    `before` is the curve of the period before; None without cases. `term` is the answer term in working days that most
    of the cases have, None where none has one.
    """

    curve: AnswerCurve | None
    before: AnswerCurve | None
    open_ages: tuple[float, ...]
    term: int | None


@dataclass(frozen=True, slots=True)
class KindRow:
    """Reports of one category in the period. `before` were in the period before it; `weekly` are oldest first;
    `median` in working days, None where fewer than half are answered. `late` of `judged` deadlines were missed.
    """

    category: str
    received: int
    before: int
    weekly: tuple[int, ...]
    median: float | None
    late: int
    judged: int


@dataclass(frozen=True, slots=True)
class RankLine:
    """One OPD in the fair comparison, and its volume in the period, which is neutral."""

    compared: Compared
    received: int


@dataclass(frozen=True, slots=True)
class Chance:
    """An open report with a deadline to come, and its chance (0 to 1) to be still waiting when it passes; None where
    nothing like it has happened yet.
    """

    report_id: int
    number: str
    category: str
    kelurahan: str
    stage: str
    due_at: datetime
    chance: float | None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class DueDay:
    """A WIB day and the deadlines that end on it. `off` says why the clock stands on it, None on working days."""

    day: date
    off: Wording | None
    chances: tuple[Chance, ...] = ()

    @property
    def expected(self) -> float:
        """How many of them will pass, at the pace so far; those without a chance are not in it."""
        return sum(each.chance or 0.0 for each in self.chances)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A report past its deadline. `over_days` are full working days, `over_seconds` all the time since."""

    report_id: int
    number: str
    category: str
    kelurahan: str
    stage: str
    due_at: datetime
    over_days: int
    over_seconds: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is over and what will be: `days` run from today to the Friday of the week after `until`, Saturdays and Sundays
    only where something is due. `until` is the Friday that is counted to: `expected` deadlines will pass by its end,
    between `low` and `high` (90 %), of `due` that come. `history` tells how many past cases the chances rest on;
    `known` is False where they are too few for any. `by_category` shares out what is expected. `later` are deadlines
    after the last of the days.
    """

    overdue: tuple[Overdue, ...]
    overdue_total: int
    days: tuple[DueDay, ...]
    until: date
    due: int
    expected: float
    low: int
    high: int
    history: int
    known: bool
    later: int
    by_category: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A report of the queue. `kelurahan` is a name; `age` in working days; `due_at` None where nothing is due.

    `over_days` counts full working days past the deadline, `over_seconds` is now minus due.
    """

    report_id: int
    number: str
    category: str
    kelurahan: str
    channel: str
    status: str
    received_at: datetime
    due_at: datetime | None
    stage: str
    age: float | None
    over_days: int
    over_seconds: int
    confidential: bool
    answered: bool
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Performance:
    """The tab *Kinerja*. `open_days` are (day, open at its end); the last is now. `returned` are reports of the period
    that turned out to be no matter of the city's; `due_first` are the first of the unanswered by deadline.
    """

    open: OwnGauge
    overdue: OwnGauge
    median: OwnGauge
    p90: OwnGauge
    weeks: tuple[WeekFlow, ...]
    open_days: tuple[tuple[date, int], ...]
    answers: OpdAnswers
    kinds: tuple[KindRow, ...]
    channels: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    returned: int
    ranks: tuple[RankLine, ...]
    outlook: Outlook
    due_first: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue: `page` of `pages` (from 1), `total` rows in this part; `hidden` are filed as rahasia and not
    for this reader. `friday` is the day until which `THIS_WEEK` counts. `selected` is the report whose number was asked
    for, where it is in the queue.
    """

    part: QueuePart
    friday: date
    rows: tuple[QueueRow, ...]
    page: int
    pages: int
    total: int
    hidden: int
    counts: Mapping[QueuePart, int]
    selected: QueueRow | None = None


@dataclass(frozen=True, slots=True)
class OpdPoint:
    """An open report on the map, degrees; `exact` False where the point is the centre of its area. `standing` is over,
    near (due within 24 hours) or open.
    """

    report_id: int
    number: str
    category: str
    kelurahan: str
    lat: float
    lon: float
    exact: bool
    standing: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpdMap:
    """The open reports that have a place, how many have none, and how many lie in each kelurahan (by code)."""

    points: tuple[OpdPoint, ...]
    unlocated: int
    hidden: int
    by_kelurahan: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PeerMedian:
    """One side of a comparison in a category: cases, median in working days with open ones counted, missed deadlines."""

    code: str
    cases: int
    median: float | None
    late: int
    judged: int


@dataclass(frozen=True, slots=True)
class PeerCategory:
    """A category of this OPD beside the others that answer it; `past` is its own year before, where it answers alone."""

    category: str
    own: PeerMedian
    others: tuple[PeerMedian, ...]
    past: PeerMedian | None


@dataclass(frozen=True, slots=True)
class Peers:
    """The tab *Banding*."""

    ranks: tuple[RankLine, ...]
    categories: tuple[PeerCategory, ...]


@dataclass(frozen=True, slots=True)
class OpdView:
    """A page of one OPD as of `as_of` and position `head` of the log; exactly the part of its tab is there."""

    code: str
    head: int
    as_of: datetime
    simulated: bool
    weeks: int
    first: date
    last: date
    now: OpdNow
    performance: Performance | None = None
    queue: Queue | None = None
    outlook: Outlook | None = None
    map: OpdMap | None = None
    peers: Peers | None = None


@dataclass(frozen=True, slots=True)
class OpdIndexLine:
    """One OPD in the list of all: open work, overdue, received in the period, and its fair rank."""

    code: str
    open: int
    overdue: int
    received: int
    rank: RankLine | None


@dataclass(frozen=True, slots=True)
class OpdIndex:
    """All OPD, in the order of their file."""

    head: int
    as_of: datetime
    simulated: bool
    weeks: int
    first: date
    last: date
    lines: tuple[OpdIndexLine, ...]
