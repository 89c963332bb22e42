"""Thresholds of a deadline: when a percent of its term is over, in working time; above 100 they lie after the deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from command_center.domain.pauses import Pause, PauseRule, met_before, paused_time
from command_center.domain.report import Report
from command_center.domain.sla import DeadlinePolicy
from command_center.domain.workflow import Stage
from command_center.domain.working_days import WIB, Calendar, end_of_day, wib_day

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Near:
    """That a percent of the term of a stage was over at `passed_at`, told at `told_at`; `due` is its deadline. Aware UTC."""

    stage: Stage
    percent: int
    passed_at: datetime
    due: datetime
    told_at: datetime

    def facts(self, report: Report) -> dict[str, Any]:
        """What the event carries: `NEAR_FACTS`."""
        return {
            "number": report.number,
            "opd": report.assignment.opd,
            "category": report.classification.category,
            "kecamatan": report.location.kecamatan,
            "visibility": str(report.visibility),
            "policy": report.deadlines.policy,
            "stage": str(self.stage),
            "percent": self.percent,
            "passed_at": self.passed_at.isoformat(),
            "due": self.due.isoformat(),
        }


def threshold_at(
    report: Report, stage: Stage, percent: int, calendar: Calendar, policy: DeadlinePolicy | None
) -> datetime | None:
    """When so many percent of the term of a stage are over, aware UTC; None where the stage has no deadline.

    100 is the deadline as it stands on the report; others are parts of the working time from the begin of its term to
    it, without what was paused. Every one lies on a working day: what is over exactly at midnight is so at 23:59:59 of
    the working day before it, as a term of days is. Of a report that waits they are those so far, as its deadline is: the
    pause that lasts has moved nothing yet. Without the `policy` of the report (the city no longer has it) the
    term is taken to begin when the day of receipt has ended, and no pause to have moved it.
    Raises ValueError for a percent below 1.
    """
    if percent < 1:
        raise ValueError(f"{percent} percent of a term is no threshold: it must be at least 1")
    due = report.deadlines.due.get(stage)
    if due is None or percent == 100:
        return due
    moving = [] if policy is None else moving_pauses(report, stage, policy)
    pauses = [each for each in moving if each.end is not None]
    begin = begin_of_term(report, stage, policy)
    # A term of days ends a second before midnight: its half shall be the half of whole days.
    whole = _running(begin, _rounded_up(due), pauses, calendar)
    return _snapped(_after(begin, whole * percent // 100, pauses, calendar), calendar)


def begin_of_term(report: Report, stage: Stage, policy: DeadlinePolicy | None) -> datetime:
    """When the clock of a stage began to run, aware UTC."""
    term = policy.terms[report.report_class].of(stage, report.deadlines.extended) if policy is not None else None
    if term is not None:
        return term.begins(report.received_at)
    return end_of_day(wib_day(report.received_at)) + _SECOND


def moving_pauses(report: Report, stage: Stage, policy: DeadlinePolicy) -> list[Pause]:
    """The pauses that were counted for the deadline of a stage, or will be when they end: the clock stood in them."""
    rules, due = policy.pauses, report.deadlines.due[stage]
    return [
        each
        for each in report.deadlines.pauses
        if rules.get(each.why) is PauseRule.MOVES
        and each.start <= due
        and not met_before(stage, report.state.reached, each.start)
    ]


def _running(begin: datetime, end: datetime, pauses: Sequence[Pause], calendar: Calendar) -> timedelta:
    return calendar.working_time(begin, end) - paused_time(pauses, begin, end, calendar)


def _after(begin: datetime, amount: timedelta, pauses: Sequence[Pause], calendar: Calendar) -> datetime:
    """When so much time of a term is over: pauses that began before that are passed over."""
    at = calendar.add_working_time(begin, amount)
    for pause in pauses:
        if pause.start >= at:
            break
        if pause.end is not None:
            at = calendar.add_working_time(at, calendar.working_time(max(pause.start, begin), max(pause.end, begin)))
    return at


def _rounded_up(due: datetime) -> datetime:
    """The midnight that a term of days ends before; any other moment as it is."""
    return due + _SECOND if due == end_of_day(wib_day(due)) else due


def _snapped(moment: datetime, calendar: Calendar) -> datetime:
    local = moment.astimezone(WIB)
    if local.time() != local.time().min and calendar.is_working(local.date()):
        return moment
    day = local.date() - _DAY
    while not calendar.is_working(day):
        day -= _DAY
    return end_of_day(day)
