"""The report that a new item makes, and what tells whether an item that comes again says something else: pure rules."""

from datetime import datetime
from hashlib import blake2b

from command_center.domain.inbound import Inbound
from command_center.domain.report import Content, Origin, Report, after_step, with_next_due
from command_center.domain.workflow import Status
from command_center.intake.examine import Examined


def new_report(
    report_id: int, item: Inbound, found: Examined, received_at: datetime, *, simulated: bool, retracted: bool
) -> Report:
    """The report of an item, without its number. What another system did with it already counts from the time it says."""
    report = with_next_due(
        Report(
            id=report_id,
            number="",
            received_at=received_at,
            origin=Origin(item.channel, item.account, item.sent_at, item.answerable, item.resend_key),
            report_class=item.report_class,
            visibility=item.visibility,
            content=Content(found.subject, found.text, found.address, item.sent_at, item.media),
            classification=found.classification,
            location=found.location,
            assignment=found.assignment,
            deadlines=found.deadlines,
            simulated=simulated,
            retracted=retracted,
        )
    )
    if item.status is None or item.status is Status.RECEIVED:
        return report
    return after_step(report, item.status, item.status_at, found.assignment)


def digest(item: Inbound) -> str:
    """What the item says, in 16 bytes: equal for a repeat, different for an update.

    Digests are kept for good: what enters them, and how it is written, stays as it is.
    """
    parts = (
        item.action,
        item.subject,
        item.text,
        str(item.status or ""),
        item.category,
        item.opd,
        item.address,
        item.position,
        item.visibility,
        item.report_class,
        *(("extended",) if item.extended else ()),
    )
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
