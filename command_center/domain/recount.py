"""Deadlines counted anew: with another calendar after a decree, by another policy or class, with the longer term. Pure rules."""

from dataclasses import dataclass, replace
from datetime import datetime

from command_center.domain.findings import Deadlines
from command_center.domain.report import Report, with_deadlines
from command_center.domain.report_kinds import ReportClass
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
    """The report with the deadlines that its own policy, receipt and pauses give by this calendar; the same object where
    all of them stay.

    A breach of a deadline that moved is forgotten: the watch flags it again where the new one has passed unmet, too.
    """
    found = _counted_anew(report, policy, calendar, report.report_class, extended=report.deadlines.extended)
    return report if dict(found.due) == dict(report.deadlines.due) else with_deadlines(report, found)


def with_policy(
    report: Report, policy: DeadlinePolicy, calendar: Calendar, report_class: ReportClass | None = None
) -> Report:
    """The report under another policy, or as another class of report (None leaves its own), counted from its receipt.

    Earlier pauses stay, and count by the rules of the new policy. The longer term to be settled stays where the new
    policy has one for the class.
    """
    kind = report_class if report_class is not None else report.report_class
    found = _counted_anew(report, policy, calendar, kind, extended=report.deadlines.extended)
    return with_deadlines(replace(report, report_class=kind), found)


def with_extension(report: Report, policy: DeadlinePolicy, calendar: Calendar) -> Report:
    """The report with the policy's longer term to be settled, its pauses counted; the other deadlines stay.

    Raises ValueError where the policy has no longer term for its class.
    """
    term = policy.terms[report.report_class].settle_extended
    if term is None:
        raise ValueError(f"{policy.key} has no longer term for a {report.report_class}")
    found = _counted_anew(report, policy, calendar, report.report_class, extended=True)
    due = {**report.deadlines.due, Stage.SETTLE: found.due[Stage.SETTLE]}
    return with_deadlines(report, replace(report.deadlines, due=due, extended=True, pauses=found.pauses))


def _counted_anew(
    report: Report, policy: DeadlinePolicy, calendar: Calendar, report_class: ReportClass, *, extended: bool
) -> Deadlines:
    found = fix_deadlines(
        policy,
        calendar,
        report.received_at,
        report_class,
        extended=extended,
        pauses=report.deadlines.pauses,
        reached=report.state.reached,
    )
    return replace(found, changes=report.deadlines.changes)


def moved(before: Report, after: Report) -> list[MovedDeadline]:
    """The deadlines that differ, in the order of the stages."""
    return [
        MovedDeadline(before.id, before.number, stage, due, after.deadlines.due[stage])
        for stage, due in before.deadlines.due.items()
        if stage in after.deadlines.due and after.deadlines.due[stage] != due
    ]
