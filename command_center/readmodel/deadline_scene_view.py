"""What the wall shows of deadlines: every breach and near breach, and how many more are to come until Friday."""

from dataclasses import dataclass
from datetime import date, datetime

from command_center.readmodel.wall_view import DueRow


@dataclass(frozen=True, slots=True)
class OpdDue:
    """Reports past or near their deadline at one OPD: `name` is "" for those that no OPD has yet. `unseen` are those of
    `over` that nobody has acknowledged.
    """

    name: str
    over: int
    near: int
    unseen: int


@dataclass(frozen=True, slots=True)
class ForecastColumn:
    """A working day of the forecast (`off` is ""), or days off in a row, weekends aside: `off` is their name."""

    first: date
    last: date
    off: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """How many of `due` reports are expected to be open still when their deadline passes, and the range in 90 %.

    `unknown` of them are in no figure: too few past cases tell of them. `due` includes them.
    """

    due: int
    expected: float
    low: int
    high: int
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class OpdForecast:
    """One row: for each column the chance of every report that is due then, highest first; None for an unknown one.

    `name` is "" for reports that no OPD has yet; `others` is above 0 for the last row, which joins so many OPD.
    """

    name: str
    tiles: tuple[tuple[float | None, ...], ...]
    sum: Expected
    others: int = 0


@dataclass(frozen=True, slots=True)
class BreachForecast:
    """The breaches until the end of `until`, a Friday. `by_column` are the sums of the columns, as long as `columns`."""

    until: date
    columns: tuple[ForecastColumn, ...]
    rows: tuple[OpdForecast, ...]
    by_column: tuple[Expected, ...]
    sum: Expected
    provisional: bool


@dataclass(frozen=True, slots=True)
class DeadlineScene:
    """Scene *Tenggat* as of one point of the log.

    `over` are breaches, oldest first, `near` what is due within 24 hours, soonest first: as many as a screen may have
    room for. `by_opd` counts all of both, the most first. `confidential` of the reports past or near their deadline are
    rahasia: they are counted apart and shown nowhere. `any_data` is False before the first report ever.
    """

    head: int
    as_of: datetime
    simulated: bool
    any_data: bool
    over: tuple[DueRow, ...]
    near: tuple[DueRow, ...]
    by_opd: tuple[OpdDue, ...]
    confidential: int
    forecast: BreachForecast

    @property
    def over_count(self) -> int:
        """All breaches that may be shown."""
        return sum(each.over for each in self.by_opd)

    @property
    def near_count(self) -> int:
        """All that are due within 24 hours and may be shown."""
        return sum(each.near for each in self.by_opd)

    @property
    def unseen_count(self) -> int:
        """Breaches that nobody has acknowledged."""
        return sum(each.unseen for each in self.by_opd)
