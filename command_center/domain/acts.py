"""What a person can do with a report beside answering it: the acts, what they carry, and what somebody else did meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from command_center.domain.inbound import Position
from command_center.domain.workflow import Status
from command_center.errors import CommandCenterError, Conflict


class ActKind(StrEnum):
    """What is done.

    `RETURN`: an OPD hands a report back to P3M. `REOPEN`: work on a closed one goes on. `CORRECT`: subject, place,
    department, class, visibility or the policy of the deadlines are what a person says. `MERGE` makes reports one incident, `SPLIT` takes one out of it;
    `APART` says that reports are not about the same, so that they are not proposed to each other any more, `ALIKE` takes that back.
    `EXTEND` gives it the longer term to be settled that its policy has. `SPLIT_MESSAGE` makes a message a report of its own. Proposals are what a sender corrected after staff had decided it.
    """

    VERIFY = "verify"
    DEFER = "defer"
    NOT_OURS = "not_ours"
    ARCHIVE = "archive"
    FORWARD = "forward"
    RETURN = "return"
    REOPEN = "reopen"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    SPLIT_MESSAGE = "split_message"
    EXTEND = "extend"
    TAKE_PROPOSAL = "take_proposal"
    DROP_PROPOSAL = "drop_proposal"
    ACKNOWLEDGE = "acknowledge"
    APART = "apart"
    ALIKE = "alike"


STEPS_OF: Mapping[ActKind, Status] = {
    ActKind.VERIFY: Status.VERIFIED,
    ActKind.DEFER: Status.DEFERRED,
    ActKind.NOT_OURS: Status.NOT_OURS,
    ActKind.ARCHIVE: Status.ARCHIVED,
    ActKind.FORWARD: Status.FORWARDED,
}
"""Acts that are a step of the flow -> the status they lead to."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act on one report. What an act does not need stays empty.

    `version` is the version that the person saw; None acts on whatever is there. `note` is the instruction or reason. `level`
    says who a report that is not the city's belongs to ("province", "nation", "" for others). `kelurahan`, `position`,
    `category`, `opd`, `report_class`, `visibility` and `policy` are what a correction sets (a policy by its code, for the newest version, or as ``code@version``). `others` are the ids of the reports that
    are merged with it, or are not about the same, `message` the key of the message that is split off, `field` the proposal's.
    """

    kind: ActKind
    report_id: int
    version: int | None = None
    note: str = ""
    opd: str = ""
    level: str = ""
    category: str = ""
    kelurahan: str = ""
    position: Position | None = None
    report_class: str = ""
    visibility: str = ""
    policy: str = ""
    others: tuple[int, ...] = ()
    message: tuple[str, str, str] | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A report after an act; `made` is the id of the report that a split message became."""

    report_id: int
    number: str
    version: int
    made: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did to a report: who (sign-in name, channel or ``system``), when, as which event, and the facts it set."""

    by: str
    at: datetime
    kind: str
    facts: Mapping[str, Any]


def checked_note(note: str) -> str:
    """An instruction or reason as it is kept. Raises BadAct where a database could not keep it."""
    if any(0xD800 <= ord(letter) <= 0xDFFF or letter == "\0" for letter in note):
        raise BadAct("note", "the instruction or reason holds a character that cannot be stored")
    return note.strip()


class Overtaken(Conflict):
    """The report is not as the person saw it any more; `changes` are what was done since, oldest first."""

    def __init__(self, number: str, version: int, changes: tuple[Change, ...]) -> None:
        self.number, self.version, self.changes = number, version, changes
        by = ", ".join(dict.fromkeys(each.by for each in changes)) or "somebody else"
        super().__init__(f"{number} was changed meanwhile by {by}: look at it again before you go on")


class BadAct(CommandCenterError):
    """An act that lacks something or names what there is not; `field` is the field of `Act` at fault (HTTP 400)."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)
