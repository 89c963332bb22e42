"""A report, frozen, made of parts: what a citizen sent, what intake found, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from command_center.domain.findings import AssignedBy, Assignment, Classification, Deadlines, Location
from command_center.domain.inbound import Media
from command_center.domain.pauses import PauseReason, after_change, begun_earlier, reason_of_level
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Stage, Status, next_deadline, reached_after, verified_after
from command_center.domain.working_days import wib_day


@dataclass(frozen=True, slots=True)
class Origin:
    """How a report came. `account` is which of our numbers, pages or apps received it; `resend_key` see `Inbound`.

    `answerable` False where no answer can be given on the channel.
    """

    channel: str
    account: str
    sent_at: datetime
    answerable: bool = True
    resend_key: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What the citizen said. `written_at` is when the text kept here was written: an older one changes nothing."""

    subject: str
    text: str
    address: str
    written_at: datetime
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """A deadline that passed unmet: its stage, when it was due, and when an operator acknowledged it."""

    stage: Stage
    at: datetime
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WorkflowState:
    """Where a report stands: status, when each stage was reached, since when it is closed, its last breach.

    A stage that another system took at a time it does not say is not in `reached`, and a report that was closed so has
    no `closed_at`: how long it took is unknown, not zero. Whether it is closed, `status` says.
    `next_due` is the next unmet deadline, None for a closed report and where none is left. It is kept, and changes with
    a step or a deadline only (`with_next_due`): what the log said and what the row says are the same for good.
    `verified_at` is when it was first verified, or further; None while it is not, and where nobody knows when.
    """

    status: Status = Status.RECEIVED
    reached: Mapping[Stage, datetime] = field(default_factory=dict)
    closed_at: datetime | None = None
    breach: Breach | None = None
    next_due: tuple[Stage, datetime] | None = None
    verified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report. Times are aware UTC; codes are those of the reference data.

    `version` counts changes: who writes names the version that was read. The reporter is kept apart (personal data).
    `answer_state` is "" where no answer is on its way, else ``sending``, or ``failed`` where the newest did not arrive.
    """

    id: int
    number: str
    received_at: datetime
    origin: Origin
    report_class: ReportClass
    visibility: Visibility
    content: Content
    classification: Classification
    location: Location
    assignment: Assignment
    deadlines: Deadlines
    state: WorkflowState = field(default_factory=WorkflowState)
    incident_id: int | None = None
    possible_duplicate_of: int | None = None
    retracted: bool = False
    simulated: bool = False
    answer_state: str = ""
    version: int = 1

    @property
    def status(self) -> Status:
        """Where it stands in the flow."""
        return self.state.status

    @property
    def next_due(self) -> tuple[Stage, datetime] | None:
        """The next unmet deadline; None for a closed report and where none is left."""
        return self.state.next_due

    def passed_deadline(self, now: datetime) -> Breach | None:
        """The breach of the next unmet deadline where it has passed and is not flagged yet."""
        due = self.next_due
        if (
            due is None
            or self.retracted
            or due[1] >= now
            or (self.state.breach is not None and self.state.breach.stage is due[0])
        ):
            return None
        return Breach(*due)


def after_step(
    report: Report,
    status: Status,
    at: datetime | None,
    assignment: Assignment | None = None,
    *,
    level: str = "",
    known: bool = True,
) -> Report:
    """The report after a step at `at`, None where nobody knows when; `assignment` is where it goes with a status that
    names an OPD; `level` whose it is (province, nation) with one that says it is not ours.

    A status in which the clock stands begins a pause, the step out of it ends the pause; what that does to deadlines is
    counted when the change is saved (`DeadlineClock`). `known` False says that `at` is only when we heard of the step:
    it begins no pause. Whether the flow allows the step is for the caller to check: another system may have gone ways
    that we did not see. Raises ValueError for a level that there is not.
    """
    why = clock_stands_for(status, level)
    state = replace(
        report.state,
        status=status,
        reached=reached_after(report.state.reached, status, at),
        closed_at=at if status.closed else None,
        verified_at=verified_after(report.state.verified_at, status, at),
    )
    goes_to = assignment if assignment is not None and status.rule.names_opd else report.assignment
    pauses = after_change(report.deadlines.pauses, why, at if known else None, report.received_at)
    deadlines = report.deadlines if pauses == report.deadlines.pauses else replace(report.deadlines, pauses=pauses)
    return with_next_due(replace(report, state=_breached_indeed(state), assignment=goes_to, deadlines=deadlines))


def clock_stands_for(status: Status, level: str = "") -> PauseReason | None:
    """For whom the clock of a report stands in a status; None where it runs. Raises ValueError for no such level."""
    passed_to = reason_of_level(level)
    if status.rule.clock_stands:
        return PauseReason.CITIZEN
    return passed_to if status.rule.names_level else None


def with_time_of_status(report: Report, at: datetime) -> Report:
    """The report after another system said, or corrected, when the status was taken that it has already.

    The first verification, forwarding and answer count, so that a later one changes nothing; a settlement counts from what
    is said last. A later hour of the same day is no correction: a day without a time is read as far as it has passed.
    A pause that ended with the step ended when that is said to have been; its deadlines are the caller's to count anew.
    """
    status, known = report.status, report.state.reached
    reached = dict(known)
    for stage in status.rule.meets:
        before = known.get(stage)
        if before is None or at < before or (stage is Stage.SETTLE and wib_day(at) != wib_day(before)):
            reached[stage] = at
    closed_at = report.state.closed_at
    if status.closed and (closed_at is None or at < closed_at or wib_day(at) != wib_day(closed_at)):
        closed_at = at
    verified_at = report.state.verified_at
    if status.is_verified and (verified_at is None or at < verified_at):
        verified_at = at
    state = _breached_indeed(replace(report.state, reached=reached, closed_at=closed_at, verified_at=verified_at))
    times: list[tuple[datetime | None, datetime | None]] = [(known[stage], reached[stage]) for stage in known]
    times += [(report.state.closed_at, closed_at), (report.state.verified_at, verified_at)]
    deadlines = _waited_until(_waits_since(report, at), times)
    if state == report.state and deadlines is report.deadlines:
        return report
    return with_next_due(replace(report, state=state, deadlines=deadlines))


def _waits_since(report: Report, at: datetime) -> Deadlines:
    """The deadlines of a report of which another system says, or corrects, since when it waits for its citizen."""
    why, pauses = clock_stands_for(report.status), report.deadlines.pauses
    lasting = pauses[-1] if pauses and pauses[-1].end is None else None
    if why is None or (lasting is not None and at >= lasting.start and wib_day(at) == wib_day(lasting.start)):
        return report.deadlines
    earlier = begun_earlier(pauses, why, at, report.received_at)
    return report.deadlines if earlier == pauses else replace(report.deadlines, pauses=earlier)


def _waited_until(deadlines: Deadlines, times: Sequence[tuple[datetime | None, datetime | None]]) -> Deadlines:
    """The deadlines of a report whose times were corrected: the pause that one of them ended ended with it."""
    last = deadlines.pauses[-1] if deadlines.pauses else None
    end = next((now for before, now in times if last is not None and before == last.end and now != before), None)
    if last is None or last.end is None or end is None:
        return deadlines
    kept = (replace(last, end=end),) if end > last.start else ()
    return replace(deadlines, pauses=(*deadlines.pauses[:-1], *kept))


def _breached_indeed(state: WorkflowState) -> WorkflowState:
    """Without a breach that was none, since its stage was reached in time and we heard of it later."""
    breach = state.breach
    met_at = state.reached.get(breach.stage) if breach is not None else None
    return replace(state, breach=None) if breach is not None and met_at is not None and met_at <= breach.at else state


def with_next_due(report: Report) -> Report:
    """The report with the next unmet deadline that its status, times and deadlines ask for."""
    due = next_deadline(report.status, report.deadlines.due, report.state.reached)
    return replace(report, state=replace(report.state, next_due=due))


def with_deadlines(report: Report, deadlines: Deadlines) -> Report:
    """The report with other deadlines. A breach of one that moved is forgotten: the watch flags it again where the new
    one has passed unmet, too.
    """
    breach = report.state.breach
    if breach is not None and deadlines.due.get(breach.stage) != report.deadlines.due.get(breach.stage):
        breach = None
    return with_next_due(replace(report, deadlines=deadlines, state=replace(report.state, breach=breach)))


def with_longer_settlement(report: Report, due: datetime) -> Report:
    """The report with the policy's longer term to be settled, `due` counted from its receipt; a breach of the shorter one
    was none. What the report waited is counted for the longer term when the change is saved.
    """
    pauses = tuple(replace(each, counted=each.counted - {Stage.SETTLE}) for each in report.deadlines.pauses)
    due_by_stage = {**report.deadlines.due, Stage.SETTLE: due}
    return with_deadlines(report, replace(report.deadlines, extended=True, due=due_by_stage, pauses=pauses))


def sent_to(report: Report, opd: str) -> Assignment:
    """The assignment of a report that somebody sends to an OPD; the one it has where it is that OPD, or "" is given."""
    known = report.assignment
    if opd in ("", known.opd) and known.by is not AssignedBy.TAKEN_BACK:
        return known
    return Assignment(opd or known.opd, AssignedBy.STAFF)


def taken_back(report: Report) -> Report:
    """The report with P3M again: its department has it no more, whatever it was forwarded to before."""
    return replace(report, assignment=replace(report.assignment, by=AssignedBy.TAKEN_BACK))


def is_with_department(report: Report) -> bool:
    """Whether it lies with its department: forwarded to it, or further, or waiting for the citizen since.

    One that P3M closed without forwarding it, or took back, is nobody's but P3M's.
    """
    if report.retracted or report.assignment.by is AssignedBy.TAKEN_BACK:
        return False
    if report.status is Status.INCOMPLETE:
        return Stage.FORWARD in report.state.reached
    progress = report.status.rule.progress
    return progress is not None and progress >= (Status.FORWARDED.rule.progress or 0)
