"""A deadline with its own working: by which policy, which days counted and which did not and why, and what moved it.

One explanation for desk, OPD, citizen, API and command line; screens put its reasons into words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from command_center.domain.due_changes import DueChange
from command_center.domain.pauses import Pause, PauseReason, PauseRule, paused_time
from command_center.domain.report import Report
from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import DeadlinePolicy, Policies, Term
from command_center.domain.thresholds import begin_of_term, moving_pauses
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage
from command_center.domain.working_days import (
    RECEIPT,
    WORKING,
    Calendar,
    DayOff,
    end_of_day,
    start_of_day,
    wib_day,
)

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_ROUNDING = 2 / 3600
"""Two seconds, in hours: a term of hours that ends with a day ends up to a second before midnight."""

WAITED = {
    PauseReason.CITIZEN: Wording("menunggu warga", "waiting for the citizen"),
    PauseReason.PROVINCE: Wording("di pemerintah provinsi", "at the province"),
    PauseReason.NATION: Wording("di pemerintah pusat", "at the national government"),
}
"""Why a day on which the clock stood does not count."""


class DayKind(StrEnum):
    """What a day is to a deadline: it counts, or why it does not."""

    COUNTED = "counted"
    RECEIPT = "receipt"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    JOINT_LEAVE = "joint_leave"
    CLOSURE = "closure"
    PAUSED = "paused"


_OFF = {DayOff.HOLIDAY: DayKind.HOLIDAY, DayOff.JOINT_LEAVE: DayKind.JOINT_LEAVE, DayOff.CLOSURE: DayKind.CLOSURE}


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """One day of the working of a deadline.

    `share` is the part of the day that counted, 0 to 1; `number` what has counted up to its end, in working days (hours
    for a term of hours), 0 where nothing of it counts. `why` names the day off, the weekend or whom the report waited
    for. `pause` and `paused` say for whom the clock stood and for how many hours of working time, also where the rest of
    the day counted. `late`: it lies after the deadline, and `number` counts the working days since then.
    """

    day: date
    kind: DayKind
    why: Wording
    share: float
    number: float
    pause: PauseReason | None = None
    paused: float = 0.0
    late: bool = False

    @property
    def counted(self) -> bool:
        """Whether any of it counted."""
        return self.kind is DayKind.COUNTED


@dataclass(frozen=True, slots=True)
class ExplainedPause:
    """A time in which the report waited: `days` of working time of this term, and whether they moved the deadline.

    `end` is None while it lasts.
    """

    start: datetime
    end: datetime | None
    why: PauseReason
    days: float
    moves: bool


@dataclass(frozen=True, slots=True)
class StageExplained:
    """The deadline of one stage. Times are aware UTC.

    `term` is what the policy asks for, None where the city no longer has the policy or the stage. `first_due` is the
    deadline as it was fixed at the receipt, None for a stage that got one later. `reached_at` is when the stage was
    reached; `met` holds also where nobody knows when. `over_days` are the full working days past the deadline. `total` is what the days up to the deadline add up to by the
    calendar of today, in the unit of the term; `counted_otherwise` says that this is not the term: days off changed
    since it was counted, and nobody counted it anew. `provisional`: a decree may still move it. `waits` is for whom the
    clock stands now; `held` that how long it waits decides when it is due, so that the days are those so far.
    """

    stage: Stage
    term: Term | None
    due: datetime
    first_due: datetime | None
    begins: datetime
    reached_at: datetime | None
    met: bool
    late: bool
    over_days: int
    provisional: bool
    waits: PauseReason | None
    held: bool
    days: tuple[ExplainedDay, ...]
    total: float
    counted_otherwise: bool
    pauses: tuple[ExplainedPause, ...]
    changes: tuple[DueChange, ...]

    @property
    def hours(self) -> bool:
        """Whether its term is one of hours."""
        return self.term is not None and self.term.hours > 0


@dataclass(frozen=True, slots=True)
class DueExplained:
    """All deadlines of a report. `policy` is ``code@version``, `label` and `source` its words; `calendar` the version that
    the deadlines were counted with. First answer and settlement stand apart in `stages`.
    """

    number: str
    received_at: datetime
    report_class: ReportClass
    policy: str
    label: Wording
    source: str
    calendar: str
    extended: bool
    stages: tuple[StageExplained, ...]

    def of(self, stage: Stage | str) -> StageExplained | None:
        """The explanation of one stage, None where it has no deadline."""
        return next((each for each in self.stages if each.stage == stage), None)


def explain(
    report: Report,
    policies: Policies,
    calendar: Calendar,
    stage: Stage | None = None,
    *,
    now: datetime | None = None,
) -> DueExplained:
    """The working of every deadline of a report, or of one stage.

    Days go from the receipt to the deadline; where `now` is later and the stage is not reached, to now, else to when it
    was reached late. Of a report that waits, by a rule that moves the deadline, they go to now: when it is due depends on
    how long it waits.
    """
    deadlines = report.deadlines
    policy = policies.find(deadlines.policy)
    wanted = [each for each in Stage if each in deadlines.due and stage in (None, each)]
    return DueExplained(
        number=report.number,
        received_at=report.received_at,
        report_class=report.report_class,
        policy=deadlines.policy,
        label=policy.label if policy is not None else Wording(deadlines.policy, deadlines.policy),
        source=policy.source if policy is not None else "",
        calendar=deadlines.calendar,
        extended=deadlines.extended,
        stages=tuple(_explained(report, each, policy, calendar, now) for each in wanted),
    )


def _explained(
    report: Report, stage: Stage, policy: DeadlinePolicy | None, calendar: Calendar, now: datetime | None
) -> StageExplained:
    deadlines, due = report.deadlines, report.deadlines.due[stage]
    term = policy.terms[report.report_class].of(stage, deadlines.extended) if policy is not None else None
    begins = begin_of_term(report, stage, policy)
    reached_at = report.state.reached.get(stage)
    met = reached_at is not None or any(later in report.status.rule.meets for later in _from(stage))
    met = met or any(later in report.state.reached for later in _from(stage))
    lasting = deadlines.pauses[-1] if deadlines.pauses and deadlines.pauses[-1].end is None else None
    waits = lasting.why if lasting is not None and not met else None
    moving = moving_pauses(report, stage, policy) if policy is not None else []
    held = lasting is not None and waits is not None and lasting in moving
    if reached_at is not None:
        until = max(due, reached_at)
    elif lasting is not None and held:
        # What comes after today nobody knows: how long it waits decides when it is due.
        until = max(now, lasting.start) if now is not None else lasting.start
    else:
        asked_for = now is not None and not met and waits is None and not report.status.closed
        until = max(due, now) if now is not None and asked_for else due
    running = _RunningTerm(calendar, begins, due, _gaps(moving, until))
    hours = term is not None and term.hours > 0
    last = wib_day(until) if held else max(wib_day(due), wib_day(until))
    days = tuple(running.days(wib_day(report.received_at), last, hours=hours))
    total = running.total / (timedelta(hours=1) if hours else _DAY)
    changes = tuple(each for each in deadlines.changes if each.stage is stage)
    asked = (term.hours or term.days) if term is not None else None
    open_late = not met and waits is None and not report.status.closed and now is not None and now > due
    late = reached_at > due if reached_at is not None else open_late
    return StageExplained(
        stage=stage,
        term=term,
        due=due,
        first_due=changes[0].before if changes else due,
        begins=begins,
        reached_at=reached_at,
        met=met,
        late=late,
        over_days=calendar.working_days_over(due, until) if late else 0,
        provisional=calendar.may_move(due),
        waits=waits,
        held=held,
        days=days,
        total=total,
        counted_otherwise=asked is not None and not held and abs(total - asked) > _ROUNDING,
        pauses=tuple(_pauses(report, stage, policy, calendar, begins, until)),
        changes=changes,
    )


def _from(stage: Stage) -> list[Stage]:
    stages = list(Stage)
    return stages[stages.index(stage) :]


def _gaps(moving: Sequence[Pause], until: datetime) -> list[tuple[datetime, datetime, PauseReason]]:
    """The times in which the clock of this stage stood."""
    return [(each.start, each.end or max(until, each.start), each.why) for each in moving]


def _pauses(
    report: Report, stage: Stage, policy: DeadlinePolicy | None, calendar: Calendar, begins: datetime, until: datetime
) -> Iterator[ExplainedPause]:
    rules: Mapping[PauseReason, PauseRule] = policy.pauses if policy is not None else {}
    moving = set(moving_pauses(report, stage, policy)) if policy is not None else set()
    for each in report.deadlines.pauses:
        worked = paused_time([each], begins, max(until, each.end or until), calendar)
        moves = rules.get(each.why) is PauseRule.MOVES and each in moving
        yield ExplainedPause(each.start, each.end, each.why, worked / _DAY, moves)


class _RunningTerm:
    """The clock of one term: from `begins` to `due`, standing in `gaps`."""

    def __init__(
        self,
        calendar: Calendar,
        begins: datetime,
        due: datetime,
        gaps: Sequence[tuple[datetime, datetime, PauseReason]],
    ) -> None:
        self._calendar, self._begins, self._gaps = calendar, begins, gaps
        self._due_day = wib_day(due)
        # A term of days ends a second before midnight, and its last day counts as a whole one.
        self._ends = due + _SECOND if due == end_of_day(self._due_day) else due
        self.total = timedelta()

    def days(self, first: date, last: date, *, hours: bool) -> Iterator[ExplainedDay]:
        """Every day from `first` to `last`; `hours` numbers them in hours."""
        late = 0
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if day > self._due_day:
                working = self._calendar.is_working(day)
                late += working
                yield ExplainedDay(
                    day, *self._kind(day), share=float(working), number=late if working else 0, late=True
                )
            else:
                yield self._day(day, first, hours=hours)

    def _day(self, day: date, first: date, *, hours: bool) -> ExplainedDay:
        begin, end = max(start_of_day(day), self._begins), min(start_of_day(day) + _DAY, self._ends)
        worked = self._calendar.working_time(begin, end)
        paused, why = self._paused(begin, end)
        counted = worked - paused
        self.total += counted
        hours_paused = paused / timedelta(hours=1)
        if counted or (not paused and begin >= end and begin > self._begins and self._calendar.is_working(day)):
            # Of a working day that the deadline begins with, nothing is left to count; the count is what it was.
            number = self.total / (timedelta(hours=1) if hours else _DAY)
            return ExplainedDay(day, DayKind.COUNTED, WORKING, counted / _DAY, number, why, hours_paused)
        if why is not None:
            return ExplainedDay(day, DayKind.PAUSED, WAITED[why], 0.0, 0.0, why, hours_paused)
        if day == first and begin >= start_of_day(day) + _DAY:
            return ExplainedDay(day, DayKind.RECEIPT, RECEIPT, 0.0, 0.0)
        return ExplainedDay(day, *self._kind(day), share=0.0, number=0.0)

    def _paused(self, begin: datetime, end: datetime) -> tuple[timedelta, PauseReason | None]:
        total, longest, why = timedelta(), timedelta(), None
        for start, stop, reason in self._gaps:
            if max(start, begin) < min(stop, end):
                worked = self._calendar.working_time(max(start, begin), min(stop, end))
                total += worked
                if worked > longest:
                    longest, why = worked, reason
        return total, why

    def _kind(self, day: date) -> tuple[DayKind, Wording]:
        if self._calendar.is_working(day):
            return DayKind.COUNTED, WORKING
        off = self._calendar.kind_of(day)
        return (_OFF[off] if off is not None else DayKind.WEEKEND), self._calendar.why(day)
