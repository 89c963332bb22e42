"""What a citizen may do with the own report: reopen it within the policy's days, take it back, say how the answer was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from command_center.domain.acting import Actor
from command_center.domain.events import EventKind
from command_center.domain.report import Report, after_step, is_with_department
from command_center.domain.sla import Policies
from command_center.domain.workflow import Status, may_follow
from command_center.domain.working_days import Calendar
from command_center.errors import Conflict
from command_center.store.audit import AuditEntry
from command_center.store.ratings import Rating, Ratings
from command_center.store.reports import Reports
from command_center.store.unit_of_work import UnitOfWork

CITIZEN = str(Actor.CITIZEN)
"""Who did it, in the log and the audit: never the citizen's name."""
FEWEST_STARS, MOST_STARS = 1, 5
RATED = frozenset({Status.ANSWERED, Status.SETTLED})
"""Statuses in which there is an answer that can be rated."""


def reopen_until(report: Report, policies: Policies, calendar: Calendar) -> datetime | None:
    """Until when the citizen may reopen a settled report: the end of the policy's working days after it was settled.

    None where it is not settled, nobody knows since when, or its policy lets nobody reopen it.
    """
    policy = policies.find(report.deadlines.policy)
    if (
        report.status is not Status.SETTLED
        or report.state.closed_at is None
        or policy is None
        or not policy.reopen_days
    ):
        return None
    return calendar.due(report.state.closed_at, policy.reopen_days)


class CitizenActs:
    """Takes them, each in one transaction with its row in the audit. `clock` gives aware UTC."""

    def __init__(
        self,
        reports: Reports,
        ratings: Ratings,
        policies: Policies,
        calendar: Calendar,
        clock: Callable[[], datetime],
    ) -> None:
        self._reports, self._ratings = reports, ratings
        self._policies, self._calendar, self._clock = policies, calendar, clock

    def reopen(self, report_id: int, reason: str, address: str = "") -> Report:
        """Send a settled report back to its department, with what the citizen says is still wrong.

        Raises Conflict where it is not settled or its days are over, and StoreUnavailable.
        """
        now = self._clock()

        def work(unit: UnitOfWork) -> Report:
            before = unit.load([report_id])[report_id]
            until = reopen_until(before, self._policies, self._calendar)
            if before.retracted or until is None or until < now:
                raise Conflict(f"{before.number} cannot be reopened by its citizen any more")
            after = after_step(before, Status.FORWARDED, now, before.assignment)
            unit.audit(AuditEntry(now, CITIZEN, "report.reopen", before.number, report_id, address=address))
            return unit.save(before, after, EventKind.STEP, now, CITIZEN, reason)

        return self._reports.write(work)

    def has_reopened(self, report: Report, reason: str) -> bool:
        """Whether the last step of a report is that its citizen reopened it with these words. Raises StoreUnavailable."""
        taken = [step for step in self._reports.steps(report.id) if not step.undone]
        return bool(taken) and (taken[-1].by, taken[-1].note) == (CITIZEN, reason)

    def withdraw(self, report_id: int, address: str = "") -> Report:
        """Take an open report back. Raises Conflict where it is closed, and StoreUnavailable; a second time changes nothing."""
        now = self._clock()

        def work(unit: UnitOfWork) -> Report:
            before = unit.load([report_id])[report_id]
            if before.retracted:
                return before
            if before.status.closed:
                raise Conflict(f"{before.number} is closed: there is nothing to take back")
            unit.audit(AuditEntry(now, CITIZEN, "report.withdraw", before.number, report_id, address=address))
            return unit.save(before, replace(before, retracted=True), EventKind.RETRACTED, now, CITIZEN)

        return self._reports.write(work)

    def told(self, report_id: int) -> None:
        """The citizen has said what was waited for: work on the report goes on where it stood. Raises StoreUnavailable.

        Where nobody waits for the citizen, it changes nothing.
        """
        now = self._clock()

        def work(unit: UnitOfWork) -> None:
            before = unit.load([report_id])[report_id]
            if not before.status.rule.clock_stands:
                return
            goes_on = Status.FORWARDED if is_with_department(before) else Status.VERIFIED
            if may_follow(before.status, goes_on):
                unit.save(before, after_step(before, goes_on, now, before.assignment), EventKind.STEP, now, CITIZEN)

        self._reports.write(work)

    def rate(self, report: Report, stars: int, comment: str, address: str = "") -> Rating:
        """Keep how the citizen found the answer, in the place of what was said before.

        Raises Conflict where there is no answer, or the report is closed for good; ValueError for other stars than 1 to 5;
        StoreUnavailable.
        """
        if not FEWEST_STARS <= stars <= MOST_STARS:
            raise ValueError(f"{stars} stars: they are {FEWEST_STARS} to {MOST_STARS}")
        now = self._clock()
        if not may_rate(report, self._policies, self._calendar, now):
            raise Conflict(f"{report.number} cannot be rated now")
        rating = Rating(now, stars, comment)
        entry = AuditEntry(now, CITIZEN, "report.rate", report.number, report.id, {"stars": stars}, address)
        self._ratings.put(report.id, rating, entry)
        return rating


def may_rate(report: Report, policies: Policies, calendar: Calendar, now: datetime) -> bool:
    """Whether there is an answer, and it is not closed for good: a settled report can be rated as long as reopened."""
    if report.retracted or report.status not in RATED:
        return False
    until = reopen_until(report, policies, calendar)
    return report.status is Status.ANSWERED or (until is not None and now <= until)
