"""The working-day clock inside DuckDB: a table of days and two macros, the same measure as domain/working_days.py.

`counted_days(received, moment)` is how long a report has waited, in working days since the end of the day of receipt:
0 on that day, since it does not count; then a working day counts by the part of it that has passed, and other days
count nothing. A term of n working days ends at 23:59:59 of its last day, and is breached exactly where the count is
above n: what has passed that end is a microsecond more than n, also on the free days that follow.

`elapsed_days(a, b)` is the working time between two moments in working days, whatever day they begin on; below 0 where
b lies before a.

Both take naive UTC and give a DOUBLE, NULL for NULL and for a time outside the years of the clock. They look days up in
the table, which costs some 3 ms a query and 20 to 50 ms for 100,000 rows, beside joins and in aggregates too. (One list of
all days would be quicker alone, and a thousand times slower beside a join, which copies the list for every row.)
"""

from collections.abc import Mapping
from datetime import date

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
)
TABLES = ("clock", "clock_calendar")

DURATIONS = {"answer_days": "answered_at", "settle_days": "settled_at"}
"""Column of a report -> the time until which it counts the days since receipt; NULL where that time is not known."""


def durations(columns: Mapping[str, str]) -> dict[str, str]:
    """Column -> the expression that counts it; `columns` says where a fact is to be read that is not in the row itself."""
    received = columns.get("received_at", "received_at")
    return {name: f"counted_days({received}, {columns.get(end, end)})" for name, end in DURATIONS.items()}


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
