"""The working-day clock inside DuckDB: a table of days and two macros, the same measure as domain/working_days.py.

`counted_days(received, moment)` is how long a report has waited, in working days since the end of the day of receipt:
0 on that day, since it does not count; then a working day counts by the part of it that has passed, and other days
count nothing. A term of n working days ends at 23:59:59 of its last day, and is breached exactly where the count is
above n: what has passed that end is a microsecond more than n, also on the free days that follow.

`elapsed_days(a, b)` is the working time between two moments in working days, whatever day they begin on; below 0 where
b lies before a.

`waited_days(day, moment)` is `counted_days` for all that was received on a WIB day: with one moment for all rows it looks up
as many days as there are, and costs next to nothing for a million reports.

The first two take naive UTC and give a DOUBLE, NULL for NULL and for a time outside the years of the clock. They look days up in
the table, which costs some 3 ms a query and 20 to 50 ms for 100,000 rows, beside joins and in aggregates too. (One list of
all days would be quicker alone, and a thousand times slower beside a join, which copies the list for every row.)
"""

from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

import duckdb

from command_center.domain.working_days import Calendar

FIRST, LAST = date(2000, 1, 1), date(2059, 12, 31)
"""The days that the clock knows. Outside the calendar's own years it knows weekends only, as the calendar does."""

_DAY_US = 86_400_000_000
_LAST_SECOND_US = _DAY_US - 1_000_000
_MOMENT = f"(1 / {_DAY_US}.0)"
"""A microsecond, in days: what tells a term that has passed from one that ends now."""

CREATE = (
    # `before`: how many working days lie before it, since FIRST.
    "CREATE TABLE IF NOT EXISTS clock (day DATE NOT NULL, working BOOLEAN NOT NULL, before INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS clock_calendar (version VARCHAR NOT NULL)",
    f"CREATE OR REPLACE MACRO clock_passed(wib) AS (epoch_us(wib) % {_DAY_US})",
    f"""
    CREATE OR REPLACE MACRO clock_run(wib) AS (
        SELECT before + working::INT * clock_passed(wib) / {_DAY_US}.0 FROM clock WHERE day = wib::DATE
    )
    """,
    f"""
    CREATE OR REPLACE MACRO clock_count(receipt, wib) AS CASE WHEN wib::DATE <= receipt::DATE THEN 0.0 ELSE (
        SELECT clock.before - begun.before + greatest(
            clock.working::INT * CASE
                WHEN clock_passed(wib) > {_LAST_SECOND_US} THEN 1 + {_MOMENT} ELSE clock_passed(wib) / {_DAY_US}.0
            END,
            CASE WHEN clock.before > begun.before THEN {_MOMENT} ELSE 0.0 END
        )
        FROM clock, clock AS begun WHERE clock.day = wib::DATE AND begun.day = receipt::DATE + 1
    ) END
    """,
    """
    CREATE OR REPLACE MACRO counted_days(received, moment) AS
        clock_count(received::TIMESTAMP + INTERVAL 7 HOUR, moment::TIMESTAMP + INTERVAL 7 HOUR)
    """,
    """
    CREATE OR REPLACE MACRO elapsed_days(a, b) AS
        clock_run(b::TIMESTAMP + INTERVAL 7 HOUR) - clock_run(a::TIMESTAMP + INTERVAL 7 HOUR)
    """,
    """
    CREATE OR REPLACE MACRO waited_days(day, moment) AS
        clock_count(day::TIMESTAMP, moment::TIMESTAMP + INTERVAL 7 HOUR)
    """,
)
TABLES = ("clock", "clock_calendar")

_COUNTED = {
    "forward_days": ("received_at", "forwarded_at"),
    "answer_days": ("received_at", "answered_at"),
    "settle_days": ("received_at", "settled_at"),
    "close_days": ("received_at", "closed_at"),
}
_ELAPSED = {
    "verified_after": ("received_at", "verified_at"),
    "forwarded_after": ("verified_at", "forwarded_at"),
    "answered_after": ("forwarded_at", "answered_at"),
    "settled_after": ("answered_at", "settled_at"),
}
DURATIONS = _COUNTED | _ELAPSED
"""Column of a report -> the two times between which it counts: `.._days` as `counted_days`, `.._after` the stage before as
`elapsed_days`; NULL where one of them is not known. Kept, since looking days up for a million reports takes a second."""


TIMES = tuple(sorted({time for times in DURATIONS.values() for time in times}))
"""The times that durations hang on."""


def durations_of(times: Mapping[str, Any], calendar: Calendar) -> dict[str, float | None]:
    """Column -> what it keeps, from the times of a report as naive UTC."""
    known = {name: moment.replace(tzinfo=UTC) for name in TIMES if (moment := times.get(name)) is not None}
    return {
        name: (calendar.counted_days if name in _COUNTED else calendar.elapsed_days)(known[begin], known[end])
        if begin in known and end in known
        else None
        for name, (begin, end) in DURATIONS.items()
    }


def with_durations(rows: str) -> str:
    """SELECT of all columns of `rows` (a table, or a query in brackets) and their durations, in no order.

    A day is looked up once for each time, by a join: the macros would look up sixteen for each row.
    """
    joins = "".join(
        f" LEFT JOIN clock AS on_{time} ON on_{time}.day = ({time} + INTERVAL 7 HOUR)::DATE" for time in TIMES
    )
    counted = [f"{_counted(*times)} AS {name}" for name, times in _COUNTED.items()]
    elapsed = [f"{_run(end)} - ({_run(begin)}) AS {name}" for name, (begin, end) in _ELAPSED.items()]
    return f"SELECT rows.*, {', '.join((*counted, *elapsed))} FROM {rows} AS rows{joins}"


def _counted(begin: str, end: str) -> str:
    """As the macro `clock_count`, of days that are joined."""
    whole = f"(on_{end}.before - on_{begin}.before - on_{begin}.working::INT)"
    passed = f"clock_passed({end} + INTERVAL 7 HOUR)"
    part = f"CASE WHEN {passed} > {_LAST_SECOND_US} THEN 1 + {_MOMENT} ELSE {passed} / {_DAY_US}.0 END"
    return (
        f"CASE WHEN on_{end}.day <= on_{begin}.day THEN 0.0 ELSE {whole} + greatest("
        f"on_{end}.working::INT * {part}, CASE WHEN {whole} > 0 THEN {_MOMENT} ELSE 0.0 END) END"
    )


def _run(time: str) -> str:
    return f"on_{time}.before + on_{time}.working::INT * clock_passed({time} + INTERVAL 7 HOUR) / {_DAY_US}.0"


def durations() -> dict[str, str]:
    """Column -> the macro that counts it: what the kept ones must be equal to."""
    return {
        name: f"{'counted_days' if name in _COUNTED else 'elapsed_days'}({begin}, {end})"
        for name, (begin, end) in DURATIONS.items()
    }


def calendar_of(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """The version of the calendar that the clock runs by; None before it has one."""
    row = cursor.execute("SELECT version FROM clock_calendar").fetchone()
    return str(row[0]) if row else None


def set_clock(cursor: duckdb.DuckDBPyConnection, calendar: Calendar) -> None:
    """Let the clock run by this calendar, inside the transaction of `cursor`."""
    cursor.execute("DELETE FROM clock")
    cursor.execute("DELETE FROM clock_calendar")
    cursor.execute(
        """
        INSERT INTO clock SELECT day, working, (sum(working::INT) OVER (ORDER BY day) - working::INT)::INTEGER FROM (
            SELECT day::DATE AS day, isodow(day) < 6 AND NOT list_contains(?::DATE[], day::DATE) AS working
            FROM generate_series(?::DATE, ?::DATE, INTERVAL 1 DAY) AS every(day)
        )
        """,
        [list(calendar.days_off), FIRST, LAST],
    )
    cursor.execute("INSERT INTO clock_calendar VALUES (?)", [calendar.version])
