"""What came in to an OPD and what left it: by seven days, and how many were open at the end of each day."""

from datetime import date, timedelta

import duckdb

from command_center.readmodel.opd.period import OPEN, OpdPeriod
from command_center.readmodel.opd_view import OpdNow, WeekFlow

RECEIVED = (
    "SELECT day, count(*) FROM facts WHERE opd = $opd AND day BETWEEN $first AND $today AND received_at <= $now "
    "AND NOT retracted GROUP BY 1"
)
CLOSED = (
    "SELECT (closed_at + to_seconds($offset))::DATE, count(*) FROM facts WHERE opd = $opd AND closed_at >= $since "
    f"AND closed_at <= $now AND NOT retracted AND NOT ({OPEN}) GROUP BY 1"
)
WITHOUT_TIME = (
    "SELECT day, count(*) FROM facts WHERE opd = $opd AND day BETWEEN $first AND $today AND closed_at IS NULL "
    f"AND NOT retracted AND NOT ({OPEN}) GROUP BY 1"
)
"""Reports that another system closed nobody knows when: they count as closed on their day."""


def flow(
    cursor: duckdb.DuckDBPyConnection, code: str, period: OpdPeriod, now: OpdNow
) -> tuple[tuple[WeekFlow, ...], tuple[tuple[date, int], ...]]:
    """(weeks, open at the end of each day); both from the first report on."""
    values = {"opd": code, "first": period.first, "today": period.today, "now": period.utc}
    closing = {
        "opd": code,
        "since": period.midnight(period.first),
        "now": period.utc,
        "offset": period.offset.total_seconds(),
    }
    received = dict(cursor.execute(RECEIVED, values).fetchall())
    closed = dict(cursor.execute(CLOSED, closing).fetchall())
    for day, count in cursor.execute(
        WITHOUT_TIME, {name: values[name] for name in ("opd", "first", "today")}
    ).fetchall():
        closed[day] = closed.get(day, 0) + count
    weeks = []
    for number in range(period.weeks):
        first = period.first + timedelta(days=7 * number)
        days = [first + timedelta(days=offset) for offset in range(7)]
        if now.first_ever is not None and days[-1] >= now.first_ever:
            weeks.append(
                WeekFlow(
                    first,
                    days[-1],
                    sum(received.get(day, 0) for day in days),
                    sum(closed.get(day, 0) for day in days),
                )
            )
    return tuple(weeks), _open_days(period, now, received, closed)


def _open_days(
    period: OpdPeriod, now: OpdNow, received: dict[date, int], closed: dict[date, int]
) -> tuple[tuple[date, int], ...]:
    """Counted back from what is open now."""
    found = []
    day, open_then = period.today, now.open
    while day >= period.first and now.first_ever is not None and day >= now.first_ever:
        found.append((day, open_then))
        open_then += closed.get(day, 0) - received.get(day, 0)
        day -= timedelta(days=1)
    return tuple(reversed(found))
