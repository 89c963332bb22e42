"""What the city owes a citizen by when, with each day of it, and what it has kept: as the one explanation of deadlines has it."""

from datetime import datetime

from command_center.domain.due_explained import ExplainedDay, explain
from command_center.domain.report import Report
from command_center.readmodel.citizen_view import DayOfTerm, MetDeadline, OwnDeadline
from command_center.reference.load import Reference


def own_deadline(report: Report, reference: Reference, now: datetime) -> OwnDeadline | None:
    """The next unmet deadline of a report; None for a closed one, while the citizen is waited for, and where none is left."""
    due = report.next_due
    if due is None:
        return None
    explained = explain(report, reference.policies, reference.calendar, now=now)
    stage = next(each for each in explained.stages if each.stage is due[0])
    return OwnDeadline(
        stage=stage.stage,
        at=stage.due,
        first_at=stage.first_due if stage.first_due != stage.due else None,
        passed=stage.due < now,
        provisional=stage.provisional,
        in_hours=stage.hours,
        policy=explained.label,
        source=explained.source,
        days=tuple(
            DayOfTerm(each.day, _number(each) if each.counted else 0, each.why) for each in stage.days if not each.late
        ),
        working=stage,
    )


def met_deadlines(report: Report, reference: Reference, now: datetime) -> tuple[MetDeadline, ...]:
    """The deadlines that are behind a report, in the order of its way."""
    stages = explain(report, reference.policies, reference.calendar, now=now).stages
    return tuple(MetDeadline(each.stage, each.due, each.reached_at, each.late) for each in stages if each.met)


def _number(day: ExplainedDay) -> float:
    """What has counted so far; a day that counted in part has a decimal."""
    rounded = round(day.number, 1)
    return int(rounded) if rounded == int(rounded) else rounded
