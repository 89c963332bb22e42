"""What the analysis shows, as frozen values: counts and times of a selection, never a text or a name of a reporter."""

from dataclasses import dataclass
from datetime import date, datetime

from command_center.domain.selection import Selection
from command_center.domain.workflow import Status


@dataclass(frozen=True, slots=True)
class ReportTally:
    """Reports received in a period, and how many of them are answered, settled, and open past a deadline."""

    received: int = 0
    answered: int = 0
    settled: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class FourTallies:
    """The selection and the whole city, in the period and in the one it is compared with.

    The earlier ones are None where nothing is compared, or where no report was kept yet at its beginning. They are as
    of the same moment after their period, so that both had the same time to be answered.
    """

    selected: ReportTally
    city: ReportTally
    selected_before: ReportTally | None = None
    city_before: ReportTally | None = None


@dataclass(frozen=True, slots=True)
class DayLimits:
    """Reports that are usual on a day: their mean, and the limits within which 99 days of 100 lie."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AnalysisDay:
    """One WIB day of the period. `limits` is None where less than eight weeks came before it.

    `holiday` is its name, "" on other days; `partial` is today, which is not over. `mean` is that of seven days around
    what came before, None at the beginning of all data; `category` makes most of an unusual surplus, "" for none.
    """

    day: date
    selected: int
    city: int
    weekend: bool
    holiday: str
    partial: bool
    mean: float | None = None
    city_mean: float | None = None
    before_mean: float | None = None
    limits: DayLimits | None = None
    unusual: bool = False
    category: str = ""
    category_count: int = 0


@dataclass(frozen=True, slots=True)
class ForecastDay:
    """A day to come."""

    day: date
    limits: DayLimits


@dataclass(frozen=True, slots=True)
class Bucket:
    """Days counted together: a day, a week or four weeks, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Series:
    """One value of a dimension over the buckets: what passes all other filters, and all of the city.

    `chosen` says that the value is one the selection is filtered by, or that it is filtered by none.
    `before` counts the earlier period and is None where there is none; `before_counts` those of its buckets.
    """

    code: str
    count: int
    before: int | None
    counts: tuple[int, ...]
    before_counts: tuple[int, ...]
    city: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class HourTable:
    """Reports by weekday (Monday first) and hour of receipt in WIB: 7 rows of 24, of the selection and of the city."""

    selected: tuple[tuple[int, ...], ...]
    city: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """A stage on the way: how many got there or further, and the way to it from the stage before.

    `median_days` are working days with fractions, None where no time is known; `waiting` stand in the stage now, in one
    of `statuses`.
    """

    code: str
    reached: int
    city_reached: int
    median_days: float | None
    city_median_days: float | None
    timed: int
    waiting: int
    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Reports that left the way: deferred, incomplete, not ours, archived."""

    status: Status
    count: int


@dataclass(frozen=True, slots=True)
class CurveLine:
    """Share still without an answer (0 to 1) at each number of working days, with its 95 % band.

    `p50` and `p90` are working days, None where the curve does not get there; `cases` with `open` ones among them.
    """

    days: tuple[float, ...]
    still_open: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    cases: int
    open: int
    p50: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class AnswerTerm:
    """The answer term of a policy among the selected: working days, how many are under it, and the share past it.

    `late_share` and `city_late_share` are None where the curves do not reach so far.
    """

    policy: str
    days: float
    count: int
    late_share: float | None
    city_late_share: float | None


@dataclass(frozen=True, slots=True)
class AnswerCurves:
    """The answer curves; None where there is no report. `terms` are of the policies by reports, most first."""

    selected: CurveLine | None
    city: CurveLine | None
    before: CurveLine | None
    terms: tuple[AnswerTerm, ...]


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area: what passes all filters but those of place, per 10,000 people, and the median of days to the answer.

    `population` is None where nobody knows it; `estimated` says that it was shared out from the kecamatan by area.
    """

    code: str
    kecamatan: str
    count: int
    answered: int
    median_days: float | None
    population: float | None
    estimated: bool
    chosen: bool

    @property
    def rate(self) -> float | None:
        """Reports per 10,000 people."""
        return self.count * 10_000 / self.population if self.population else None


@dataclass(frozen=True, slots=True)
class QuietArea:
    """A kelurahan against what its people usually report: limits of chance, and whether it lies below them."""

    code: str
    kecamatan: str
    count: int
    expected: float
    low: float
    high: float
    quiet: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class OpdRatio:
    """One OPD: reports whose answer was due, how many were late, and the ratio to what its mix of categories expects.

    `received` is neutral. `ratio`, `low` and `high` are None where it has too few. `own_past` says that the standard
    is the OPD's own past, since nobody else answers its categories.
    """

    code: str
    received: int
    cases: int
    late: int
    expected: float
    ratio: float | None
    low: float | None
    high: float | None
    own_past: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class IntegrityLine:
    """How many of those judged have a sign that they were closed too easily. `code` is a sign."""

    code: str
    marked: int
    judged: int
    city_marked: int
    city_judged: int


@dataclass(frozen=True, slots=True)
class AnalyticsView:
    """Everything the page shows but the rows, as of one moment and one head of the log.

    `first_day` is the day of the first report ever, None where there is none. `hidden` are confidential reports that
    are counted and not among the rows.
    """

    selection: Selection
    as_of: datetime
    first_day: date | None
    tallies: FourTallies
    days: tuple[AnalysisDay, ...]
    forecast: tuple[ForecastDay, ...]
    buckets: tuple[Bucket, ...]
    tally_series: tuple[ReportTally, ...]
    tally_series_before: tuple[ReportTally, ...]
    hours: HourTable
    categories: tuple[Series, ...]
    channels: tuple[Series, ...]
    funnel: tuple[FunnelStage, ...]
    asides: tuple[Aside, ...]
    answers: AnswerCurves
    kecamatan: tuple[AreaLine, ...]
    kelurahan: tuple[AreaLine, ...]
    unplaced: int
    quiet: tuple[QuietArea, ...]
    opd: tuple[OpdRatio, ...]
    integrity: tuple[IntegrityLine, ...]
    hidden: int

    @property
    def filtered(self) -> bool:
        """Whether the selection is less than the whole city."""
        return bool(self.selection.filters)


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """A report behind the figures. `age_days` and `late_days` are working days; `late_days` is None where it is not late.

    `age_days` ends with the answer, `late_days` counts over the deadline that is asked for now.
    """

    number: str
    received_at: datetime
    category: str
    kelurahan: str
    kecamatan: str
    channel: str
    opd: str
    status: str
    policy: str
    age_days: float | None
    due_at: datetime | None
    late_days: float | None
    answered_at: datetime | None
    settled_at: datetime | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some of the rows in their order, and how many there are in all."""

    rows: tuple[AnalysisRow, ...]
    total: int
