"""What the outbox learns of something that goes out is kept together with what it means for the report, or neither is."""

from dataclasses import replace
from datetime import datetime, timedelta

from command_center.domain.acting import SYSTEM_NAME
from command_center.domain.answers import Answer, answer_state, before_step, with_answer, without_answer
from command_center.domain.events import EventKind
from command_center.domain.outgoing import HandedIn, HandIn, Outgoing, RouteRules, SendReceipt, SendState, Trouble
from command_center.store.unit_of_work import UnitOfWork

_RANK = {
    state: rank
    for rank, state in enumerate(
        (SendState.WAITING, SendState.SENDING, SendState.UNSURE, SendState.SENT, SendState.DELIVERED, SendState.READ)
    )
}


WHOLE_SECONDS = timedelta(seconds=1)
"""Platforms tell times without fractions."""


def after_try(outgoing: Outgoing, answer: HandedIn, rules: RouteRules, now: datetime) -> Outgoing:
    """Where something stands after a try; pauses grow, and end after the last one."""
    told = replace(
        outgoing,
        external_id=answer.external_id or outgoing.external_id,
        told=answer.told,
        trouble=answer.trouble,
        try_at=now,
    )
    if answer.result is HandIn.TAKEN:
        return replace(told, state=answer.state, sent_at=now)
    if answer.result is HandIn.UNSURE:
        return replace(told, state=SendState.UNSURE, try_at=now + rules.unsure)
    if answer.result is HandIn.REFUSED:
        return replace(told, state=SendState.FAILED)
    if outgoing.attempts > len(rules.pauses):
        return replace(told, state=SendState.FAILED, trouble=Trouble.GAVE_UP)
    pause = max(rules.pauses[max(outgoing.attempts, 1) - 1], answer.after or rules.pauses[0])
    return replace(told, state=SendState.WAITING, try_at=now + pause)


def after_receipt(outgoing: Outgoing, receipt: SendReceipt) -> Outgoing | None:
    """Where something stands after a receipt; None where the receipt says nothing new.

    A message that was delivered does not fail any more, and a receipt that was overtaken changes nothing.
    """
    if receipt.state is SendState.FAILED:
        if _of_earlier_try(outgoing, receipt):
            return None
        if outgoing.state not in (SendState.WAITING, SendState.SENDING, SendState.UNSURE, SendState.SENT):
            return None
        return replace(outgoing, state=SendState.FAILED, trouble=receipt.trouble, told=receipt.told)
    stands, says = _RANK.get(outgoing.state, -1), _RANK[receipt.state]
    if outgoing.state is SendState.CANCELLED or stands >= says:
        return None
    return replace(
        outgoing,
        state=receipt.state,
        trouble=Trouble.NONE,
        told="",
        sent_at=outgoing.sent_at or receipt.at,
        external_id=receipt.external_id or outgoing.external_id,
    )


def _of_earlier_try(outgoing: Outgoing, receipt: SendReceipt) -> bool:
    """Whether a failure is that of a try before a person sent it again. Platforms tell the same more than once: the failure of
    then is none of what is on its way now.
    """
    if outgoing.state is SendState.WAITING and outgoing.attempts == 0:
        return True
    if not (receipt.external_id and outgoing.external_id):
        return False
    same = receipt.external_id == outgoing.external_id
    if outgoing.state is not SendState.SENT:
        # Of what is not taken yet, the id that is known is that of the try before.
        return same
    return not same and outgoing.begun_at is not None and receipt.at < outgoing.begun_at - WHOLE_SECONDS


def keep(unit: UnitOfWork, outgoing: Outgoing, now: datetime) -> None:
    """Keep where something stands now, and what that makes of the report where it is an answer."""
    unit.outbox.change(outgoing)
    answer = unit.answers.of_outgoing(outgoing.id)
    if answer is not None:
        apply(unit, answer, now)


def apply(unit: UnitOfWork, answer: Answer, now: datetime) -> None:
    """Bring a report to what its answers say: a step taken, or undone; and whether one is on its way or failed."""
    report = unit.load([answer.report_id])[answer.report_id]
    after, kind, by, note = report, EventKind.ANSWERING, SYSTEM_NAME, ""
    if answer.state.handed_over and answer.before is None:
        stepped = with_answer(report, answer, unit.p3m_opd)
        if stepped is not None:
            unit.answers.keep_step(answer.id, before_step(report))
            after, kind, by, note = stepped, EventKind.STEP, answer.by, answer.text
    elif answer.before is not None and not answer.state.handed_over:
        others = [each for each in unit.answers.of_report(report.id) if each.id != answer.id]
        after, stood = without_answer(report, answer, others)
        if after.deadlines.pauses != report.deadlines.pauses:
            after = unit.counted_anew(after)
        unit.answers.keep_step(answer.id, None)
        for later, before in stood.items():
            unit.answers.keep_step(later, before)
        unit.take_step_back(report.id, answer.by, answer.status, answer.text)
        if after.status is not report.status:
            kind = EventKind.UNDONE
    after = replace(after, answer_state=str(answer_state(unit.answers.of_report(report.id))))
    if after != report:
        unit.save(report, after, kind, now, by, note)
