"""Reads deadlines with their working: for the pages, the API and the command line, which decide who may see which report."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.due_explained import DueExplained, explain
from command_center.domain.report import Report
from command_center.store.reports import Reports


class DeadlineReader:
    """Explains the deadlines of reports by the city's policies and the calendar of today."""

    def __init__(self, reports: Reports, clock: DeadlineClock) -> None:
        self._reports, self.clock = reports, clock

    def by_number(self, number: str) -> Report:
        """The report with this tracking number. Raises NotFound, StoreUnavailable."""
        return self._reports.by_number(number)

    def of(self, report_ids: Sequence[int], now: datetime) -> Mapping[int, DueExplained]:
        """Report id -> its deadlines explained as of an aware moment, of those that there are. Raises StoreUnavailable."""
        return {
            report_id: self.explained(report, now) for report_id, report in self._reports.by_ids(report_ids).items()
        }

    def explained(self, report: Report, now: datetime) -> DueExplained:
        """All deadlines of one report, as of an aware moment."""
        return explain(report, self.clock.policies, self.clock.calendar, now=now)
