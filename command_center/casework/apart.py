"""Reports that a person said are not about the same: proposed no more, and not joined by a correction. The audit keeps it for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from command_center.domain.acts import ActKind
from command_center.domain.report import Report
from command_center.store.audit import AuditEntry

APART, ALIKE = f"report.{ActKind.APART}", f"report.{ActKind.ALIKE}"
SAID = (APART, ALIKE)
"""The words of the audit; the newest about two reports counts."""


@dataclass(frozen=True, slots=True)
class SaidApart:
    """What was said of reports, by the ids of two of them, and of a report with a whole incident."""

    pairs: Mapping[frozenset[int], bool]
    incidents: Mapping[tuple[int, int], bool]

    def parts(self, one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
        """Whether two reports, each told by its id and its incident, are not about the same."""
        if self.pairs.get(frozenset({one[0], other[0]}), False):
            return True
        of_incidents = ((one[0], other[1]), (other[0], one[1]))
        return any(self.incidents.get((own, its), False) for own, its in of_incidents if its is not None)


def said_apart(entries: Sequence[AuditEntry]) -> SaidApart:
    """Of the entries of these words, oldest first."""
    pairs: dict[frozenset[int], bool] = {}
    incidents: dict[tuple[int, int], bool] = {}
    for each in entries:
        if each.report_id is None:
            continue
        for other in each.details["reports"]:
            pairs[frozenset({each.report_id, other})] = each.act == APART
        for incident in each.details["incidents"]:
            incidents[each.report_id, incident] = each.act == APART
    return SaidApart(pairs, incidents)


def details(others: Sequence[Report]) -> Mapping[str, object]:
    """What the audit keeps of such a word: the other reports, by number and id, and their incidents."""
    return {
        "with": [each.number for each in others],
        "reports": [each.id for each in others],
        "incidents": sorted({each.incident_id for each in others if each.incident_id is not None}),
    }
