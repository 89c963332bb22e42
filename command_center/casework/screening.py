"""The mayor's screening: what was not seen yet, what is marked seen, and which reports wait for it before they go to an OPD."""

from collections.abc import Sequence
from datetime import datetime

from command_center.domain.acting import Acting, Actor
from command_center.domain.report import Report
from command_center.domain.screening import ScreeningRule
from command_center.domain.working_days import WIB
from command_center.errors import Conflict, NotAllowed
from command_center.store.audit import AuditEntry
from command_center.store.screenings import Screenings

MOST_AT_ONCE = 500
"""Reports that one press marks."""


class Screening:
    """Marks reports seen. A report that nobody looked at goes its way, unless the city's rule says that it waits."""

    def __init__(self, seen: Screenings, rule: ScreeningRule) -> None:
        self._seen, self.rule = seen, rule

    def seen_since(self, moment: datetime | None) -> list[int]:
        """Ids of the reports that were seen from an aware moment on, or ever. Raises StoreUnavailable."""
        return self._seen.ids(moment)

    def seen_incidents(self) -> list[int]:
        """The incidents of which a report was seen; none where no report waits for that. Raises StoreUnavailable."""
        return self._seen.incidents() if self.rule.categories else []

    def seen(self, numbers: Sequence[str]) -> dict[str, datetime]:
        """Tracking number -> when it was first seen, of those that were. Raises StoreUnavailable."""
        return self._seen.seen_of(numbers)

    def mark(self, numbers: Sequence[str], acting: Acting, at: datetime) -> int:
        """Mark reports seen, by their numbers; returns how many were not before. Numbers that there are not, and what is
        rahasia, are passed over. Raises NotAllowed, StoreUnavailable.
        """
        if Actor.MAYOR not in acting.actors:
            raise NotAllowed(f"{acting.name} may not mark reports as seen by the mayor: that is for the mayor")

        def entry(report_id: int, number: str) -> AuditEntry:
            return AuditEntry(at, acting.name, "report.seen", number, report_id, {}, acting.address)

        return self._seen.mark(list(dict.fromkeys(numbers))[:MOST_AT_ONCE], at, acting.name, entry)

    def waits_until(self, report: Report, at: datetime) -> datetime | None:
        """Until when a report waits for the mayor's look, at an aware moment; None where it does not, or not any more.

        A look at one report of an incident is a look at the incident.
        """
        if self.rule.waits_until(report) is None:
            return None
        of_incident, seen = (1, False) if report.incident_id is None else self._seen.of_incident(report.incident_id)
        until = self.rule.waits_until(report, of_incident)
        if until is None or at >= until or seen or self._seen.seen([report.id]):
            return None
        return until

    def check_forward(self, report: Report, at: datetime) -> None:
        """Raises Conflict where a report waits for the mayor's look, and says until when at most."""
        until = self.waits_until(report, at)
        if until is None:
            return
        told = until.astimezone(WIB).strftime("%d-%m-%Y %H:%M")
        raise Conflict(
            f"{report.number} waits for the mayor to see it, until {told} WIB at most: then it may be forwarded",
            "screening",
        )
