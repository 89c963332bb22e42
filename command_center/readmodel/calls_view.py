"""What the call form shows of calls to 112: the calls of the last minutes, what became of a form, and the last ones written."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from command_center.domain.calls import Call, Phone, Standing
from command_center.domain.findings import AssignedBy, PlaceEvidence
from command_center.domain.transport import TransportState
from command_center.domain.wording import Wording

NO_EVIDENCE = PlaceEvidence()


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A call that the operator wrote down, with the names that are shown. `number` is "" where it is no report (yet)."""

    at: datetime
    kind: str
    number: str = ""
    category: str = ""
    kelurahan: str = ""


@dataclass(frozen=True, slots=True)
class CallsView:
    """The lists beside the form as of `as_of` (aware UTC), newest first.

    `suggested` is the id of the call that a free form is for, "" for none. `phone` is the operator's own, "" where nobody
    knows which of `phones` that is; `switchboard` is how the line to it is, None where none is listened to. Numbers of
    callers are personal data.
    """

    as_of: datetime
    operator: str
    calls: tuple[Call, ...] = ()
    suggested: str = ""
    written: tuple[WrittenLine, ...] = ()
    phone: str = ""
    phones: tuple[Phone, ...] = ()
    switchboard: TransportState | None = None


@dataclass(frozen=True, slots=True)
class CallerDoubt:
    """Why a form may be under the wrong caller: where its call stands. `other` is the call that the operator has instead."""

    standing: Standing
    other: Call | None = None

    @property
    def key(self) -> str:
        """What the operator was told, in one word: told once, the form is taken."""
        return f"{self.standing}:{self.other.call_id}" if self.other else str(self.standing)


class Became(StrEnum):
    """What became of a form."""

    REPORT = "report"
    COUNTED = "counted"
    WAITING = "waiting"
    """It is kept, and not worked on yet."""
    REFUSED = "refused"
    """It is kept, and could not be read; it waits in the quarantine."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which form a receipt is for, with what the operator had chosen: the browser hands it back while it waits."""

    inbox_id: int
    call_id: str
    kind: str
    kelurahan: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is told to the operator. Everything after `problem` is set for a report only; places are names.

    `words` are those that decided the category; `category_chosen` and `place_chosen` say that the operator did.
    `place_because` is what decided the place, with names for codes; `place_differs` that the operator had chosen another
    one. `provisional` where a decree may still move the deadline. `opd` is the department's short name, `opd_by` who chose it, `opd_rule` the words of the city's rule where one
    did. `due_stage` is forward, answer or settle; `due_at` is aware UTC, None without a deadline.
    """

    became: Became
    asked: Asked
    problem: str = ""
    number: str = ""
    category: str = ""
    words: tuple[str, ...] = ()
    category_chosen: bool = False
    kelurahan: str = ""
    kecamatan: str = ""
    place_chosen: bool = False
    place_differs: str = ""
    place_because: PlaceEvidence = NO_EVIDENCE
    opd: str = ""
    opd_label: Wording | None = None
    opd_by: AssignedBy = AssignedBy.ROUTE
    opd_rule: Wording | None = None
    due_stage: str = ""
    due_at: datetime | None = None
    provisional: bool = False
    policy: Wording | None = None
