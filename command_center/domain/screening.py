"""Screening by the mayor as a rule of the city: which reports wait for it before they are forwarded, and for how long at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.domain.report import Report
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Stage


@dataclass(frozen=True, slots=True)
class ScreeningRule:
    """`categories` are the codes of those that wait; none by default, so that nothing does. After `longest` since the
    receipt a report waits no more. Whatever is urgent does not wait either: what its deadline leaves less than `margin`
    for, what came by one of `urgent_channels`, and an incident of `urgent_incident` reports or more (0: however many).
    """

    categories: frozenset[str] = frozenset()
    longest: timedelta = timedelta(hours=24)
    margin: timedelta = timedelta(hours=4)
    urgent_channels: frozenset[str] = frozenset()
    urgent_incident: int = 0

    def waits_until(self, report: Report, of_incident: int = 1) -> datetime | None:
        """Until when a report waits for the mayor before it may be forwarded; None where it does not wait at all.

        `of_incident` counts the open reports of its incident. What is rahasia is not shown to the mayor, so that nobody
        could release it: it does not wait.
        """
        if report.classification.category not in self.categories or Stage.FORWARD in report.state.reached:
            return None
        if not report.status.rule.at_p3m:
            return None
        if report.visibility is Visibility.CONFIDENTIAL or report.origin.channel in self.urgent_channels:
            return None
        if self.urgent_incident and of_incident >= self.urgent_incident:
            return None
        until = report.received_at + self.longest
        due = report.next_due
        return until if due is None else min(until, due[1] - self.margin)
