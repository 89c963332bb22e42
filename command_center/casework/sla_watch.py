"""Watches deadlines: what passes unmet, and each part of a term that is over, becomes an event, once, for the wall and the log."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import structlog

from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.events import EventKind
from command_center.domain.report import Report
from command_center.domain.thresholds import Near, threshold_at
from command_center.errors import StoreUnavailable
from command_center.store.deadline_watch import Watched
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

EVERY_SECONDS = 5.0
AT_ONCE = 500
BY = "system"


def flag_breaches(reports: Reports, now: datetime) -> int:
    """Flag up to 500 open reports whose next deadline has passed; returns how many. Raises StoreUnavailable."""
    past = reports.past_due(now, AT_ONCE)
    if not past:
        return 0

    def flag(unit: UnitOfWork) -> int:
        flagged = 0
        for report in unit.load(past).values():
            # Somebody may have answered since the question was asked.
            breach = report.passed_deadline(now)
            if breach is not None:
                after = replace(report, state=replace(report.state, breach=breach))
                unit.save(report, after, EventKind.BREACHED, now, BY)
                flagged += 1
        return flagged

    return reports.write(flag)


def tell_thresholds(reports: Reports, clock: DeadlineClock, now: datetime) -> int:
    """Tell of the thresholds that up to 500 reports have passed; returns at how many reports it looked.

    Which they are says `Policies.thresholds`. What was told is kept with the event: a restart tells nothing twice, and a
    deadline that moved is told anew. Of a deadline that is seen late for the first time only the highest threshold is
    told, and none where its breach is known. Raises StoreUnavailable.
    """
    waiting = reports.near_deadlines(now, AT_ONCE)
    if not waiting:
        return 0

    def tell(unit: UnitOfWork) -> int:
        loaded = unit.load(waiting)
        known = unit.known_to_watch(waiting)
        looked = [_examine(report, known.get(report.id), clock, now) for report in loaded.values()]
        unit.watch([watched for watched, _ in looked if watched], [each for _, told in looked for each in told])
        return len(loaded)

    return reports.write(tell)


def _examine(
    report: Report, known: Watched | None, clock: DeadlineClock, now: datetime
) -> tuple[Watched | None, list[tuple[Report, Near]]]:
    """What is to be kept of a report (None: nothing is asked for or known), and what is to be told of it."""
    if report.next_due is None:
        return (replace(known, next_at=None) if known is not None else None), []
    stage, due = report.next_due
    same = known is not None and (known.stage, known.due_at) == (stage, due)
    told = known.told if same and known is not None else 0
    policy = clock.policies.find(report.deadlines.policy)
    ahead = [
        (percent, at)
        for percent in sorted(clock.policies.thresholds)
        if percent > told and (at := threshold_at(report, stage, percent, clock.calendar, policy)) is not None
    ]
    passed = [each for each in ahead if each[1] <= now]
    left = ahead[len(passed) :]
    watched = Watched(
        report.id,
        stage,
        due,
        passed[-1][0] if passed else told,
        left[0][0] if left else 0,
        left[0][1] if left else None,
    )
    breach = report.state.breach
    if not same:
        flagged = known is None and breach is not None and breach.stage is stage
        passed = [] if flagged else passed[-1:]
    return watched, [(report, Near(stage, percent, at, due, now)) for percent, at in passed]


def watch(reports: Reports, deadlines: DeadlineClock, clock: Callable[[], datetime], stop: threading.Event) -> None:
    """Flag breaches and tell thresholds every five seconds until `stop` is set."""
    while not stop.is_set():
        try:
            while flag_breaches(reports, clock()) == AT_ONCE and not stop.is_set():
                pass
            while tell_thresholds(reports, deadlines, clock()) == AT_ONCE and not stop.is_set():
                pass
        except StoreUnavailable as error:
            log.warning("deadline_watch_waits", problem=str(error))
        stop.wait(EVERY_SECONDS)
