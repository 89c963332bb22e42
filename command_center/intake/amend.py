"""What a newer version of an item makes of its report: a pure rule."""

from dataclasses import replace
from datetime import datetime

from command_center.domain.inbound import Inbound
from command_center.domain.report import Report, after_step, may_follow
from command_center.domain.reports import Status, Visibility
from command_center.intake.examine import Examined

_STRICTNESS = (Visibility.PUBLIC, Visibility.ANONYMOUS, Visibility.CONFIDENTIAL)
_WAY = (Status.RECEIVED, Status.VERIFIED, Status.FORWARDED, Status.ANSWERED, Status.SETTLED)
_NOT_FORWARDED = (Status.RECEIVED, Status.VERIFIED, Status.DEFERRED)


def amended(report: Report, item: Inbound, found: Examined, now: datetime) -> Report:
    """The report after `item`; the same object where it says nothing newer.

    Number, receipt and deadlines stay as intake fixed them. A text older than the one that is known changes nothing; a
    status is taken only where the flow allows the step, so that another system's row cannot undo our work; visibility
    only gets stricter.
    """
    if item.sent_at < report.text_at:
        return report
    after = report
    if (found.text, found.subject) != (report.text, report.subject):
        after = _with_text(after, item, found)
    if _STRICTNESS.index(item.visibility) > _STRICTNESS.index(Visibility(report.visibility)):
        after = replace(after, visibility=str(item.visibility))
    if item.status and _leads_on(report, Status(item.status)):
        after = after_step(after, Status(item.status), now, found.assignment.opd)
    return after


def _leads_on(report: Report, status: Status) -> bool:
    """Whether another system's status is a step of the flow, or several of them that we did not see."""
    now = Status(report.status)
    if status is now:
        return False
    ahead = now in _WAY and status in _WAY and _WAY.index(status) > _WAY.index(now)
    return ahead or may_follow(report, status)


def _with_text(report: Report, item: Inbound, found: Examined) -> Report:
    after = replace(
        report,
        subject=found.subject,
        text=found.text,
        text_at=item.sent_at,
        category=found.classification.category,
        category_words=found.classification.words,
        category_note=found.category_note,
    )
    place = found.location
    if not report.exact and place.position is not None:
        after = replace(
            after,
            found_by=str(place.found_by),
            kelurahan=place.kelurahan,
            kecamatan=place.kecamatan,
            lat=place.position.lat,
            lon=place.position.lon,
            exact=place.exact,
            place_evidence=place.evidence,
            place_doubt=place.doubt,
        )
    if report.status in _NOT_FORWARDED:
        after = replace(after, opd=found.assignment.opd, opd_reason=found.assignment.reason)
    return after
