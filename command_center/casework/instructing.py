"""Instructions of the mayor to departments: given, answered by the department, closed by the mayor; each act in the audit."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from command_center.casework.stepping import check_opd
from command_center.domain.acting import Acting, Actor
from command_center.domain.acts import BadAct
from command_center.domain.instructions import (
    OF_MAYOR,
    Instruction,
    InstructionAct,
    InstructionActKind,
    InstructionState,
    NamedReport,
    may_do,
)
from command_center.domain.opd import Router
from command_center.domain.working_days import wib_day
from command_center.errors import Conflict, NotAllowed, NotFound
from command_center.store.audit import AuditEntry
from command_center.store.instructions import Instructions

LONGEST = 2000
"""Characters of an instruction, and of what is said of it."""
MOST_REPORTS = 20
_NUMBER = re.compile(r"[A-Za-z]+-\d{4}-\d{6,}")


class Instructing:
    """What the mayor asks of departments. `categories` are the codes of the subjects that an instruction may be about."""

    def __init__(self, kept: Instructions, router: Router, categories: Collection[str]) -> None:
        self._kept, self._router, self._categories = kept, router, categories

    def give(self, given: Instruction, acting: Acting) -> Instruction:
        """Give an instruction. Raises NotAllowed, NotFound, BadAct (its `field` is that of `Instruction`)."""
        if Actor.MAYOR not in acting.actors:
            raise NotAllowed(f"{acting.name} may not instruct departments: that is for the mayor")
        text = _said(given.text)
        check_opd(given.opd, self._router)
        if given.category and given.category not in self._categories:
            raise BadAct("category", f"{given.category!r} is no category")
        if given.due is not None and given.due < wib_day(given.at):
            raise BadAct("due", "the day until which it shall be done has passed")

        def entry(instruction_id: int) -> AuditEntry:
            told = {"instruction": instruction_id, "opd": given.opd, "report": given.report}
            return AuditEntry(
                given.at, acting.name, "instruction.give", f"instruction {instruction_id}", None, told, acting.address
            )

        try:
            return self._kept.give(replace(given, by=acting.name, text=text, acts=(), id=0), entry)
        except NotFound as error:
            raise BadAct("report", str(error)) from error

    def say(
        self,
        instruction_id: int,
        kind: InstructionActKind,
        text: str,
        acting: Acting,
        at: datetime,
        seen: int | None = None,
        reports: str = "",
    ) -> Instruction:
        """Its department says what it did, or the mayor closes it or has it go on.

        `seen` is how many acts whoever says it has seen; `reports` names reports in any text between. Raises NotFound,
        NotAllowed, Conflict (somebody was faster, or it is closed) and BadAct.
        """
        said = text.strip() if kind is InstructionActKind.CLOSE else _said(text)
        if len(said) > LONGEST:
            raise BadAct("text", f"at most {LONGEST} characters")

        def check(before: Instruction) -> AuditEntry:
            _check_right(before, kind, acting)
            if seen is not None and seen != len(before.acts):
                by = ", ".join(dict.fromkeys(act.by for act in before.acts[seen:])) or "somebody else"
                raise Conflict(f"something was said of this instruction meanwhile, by {by}: look at it again")
            if not may_do(before.state, kind):
                raise Conflict(f"the instruction is {before.state}: that cannot be done with it")
            told = {"instruction": before.id, "opd": before.opd}
            subject = f"instruction {before.id}"
            return AuditEntry(at, acting.name, f"instruction.{kind}", subject, None, told, acting.address)

        act = InstructionAct(kind, at, acting.name, said, numbers_in(reports))
        try:
            return self._kept.add(instruction_id, act, check)
        except NotFound as error:
            if act.reports and "instruction" not in str(error).split(":")[0]:
                raise BadAct("reports", str(error)) from error
            raise

    def of_opd(self, opd: str) -> list[Instruction]:
        """The instructions to a department, those that are not closed first, the newest first."""
        return _ordered(self._kept.of(opd))

    def every(self) -> list[Instruction]:
        """All instructions, those that are not closed first, the newest first."""
        return _ordered(self._kept.of())

    def of_report(self, report_id: int) -> list[Instruction]:
        """The instructions about a report, in the order in which they were given."""
        return self._kept.of(report_id=report_id)

    def named_in(self, found: Sequence[Instruction], *more: str) -> Mapping[str, NamedReport]:
        """Number -> how the reports stand that instructions, and what was said of them, name; `more` are further numbers.

        What was taken back or is rahasia is not among them.
        """
        said = [number for each in found for act in each.acts for number in act.reports]
        return self._kept.named([*(each.report for each in found if each.report), *said, *more])

    def known_before(self, moment: datetime) -> list[Instruction]:
        """The instructions as they stood before an aware moment, in the order in which they were given."""
        stood = (each.at_moment(moment) for each in self._kept.of(until=moment))
        return [each for each in stood if each is not None]


def days_carried(instruction: Instruction, day: date) -> int:
    """How many mornings up to `day` it was carried to: 1 on the morning after it was given."""
    return max(0, (day - wib_day(instruction.at)).days)


def numbers_in(text: str) -> tuple[str, ...]:
    """Tracking numbers in a text, each once."""
    return tuple(dict.fromkeys(found.upper() for found in _NUMBER.findall(text)))[:MOST_REPORTS]


def _check_right(instruction: Instruction, kind: InstructionActKind, acting: Acting) -> None:
    if kind in OF_MAYOR:
        if Actor.MAYOR not in acting.actors:
            raise NotAllowed(f"{acting.name} may not close instructions of the mayor")
    elif Actor.OPD not in acting.actors or not acting.opd or acting.opd != instruction.opd:
        raise NotAllowed(f"{acting.name} may not answer an instruction to another department")


def _said(text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise BadAct("text", "say it in words: the text is empty")
    if len(said) > LONGEST:
        raise BadAct("text", f"at most {LONGEST} characters, not {len(said)}")
    if any(0xD800 <= ord(letter) <= 0xDFFF or letter == "\0" for letter in said):
        raise BadAct("text", "it holds a character that cannot be stored")
    return said


def with_last_closed(found: Sequence[Instruction], most: int) -> list[Instruction]:
    """Those of `found`, which are ordered, that are not closed, and the first `most` of those that are."""
    closed = [each for each in found if each.state is InstructionState.CLOSED]
    return [each for each in found if each.state is not InstructionState.CLOSED] + closed[:most]


def _ordered(found: Sequence[Instruction]) -> list[Instruction]:
    return sorted(found, key=lambda each: (each.state is InstructionState.CLOSED, -each.id))
