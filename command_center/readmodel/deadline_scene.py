"""The queries of scene *Tenggat*: what is past or near its deadline, and the open cases that are due until Friday."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import Calendar, end_of_day, wib_day
from command_center.methods.breaches import STEPS, PastCase, WaitingCase, chances
from command_center.readmodel.breach_forecast import DueCase, breach_forecast, next_friday
from command_center.readmodel.deadline_scene_view import BreachForecast, DeadlineScene, OpdDue
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.scene_head import scene_head
from command_center.readmodel.wall import SHOWN, WallNames
from command_center.readmodel.wall_view import DueRow

OVER_ROWS, NEAR_ROWS = 60, 30
"""More than any screen has room for."""
NEAR = timedelta(hours=24)
PAST = timedelta(days=365)
"""The past cases that tell how long reports stay open."""

_MET = {
    Stage.FORWARD: "coalesce(forwarded_at, answered_at, settled_at)",
    Stage.ANSWER: "coalesce(answered_at, settled_at)",
    Stage.SETTLE: "settled_at",
}
"""When a stage was reached: a later one reaches those before it."""
_DAYS = {
    Stage.FORWARD: "coalesce(forward_days, answer_days, settle_days)",
    Stage.ANSWER: "coalesce(answer_days, settle_days)",
    Stage.SETTLE: "settle_days",
}
"""The working days until then."""


def load_deadlines(model: ReadModel, names: WallNames, calendar: Calendar, now: datetime) -> DeadlineScene:
    """The scene at an aware moment."""
    cursor = model.cursor()
    utc = now.astimezone(UTC).replace(tzinfo=None)
    cursor.execute("BEGIN")
    try:
        head = scene_head(cursor)
        over = _rows(cursor, "due_at < $now", OVER_ROWS, names, calendar, now)
        near = _rows(cursor, "due_at >= $now AND due_at < $horizon", NEAR_ROWS, names, calendar, now)
        counted = cursor.execute(
            f"""
            SELECT opd, count(*) FILTER ({SHOWN} AND due_at < $now), count(*) FILTER ({SHOWN} AND due_at >= $now),
                   count(*) FILTER ({SHOWN} AND due_at < $now AND breach_seen_at IS NULL), count(*) FILTER (NOT ({SHOWN}))
            FROM open_reports WHERE due_at < $horizon GROUP BY opd
            """,
            {"now": utc, "horizon": utc + NEAR},
        ).fetchall()
        forecast = _forecast(cursor, names, calendar, now)
    finally:
        cursor.execute("ROLLBACK")
        cursor.close()
    by_opd = [OpdDue(names.opd.get(opd, ""), *counts) for opd, *counts, _ in counted]
    return DeadlineScene(
        head=head.seq,
        as_of=now,
        simulated=head.simulated,
        any_data=head.any_data,
        over=over,
        near=near,
        by_opd=tuple(sorted((each for each in by_opd if each.over + each.near), key=_most_first)),
        confidential=sum(row[-1] for row in counted),
        forecast=forecast,
    )


def _most_first(each: OpdDue) -> tuple[int, int, str]:
    return -each.over, -each.near, each.name


def _rows(
    cursor: duckdb.DuckDBPyConnection, which: str, limit: int, names: WallNames, calendar: Calendar, now: datetime
) -> tuple[DueRow, ...]:
    utc = now.astimezone(UTC).replace(tzinfo=None)
    found = cursor.execute(
        "SELECT report_id, number, category, kelurahan, kecamatan, opd, due_stage, policy, due_at, breach_seen_at "
        f"FROM open_reports WHERE {SHOWN} AND {which} ORDER BY due_at, report_id LIMIT {limit}",
        {"now": utc} | ({"horizon": utc + NEAR} if "$horizon" in which else {}),
    ).fetchall()
    return tuple(_due_row(row, names, calendar, now) for row in found)


def _due_row(row: tuple[Any, ...], names: WallNames, calendar: Calendar, now: datetime) -> DueRow:
    report_id, number, category, kelurahan, kecamatan, opd, stage, policy, due, seen = row
    due_at = due.replace(tzinfo=UTC)
    return DueRow(
        report_id,
        number,
        category,
        names.place(kelurahan, kecamatan),
        names.opd.get(opd, ""),
        stage,
        policy,
        due_at,
        calendar.working_days_over(due_at, now),
        round((now - due_at).total_seconds()),
        acknowledged=seen is not None,
        provisional=calendar.may_move(due_at),
    )


def _forecast(cursor: duckdb.DuckDBPyConnection, names: WallNames, calendar: Calendar, now: datetime) -> BreachForecast:
    today = wib_day(now)
    until = next_friday(calendar, today)
    utc = now.astimezone(UTC).replace(tzinfo=None)
    due = cursor.execute(
        """
        SELECT due_stage, category, opd, due_at, counted_days(received_at, $now), counted_days(received_at, due_at), policy
        FROM open_reports WHERE due_at >= $now AND due_at <= $end ORDER BY report_id
        """,
        {"now": utc, "end": end_of_day(until).replace(tzinfo=None)},
    ).fetchall()
    waiting: list[DueCase] = []
    for stage in sorted({row[0] for row in due}):
        rows = [row for row in due if row[0] == stage]
        found = _chances(cursor, Stage(stage), rows, utc)
        waiting += [
            DueCase(names.opd.get(opd, ""), wib_day(due_at.replace(tzinfo=UTC)), chance)
            for (_, _, opd, due_at, *_), chance in zip(rows, found, strict=True)
        ]
    return breach_forecast(waiting, calendar, today, until)


def _chances(
    cursor: duckdb.DuckDBPyConnection, stage: Stage, rows: Sequence[tuple[Any, ...]], now: datetime
) -> list[float | None]:
    """The chance of each case to miss its deadline; None where too little is known, or its whole term is hours of the
    day of receipt: the measure in counted days begins after it.
    """
    cases = [WaitingCase(category, opd, age, due - age, policy) for _, category, opd, _, age, due, policy in rows]
    told = chances(cases, _history(cursor, stage, now))
    if told is None:
        return [None] * len(cases)
    return [chance if case.days_left > 0 else None for case, chance in zip(cases, told, strict=True)]


def _history(cursor: duckdb.DuckDBPyConnection, stage: Stage, now: datetime) -> list[PastCase]:
    """Every report of the past year that had such a deadline: how long until the stage, or how long it has waited.

    One that was closed without it waited until then; where the time of either is not known the report tells nothing.
    Ages are grouped by the step at whose end they count.
    """
    meeting = ", ".join(repr(str(each)) for each in _statuses_meeting(stage))
    found = cursor.execute(
        f"""
        SELECT category, opd, days, met, count(*), policy FROM (
            SELECT category, opd, policy, {_MET[stage]} IS NOT NULL AS met,
                   ceil(coalesce({_DAYS[stage]}, close_days, waited_days(day, $now)) * {STEPS} - 1e-6) / {STEPS} AS days
            FROM facts
            WHERE received_at >= $since AND received_at <= $now AND {stage}_due IS NOT NULL AND NOT retracted
              AND ({_MET[stage]} IS NOT NULL OR closed_at IS NOT NULL
                   OR (status NOT IN ({meeting}) AND report_id IN (SELECT report_id FROM open_reports)))
        ) WHERE days IS NOT NULL GROUP BY ALL ORDER BY ALL
        """,
        {"now": now, "since": now - PAST},
    ).fetchall()
    return [PastCase(category, opd, max(days, 0.0), *told) for category, opd, days, *told in found]


def _statuses_meeting(stage: Stage) -> list[Status]:
    """The statuses in which a stage, or a later one, is reached."""
    later = list(Stage)[list(Stage).index(stage) :]
    return [status for status in Status if set(status.rule.meets) & set(later)]
