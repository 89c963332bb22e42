"""What P3M and the OPD do next in a demo, decided from the open reports alone, so that their number stays level."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from command_center.domain.report import Report
from command_center.domain.workflow import Status, next_on_the_way
from simulation.habits import Habits
from simulation.life import StaffStep, note_of

TARGET_OPEN, TARGET_OVERDUE = 230, 10
"""How many open and how many overdue reports the staff of a demo lives with."""

ANSWER_HOURS, SETTLE_HOURS, DEFERRED_HOURS = 6.5 * 24, 2.0 * 24, 20.0
"""Mean waits on the simulated clock; with 30 reports a day about TARGET_OPEN are open at any time."""
LATE_HOURS, SURPLUS_HOURS = 5.0 * 24, 2.0
"""Mean waits for an answer that is overdue: while no more than TARGET_OVERDUE are, and for those above it."""
NEAR = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Load:
    """How much work there is: `slack` above 1 slows answers down, below 1 speeds them up."""

    slack: float
    overdue: int


def next_steps(
    open_reports: Sequence[Report],
    now: datetime,
    rng: Random,
    *,
    elapsed: timedelta,
    speed: float,
    habits: Habits,
    target: int = TARGET_OPEN,
) -> list[tuple[int, StaffStep]]:
    """Report ids with the steps taken at `now`, `elapsed` of real time after the last call; some take two in order.

    `speed` is that of the simulated clock. Steps follow the flow of `STEPS`; deadlines are real, so reports near
    theirs are answered unless too few are overdue to show.
    """
    hours = elapsed.total_seconds() / 3600 * speed
    load = Load(
        slack=min(5.0, max(0.2, (target / max(1, len(open_reports))) ** 2)),
        overdue=sum(1 for report in open_reports if _due_before(report, now)),
    )
    steps: list[tuple[int, StaffStep]] = []
    for report in open_reports:
        wait = _wait(report, now, load, habits)
        if rng.random() < -math.expm1(-hours / wait):
            steps += [(report.id, step) for step in _steps(report, now, rng, habits)]
    return steps


def _wait(report: Report, now: datetime, load: Load, habits: Habits) -> float:
    """Mean hours until the next step of the report."""
    status = report.status
    if status is Status.RECEIVED:
        return habits.verify_minutes / 60
    if status is Status.VERIFIED:
        return habits.forward_minutes / 60
    if status is Status.DEFERRED:
        return DEFERRED_HOURS
    if _due_before(report, now):
        return LATE_HOURS if load.overdue <= TARGET_OVERDUE else SURPLUS_HOURS
    if _due_before(report, now + NEAR):
        return LATE_HOURS if load.overdue < TARGET_OVERDUE else SURPLUS_HOURS
    return (SETTLE_HOURS if status is Status.ANSWERED else ANSWER_HOURS) * load.slack


def _steps(report: Report, now: datetime, rng: Random, habits: Habits) -> list[StaffStep]:
    """What happens next: the usual step, now and then another way."""

    def step(status: Status) -> StaffStep:
        return StaffStep(status, now, note=note_of(rng, habits, status))

    status = report.status
    if status in (Status.RECEIVED, Status.VERIFIED):
        following = step(_after_reading(status, rng, habits))
        if following.status is Status.FORWARDED:
            following = replace(following, opd=habits.other_opd(rng, report.classification.category))
        return [following]
    usual = next_on_the_way(status)
    if usual is None:
        return []
    if usual is Status.ANSWERED and rng.random() < habits.settled_with_answer:
        return [step(usual), step(Status.SETTLED)]
    return [step(usual)]


def _due_before(report: Report, moment: datetime) -> bool:
    due = report.next_due
    return due is not None and due[1] < moment


def _after_reading(status: Status, rng: Random, habits: Habits) -> Status:
    chance = rng.random()
    if status is Status.RECEIVED:
        return Status.DEFERRED if chance < habits.deferred else Status.VERIFIED
    return Status.NOT_OURS if chance < habits.not_ours else Status.FORWARDED
