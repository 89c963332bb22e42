"""The deadline that the city owes a citizen next, with each day of it: the one place that works it out for the status page."""

from datetime import datetime

from command_center.domain.report import Report
from command_center.domain.sla import DeadlinePolicy, Term
from command_center.domain.workflow import Stage
from command_center.readmodel.citizen_view import DayOfTerm, OwnDeadline
from command_center.reference.load import Reference


def own_deadline(report: Report, reference: Reference, now: datetime) -> OwnDeadline | None:
    """The next unmet deadline of a report; None for a closed one, while the citizen is waited for, and where none is left."""
    due = report.next_due
    policy = reference.policies.find(report.deadlines.policy)
    if due is None or policy is None:
        return None
    stage, at = due
    term = _term(policy, report, stage)
    days = reference.calendar.explain(report.received_at, at, hours=term is not None and bool(term.hours))
    return OwnDeadline(
        stage=stage,
        at=at,
        passed=at < now,
        provisional=reference.calendar.may_move(at),
        policy=policy.label,
        source=policy.source,
        days=tuple(DayOfTerm(each.day, each.number, each.why) for each in days),
    )


def _term(policy: DeadlinePolicy, report: Report, stage: Stage) -> Term | None:
    terms = policy.terms[report.report_class]
    asked = {
        Stage.FORWARD: terms.forward,
        Stage.ANSWER: terms.answer,
        Stage.SETTLE: terms.settlement(report.deadlines.extended),
    }
    return asked[stage]
