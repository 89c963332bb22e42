"""The working-day clock inside DuckDB: a table of days and two macros, the same measure as domain/working_days.py.

`counted_days(received, moment)` is how long a report has waited, in working days since the end of the day of receipt:
0 on that day, since it does not count; then a working day counts by the part of it that has passed, and other days
count nothing. A term of n working days ends at 23:59:59 of its last day, and is breached exactly where the count is
above n: what has passed that end is a microsecond more than n, also on the free days that follow.

`elapsed_days(a, b)` is the working time between two moments in working days, whatever day they begin on; below 0 where
b lies before a.

Both take naive UTC and give a DOUBLE, NULL for NULL and for a time outside the years of the clock. They look days up in
one list: that costs about 5 ms a query, and 15 ms more for 100,000 rows.
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
    "CREATE TABLE IF NOT EXISTS clock (day DATE NOT NULL, working BOOLEAN NOT NULL, before INTEGER NOT NULL)",
    # One row: twice the working days before a day, and 1 more where it is one itself, by days since FIRST.
    "CREATE TABLE IF NOT EXISTS clock_codes (calendar VARCHAR NOT NULL, codes INTEGER[] NOT NULL)",
    f"CREATE OR REPLACE MACRO clock_code(wib) AS "
    # A list gives NULL for place 0 and past its end, but counts from its end below 0.
    f"(SELECT codes FROM clock_codes)[greatest(date_diff('day', DATE '{FIRST}', wib::DATE) + 1, 0)]",
    f"CREATE OR REPLACE MACRO clock_passed(wib) AS (epoch_us(wib) % {_DAY_US})",
    f"""
    CREATE OR REPLACE MACRO clock_run(wib) AS
        clock_code(wib) // 2 + (clock_code(wib) & 1) * clock_passed(wib) / {_DAY_US}.0
    """,
    f"""
    CREATE OR REPLACE MACRO clock_count(receipt, wib) AS CASE
        WHEN wib::DATE <= receipt::DATE THEN 0.0
        ELSE clock_code(wib) // 2 - clock_code(receipt + INTERVAL 1 DAY) // 2 + greatest(
            (clock_code(wib) & 1) * CASE
                WHEN clock_passed(wib) > {_LAST_SECOND_US} THEN 1 + {_MOMENT}
                ELSE clock_passed(wib) / {_DAY_US}.0
            END,
            CASE WHEN clock_code(wib) // 2 > clock_code(receipt + INTERVAL 1 DAY) // 2 THEN {_MOMENT} ELSE 0.0 END
        )
    END
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

TABLES = ("clock", "clock_codes")

DURATIONS = {"answer_days": "answered_at", "settle_days": "settled_at"}
"""Column of a report -> the time until which it counts the days since receipt; NULL where that time is not known."""


def durations(columns: Mapping[str, str]) -> dict[str, str]:
    """Column -> the expression that counts it; `columns` says where a fact is to be read that is not in the row itself."""
    received = columns.get("received_at", "received_at")
    return {name: f"counted_days({received}, {columns.get(end, end)})" for name, end in DURATIONS.items()}


def calendar_of(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """The version of the calendar that the clock runs by; None before it has one."""
    row = cursor.execute("SELECT calendar FROM clock_codes").fetchone()
    return str(row[0]) if row else None


def set_clock(cursor: duckdb.DuckDBPyConnection, calendar: Calendar) -> None:
    """Let the clock run by this calendar, inside the transaction of `cursor`."""
    cursor.execute("DELETE FROM clock")
    cursor.execute("DELETE FROM clock_codes")
    cursor.execute(
        """
        INSERT INTO clock SELECT day, working, (sum(working::INT) OVER (ORDER BY day) - working::INT)::INTEGER FROM (
            SELECT day::DATE AS day, isodow(day) < 6 AND NOT list_contains(?::DATE[], day::DATE) AS working
            FROM generate_series(?::DATE, ?::DATE, INTERVAL 1 DAY) AS every(day)
        )
        """,
        [list(calendar.days_off), FIRST, LAST],
    )
    cursor.execute(
        "INSERT INTO clock_codes SELECT ?, list(2 * before + working::INT ORDER BY day) FROM clock", [calendar.version]
    )
