"""The life of an invented report: which steps P3M and the OPD take with it, and when, on the city's working-day clock."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from random import Random

from command_center.domain.findings import Deadlines
from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import WIB, Calendar, wib_day
from simulation.habits import Habits
from simulation.rhythm import choose

OFFICE_OPENS, OFFICE_CLOSES = time(7, 30), time(16)
"""When an OPD works on working days; P3M looks at reports every day from 06:00 to 22:00."""
_P3M_OPENS, _P3M_CLOSES = 6, 22


@dataclass(frozen=True, slots=True)
class StaffStep:
    """One step of a report: `at` is aware; `opd` is set where it goes to another department than intake chose."""

    status: Status
    at: datetime
    opd: str = ""
    note: str = ""


def live(
    rng: Random,
    habits: Habits,
    calendar: Calendar,
    received: datetime,
    deadlines: Deadlines,
    *,
    on_topic: bool = True,
    category: str = "",
    usual_opd: str = "",
    other_opd: Sequence[str] = (),
) -> tuple[StaffStep, ...]:
    """All steps from receipt to the end, in order of time, whether past or still to come.

    `usual_opd` is the one that intake chose, `other_opd` are those that a report may be passed on to.
    """
    teller = _Teller(rng, habits)
    looked = _p3m_time(received + timedelta(minutes=_around(rng, habits.verify_minutes)))
    if not on_topic:
        if rng.random() < habits.archived:
            return (teller.step(Status.ARCHIVED, looked),)
        return (
            teller.step(Status.VERIFIED, looked),
            teller.step(Status.ARCHIVED, looked + timedelta(minutes=_around(rng, 30))),
        )
    steps: list[StaffStep] = []
    if rng.random() < habits.deferred:
        steps.append(teller.step(Status.DEFERRED, looked))
        looked = _p3m_time(looked + timedelta(hours=_around(rng, 20)))
    steps.append(teller.step(Status.VERIFIED, looked))
    forwarded = _p3m_time(looked + timedelta(minutes=_around(rng, habits.forward_minutes)))
    if rng.random() < habits.not_ours:
        return (*steps, teller.step(Status.NOT_OURS, forwarded))
    sent_to = habits.other_opd(rng, category)
    steps.append(replace(teller.step(Status.FORWARDED, forwarded), opd=sent_to))
    if other_opd and rng.random() < habits.passed_on:
        forwarded = office_time(rng, calendar, forwarded, 1)
        sent_to = rng.choice(other_opd)
        steps.append(StaffStep(Status.FORWARDED, forwarded, sent_to, rng.choice(habits.notes["passed_on"])))
    late_times = habits.late_times.get(sent_to or usual_opd, 1.0)
    answered = _answer_time(rng, habits, calendar, received, forwarded, deadlines, late_times)
    return (*steps, *answer_and_settle(rng, habits, calendar, answered))


def answer_and_settle(rng: Random, habits: Habits, calendar: Calendar, answered: datetime) -> tuple[StaffStep, ...]:
    """The answer of the OPD at `answered`, and the settlement with it or some working days later."""
    teller = _Teller(rng, habits)
    if rng.random() < habits.settled_with_answer:
        later = answered + timedelta(minutes=5)
    else:
        later = office_time(rng, calendar, answered, max(1, round(_around(rng, habits.settle_working_days))))
    return teller.step(Status.ANSWERED, answered), teller.step(Status.SETTLED, later)


def office_time(rng: Random, calendar: Calendar, after: datetime, days: int) -> datetime:
    """A moment in office hours of the `days`-th working day after `after`; 0: the same day, later, where it is one."""
    day = wib_day(after)
    if days == 0 and not (calendar.is_working(day) and after.astimezone(WIB).time() < OFFICE_CLOSES):
        days = 1
    opens = datetime.combine(calendar.add_working_days(day, days), OFFICE_OPENS, WIB)
    begin = max(opens, after)
    return begin + rng.random() * (opens.replace(hour=OFFICE_CLOSES.hour, minute=0) - begin)


def _answer_time(
    rng: Random,
    habits: Habits,
    calendar: Calendar,
    received: datetime,
    forwarded: datetime,
    deadlines: Deadlines,
    late_times: float,
) -> datetime:
    """When the first answer comes: not before the disposisi, mostly within the time that the policy allows."""
    due = deadlines.due.get(Stage.ANSWER) or deadlines.due.get(Stage.SETTLE) or calendar.due(received, 10)
    allowed = max(1, calendar.working_days_between(wib_day(received), wib_day(due)))
    manner = choose(rng, {**habits.answer, "late": habits.answer["late"] * late_times})
    if manner == "soon":
        days = int(rng.betavariate(1, 3) * 0.6 * allowed)
    elif manner == "middle":
        days = round(rng.uniform(0.35, 0.85) * allowed)
    elif manner == "last_day":
        days = allowed
    else:
        days = allowed + rng.randint(*habits.late_working_days)
    used = calendar.working_days_between(wib_day(received), wib_day(forwarded))
    return office_time(rng, calendar, forwarded, max(0, days - used))


def _around(rng: Random, median: float) -> float:
    """A lognormal draw: half lie above `median`, few far above."""
    return median * math.exp(rng.gauss(0, 0.8))


def _p3m_time(at: datetime) -> datetime:
    """`at`, or the next morning where it falls in the night; spread over the first hour as it was over the night."""
    local = at.astimezone(WIB)
    if _P3M_OPENS <= local.hour < _P3M_CLOSES:
        return at
    morning = datetime.combine(local.date(), time(_P3M_OPENS), WIB)
    if local.hour >= _P3M_CLOSES:
        morning += timedelta(days=1)
    return morning + timedelta(hours=1) * (1 - (morning - local) / timedelta(hours=24 - _P3M_CLOSES + _P3M_OPENS))


def note_of(rng: Random, habits: Habits, status: Status) -> str:
    """One of the usual notes of a step, "" where staff usually notes nothing."""
    return rng.choice(habits.notes.get(str(status), ("",)))


@dataclass(frozen=True, slots=True)
class _Teller:
    rng: Random
    habits: Habits

    def step(self, status: Status, at: datetime) -> StaffStep:
        """The step with one of the usual notes."""
        return StaffStep(status, at, note=note_of(self.rng, self.habits, status))
