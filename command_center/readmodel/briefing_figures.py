"""The five figures of a briefing at any moment: received, answered, settled, late, and the median until an answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import duckdb

from command_center.domain.working_days import Calendar
from command_center.methods.answer_times import AnswerCurve, counted_curve
from command_center.readmodel.briefing_standing import LATE_AT, OPEN_THEN
from command_center.readmodel.grains import Waited, age_of, cases_until
from command_center.readmodel.opd.period import TIMED

MEDIAN_DAYS = 30
"""The median is of reports received on so many days."""


@dataclass(frozen=True, slots=True)
class BriefMoment:
    """A morning as the queries take it: the day before, its ends and the cut-off, as naive UTC times."""

    about: date
    midnight: datetime
    next_midnight: datetime
    cutoff: datetime

    def before(self, days: int) -> "BriefMoment":
        """The morning so many days earlier."""
        ago = timedelta(days=days)
        return BriefMoment(self.about - ago, self.midnight - ago, self.next_midnight - ago, self.cutoff - ago)


def numbers_received(cursor: duckdb.DuckDBPyConnection, moment: BriefMoment) -> list[str]:
    """Numbers of the reports of the day, in order of receipt."""
    return _numbers(
        cursor,
        "SELECT number FROM facts WHERE day = ? AND NOT retracted ORDER BY received_at, report_id",
        moment.about,
    )


def numbers_reached(cursor: duckdb.DuckDBPyConnection, time: str, moment: BriefMoment) -> list[str]:
    """Numbers of the reports whose `time`, answered_at or settled_at, lies on the day."""
    return _numbers(
        cursor,
        f"SELECT number FROM facts WHERE {time} >= ? AND {time} < ? AND NOT retracted ORDER BY {time}, report_id",
        moment.midnight,
        moment.next_midnight,
    )


def numbers_open(cursor: duckdb.DuckDBPyConnection, at: datetime) -> list[str]:
    """Numbers of the reports open at a naive UTC time, oldest first."""
    sql = f"SELECT number FROM {OPEN_THEN} ORDER BY received_at, report_id"
    return [row[0] for row in cursor.execute(sql, {"moment": at}).fetchall()]


def count_open(cursor: duckdb.DuckDBPyConnection, at: datetime) -> int:
    """How many were open."""
    return _count(cursor, f"SELECT count(*) FROM {OPEN_THEN}", at)


def count_late(cursor: duckdb.DuckDBPyConnection, at: datetime) -> int:
    """How many open reports were past their deadline."""
    return _count(cursor, f"SELECT count(*) FROM ({LATE_AT})", at)


def answers(cursor: duckdb.DuckDBPyConnection, calendar: Calendar, moment: BriefMoment) -> AnswerCurve | None:
    """Working days until the first answer of the reports of 30 days, the open ones counted; None without reports.

    A report that was closed without an answer waited until then. One whose times nobody knows is left out.
    """
    rows = cursor.execute(
        f"""
        SELECT done, grain, since, count(*) FROM (
            SELECT {cases_until("$cutoff")} FROM facts
            WHERE day BETWEEN $first AND $last AND received_at < $cutoff AND {TIMED}
        ) GROUP BY ALL
        """,
        {"first": moment.about - timedelta(days=MEDIAN_DAYS - 1), "last": moment.about, "cutoff": moment.cutoff},
    ).fetchall()
    waited = Waited(calendar, moment.cutoff)
    timed = [(done, age_of(grain, since, waited), count) for done, grain, since, count in rows]
    known = [(done, age, count) for done, age, count in timed if age is not None]
    return counted_curve(
        [age for _, age, _ in known],
        [count if done else 0 for done, _, count in known],
        [0 if done else count for done, _, count in known],
    )


def _numbers(cursor: duckdb.DuckDBPyConnection, sql: str, *values: object) -> list[str]:
    return [row[0] for row in cursor.execute(sql, list(values)).fetchall()]


def _count(cursor: duckdb.DuckDBPyConnection, sql: str, at: datetime) -> int:
    (row,) = cursor.execute(sql, {"moment": at}).fetchall()
    return int(row[0])
