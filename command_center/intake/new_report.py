"""The report that a new item makes, and what tells whether an item that comes again says something else: pure rules."""

from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from command_center.domain.conversations import Said
from command_center.domain.inbound import Inbound, Reporter
from command_center.domain.report import Content, Origin, Report, WorkflowState, after_step
from command_center.domain.workflow import Status, next_deadline
from command_center.intake.examine import Examined

DIGEST_FORM = "2:"
"""Begins the digests of today's form; those of the first form have no mark."""


def new_report(
    report_id: int, item: Inbound, found: Examined, received_at: datetime, *, simulated: bool, retracted: bool
) -> Report:
    """The report of an item, without its number. What another system did with it already counts from the time it says."""
    report = Report(
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
        state=WorkflowState(next_due=next_deadline(Status.RECEIVED, found.deadlines.due, {})),
        simulated=simulated,
        retracted=retracted,
    )
    if item.status is None or item.status is Status.RECEIVED:
        return report
    return after_step(report, item.status, item.status_at, found.assignment)


def with_findings(report: Report, said: Said, found: Examined) -> Report:
    """A report that nobody has seen yet, with what all messages of its conversation say together."""
    return replace(
        report,
        content=Content(found.subject, found.text, found.address, said.written_at, said.media),
        classification=found.classification,
        location=found.location,
        assignment=found.assignment,
    )


def saying(item: Inbound, said: Said) -> Inbound:
    """The item with what its message says after all."""
    return replace(
        item,
        subject=said.subject,
        text=said.text,
        address=said.address,
        position=said.position,
        category=said.category,
        opd=said.opd,
    )


def as_item(report: Report, said: Said) -> Inbound:
    """All that a conversation says, as one item to examine."""
    origin, kind = report.origin, report.report_class
    return saying(
        Inbound(origin.channel, origin.account, "", said.written_at, "", Reporter(""), report_class=kind), said
    )


def digest(item: Inbound) -> str:
    """All that the item says and that may be corrected, in 32 characters: equal for a repeat, different for an update.

    Digests are kept for good: what enters them, and how it is written, stays as it is. A further form gets a further
    mark, and `same_digest` goes on to know the older ones.
    """
    person = item.reporter
    more: tuple[object, ...] = (
        *(item.media, item.keeps_media, item.policy, person.key, person.name, person.contact, item.answerable),
        *((item.status_at,) if item.status_at is not None else ()),
    )
    return DIGEST_FORM + _hash((*_first_form(item), *more), 15)


def same_digest(kept: str, item: Inbound, now: str) -> bool:
    """Whether a kept digest, of whatever form, is that of the item; `now` is its digest of today's form."""
    return kept == (now if kept.startswith(DIGEST_FORM) or not kept else _hash(_first_form(item), 16))


def _first_form(item: Inbound) -> tuple[object, ...]:
    """What entered a digest before version 0.3."""
    return (
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


def _hash(parts: tuple[object, ...], size: int) -> str:
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
