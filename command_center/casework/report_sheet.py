"""All that is to be said of one report as plain values: what a script, another system or a terminal is given."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from command_center.domain.facts import DUE, REACHED
from command_center.domain.proposals import Proposal
from command_center.domain.report import Report
from command_center.domain.working_days import WIB, wib_day
from command_center.errors import NotFound
from command_center.reference.load import Reference
from command_center.store.reports import Reports, StepTaken


def report_sheet(reports: Reports, reference: Reference, number: str) -> Mapping[str, Any]:
    """The sheet of a report by its number. Times are ISO 8601 in WIB. No name and no contact. Raises NotFound."""
    report = reports.by_number(number)
    near = reports.of_incident(report.incident_id) if report.incident_id is not None else []
    return {
        **_what(report, reference),
        "deadlines": _deadlines(report, reference),
        "incident": {"id": report.incident_id, "with": [each.number for each in near if each.id != report.id]}
        if report.incident_id is not None
        else None,
        "possible_duplicate_of": _number_of(reports, report.possible_duplicate_of),
        "messages": len(reports.messages(report.id)),
        "proposals": [_proposal(each) for each in reports.proposals(report.id)],
        "history": [_step(each) for each in reports.steps(report.id)],
        "version": report.version,
    }


def _what(report: Report, reference: Reference) -> dict[str, Any]:
    place, areas = report.location, reference.areas
    return {
        "number": report.number,
        "status": str(report.status),
        "class": str(report.report_class),
        "visibility": str(report.visibility),
        "channel": report.origin.channel,
        "received_at": _wib(report.received_at),
        "subject": report.content.subject,
        "text": report.content.text,
        "address": report.content.address,
        "pictures": len(report.content.media),
        "category": report.classification.category,
        "doubtful": report.classification.doubtful,
        "because": list(report.classification.words),
        "kelurahan": place.kelurahan,
        "kelurahan_name": areas.name_of(place.kelurahan) if place.kelurahan else "",
        "kecamatan": place.kecamatan,
        "lat": place.position.lat if place.position else None,
        "lon": place.position.lon if place.position else None,
        "exact": place.exact,
        "opd": report.assignment.opd,
        "retracted": report.retracted,
        "simulated": report.simulated,
    }


def _deadlines(report: Report, reference: Reference) -> dict[str, Any]:
    breach, due = report.state.breach, report.next_due
    return {
        "policy": report.deadlines.policy,
        "next": str(due[0]) if due else None,
        "stages": {
            str(stage): {
                "due": _wib(at),
                "provisional": reference.calendar.is_provisional(wib_day(at)),
                "reached": _wib(report.state.reached.get(stage)),
            }
            for stage, at in report.deadlines.due.items()
        }
        | {
            str(stage): {"due": None, "provisional": False, "reached": _wib(report.state.reached[stage])}
            for stage in REACHED
            if stage in report.state.reached and stage not in report.deadlines.due and stage in DUE
        },
        "breached": str(breach.stage) if breach else None,
        "closed_at": _wib(report.state.closed_at),
    }


def _step(step: StepTaken) -> dict[str, Any]:
    return {
        "at": _wib(step.at),
        "by": step.by,
        "status": str(step.status),
        "opd": step.opd,
        "note": step.note,
        "undone": step.undone,
    }


def _proposal(each: Proposal) -> dict[str, Any]:
    return {"field": str(each.field), "old": each.old, "proposed": each.proposed, "by": each.by, "at": _wib(each.at)}


def _number_of(reports: Reports, report_id: int | None) -> str | None:
    if report_id is None:
        return None
    found: Sequence[Report] = reports.all_after(report_id - 1, 1)
    if not found or found[0].id != report_id:
        raise NotFound(f"there is no report with the id {report_id}")
    return found[0].number


def _wib(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(WIB).isoformat()
