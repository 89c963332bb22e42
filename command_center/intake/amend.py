"""What a newer version of an item makes of its report: a pure rule."""

from dataclasses import replace
from datetime import datetime

from command_center.domain.inbound import Inbound
from command_center.domain.report import Content, Report, after_step, with_longer_settlement
from command_center.domain.workflow import Stage, leads_on
from command_center.intake.examine import Examined


def amended(report: Report, item: Inbound, found: Examined, now: datetime) -> Report:
    """The report after `item`; the same object where it says nothing newer.

    Number, receipt and deadlines stay as intake fixed them, but for a report that turns out to be one that its policy
    gives longer to be settled. A text older than the one that is known changes nothing; a
    status is taken only where the flow allows the step, so that another system's row cannot undo our work; visibility
    only gets stricter.
    """
    if item.sent_at < report.content.written_at:
        return report
    after = report
    if (found.text, found.subject) != (report.content.text, report.content.subject):
        after = _with_text(after, item, found)
    if item.visibility.strictness > report.visibility.strictness:
        after = replace(after, visibility=item.visibility)
    if found.deadlines.extended and not report.deadlines.extended and _same_term(report, found):
        after = with_longer_settlement(after, found.deadlines.due[Stage.SETTLE])
    if item.status is not None and leads_on(report.status, item.status):
        after = after_step(after, item.status, item.status_at or now, found.assignment)
    return after


def _same_term(report: Report, found: Examined) -> bool:
    """Whether the deadlines found run by the same policy from the same receipt."""
    return (found.deadlines.policy, found.received_at) == (report.deadlines.policy, report.received_at)


def _with_text(report: Report, item: Inbound, found: Examined) -> Report:
    content = Content(found.subject, found.text, report.content.address, item.sent_at, report.content.media)
    after = replace(report, content=content, classification=found.classification)
    if not report.location.exact and found.location.position is not None:
        after = replace(after, location=found.location)
    if report.status.rule.at_p3m:
        after = replace(after, assignment=found.assignment)
    return after
