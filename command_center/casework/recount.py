"""Counts the deadlines of open reports anew after a decree: one act, kept with who, why and both dates of each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from command_center.domain.events import EventKind
from command_center.domain.recount import MovedDeadline, moved, recounted
from command_center.domain.report import Report
from command_center.domain.sla import Policies
from command_center.domain.working_days import Calendar
from command_center.store.recounts import Recounts
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

PIECE = 500


@dataclass(frozen=True, slots=True)
class Preview:
    """What a recount would move, and the numbers of reports whose policy the city no longer has: those stay."""

    moved: tuple[MovedDeadline, ...]
    unknown_policy: tuple[str, ...]


def preview(reports: Reports, policies: Policies, calendar: Calendar) -> Preview:
    """What `apply` would do. Raises StoreUnavailable."""
    found: list[MovedDeadline] = []
    unknown: list[str] = []
    for report in _candidates(reports, calendar):
        after = _after(report, policies, calendar)
        if after is None:
            unknown.append(report.number)
        else:
            found += moved(report, after)
    return Preview(tuple(found), tuple(unknown))


def apply(
    reports: Reports,
    recounts: Recounts,
    policies: Policies,
    calendar: Calendar,
    *,
    now: datetime,
    by: str,
    reason: str,
    progress: Callable[[int], None],
) -> tuple[int, int]:
    """Move the deadlines of the open reports that the calendar moves; returns the number of the act and how many.

    Each report is an event and lines of the act; what is interrupted is finished by another act. `by` is the person
    who answers for it, `reason` names the decree. `progress` is told how many reports were moved.
    Raises StoreUnavailable.
    """
    act = recounts.begin(now, by, reason, calendar.version)
    ids = [
        each.id
        for each in _candidates(reports, calendar)
        if (after := _after(each, policies, calendar)) is not None and after is not each
    ]
    done = 0
    for start in range(0, len(ids), PIECE):
        piece = ids[start : start + PIECE]
        done += reports.write(lambda unit, piece=piece: _move(unit, piece, policies, calendar, act, now, by))  # type: ignore[misc]
        progress(len(piece))
    return act, done


def _move(
    unit: UnitOfWork,
    ids: Sequence[int],
    policies: Policies,
    calendar: Calendar,
    act: int,
    now: datetime,
    by: str,
) -> int:
    done = 0
    for before in unit.load(ids).values():
        after = None if before.status.closed else _after(before, policies, calendar)
        if after is None or after is before:
            # Closed, or moved by somebody else, since it was asked for.
            continue
        unit.save(before, after, EventKind.RECOUNTED, now, by)
        unit.record_recount(act, before.deadlines.calendar, moved(before, after))
        done += 1
    return done


def _after(report: Report, policies: Policies, calendar: Calendar) -> Report | None:
    policy = policies.find(report.deadlines.policy)
    return recounted(report, policy, calendar) if policy is not None else None


def _candidates(reports: Reports, calendar: Calendar) -> Iterator[Report]:
    """Open reports whose deadlines were counted with another calendar."""
    last = 0
    while piece := reports.counted_otherwise(calendar.version, last, PIECE):
        yield from piece
        last = piece[-1].id
