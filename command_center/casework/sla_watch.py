"""Watches deadlines: a deadline that passes unmet becomes an event, once, so that the wall and the log know of it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import structlog

from command_center.domain.events import Event, EventKind
from command_center.domain.report import changed_facts
from command_center.errors import StoreUnavailable
from command_center.store.reports import Reports, ReportWriter

log = structlog.get_logger(__name__)

EVERY_SECONDS = 5.0
AT_ONCE = 500


def flag_breaches(reports: Reports, now: datetime) -> int:
    """Flag up to 500 open reports whose next deadline has passed; returns how many. Raises StoreUnavailable."""
    past = reports.past_due(now, AT_ONCE)
    if not past:
        return 0

    def flag(writer: ReportWriter) -> int:
        changed = []
        events = []
        for report in writer.load(past).values():
            # Somebody may have answered since the question was asked.
            if report.due_at is None or report.due_at >= now or report.due_stage == report.breached_stage:
                continue
            after = replace(
                report,
                breached_stage=report.due_stage,
                breached_at=report.due_at,
                breach_seen_at=None,
                version=report.version + 1,
            )
            changed.append(after)
            events.append(Event(EventKind.BREACHED, now, report.id, changed_facts(report, after)))
        writer.change(changed)
        writer.log(events)
        return len(changed)

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
