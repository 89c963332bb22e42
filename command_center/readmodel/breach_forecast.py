"""The breach forecast as a table: the open reports that are due until Friday, by OPD and day, with their chances."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from command_center.domain.working_days import FRIDAY, Calendar
from command_center.methods.breaches import total
from command_center.readmodel.deadline_scene_view import BreachForecast, Expected, ForecastColumn, OpdForecast

MOST_OPD = 7
"""Rows of OPD; the others are joined in one more."""


@dataclass(frozen=True, slots=True)
class DueCase:
    """An open report: name of its OPD, the WIB day of its deadline, the chance to miss it (None where unknown)."""

    opd: str
    due: date
    chance: float | None


def columns(calendar: Calendar, today: date, until: date) -> tuple[ForecastColumn, ...]:
    """The working days from today on, and between them the days off by name; days off in a row with the same name are
    one column. Weekends are left out: nothing is due on them.
    """
    found: list[ForecastColumn] = []
    day = today
    while day <= until:
        if calendar.is_working(day):
            found.append(ForecastColumn(day, day))
        elif day.weekday() < FRIDAY + 1:
            name = calendar.name_of(day)
            if found and found[-1].off == name:
                found[-1] = ForecastColumn(found[-1].first, day, name)
            else:
                found.append(ForecastColumn(day, day, name))
        day += timedelta(days=1)
    return tuple(found)


def breach_forecast(waiting: Sequence[DueCase], calendar: Calendar, today: date, until: date) -> BreachForecast:
    """The table. What is due on a day that was declared off since counts there; on a weekend, in the next column."""
    days = columns(calendar, today, until)
    by_opd: dict[str, list[DueCase]] = {}
    for case in waiting:
        by_opd.setdefault(case.opd, []).append(case)
    ordered = sorted(by_opd, key=lambda opd: (-_certain(by_opd[opd]), -len(by_opd[opd]), opd))
    shown, joined = ordered[:MOST_OPD], ordered[MOST_OPD:]
    if len(joined) == 1:
        shown, joined = ordered, []
    rows = [_row(opd, by_opd[opd], days) for opd in shown]
    if joined:
        rows.append(_row("", [case for opd in joined for case in by_opd[opd]], days, others=len(joined)))
    return BreachForecast(
        until=until,
        columns=days,
        rows=tuple(rows),
        by_column=tuple(expected(cases) for cases in _by_column(waiting, days)),
        sum=expected(waiting),
        provisional=calendar.is_provisional(until),
    )


def expected(cases: Sequence[DueCase]) -> Expected:
    """The sum of the known chances, with the range that independent cases give."""
    known = [case.chance for case in cases if case.chance is not None]
    sums = total(known)
    return Expected(len(cases), sums.expected, sums.low, sums.high, len(cases) - len(known))


def _row(name: str, cases: Sequence[DueCase], days: Sequence[ForecastColumn], others: int = 0) -> OpdForecast:
    tiles = tuple(_highest_first(case.chance for case in due) for due in _by_column(cases, days))
    return OpdForecast(name, tiles, expected(cases), others)


def _highest_first(chances: Iterable[float | None]) -> tuple[float | None, ...]:
    return tuple(sorted(chances, key=lambda chance: (chance is None, -(chance or 0.0))))


def _by_column(cases: Sequence[DueCase], days: Sequence[ForecastColumn]) -> list[list[DueCase]]:
    ends = [column.last for column in days]
    found: list[list[DueCase]] = [[] for _ in days]
    for case in cases:
        found[bisect_left(ends, case.due)].append(case)
    return found


def _certain(cases: Sequence[DueCase]) -> float:
    return sum(case.chance or 0.0 for case in cases)
