"""The deadline that the city owes a citizen next, with each day of it: the one place that works it out for the status page."""

from datetime import datetime

from command_center.domain.due_explained import ExplainedDay, explain
from command_center.domain.report import Report
from command_center.readmodel.citizen_view import DayOfTerm, OwnDeadline
from command_center.reference.load import Reference


def own_deadline(report: Report, reference: Reference, now: datetime) -> OwnDeadline | None:
    """The next unmet deadline of a report; None for a closed one, while the citizen is waited for, and where none is left."""
    if report.next_due is None:
        return None
    explained = explain(report, reference.policies, reference.calendar, report.next_due[0], now=now)
    (stage,) = explained.stages
    return OwnDeadline(
        stage=stage.stage,
        at=stage.due,
        passed=stage.late,
        provisional=stage.provisional,
        policy=explained.label,
        source=explained.source,
        days=tuple(DayOfTerm(each.day, _number(each), each.why) for each in stage.days if not each.late),
    )


def _number(day: ExplainedDay) -> float:
    """What has counted so far; a day that counted in part has a decimal."""
    rounded = round(day.number, 1)
    return int(rounded) if rounded == int(rounded) else rounded
