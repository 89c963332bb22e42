"""How an OPD stood at the same hour of each past week, and the band of what is usual for it.

What stood then is read from what is known now: when a report was received, reached each stage and was closed. A report
that went from one OPD to another counts for where it is now; a time in which the citizen was waited for is not kept, so
that a deadline of then counts as running.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta

import duckdb

from command_center.domain.working_days import Calendar
from command_center.methods.answer_times import AnswerCurve, counted_curve
from command_center.readmodel.grains import Waited, age_of
from command_center.readmodel.opd.period import ANSWERED, FORWARDED, OPEN, PAST_WEEKS, STANDS, TIMED, OpdPeriod
from command_center.readmodel.opd_view import OpdNow, OwnGauge
from command_center.readmodel.remembered import KeptPast

FEWEST_WEEKS = 6
"""With fewer known weeks nothing is said to be usual."""

_MOMENTS = f"(SELECT k, $today::DATE - (7 * k)::INT AS last FROM range(1, {PAST_WEEKS + 1}) AS weeks(k))"
_ANSWER = "least(answered_at, settled_at)"
_FORWARD = "least(forwarded_at, answered_at, settled_at)"


def _weeks_since(time: str) -> str:
    """SQL: the last of the moments, in weeks ago, at which a time had come."""
    return f"floor((epoch($now::TIMESTAMP) - epoch({time})) / {7 * 86400})::INT"


def _weeks_past(time: str) -> str:
    """SQL: the last of the moments, in weeks ago, that lie behind a time."""
    return f"ceil((epoch($now::TIMESTAMP) - epoch({time})) / {7 * 86400})::INT - 1"


STOOD = f"""
    WITH mine AS (
        -- Every time as a number of weeks: few rows are left to be compared with every moment. -1: not yet, now neither;
        -- 999: nobody knows when, so never as far as is known.
        SELECT {_weeks_since("received_at")} AS received,
               CASE WHEN ({OPEN}) THEN -1 ELSE {_weeks_since("closed_at")} END AS closed, status NOT IN {STANDS} AS runs,
               {_weeks_past("forward_due")} AS forward_due, {_weeks_past("answer_due")} AS answer_due,
               {_weeks_past("settle_due")} AS settle_due,
               coalesce({_weeks_since(_FORWARD)}, CASE WHEN status IN {FORWARDED} THEN 999 ELSE -1 END) AS forwarded,
               coalesce({_weeks_since(_ANSWER)}, CASE WHEN status IN {ANSWERED} THEN 999 ELSE -1 END) AS answered,
               coalesce({_weeks_since("settled_at")}, -1) AS settled,
               count(*) AS reports
        FROM (
            SELECT * FROM open_reports WHERE opd = $opd
            UNION ALL
            SELECT * FROM facts WHERE opd = $opd AND NOT retracted AND NOT ({OPEN})
                                      AND closed_at > $now::TIMESTAMP - to_days({7 * PAST_WEEKS})
        )
        GROUP BY ALL
    )
    SELECT k, coalesce(sum(reports), 0)::BIGINT, coalesce(sum(reports) FILTER (WHERE runs AND (
        (k <= forward_due AND k > forwarded) OR (k <= answer_due AND k > answered) OR (k <= settle_due AND k > settled)
    )), 0)::BIGINT
    FROM (SELECT unnest(range(1, {PAST_WEEKS + 1})) AS k) LEFT JOIN mine ON k <= received AND k > closed
    GROUP BY k ORDER BY k DESC
"""
"""Weeks ago -> open then, and overdue then."""

CLOSED_SINCE = (
    f"SELECT count(*) FROM facts WHERE opd = $opd AND closed_at > $now::TIMESTAMP - to_days({7 * PAST_WEEKS})"
)
"""How many reports tell it, but for the few that are open."""

AGES = f"""
    WITH moments AS {_MOMENTS}, cases AS (
        SELECT day, {_weeks_since("received_at")} AS received, coalesce({_weeks_since("answered_at")}, -1) AS answered,
               coalesce({_weeks_since("closed_at")}, -1) AS closed, answer_grain, close_grain, count(*) AS cases
        FROM facts
        WHERE opd = $opd AND day > $today::DATE - ($days::INT + {7 * PAST_WEEKS}) AND received_at <= $now AND {TIMED}
        GROUP BY ALL
    ), done AS (
        SELECT ($today::DATE - day) // 7 AS week, received, answered, answer_grain, sum(cases) AS cases
        FROM cases WHERE answered >= 0 GROUP BY ALL
    ), gone AS (
        SELECT ($today::DATE - day) // 7 AS week, received, answered, closed, close_grain, sum(cases) AS cases
        FROM cases WHERE closed > answered GROUP BY ALL
    ), waiting AS (
        SELECT day, received, answered, closed, sum(cases) AS cases FROM cases GROUP BY ALL
    )
    SELECT k, TRUE AS done, answer_grain, NULL AS since, sum(cases)::BIGINT
    FROM moments JOIN done ON week BETWEEN k AND k + $days::INT // 7 - 1 AND received >= k AND answered >= k
    GROUP BY ALL
    UNION ALL
    SELECT k, FALSE, close_grain, NULL, sum(cases)::BIGINT
    FROM moments JOIN gone ON week BETWEEN k AND k + $days::INT // 7 - 1 AND received >= k AND answered < k AND closed >= k
    GROUP BY ALL
    UNION ALL
    SELECT k, FALSE, NULL, day, sum(cases)::BIGINT
    FROM moments JOIN waiting ON day BETWEEN last - ($days::INT - 1) AND last AND received >= k AND answered < k AND closed < k
    GROUP BY ALL
"""
"""Weeks ago -> the cases of the period that ended then: answered by then after so many grains, closed without an answer
after so many, or open since a day.
"""


def open_and_overdue(
    remembered: KeptPast, cursor: duckdb.DuckDBPyConnection, code: str, period: OpdPeriod, now: OpdNow
) -> tuple[OwnGauge, OwnGauge]:
    """The open reports, and those of them past a deadline. The past of an OPD with many may be that of an hour before."""

    def ask() -> tuple[list[tuple[int, int, int]], int]:
        rows = cursor.execute(STOOD, {"opd": code, "now": period.utc}).fetchall()
        ((cases,),) = cursor.execute(CLOSED_SINCE, {"opd": code, "now": period.utc}).fetchall()
        return rows, cases

    rows = remembered.get(cursor, ("stood", code, period.today), period.utc, ask)
    known = [now.first_ever is not None and _day(period, weeks) >= now.first_ever for weeks, _, _ in rows]
    was_open = [count if there else None for (_, count, _), there in zip(rows, known, strict=True)]
    overdue = [count if there else None for (_, _, count), there in zip(rows, known, strict=True)]
    return whole_gauge(now.open, was_open), whole_gauge(now.overdue, overdue)


def median_and_p90(
    remembered: KeptPast,
    cursor: duckdb.DuckDBPyConnection,
    code: str,
    period: OpdPeriod,
    first_known: OpdNow,
    calendar: Calendar,
    now: AnswerCurve | None,
) -> tuple[OwnGauge, OwnGauge]:
    """Working days by which half, and nine tenths, of the period's cases are answered, those that are open counted.

    `now` is the curve of the period. The past of an OPD with many cases may be that of an hour before.
    """

    def ask() -> tuple[dict[int, AnswerCurve | None], int]:
        values = {"opd": code, "now": period.utc, "today": period.today, "days": 7 * period.weeks}
        waited = {weeks: Waited(calendar, period.utc - timedelta(weeks=weeks)) for weeks in range(1, PAST_WEEKS + 1)}
        by_week: dict[int, list[tuple[bool, float, int]]] = {}
        for weeks, done, grain, since, count in cursor.execute(AGES, values).fetchall():
            if (age := age_of(grain, since, waited[weeks])) is not None:
                by_week.setdefault(weeks, []).append((done, age, count))
        curves = {weeks: curve_of(rows) for weeks, rows in by_week.items()}
        # Each case stands in as many weeks as the period has.
        return curves, sum(count for rows in by_week.values() for _, _, count in rows) // period.weeks

    curves = remembered.get(cursor, ("ages", code, period.today, period.weeks), period.utc, ask)
    past: list[AnswerCurve | None] = []
    for weeks in range(PAST_WEEKS, 0, -1):
        known = first_known.first_ever is not None and _day(period, weeks) >= first_known.first_ever
        past.append(curves.get(weeks) if known else None)
    return (
        gauge(now.p50 if now else None, [each.p50 if each else None for each in past]),
        gauge(now.p90 if now else None, [each.p90 if each else None for each in past]),
    )


def curve_of(rows: Sequence[tuple[bool, float, int]]) -> AnswerCurve | None:
    """The curve of counts: (answered, age in working days, how many)."""
    return counted_curve(
        [age for _, age, _ in rows],
        [count if done else 0 for done, _, count in rows],
        [0 if done else count for done, _, count in rows],
    )


def gauge(value: float | None, past: Sequence[float | None]) -> OwnGauge:
    """A figure with the band between the 10 % and 90 % quantiles of its past, where six weeks of it are known."""
    known = sorted(each for each in past if each is not None)
    if len(known) < FEWEST_WEEKS:
        return OwnGauge(value, tuple(past))
    return OwnGauge(value, tuple(past), quantile(known, 0.1), quantile(known, 0.9))


def whole_gauge(value: int, past: Sequence[int | None]) -> OwnGauge:
    """The same of a count: the band reaches to whole reports."""
    found = gauge(value, past)
    if found.low is None or found.high is None:
        return found
    return OwnGauge(value, found.past, math.floor(found.low), math.ceil(found.high))


def quantile(ordered: Sequence[float], share: float) -> float:
    """Quantile of ordered values, linear between two of them (type 7 of Hyndman and Fan 1996)."""
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _day(period: OpdPeriod, weeks_ago: int) -> date:
    return period.today - timedelta(weeks=weeks_ago)
