"""One report as a department answers it: its file without who sent it, how its citizen is reached, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from command_center.domain.answers import Answer
from command_center.domain.instructions import Instruction
from command_center.domain.outgoing import Reach
from command_center.domain.report import Report
from command_center.domain.report_file import Deed, DeedKind, ReportFile
from command_center.domain.wording import Wording
from command_center.domain.workflow import Status


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """A text to begin an answer with: `code` of the template, what it is called, and the status that it makes of the report."""

    code: str
    label: Wording
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class OpdReport:
    """A report for one reader. `masked` is its text where this reader gets no other, "" else.

    `may_act`: answers and the way back to P3M are offered; `may_ask`, `may_settle`, `may_return` say which the flow allows now.
    `reach` is how its citizen is answered now; None where nothing may be answered. `others` counts the further reports of the
    incident that one answer reaches. `instructions` are the mayor's about this report.
    """

    file: ReportFile
    answers: tuple[Answer, ...]
    reach: Reach | None
    drafts: tuple[AnswerDraft, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    others: int = 0
    masked: str = ""
    may_act: bool = False
    may_answer: bool = False
    may_settle: bool = False
    may_ask: bool = False
    may_return: bool = False

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.file.report

    @property
    def asked_by_p3m(self) -> Deed | None:
        """The last forwarding that stands, with P3M's instruction."""
        return last_forwarding(self.file.history)

    @property
    def reopened(self) -> Deed | None:
        """The citizen's reopening that nobody has answered since, with what is still wrong; None where there is none, or where
        this reader gets no words of citizens.
        """
        steps = (each for each in self.file.history if each.kind is DeedKind.STEP and not each.facts.get("undone"))
        last = next(steps, None)
        return last if last is not None and last.citizens_step == "reopened" and not self.masked else None


def last_forwarding(history: Sequence[Deed]) -> Deed | None:
    """The newest step that sent the report to a department, not a remark beside it; `history` stands newest first."""
    steps = (each for each in history if each.kind is DeedKind.STEP and not each.facts.get("undone"))
    return next((each for each in steps if each.what == Status.FORWARDED and each.opd and not each.by_citizen), None)
