"""Deadlines counted anew with another calendar, after a decree moved days off: pure rules."""

from dataclasses import dataclass, replace
from datetime import datetime

from command_center.domain.report import Report, with_next_due
from command_center.domain.sla import DeadlinePolicy, fix_deadlines
from command_center.domain.workflow import Stage
from command_center.domain.working_days import Calendar


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline that a recount moves: aware UTC before and after."""

    report_id: int
    number: str
    stage: Stage
    before: datetime
    after: datetime


def recounted(report: Report, policy: DeadlinePolicy, calendar: Calendar) -> Report:
    """The report with the deadlines that its own policy and receipt give by this calendar; the same object where all
    of them stay.

    A breach of a deadline that moved is forgotten: the watch flags it again where the new one has passed unmet, too.
    """
    found = fix_deadlines(policy, calendar, report.received_at, report.report_class, extended=report.deadlines.extended)
    if dict(found.due) == dict(report.deadlines.due):
        return report
    breach = report.state.breach
    if breach is not None and found.due.get(breach.stage) != breach.at:
        breach = None
    return with_next_due(replace(report, deadlines=found, state=replace(report.state, breach=breach)))


def moved(before: Report, after: Report) -> list[MovedDeadline]:
    """The deadlines that differ, in the order of the stages."""
    return [
        MovedDeadline(before.id, before.number, stage, due, after.deadlines.due[stage])
        for stage, due in before.deadlines.due.items()
        if stage in after.deadlines.due and after.deadlines.due[stage] != due
    ]
