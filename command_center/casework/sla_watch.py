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
from command_center.store.deadline_watch import Looked, Watched
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

EVERY_SECONDS = 5.0
AT_ONCE = 500
WHOLE_EVERY = 120
"""Looks of which one is at every report."""
BY = "system"


def flag_breaches(reports: Reports, now: datetime, since: Looked | None = None) -> int:
    """Flag up to 500 open reports whose next deadline has passed; returns at how many it looked. Raises StoreUnavailable.

    `since` is how far an earlier look at every report went: then only what came after it is looked at.
    """
    past = reports.past_due(now, AT_ONCE, since)
    if not past:
        return 0

    def flag(unit: UnitOfWork) -> int:
        loaded = unit.load(past)
        for report in loaded.values():
            # Somebody may have answered since the question was asked.
            breach = report.passed_deadline(now)
            if breach is not None:
                after = replace(report, state=replace(report.state, breach=breach))
                unit.save(report, after, EventKind.BREACHED, now, BY)
        return len(loaded)

    return reports.write(flag)


def tell_thresholds(reports: Reports, clock: DeadlineClock, now: datetime, since: Looked | None = None) -> int:
    """Tell of the thresholds that up to 500 reports have passed; returns at how many reports it looked.

    Which they are says `Policies.thresholds`. What was told is kept with the event: a restart tells nothing twice, and a
    deadline that moved is told anew. Of a deadline that is seen late for the first time only the highest threshold is
    told, and none where its breach is known. `since` as in `flag_breaches`. Raises StoreUnavailable.
    """
    waiting = reports.near_deadlines(now, AT_ONCE, since)
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
    if report.next_due is None or report.retracted:
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


class DeadlineWatch:
    """Looks at deadlines again and again: at every report first, then at what has changed or become due since.

    So a hundred thousand open reports cost a look no more than ten. Every report is looked at again each ten minutes, and
    after the clock was put back.
    """

    def __init__(self, reports: Reports, deadlines: DeadlineClock) -> None:
        self._reports, self._deadlines = reports, deadlines
        self._since: Looked | None = None
        self._looks = 0

    def run_once(self, now: datetime, stop: threading.Event | None = None) -> None:
        """Flag what has passed and tell what is to be told at an aware moment, until nothing is left or `stop` is set.

        Raises StoreUnavailable: then the next look takes up what this one left.
        """
        looking = self._reports.looking(now)
        whole = self._looks % WHOLE_EVERY == 0 or self._since is None or now < self._since.at
        since = None if whole else self._since
        while flag_breaches(self._reports, now, since) == AT_ONCE:
            if stop is not None and stop.is_set():
                return
        while tell_thresholds(self._reports, self._deadlines, now, since) == AT_ONCE:
            if stop is not None and stop.is_set():
                return
        self._since, self._looks = looking, self._looks + 1


def watch(reports: Reports, deadlines: DeadlineClock, clock: Callable[[], datetime], stop: threading.Event) -> None:
    """Flag breaches and tell thresholds every five seconds until `stop` is set."""
    watching = DeadlineWatch(reports, deadlines)
    while not stop.is_set():
        try:
            watching.run_once(clock(), stop)
        except StoreUnavailable as error:
            log.warning("deadline_watch_waits", problem=str(error))
        stop.wait(EVERY_SECONDS)
