"""Instructions of the mayor to a department: what was asked, what the department said it did, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class InstructionState(StrEnum):
    """`OPEN`: the department said nothing yet. `WORKING`: it is at it. `DONE`: it says that it is done, and the mayor has not
    closed it yet. `CLOSED`: the mayor closed it, or took it back.
    """

    OPEN = "open"
    WORKING = "working"
    DONE = "done"
    CLOSED = "closed"


class InstructionActKind(StrEnum):
    """What is done with an instruction: by its department (progress, done), or by the mayor (close, go on)."""

    PROGRESS = "progress"
    DONE = "done"
    CLOSE = "close"
    GO_ON = "go_on"


LEADS_TO = {
    InstructionActKind.PROGRESS: InstructionState.WORKING,
    InstructionActKind.DONE: InstructionState.DONE,
    InstructionActKind.CLOSE: InstructionState.CLOSED,
    InstructionActKind.GO_ON: InstructionState.OPEN,
}
OF_MAYOR = frozenset({InstructionActKind.CLOSE, InstructionActKind.GO_ON})
"""Acts of who gave the instruction; the others are those of its department."""


@dataclass(frozen=True, slots=True)
class InstructionAct:
    """One act: when (aware), by whom (sign-in name), its words, and the numbers of the reports that it names."""

    kind: InstructionActKind
    at: datetime
    by: str
    text: str
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction. `report` is the number of the report that it is about and `category` the code of a subject; both ""
    where it is about neither. `due` is the day until which it shall be done, None for none. `acts` stand in order. `id` is 0
    until it is stored.
    """

    at: datetime
    by: str
    opd: str
    text: str
    report: str = ""
    category: str = ""
    due: date | None = None
    acts: tuple[InstructionAct, ...] = ()
    id: int = 0

    @property
    def state(self) -> InstructionState:
        """Where it stands now."""
        return state_of(self.acts)

    def at_moment(self, moment: datetime) -> "Instruction | None":
        """The instruction as it was known before an aware moment; None where it was not given yet."""
        if self.at >= moment:
            return None
        acts = tuple(act for act in self.acts if act.at < moment)
        return Instruction(
            self.at, self.by, self.opd, self.text, self.report, self.category, self.due, acts, self.id
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedReport:
    """How a report stands that an instruction names: with which department it is, or is proposed for, in which status (a value of
    `Status`), and whether it lies with that department, so that it can be opened there.
    """

    number: str
    opd: str
    status: str
    with_opd: bool


def state_of(acts: Sequence[InstructionAct]) -> InstructionState:
    """The last act says where an instruction stands."""
    return LEADS_TO[acts[-1].kind] if acts else InstructionState.OPEN


def may_do(state: InstructionState, kind: InstructionActKind) -> bool:
    """Whether an act makes sense: nothing is said of a closed instruction, and only a done or closed one goes on anew."""
    if kind is InstructionActKind.GO_ON:
        return state in (InstructionState.DONE, InstructionState.CLOSED)
    return state is not InstructionState.CLOSED
