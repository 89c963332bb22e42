"""Telephone calls to 112: where each one stands, and which of them an operator is most likely writing down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CallState(StrEnum):
    """Where a call stands at the switchboard."""

    RINGING = "ringing"
    """On the line and in no queue: not yet, or no more since nobody there took the call in time."""
    QUEUED = "queued"
    ANSWERED = "answered"
    ENDED = "ended"
    MISSED = "missed"


LIVE = frozenset({CallState.RINGING, CallState.QUEUED, CallState.ANSWERED})
"""States in which somebody is on the line."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `caller` is the number (personal data), "" where it is withheld; times are aware UTC.

    `agent` is who took it: the switchboard's name of an operator's phone, or the sign-in name of who wrote it down.
    `kind` is a `CallKind` value, "" until somebody wrote the call down. `abandoned`: it left the queue and nobody had
    answered; `requeued`: it was put back into the queue;
    `released`: that phone is off the line, the caller is not. `moved_at` is when its newest step was. `inferred`:
    nobody heard it end, the switchboard no longer had it. `form` is the desk's form that is this call's, "" for none; `via` a second id of the same call.
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
    requeued: bool = False
    released: bool = False
    moved_at: datetime | None = None
    inferred: bool = False
    form: str = ""
    via: str = ""

    @property
    def state(self) -> CallState:
        """Where it stands. A caller who hung up before anybody answered was missed.

        To leave a queue is not to hang up: the switchboard may lead the caller on, to another queue or a supervisor.
        """
        was_taken = self.answered_at is not None and not self.requeued and not self.abandoned
        if self.ended_at is not None:
            return CallState.ENDED if was_taken else CallState.MISSED
        if was_taken:
            return CallState.ANSWERED
        return CallState.QUEUED if self.queued_at is not None and not self.abandoned else CallState.RINGING

    @property
    def written(self) -> bool:
        """Whether there is a form of it."""
        return bool(self.kind)

    def is_on(self, phone: str) -> bool:
        """Whether this phone of an operator is on its line now. Nobody's phone ("") is on no line."""
        return bool(phone) and self.state is CallState.ANSWERED and not self.released and self.agent == phone

    def is_free_for(self, phone: str) -> bool:
        """Whether somebody is on the line, and no other operator's phone is."""
        taken = self.state is CallState.ANSWERED and not self.released and bool(self.agent) and not self.is_on(phone)
        return self.state in LIVE and not taken


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone at which operators take calls, as the switchboard calls it; `operator` is the sign-in name of who has it now,
    "" for nobody.
    """

    name: str
    operator: str = ""


def phone_of(operator: str, phones: Iterable[Phone]) -> str:
    """The phone of an operator: the one chosen, else one of the operator's own name that nobody else has; "" for none."""
    phones = list(phones)
    chosen = next((each.name for each in phones if each.operator == operator), "")
    return chosen or next((each.name for each in phones if each.name == operator and not each.operator), "")


class Standing(StrEnum):
    """Where the call of a form stands for the operator who writes it."""

    HERE = "here"
    """Somebody is on the line, and no other operator has it."""
    ENDED = "ended"
    ELSEWHERE = "elsewhere"
    """Another operator has it."""
    OTHER = "other"
    """This operator has answered another caller since."""


def standing(call: Call | None, current: Call | None, phone: str, number: str = "") -> Standing:
    """Where the call of a form stands. `call` is None where the form is for none; `number` is the one that stands in it.

    `current` is the call on this operator's line. One who rings again is the same caller: the form is right as it is.
    """
    if call is not None and call.is_on(phone):
        return Standing.HERE
    if current is not None and (call is None or current.call_id != call.call_id):
        told = number or (call.caller if call is not None else "")
        return Standing.HERE if told and same_number(told, current.caller) else Standing.OTHER
    if call is None or call.is_free_for(phone):
        return Standing.HERE
    return Standing.ELSEWHERE if call.state in LIVE else Standing.ENDED


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """A call that an operator wrote down; `at` is when it began. `number`, `category`, `kelurahan` are "" where it is no report, or none yet."""

    call_id: str
    at: datetime
    kind: str
    number: str = ""
    category: str = ""
    kelurahan: str = ""


def suggested(calls: Iterable[Call], phone: str) -> Call | None:
    """The call that the form of whoever has this phone is for: that is on its line, and not written down yet.

    A caller who waits is nobody's: who will get the call is not known before it is answered. Of several the one
    that came to this phone last.
    """
    own = [call for call in calls if not call.written and call.is_on(phone)]
    return max(
        own, key=lambda call: (call.moved_at or call.answered_at or call.started_at, call.started_at), default=None
    )


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
