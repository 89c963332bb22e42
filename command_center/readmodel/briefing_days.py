"""The days behind a briefing: what came in on each, which were far above the usual, and which were days off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb

from command_center.domain.working_days import Calendar
from command_center.methods.anomalies import WEEKS, Usual, same_days, usual
from command_center.readmodel.briefing_view import DayCount, LeadSubject, NamedDay, UsualReceived

DAYS = 30
"""Days of the chart, the day that is told of as the last."""
MOST = 2
"""A subject leads a day from so many reports on."""


@dataclass(frozen=True)
class DailyCounts:
    """Reports received by day and category, from well before the chart's first day to `last`."""

    last: date
    first_day: date | None
    calendar: Calendar
    by_day: Mapping[date, Mapping[str, int]]
    _usual: dict[tuple[date, str], Usual | None] = field(default_factory=dict)

    def total(self, day: date) -> int:
        """All reports of a day."""
        return sum(self.by_day.get(day, {}).values())

    def history(self, day: date, category: str = "") -> list[int]:
        """Counts of days of the same kind in the eight weeks before, of one category or ("") of all."""
        counted = {
            other: by_category.get(category, 0) if category else sum(by_category.values())
            for other, by_category in self.by_day.items()
        }
        return same_days(counted, day, self.first_day, self.calendar.days_off)

    def usual(self, day: date, category: str = "") -> Usual | None:
        """What is usual on such a day; None where too few of them are known."""
        key = day, category
        if key not in self._usual:
            self._usual[key] = usual(self.history(day, category)) if self.first_day is not None else None
        return self._usual[key]


def read_daily(
    cursor: duckdb.DuckDBPyConnection, last: date, first_day: date | None, calendar: Calendar
) -> DailyCounts:
    """Counts of the chart's days and of the eight weeks before its first one."""
    by_day: dict[date, dict[str, int]] = {}
    for day, category, count in cursor.execute(
        "SELECT day, category, count(*) FROM facts WHERE day BETWEEN ? AND ? AND NOT retracted GROUP BY 1, 2",
        [last - timedelta(days=DAYS + 7 * WEEKS), last],
    ).fetchall():
        by_day.setdefault(day, {})[category] = count
    return DailyCounts(last, first_day, calendar, by_day)


def chart_days(daily: DailyCounts) -> tuple[DayCount, ...]:
    """The last 30 days, from the first day of the records on; none where there are no records."""
    if daily.first_day is None:
        return ()
    days = [daily.last - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1)]
    return tuple(
        DayCount(day, daily.total(day), daily.calendar.is_working(day), _cause(daily, day))
        for day in days
        if day >= daily.first_day
    )


def _cause(daily: DailyCounts, day: date) -> str:
    """The category with most reports more than usual on a day above the limits; "" on other days."""
    expected = daily.usual(day)
    if expected is None or expected.side(daily.total(day)) <= 0:
        return ""
    surplus = {
        category: count - sum(past) / len(past)
        for category, count in daily.by_day[day].items()
        if (past := daily.history(day, category))
    }
    category = max(surplus, key=lambda each: (surplus[each], each))
    return category if 2 * surplus[category] >= daily.total(day) - expected.mean else ""


def usual_of(daily: DailyCounts) -> UsualReceived | None:
    """What is usual on such a day as the last one."""
    found = daily.usual(daily.last)
    return UsualReceived(found.mean, found.low, found.high, len(daily.history(daily.last))) if found else None


def lead_subject(
    cursor: duckdb.DuckDBPyConnection, daily: DailyCounts, fallback: str, names: Mapping[str, str]
) -> LeadSubject | None:
    """The one category of most reports of the last day, with the kelurahan of at least half of them.

    None where no category has two reports, or two share the first place. `fallback` is what no category was found for.
    """
    counted = {category: count for category, count in daily.by_day.get(daily.last, {}).items() if category != fallback}
    ranked = sorted(counted.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < MOST or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    category, count = ranked[0]
    (row,) = cursor.execute(
        "SELECT kelurahan, count(*) FROM facts WHERE day = ? AND category = ? AND NOT retracted AND kelurahan <> '' "
        "AND visibility <> 'rahasia' GROUP BY 1 UNION ALL SELECT '', 0 ORDER BY 2 DESC, 1 LIMIT 1",
        [daily.last, category],
    ).fetchall()
    place, at_place = row
    known = place in names and at_place >= MOST and 2 * at_place >= count
    return LeadSubject(category, count, names[place] if known else "", at_place if known else 0)


def free_days(calendar: Calendar, last: date) -> tuple[NamedDay, ...]:
    """The days off in a row that end with `last`, oldest first; none where it is a working day."""
    found = []
    day = last
    while not calendar.is_working(day):
        found.append(NamedDay(day, calendar.name_of(day)))
        day -= timedelta(days=1)
    return tuple(reversed(found))
