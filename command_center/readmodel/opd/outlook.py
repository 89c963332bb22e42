"""What of an OPD's open reports is past its deadline, and what will pass one: day by day, with the chance of each."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb

from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import FRIDAY, Calendar, friday_after
from command_center.methods.breaches import PastCase, WaitingCase, chances, total
from command_center.readmodel.opd.period import ANSWERABLE, PLACE, OpdPeriod, listed
from command_center.readmodel.opd_view import Chance, DueDay, Outlook, Overdue

REACHED = {
    Stage.FORWARD: "least(forwarded_at, answered_at, settled_at)",
    Stage.ANSWER: "least(answered_at, settled_at)",
    Stage.SETTLE: "settled_at",
}
"""Stage -> when a case has met it."""
DAYS = {
    Stage.FORWARD: "least(forward_days, answer_days, settle_days)",
    Stage.ANSWER: "least(answer_days, settle_days)",
    Stage.SETTLE: "settle_days",
}
"""Stage -> the working days until then."""

WAITING = f"""
    SELECT report_id, number, category, {PLACE}, due_stage, due_at,
           counted_days(received_at, $now), counted_days(received_at, due_at)
    FROM open_reports WHERE opd = $opd AND due_at IS NOT NULL
    ORDER BY due_at, report_id
"""


def outlook(
    cursor: duckdb.DuckDBPyConnection,
    code: str,
    period: OpdPeriod,
    calendar: Calendar,
    places: Mapping[str, str],
    shown: str,
) -> Outlook:
    """`places` are names of kelurahan by code; `shown` is the condition on the reports that may be named: others are
    counted with their chance, without number and place.
    """
    rows = cursor.execute(
        WAITING.replace("FROM open_reports", f", ({shown}) AS may_be_named, policy FROM open_reports"),
        {"opd": code, "now": period.utc},
    ).fetchall()
    over = [row for row in rows if row[5] < period.utc]
    waiting = [row for row in rows if row[5] >= period.utc]
    history = _history(cursor, period, {row[4] for row in waiting})
    cases = [WaitingCase(_kind(row), code, row[6], max(row[7] - row[6], 1e-6), row[9]) for row in waiting]
    found = chances(cases, history)
    chance_of = list(found) if found is not None else [None] * len(waiting)
    until = friday_after(period.today)
    last = until + timedelta(days=7)
    by_day: dict[date, list[Chance]] = {}
    later = 0
    for row, chance in zip(waiting, chance_of, strict=True):
        due = row[5].replace(tzinfo=UTC)
        day = due.astimezone(period.zone).date()
        if day > last:
            later += 1
            continue
        named = bool(row[8])
        by_day.setdefault(day, []).append(
            Chance(
                report_id=row[0],
                number=row[1] if named else "",
                category=row[2],
                kelurahan=places.get(row[3], "") if named else "",
                stage=row[4],
                due_at=due,
                chance=chance,
                provisional=calendar.may_move(due),
            )
        )
    coming = [each for day, each_day in by_day.items() if day <= until for each in each_day]
    told = total([each.chance for each in coming if each.chance is not None])
    by_category: dict[str, float] = {}
    for each in coming:
        by_category[each.category] = by_category.get(each.category, 0.0) + (each.chance or 0.0)
    return Outlook(
        overdue=tuple(_overdue(row, period, calendar, places) for row in over if row[8]),
        overdue_total=len(over),
        days=_days(period.today, last, by_day, calendar),
        until=until,
        due=len(coming),
        expected=told.expected,
        low=told.low,
        high=told.high,
        history=sum(case.count for case in history),
        known=found is not None,
        later=later,
        by_category=by_category,
    )


def _days(today: date, last: date, by_day: Mapping[date, Sequence[Chance]], calendar: Calendar) -> tuple[DueDay, ...]:
    found = []
    day = today
    while day <= last:
        due = by_day.get(day, ())
        if due or day.weekday() <= FRIDAY or day == today:
            off = None if calendar.is_working(day) else calendar.why(day)
            # The most likely first: they are the ones to work on.
            ordered = sorted(due, key=lambda each: (-(each.chance or 0.0), each.due_at, each.report_id))
            found.append(DueDay(day, off, tuple(ordered)))
        day += timedelta(days=1)
    return tuple(found)


def _overdue(row: Sequence[Any], period: OpdPeriod, calendar: Calendar, places: Mapping[str, str]) -> Overdue:
    due: datetime = row[5].replace(tzinfo=UTC)
    return Overdue(
        report_id=row[0],
        number=row[1],
        category=row[2],
        kelurahan=places.get(row[3], ""),
        stage=row[4],
        due_at=due,
        over_days=calendar.working_days_over(due, period.now),
        over_seconds=round((period.now - due).total_seconds()),
    )


def _kind(row: Sequence[Any]) -> str:
    """What is answered is not settled yet: each stage has a pace of its own."""
    return f"{row[4]} {row[2]}"


def _history(cursor: duckdb.DuckDBPyConnection, period: OpdPeriod, stages: set[str]) -> list[PastCase]:
    """The city's cases of the period, finished and open, for the stages that are waited for; ages in quarter days."""
    found = []
    for stage in sorted(stages):
        reached = REACHED[Stage(stage)]
        later = list(Stage)[list(Stage).index(Stage(stage)) :]
        met = listed(status for status in Status if set(status.rule.meets) & set(later))
        rows = cursor.execute(
            f"""
            SELECT category, opd, coalesce({reached} <= $now, false) AS done,
                   ceil(CASE WHEN done THEN {DAYS[Stage(stage)]} ELSE waited_days(day, $now) END * 4 - 1e-6) / 4 AS age,
                   count(*), policy
            FROM facts
            WHERE day BETWEEN $first AND $today AND received_at <= $now AND {ANSWERABLE}
                  AND {stage}_due IS NOT NULL AND ({reached} IS NOT NULL OR status NOT IN {met})
            GROUP BY ALL ORDER BY ALL
            """,
            {"now": period.utc, "first": period.first, "today": period.today},
        ).fetchall()
        found += [
            PastCase(f"{stage} {category}", opd, max(age, 0.0), done, count, policy)
            for category, opd, done, age, count, policy in rows
            if age is not None
        ]
    return found
