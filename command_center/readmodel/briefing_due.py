"""What is late at a moment and at whom, and what falls due until Friday with the forecast of how many will be late."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import duckdb

from command_center.domain.workflow import Stage
from command_center.domain.working_days import Calendar, end_of_day, wib_day
from command_center.methods.breaches import WaitingCase
from command_center.methods.breaches import total as total_of
from command_center.readmodel.briefing_standing import DUE_BETWEEN, LATE_AT
from command_center.readmodel.briefing_view import DueCell, DueReports, LateReport, LateReports, NamedDay, OpdCount
from command_center.readmodel.past_cases import past_curves
from command_center.readmodel.remembered import KeptPast
from command_center.readmodel.wall import WallNames

ROWS = 60
"""Late reports that are kept as rows; the rest is counted."""


def late_reports(
    cursor: duckdb.DuckDBPyConnection, names: WallNames, calendar: Calendar, cutoff: datetime
) -> tuple[LateReports, list[LateReport], list[str]]:
    """Reports past their deadline at a naive UTC time, the latest first; all of them that may be told of, beyond the rows
    that are kept; and the numbers of all.
    """
    rows = cursor.execute(
        f"SELECT number, category, kelurahan, kecamatan, opd, stage, next_due, visibility = 'rahasia' FROM ({LATE_AT}) "
        "ORDER BY next_due, report_id",
        {"moment": cutoff},
    ).fetchall()
    now = cutoff.replace(tzinfo=UTC)
    found = [
        LateReport(
            number=number,
            category=category,
            place=names.place(kelurahan, kecamatan),
            opd=names.opd.get(opd, opd),
            stage=stage,
            days_over=calendar.working_days_over(due.replace(tzinfo=UTC), now),
            due_at=due.replace(tzinfo=UTC),
        )
        for number, category, kelurahan, kecamatan, opd, stage, due, confidential in rows
        if not confidential
    ]
    by_opd = Counter(names.opd.get(row[4], row[4]) for row in rows)
    counted = sorted(by_opd.items(), key=lambda pair: (-pair[1], pair[0]))
    late = LateReports(
        total=len(rows),
        confidential=len(rows) - len(found),
        by_opd=tuple(OpdCount(opd, count) for opd, count in counted),
        rows=tuple(found[:ROWS]),
    )
    return late, found, [row[0] for row in rows]


@dataclass(frozen=True, slots=True)
class _Due:
    """A report that falls due: its chance to be late is asked for by its stage."""

    number: str
    day: date
    opd: str
    stage: Stage
    waiting: WaitingCase


def due_reports(
    history: KeptPast,
    cursor: duckdb.DuckDBPyConnection,
    names: WallNames,
    calendar: Calendar,
    day: date,
    cutoff: datetime,
) -> tuple[DueReports, list[str]]:
    """Reports whose deadline lies between the cut-off (naive UTC) and the end of Friday; and their numbers."""
    until = calendar.friday(day)
    rows = cursor.execute(
        "SELECT number, category, opd, stage, next_due, counted_days(received_at, $moment::TIMESTAMP), "
        f"counted_days(received_at, next_due), policy FROM ({DUE_BETWEEN}) ORDER BY next_due, report_id",
        {"moment": cutoff, "until": end_of_day(until).replace(tzinfo=None)},
    ).fetchall()
    due = [
        _Due(
            number,
            wib_day(at.replace(tzinfo=UTC)),
            names.opd.get(opd, opd),
            Stage(stage),
            WaitingCase(category, opd, age or 0.0, (term or 0.0) - (age or 0.0), policy),
        )
        for number, category, opd, stage, at, age, term, policy in rows
    ]
    chance = _chances(history, cursor, due, cutoff)
    told = total_of([chance[each.number] for each in due]) if chance is not None else None
    # As many marks as are expected to be late, on the reports of which it is most likely: marks and figure agree.
    ranked = sorted(due, key=lambda each: -chance[each.number]) if chance is not None else []
    likely = {each.number for each in ranked[: round(told.expected) if told else 0]}
    return (
        DueReports(
            until=until,
            days_off=tuple(
                NamedDay(each, calendar.name_of(each))
                for each in (day + timedelta(days=ahead) for ahead in range((until - day).days + 1))
                if not calendar.is_working(each)
            ),
            total=len(due),
            provisional=sum(calendar.is_provisional(each.day) for each in due),
            expected=told.expected if told else None,
            low=told.low if told else None,
            high=told.high if told else None,
            cells=_cells(due, likely),
        ),
        [each.number for each in due],
    )


def _cells(due: Sequence[_Due], likely: set[str]) -> tuple[DueCell, ...]:
    counted = Counter((each.day, each.opd) for each in due)
    marked = Counter((each.day, each.opd) for each in due if each.number in likely)
    return tuple(DueCell(day, opd, count, marked[day, opd]) for (day, opd), count in sorted(counted.items()))


def _chances(
    history: KeptPast, cursor: duckdb.DuckDBPyConnection, due: Sequence[_Due], cutoff: datetime
) -> Mapping[str, float] | None:
    """Number -> chance to be late; None where there is too little history of one of the stages."""
    found: dict[str, float] = {}
    for stage in Stage:
        waiting = [each for each in due if each.stage is stage]
        if not waiting:
            continue
        # Of its cut-off alone: a briefing that is made again says the same.
        told = past_curves(history, cursor, stage, cutoff, exactly=True).chances([each.waiting for each in waiting])
        if told is None:
            return None
        found |= {each.number: chance for each, chance in zip(waiting, told, strict=True)}
    return found
