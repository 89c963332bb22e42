"""Screening by the mayor as a rule of the city: which reports wait for it before they are forwarded, and for how long at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.domain.report import Report
from command_center.domain.workflow import Stage


@dataclass(frozen=True, slots=True)
class ScreeningRule:
    """`categories` are the codes of those that wait; none by default, so that nothing does. After `longest` since the
    receipt a report waits no more. Whatever its deadline leaves less than `margin` for does not wait either.
    """

    categories: frozenset[str] = frozenset()
    longest: timedelta = timedelta(hours=24)
    margin: timedelta = timedelta(hours=4)

    def waits_until(self, report: Report) -> datetime | None:
        """Until when a report waits for the mayor before it may be forwarded; None where it does not wait at all."""
        if report.classification.category not in self.categories or Stage.FORWARD in report.state.reached:
            return None
        until = report.received_at + self.longest
        due = report.next_due
        return until if due is None else min(until, due[1] - self.margin)
