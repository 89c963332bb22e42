"""Telephone calls to 112: where each one stands, and which of them an operator is most likely writing down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CallState(StrEnum):
    """Where a call stands at the switchboard."""

    RINGING = "ringing"
    QUEUED = "queued"
    ANSWERED = "answered"
    ENDED = "ended"
    MISSED = "missed"


LIVE = frozenset({CallState.RINGING, CallState.QUEUED, CallState.ANSWERED})
"""States in which somebody is on the line."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `caller` is the number (personal data), "" where it is withheld; times are aware UTC.

    `agent` is who took it: the switchboard's name of an operator, or the sign-in name of who wrote it down. `kind` is
    a `CallKind` value, "" until somebody wrote the call down.
    """

    call_id: str
    caller: str
    agent: str
    kind: str
    started_at: datetime
    queued_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    abandoned: bool = False

    @property
    def state(self) -> CallState:
        """Where it stands. A caller who hung up before anybody answered was missed."""
        if self.ended_at is not None:
            return CallState.ENDED if self.answered_at is not None and not self.abandoned else CallState.MISSED
        if self.answered_at is not None:
            return CallState.ANSWERED
        return CallState.QUEUED if self.queued_at is not None else CallState.RINGING

    @property
    def written(self) -> bool:
        """Whether there is a form of it."""
        return bool(self.kind)


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """A call that an operator wrote down; `at` is when it began. `number`, `category`, `kelurahan` are "" where it is no report, or none yet."""

    call_id: str
    at: datetime
    kind: str
    number: str = ""
    category: str = ""
    kelurahan: str = ""


def suggested(calls: Iterable[Call], operator: str) -> Call | None:
    """The call that a free operator's form is for: not written down yet, somebody on the line.

    One that the switchboard gave to `operator` comes first, then the newest.
    """
    waiting = [call for call in calls if not call.written and call.state in LIVE]
    own = [call for call in waiting if call.state is CallState.ANSWERED and call.agent == operator]
    return max(own or waiting, key=lambda call: call.started_at, default=None)


def same_number(one: str, other: str) -> bool:
    """Whether two ways of writing are one telephone number: ``+62 812-2334-455`` and ``08122334455``.

    Two numbers that are both withheld (empty) are the same.
    """
    return _plain(one) == _plain(other)


def _plain(number: str) -> str:
    digits = "".join(each for each in number if each in "0123456789")
    if number.strip().startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        return digits.replace("620", "62", 1) if digits.startswith("620") else digits
    return f"62{digits[1:]}" if digits.startswith("0") and len(digits) >= 8 else digits
