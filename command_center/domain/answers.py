"""An answer to a citizen, and what it makes of the report: a step that counts from when it was written, once it was handed over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from command_center.domain.findings import AssignedBy, Assignment
from command_center.domain.inbound import Media
from command_center.domain.outgoing import OutgoingKind, ReachWay, SendState, Trouble
from command_center.domain.pauses import Pause, PauseReason, after_change
from command_center.domain.report import Report, after_step, is_with_department, with_next_due
from command_center.domain.workflow import Stage, Status, may_follow

MAKES = (Status.ANSWERED, Status.SETTLED, Status.INCOMPLETE)
"""What an answer may make of a report."""


class AnswerState(StrEnum):
    """How it stands with the answers of a report, as a fact: none on its way, one on its way, the newest one did not arrive."""

    NONE = ""
    SENDING = "sending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StepBefore:
    """Where a report stood before an answer took its step: what is restored where the answer turns out not to have arrived.

    `version` is the report's then: it gives the order in which answers took their steps, which is not always the one in which
    they were written. 0 where it was not kept. `assignment` is whose it was, None where the step did not change that.
    """

    status: Status
    reached: Mapping[Stage, datetime]
    closed_at: datetime | None
    verified_at: datetime | None
    pauses: tuple[Pause, ...]
    version: int = 0
    assignment: Assignment | None = None


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
    state, version = report.state, report.version
    assignment = None if is_with_department(report) else report.assignment
    return StepBefore(
        state.status,
        dict(state.reached),
        state.closed_at,
        state.verified_at,
        report.deadlines.pauses,
        version,
        assignment,
    )


def with_answer(report: Report, answer: Answer, p3m_opd: str = "") -> Report | None:
    """The report after an answer was handed over, counted from when it was written; None where the flow has gone on meanwhile
    and the answer changes nothing of it.

    What no department had was answered by P3M itself: as the department `p3m_opd` that it belongs to ("" for the one that
    was found), to which it was brought with the answer.
    """
    if not may_follow(report.status, answer.status, report.report_class):
        return None
    after = after_step(report, answer.status, answer.at)
    if Stage.ANSWER not in answer.status.rule.meets or is_with_department(report):
        return after
    reached = {Stage.FORWARD: answer.at, **after.state.reached}
    assignment = Assignment(p3m_opd or report.assignment.opd, AssignedBy.P3M)
    return with_next_due(replace(after, assignment=assignment, state=replace(after.state, reached=reached)))


def without_answer(report: Report, undone: Answer, others: Iterable[Answer]) -> tuple[Report, Mapping[int, StepBefore]]:
    """The report after an answer turned out not to have arrived, and answer -> where the report stood before its step, of the
    later ones that built on it: what fails next must not bring back what failed before.

    `others` are the report's other answers: one that was handed over keeps the stage reached, at its own time. Where the
    report has gone on since, it stays where it is now; else it stands where it stood before. Only what the answer changed
    is taken back: status, stages reached, pauses, and whose it is. Deadlines are the caller's to count anew where the pauses differ.
    """
    before = undone.before
    if before is None:
        return report, {}
    steps = sorted((each for each in others if each.state.handed_over and each.before is not None), key=_order)
    later = [each for each in steps if _order(each) > _order(undone)]
    stood = {
        each.id: _stripped(each.before, undone, before, later[:count], report.received_at)
        for count, each in enumerate(later)
        if each.before is not None
    }
    now = _stripped(before_step(report), undone, before, later, report.received_at)
    state = replace(
        report.state, status=now.status, reached=now.reached, closed_at=now.closed_at, verified_at=now.verified_at
    )
    deadlines = (
        report.deadlines if now.pauses == report.deadlines.pauses else replace(report.deadlines, pauses=now.pauses)
    )
    taken = report.assignment.by is AssignedBy.P3M and now.assignment is not None
    assignment = now.assignment if taken and now.assignment is not None else report.assignment
    return with_next_due(replace(report, state=state, deadlines=deadlines, assignment=assignment)), stood


def _order(answer: Answer) -> tuple[int, datetime, int]:
    """The order in which answers took their steps."""
    return (answer.before.version if answer.before is not None else 0, answer.at, answer.id)


def _stripped(
    stood: StepBefore, undone: Answer, before: StepBefore, later: Sequence[Answer], received_at: datetime
) -> StepBefore:
    """Where a report stands without a step that it took; `later` are the steps of answers between that one and now."""
    reached = dict(stood.reached)
    if Stage.FORWARD not in before.reached and reached.get(Stage.FORWARD) == undone.at:
        # P3M answered it itself, and brought it to its department so.
        del reached[Stage.FORWARD]
        again = next((each.at for each in later if Stage.ANSWER in each.status.rule.meets), None)
        reached |= {Stage.FORWARD: again} if again is not None else {}
    for stage in undone.status.rule.meets:
        if reached.get(stage) != undone.at:
            continue
        del reached[stage]
        earlier = before.reached.get(stage) or next((e.at for e in later if stage in e.status.rule.meets), None)
        if earlier is not None:
            reached[stage] = earlier
    status, closed_at, verified_at = stood.status, stood.closed_at, stood.verified_at
    assignment = stood.assignment
    if before.verified_at is None and verified_at == undone.at:
        verified_at = next((each.at for each in later if each.status.is_verified), None)
    if status is undone.status and not any(each.status is undone.status for each in later):
        status, closed_at, verified_at = before.status, before.closed_at, before.verified_at
        assignment = before.assignment
    pauses = _without_pauses_of(stood, undone, before, later, received_at)
    if status.rule.clock_stands and (not pauses or pauses[-1].end is not None):
        asked = next((each.at for each in reversed(later) if each.is_question), None)
        pauses = after_change(pauses, PauseReason.CITIZEN, asked, received_at) if asked is not None else pauses
    return replace(
        stood,
        status=status,
        reached=reached,
        closed_at=closed_at,
        verified_at=verified_at,
        pauses=pauses,
        assignment=assignment,
    )


def _without_pauses_of(
    stood: StepBefore, undone: Answer, before: StepBefore, later: Sequence[Answer], received_at: datetime
) -> tuple[Pause, ...]:
    """A question that nobody got made nobody wait; an answer that nobody got ended no waiting."""
    had = before.pauses
    lasting = had[-1] if had and had[-1].end is None else None
    if undone.is_question:
        begun = after_change(had, PauseReason.CITIZEN, undone.at, received_at)[len(had) :]
        return tuple(each for each in stood.pauses if all(each.start != mine.start for mine in begun))
    ended = next((each for each in stood.pauses if lasting is not None and each.start == lasting.start), None)
    if lasting is None or (ended is not None and ended.end != undone.at):
        return stood.pauses
    following = next(iter(later), None)
    end = following.at if following is not None else None
    if following is None and stood.status is not undone.status:
        # Somebody brought the report on by hand: the waiting is over as it was.
        return stood.pauses
    others = [each for each in stood.pauses if each is not ended]
    if following is not None and following.is_question:
        asked = next((each for each in others if each.start >= lasting.start), None)
        others = [each for each in others if each is not asked]
        end = asked.end if asked is not None else None
    if end is not None and end <= lasting.start:
        return tuple(others)
    again = replace(lasting, end=end, counted=frozenset())
    return tuple(sorted([*others, again], key=lambda each: each.start))
