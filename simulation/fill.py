"""Fills an empty database with simulated history: every report through intake, every step through triage."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from command_center.casework.sla_watch import flag_breaches
from command_center.casework.triage import Step, Triage
from command_center.intake.accept import Intake, Parsed
from command_center.intake.outcome import ItemOutcome
from command_center.reference.load import Reference
from command_center.store.reports import Reports
from data_sources.channel import Channel
from simulation.history import history
from simulation.past import PastReport

SEED = 3374
"""The same history on the same day: people can talk about what they see."""
PIECE = 400
BY = "simulasi"


def fill_history(
    reference: Reference,
    channels: Mapping[str, Channel],
    intake: Intake,
    triage: Triage,
    reports: Reports,
    now: datetime,
    days: int,
    progress: Callable[[int], None],
) -> int:
    """Store `days` of history up to `now`; returns how many reports. `progress` is told hundredths of the work.

    A message that goes on with a report, or is small talk, takes no steps of its own.

    Raises StoreUnavailable. What was stored until then stays: the database is then no longer empty.
    """
    past = sorted(
        history(reference, channels, days=days, until=now, rng=Random(SEED)), key=lambda each: each.received_at
    )
    stored = _receive(past, intake, now, progress)
    steps = sorted(
        (
            Step(stored[each.inbound.external_id], step.status, step.at, BY, step.opd, step.note)
            for each in past
            if each.inbound.external_id in stored
            for step in each.steps
        ),
        key=lambda step: step.at,
    )
    for start in range(0, len(steps), PIECE):
        piece = steps[start : start + PIECE]
        triage.take(piece)
        progress(_share(start + len(piece), len(steps), 50) - _share(start, len(steps), 50))
    _see_older_breaches(reports, triage, now)
    return len(stored)


def _receive(
    past: Sequence[PastReport], intake: Intake, now: datetime, progress: Callable[[int], None]
) -> dict[str, int]:
    """External id -> report id, of the messages that began one."""
    stored: dict[str, int] = {}
    for start in range(0, len(past), PIECE):
        piece = past[start : start + PIECE]
        accepted = intake.accept([Parsed(None, each.received_at, (each.inbound,)) for each in piece], now)
        for each, outcome in zip(piece, accepted, strict=True):
            if outcome.outcomes == (ItemOutcome.NEW,):
                stored[each.inbound.external_id] = outcome.report_ids[0]
        progress(_share(start + len(piece), len(past), 50) - _share(start, len(past), 50))
    return stored


def _see_older_breaches(reports: Reports, triage: Triage, now: datetime) -> None:
    """Operators have seen the breaches of the days before; those of today are still to be seen."""
    while flag_breaches(reports, now):
        pass
    for report_id in reports.breached_before(now - timedelta(days=1)):
        triage.acknowledge_breach(report_id, now, BY)


def _share(done: int, of: int, whole: int) -> int:
    return whole * done // of
