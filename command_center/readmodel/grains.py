"""Durations in grains: whole numbers by which they are grouped for medians and curves, never more than 1 % off.

A grain is a minute below three hours. From there on each doubling of the time is parted into 64: two minutes and a bit at
three hours, 22 minutes at a day, an hour and a half at four; from sixteen days on it is six hours. Every whole number of
days is the middle of one, since terms are whole days. Durations below 0 have none.

Kept with each report they are small numbers that a database groups quickest: a median over a million reports is a count of
some hundred grains.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from math import floor

from command_center.domain.working_days import WIB, Calendar

_MINUTES = 180
"""Grains of a minute: an eighth of a day."""
_PARTS = 64
_FIRST = 0.125
"""Days at which the first doubling begins."""
_LAST = 16
"""Days from which a grain is `_LAST / _PARTS` of a day, however long it takes."""

_OCTAVES: tuple[tuple[float, float, int], ...] = tuple(
    (_FIRST * 2**k, _PARTS / (_FIRST * 2**k), _MINUTES + _PARTS * (k - 1)) for k in range(8)
)
"""(from days, grains a day, what is added to them): from `_FIRST` to `_LAST`."""

GRAINS: Mapping[str, str] = {
    "answer_grain": "answer_days",
    "close_grain": "close_days",
    "verified_grain": "verified_after",
    "forwarded_grain": "forwarded_after",
    "answered_grain": "answered_after",
    "settled_grain": "settled_after",
}
"""Column of a report -> the duration that it groups."""


def grain_of(days: float | None) -> int | None:
    """The grain of a duration in days; None for None, and below 0."""
    if days is None or days < 0:
        return None
    a_day, added = next(((a_day, added) for first, a_day, added in reversed(_OCTAVES) if days >= first), (1440, 0))
    return floor(days * a_day + 0.5) + added


def days_of(grain: int) -> float:
    """The middle of a grain, in days."""
    for _, a_day, added in reversed(_OCTAVES):
        if grain >= added + _PARTS:
            return (grain - added) / a_day
    return grain / 1440


def grains_of(durations: Mapping[str, float | None]) -> dict[str, int | None]:
    """Column -> grain, from the durations of a report."""
    return {column: grain_of(durations[name]) for column, name in GRAINS.items()}


def with_grains(rows: str) -> str:
    """SELECT of all columns of `rows`, a query, and their grains."""
    return f"SELECT *, {', '.join(f'grain({name}) AS {column}' for column, name in GRAINS.items())} FROM ({rows})"


def _sql(days: str) -> str:
    steps = [f"WHEN {days} >= {first} THEN floor({days} * {a_day} + 0.5) + {added}" for first, a_day, added in _OCTAVES]
    return f"CASE WHEN {days} < 0 THEN NULL {' '.join(reversed(steps))} ELSE floor({days} * 1440 + 0.5) END"


CREATE = (f"CREATE OR REPLACE MACRO grain(days) AS ({_sql('days')})::INTEGER",)
"""`grain(days)`, the same in SQL; of a column: it names its argument often."""


def cases_until(moment: str) -> str:
    """SQL columns of a report for a curve as of `moment` (SQL, naive UTC): whether it was `done`, answered by then; the
    `grain` of the days until that, or until it was closed without an answer; and `since`, the day of receipt of what
    waited still.
    """
    return (
        f"coalesce(answered_at <= {moment}, FALSE) AS done, "
        f"CASE WHEN done THEN answer_grain WHEN closed_at <= {moment} THEN close_grain END AS grain, "
        f"CASE WHEN NOT done AND coalesce(closed_at > {moment}, TRUE) THEN day END AS since"
    )


class Waited(dict[date, float]):
    """Day of receipt -> counted working days until a naive UTC moment, looked up as they are asked for."""

    def __init__(self, calendar: Calendar, moment: datetime) -> None:
        self._calendar, self._moment = calendar, moment.replace(tzinfo=UTC)

    def __missing__(self, day: date) -> float:
        self[day] = self._calendar.counted_days(datetime.combine(day, time(), WIB), self._moment)
        return self[day]


def age_of(grain: int | None, since: date | None, waited: Mapping[date, float]) -> float | None:
    """The age of what `cases_until` tells, in working days; None where nobody knows. `waited` tells it of a day of receipt."""
    if since is not None:
        return waited[since]
    return days_of(grain) if grain is not None else None
