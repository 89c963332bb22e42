"""What a report is: its class, visibility, status and the steps that lead from one status to the next."""

from datetime import datetime
from enum import StrEnum


class ReportClass(StrEnum):
    """Kinds of report that SP4N-LAPOR! and the city tell apart."""

    COMPLAINT = "complaint"
    ASPIRATION = "aspiration"
    INFORMATION = "information"


class Visibility(StrEnum):
    """Who may see what: `ANONYMOUS` (anonim) hides the reporter, `CONFIDENTIAL` (rahasia) the whole report
    from all but P3M and the OPD in charge.
    """

    PUBLIC = "public"
    ANONYMOUS = "anonim"
    CONFIDENTIAL = "rahasia"


class Status(StrEnum):
    """Where a report stands in the flow."""

    RECEIVED = "received"
    VERIFIED = "verified"
    DEFERRED = "deferred"
    NOT_OURS = "not_ours"
    ARCHIVED = "archived"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    SETTLED = "settled"


class Stage(StrEnum):
    """What a deadline asks for."""

    FORWARD = "forward"
    ANSWER = "answer"
    SETTLE = "settle"


CLOSED = frozenset({Status.NOT_OURS, Status.ARCHIVED, Status.SETTLED})
"""Statuses in which nobody has to act any more."""

OPEN = frozenset(Status) - CLOSED

STEPS: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.VERIFIED, Status.DEFERRED, Status.NOT_OURS, Status.ARCHIVED, Status.FORWARDED}),
    Status.VERIFIED: frozenset({Status.DEFERRED, Status.NOT_OURS, Status.ARCHIVED, Status.FORWARDED}),
    Status.DEFERRED: frozenset({Status.VERIFIED, Status.NOT_OURS, Status.ARCHIVED, Status.FORWARDED}),
    Status.FORWARDED: frozenset({Status.FORWARDED, Status.ANSWERED, Status.SETTLED, Status.NOT_OURS}),
    Status.ANSWERED: frozenset({Status.FORWARDED, Status.ANSWERED, Status.SETTLED}),
    Status.SETTLED: frozenset({Status.FORWARDED}),
    Status.NOT_OURS: frozenset({Status.FORWARDED}),
    Status.ARCHIVED: frozenset({Status.VERIFIED}),
}
"""Status -> statuses that may follow it."""


def next_deadline(
    status: Status,
    dues: tuple[datetime | None, datetime | None, datetime | None],
    done: tuple[datetime | None, datetime | None, datetime | None],
) -> tuple[Stage, datetime] | None:
    """The earliest deadline of an open report that is not met yet; None for closed reports and where none is left.

    `dues` and `done` are (forward, answer, settle): aware times, None where there is no deadline, or nothing done yet.
    A later step meets the earlier ones: an answered report needs no forwarding any more.
    """
    if status in CLOSED:
        return None
    met = [any(later is not None for later in done[stage:]) for stage in range(3)]
    waiting = [
        (due, stage) for due, stage, is_met in zip(dues, Stage, met, strict=True) if due is not None and not is_met
    ]
    if not waiting:
        return None
    due, stage = min(waiting, key=lambda pair: pair[0])
    return stage, due
