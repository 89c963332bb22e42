"""An answer to a citizen, and what it makes of the report: a step that counts from when it was written, once it was handed over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from command_center.domain.inbound import Media
from command_center.domain.outgoing import OutgoingKind, ReachWay, SendState, Trouble
from command_center.domain.pauses import Pause
from command_center.domain.report import Report, after_step, with_next_due
from command_center.domain.workflow import Stage, Status, may_follow


class AnswerState(StrEnum):
    """How it stands with the answers of a report, as a fact: none on its way, one on its way, the newest one did not arrive."""

    NONE = ""
    SENDING = "sending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StepBefore:
    """Where a report stood before an answer took its step: what is restored where the answer turns out not to have arrived."""

    status: Status
    reached: Mapping[Stage, datetime]
    closed_at: datetime | None
    verified_at: datetime | None
    pauses: tuple[Pause, ...]
    due: Mapping[Stage, datetime]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one reporter. `status` is what it makes of the report: answered, settled, or incomplete for a question.

    `at` is when it was written, from which it counts; `sent_at` when the channel took it. `text` is as it was sent, but for the code of the status page. `before`
    is set while its step is taken. `told` is what the other side said, without numbers and addresses. `try_at` is when it
    is sent, or tried again.
    """

    id: int
    report_id: int
    at: datetime
    by: str
    status: Status
    text: str
    route: str
    way: ReachWay
    state: SendState
    kind: OutgoingKind = OutgoingKind.ANSWER
    media: tuple[Media, ...] = ()
    template: str = ""
    trouble: Trouble = Trouble.NONE
    told: str = ""
    sent_at: datetime | None = None
    attempts: int = 0
    try_at: datetime | None = None
    before: StepBefore | None = None

    @property
    def is_question(self) -> bool:
        """Whether the citizen is asked something, so that it is the citizen's turn."""
        return self.status is Status.INCOMPLETE


def answer_state(answers: Sequence[Answer]) -> AnswerState:
    """What the answers of a report say together; they are given in the order in which they were written.

    An unsure one counts as on its way until its time is over, and then as failed: it was told to a person.
    """
    said = [each for each in answers if each.state is not SendState.CANCELLED]
    if any(each.state.on_its_way or _may_settle(each) for each in said):
        return AnswerState.SENDING
    failed = bool(said) and said[-1].state in (SendState.FAILED, SendState.UNSURE)
    return AnswerState.FAILED if failed else AnswerState.NONE


def _may_settle(answer: Answer) -> bool:
    return answer.state is SendState.UNSURE and answer.trouble is not Trouble.NO_ANSWER


def before_step(report: Report) -> StepBefore:
    """What to keep of a report before an answer takes its step."""
    state, deadlines = report.state, report.deadlines
    return StepBefore(
        state.status, dict(state.reached), state.closed_at, state.verified_at, deadlines.pauses, dict(deadlines.due)
    )


def with_answer(report: Report, answer: Answer) -> Report | None:
    """The report after an answer was handed over, counted from when it was written; None where the flow has gone on meanwhile
    and the answer changes nothing of it.
    """
    if not may_follow(report.status, answer.status):
        return None
    return after_step(report, answer.status, answer.at)


def without_answer(report: Report, undone: Answer, others: Iterable[Answer]) -> Report:
    """The report after an answer turned out not to have arrived: what it reached is reached no more.

    `others` are the report's other answers: one that was handed over keeps the stage reached, at its own time. Where the
    report has gone on since, it stays where it is now; else it stands where it stood before.
    """
    before = undone.before
    if before is None:
        return report
    reached = dict(report.state.reached)
    handed = sorted((each for each in others if each.state.handed_over and each.before is not None), key=lambda a: a.at)
    for stage in undone.status.rule.meets:
        if reached.get(stage) != undone.at:
            continue
        del reached[stage]
        earlier = before.reached.get(stage) or next((e.at for e in handed if stage in e.status.rule.meets), None)
        if earlier is not None:
            reached[stage] = earlier
    state = replace(report.state, reached=reached)
    newer = any(each.at > undone.at and each.status is undone.status for each in handed)
    if report.status is undone.status and not newer:
        state = replace(state, status=before.status, closed_at=before.closed_at, verified_at=before.verified_at)
        if report.deadlines.pauses != before.pauses:
            # A question that nobody got made nobody wait; an answer that nobody got ended no waiting.
            deadlines = replace(report.deadlines, pauses=before.pauses, due=before.due)
            report = replace(report, deadlines=deadlines)
    return with_next_due(replace(report, state=state))
