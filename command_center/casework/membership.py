"""Incidents by hand: reports that a person puts together, takes out of one, or that a correction moved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from command_center.domain.acting import Acting
from command_center.domain.acts import BadAct
from command_center.domain.categories import IncidentRule
from command_center.domain.events import EventKind
from command_center.domain.findings import Classification
from command_center.domain.report import Report
from command_center.errors import Conflict
from command_center.intake.incidents import group, of_reports, open_incident
from command_center.store.unit_of_work import UnitOfWork


def merge(
    unit: UnitOfWork, report: Report, others: list[Report], acting: Acting, at: datetime, why: str = ""
) -> list[Report]:
    """Put a report to the incident of the first of `others`, the other ones too; returns what each became.

    What the recogniser doubted takes the subject of the incident, as the person says by merging it; what it was sure of, and
    what staff chose, stays. `why` is kept with each that moved. Raises BadAct where none of them has a place.
    """
    target = others[0]
    every = [*others, report]
    if len({each.id for each in every}) != len(every):
        raise BadAct("others", f"{report.number} cannot be merged with itself")
    incident_id = target.incident_id
    if incident_id is None:
        placed = next((each for each in every if each.location.position is not None), None)
        if placed is None:
            raise BadAct("others", "none of these reports has a place: set the place of one of them first")
        incident_id = unit.take_numbers("incident", 1)
        unit.put_incidents([open_incident(placed, incident_id)], [])
    if all(each.incident_id == incident_id for each in every):
        raise Conflict(f"{report.number} is of that incident already", "same_incident")
    subject = target.classification.category
    return [
        move(unit, _about(each, subject), each, incident_id, acting, at, why)
        if each.incident_id != incident_id
        else each
        for each in every
    ]


def split(unit: UnitOfWork, report: Report, acting: Acting, at: datetime, why: str = "") -> Report:
    """Take a report out of its incident; it stays a report of its own, with `why` in its history. Raises Conflict where it is of none."""
    if report.incident_id is None:
        raise Conflict(f"{report.number} is of no incident", "no_incident")
    return move(unit, report, report, None, acting, at, why)


def move(
    unit: UnitOfWork,
    after: Report,
    before: Report,
    incident_id: int | None,
    acting: Acting,
    at: datetime,
    why: str = "",
) -> Report:
    """Save the report with another incident (None for none) and the reason, and both incidents as they are then."""
    left = before.incident_id
    kept = unit.save(before, replace(after, incident_id=incident_id), EventKind.GROUPED, at, acting.name, remark=why)
    for each in sorted({left, incident_id} - {None}, key=int):  # type: ignore[arg-type]
        recount(unit, each)
    return kept


def recount(unit: UnitOfWork, incident_id: int | None) -> None:
    """Keep an incident as its reports make it now."""
    incident = unit.incident(incident_id) if incident_id is not None else None
    if incident is not None and incident_id is not None:
        unit.put_incidents([], [of_reports(incident, unit.of_incident(incident_id))])


def regrouped(unit: UnitOfWork, before: Report, after: Report, rules: Mapping[str, IncidentRule]) -> Report:
    """A corrected report with the incident that its subject and place make it belong to; it is not saved yet.

    One that nobody moved stays where it is.
    """
    same = (before.classification.category, before.location.position, before.location.kelurahan) == (
        after.classification.category,
        after.location.position,
        after.location.kelurahan,
    )
    if same or after.status.closed:
        return after
    joined = group(unit, [replace(after, incident_id=None)], rules)
    return replace(after, incident_id=joined.get(after.id))


def _about(report: Report, category: str) -> Report:
    found = report.classification
    if found.category == category or not found.doubtful or found.chosen_by_staff:
        return report
    return replace(report, classification=Classification(category, chosen_by_staff=True))
