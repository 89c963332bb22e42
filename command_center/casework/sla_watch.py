"""Watches deadlines: a deadline that passes unmet becomes an event, once, so that the wall and the log know of it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import structlog

from command_center.domain.events import EventKind
from command_center.errors import StoreUnavailable
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


def watch(reports: Reports, clock: Callable[[], datetime], stop: threading.Event) -> None:
    """Flag breaches every five seconds until `stop` is set."""
    while not stop.is_set():
        try:
            while flag_breaches(reports, clock()) == AT_ONCE and not stop.is_set():
                pass
        except StoreUnavailable as error:
            log.warning("deadline_watch_waits", problem=str(error))
        stop.wait(EVERY_SECONDS)
