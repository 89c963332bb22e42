"""The queries of scene *Tenggat*: what is past or near its deadline, and the open cases that are due until Friday."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from command_center.domain.workflow import Stage
from command_center.domain.working_days import Calendar, end_of_day, wib_day
from command_center.methods.breaches import BreachCurves, WaitingCase
from command_center.readmodel.breach_forecast import DueCase, breach_forecast
from command_center.readmodel.deadline_scene_view import BreachForecast, DeadlineScene, OpdDue
from command_center.readmodel.past_cases import past_curves
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.remembered import KeptPast
from command_center.readmodel.scene_head import scene_head
from command_center.readmodel.wall import SHOWN, WallNames
from command_center.readmodel.wall_view import DueRow

OVER_ROWS, NEAR_ROWS = 60, 30
"""More than any screen has room for."""
NEAR = timedelta(hours=24)


def load_deadlines(model: ReadModel, names: WallNames, calendar: Calendar, now: datetime) -> DeadlineScene:
    """The scene at an aware moment."""
    utc = now.astimezone(UTC).replace(tzinfo=None)
    with model.snapshot() as cursor:
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
        forecast = _forecast(model.remembered, cursor, names, calendar, now)
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


def _forecast(
    history: KeptPast, cursor: duckdb.DuckDBPyConnection, names: WallNames, calendar: Calendar, now: datetime
) -> BreachForecast:
    today = wib_day(now)
    until = calendar.friday(today)
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
        found = _chances(past_curves(history, cursor, Stage(stage), utc), rows)
        waiting += [
            DueCase(names.opd.get(opd, ""), wib_day(due_at.replace(tzinfo=UTC)), chance)
            for (_, _, opd, due_at, *_), chance in zip(rows, found, strict=True)
        ]
    return breach_forecast(waiting, calendar, today, until)


def _chances(history: BreachCurves, rows: Sequence[tuple[Any, ...]]) -> list[float | None]:
    """The chance of each case to miss its deadline; None where too little is known, or its whole term is hours of the
    day of receipt: the measure in counted days begins after it.
    """
    cases = [WaitingCase(category, opd, age, due - age, policy) for _, category, opd, _, age, due, policy in rows]
    told = history.chances(cases)
    if told is None:
        return [None] * len(cases)
    return [chance if case.days_left > 0 else None for case, chance in zip(cases, told, strict=True)]
