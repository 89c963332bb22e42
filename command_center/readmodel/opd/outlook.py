"""What of an OPD's open reports is past its deadline, and what will pass one: day by day, with the chance of each."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb

from command_center.domain.workflow import Stage
from command_center.domain.working_days import FRIDAY, Calendar
from command_center.methods.breaches import FEWEST, BreachCurves, WaitingCase, total
from command_center.readmodel.opd.period import PLACE, OpdPeriod
from command_center.readmodel.opd_view import Chance, DueDay, Outlook, Overdue
from command_center.readmodel.past_cases import past_curves
from command_center.readmodel.remembered import KeptPast

WAITING = f"""
    SELECT report_id, number, category, {PLACE}, due_stage, due_at,
           counted_days(received_at, $now), counted_days(received_at, due_at)
    FROM open_reports WHERE opd = $opd AND due_at IS NOT NULL
    ORDER BY due_at, report_id
"""


def outlook(
    past: KeptPast,
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
    curves = {
        stage: past_curves(past, cursor, Stage(stage), period.utc) for stage in sorted({row[4] for row in waiting})
    }
    chance_of = [_chance(curves[row[4]], code, row) for row in waiting]
    until = calendar.friday(period.today)
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
        history=max((each.cases for each in curves.values()), default=0),
        known=all(each.cases >= FEWEST for each in curves.values()),
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


def _chance(curves: BreachCurves, code: str, row: Sequence[Any]) -> float | None:
    """The chance of one that waits; None where too little is known of its stage."""
    found = curves.chances([WaitingCase(row[2], code, row[6], max(row[7] - row[6], 1e-6), row[9])])
    return found[0] if found is not None else None
