"""The facts of a report: what is known of it without its text or its reporter, flat, as events and rows carry it."""

from typing import Any

from command_center.domain.events import FACTS, as_json
from command_center.domain.report import Report
from command_center.domain.workflow import Stage

DUE = {Stage.FORWARD: "forward_due", Stage.ANSWER: "answer_due", Stage.SETTLE: "settle_due"}
"""Stage -> the fact that says when it is due."""
REACHED = {Stage.FORWARD: "forwarded_at", Stage.ANSWER: "answered_at", Stage.SETTLE: "settled_at"}
"""Stage -> the fact that says when it was reached."""


def fact_values(report: Report) -> dict[str, Any]:
    """Fact -> value for every name of FACTS; times are aware, enums their values."""
    state, place = report.state, report.location
    due, breach = report.next_due, report.state.breach
    return {
        "number": report.number,
        "channel": report.origin.channel,
        "received_at": report.received_at,
        **{name: report.deadlines.due.get(stage) for stage, name in DUE.items()},
        "due_at": due[1] if due else None,
        "verified_at": state.verified_at,
        **{name: state.reached.get(stage) for stage, name in REACHED.items()},
        "closed_at": state.closed_at,
        "breached_at": breach.at if breach else None,
        "breach_seen_at": breach.seen_at if breach else None,
        "report_class": str(report.report_class),
        "visibility": str(report.visibility),
        "category": report.classification.category,
        "doubtful": report.classification.doubtful,
        "found_by": str(place.found_by),
        "kelurahan": place.kelurahan,
        "kecamatan": place.kecamatan,
        "lat": place.position.lat if place.position else None,
        "lon": place.position.lon if place.position else None,
        "exact": place.exact,
        "opd": report.assignment.opd,
        "policy": report.deadlines.policy,
        "status": str(state.status),
        "due_stage": str(due[0]) if due else "",
        "breached_stage": str(breach.stage) if breach else "",
        "incident_id": report.incident_id,
        "retracted": report.retracted,
        "simulated": report.simulated,
        "answer_state": report.answer_state,
    }


def facts(report: Report) -> dict[str, Any]:
    """Every fact, as JSON values: what the event of a new report carries."""
    values = fact_values(report)
    return {name: as_json(values[name]) for name in FACTS}


def changed_facts(before: Report, after: Report) -> dict[str, Any]:
    """Facts that differ between two versions of a report, as JSON values."""
    old, new = fact_values(before), fact_values(after)
    return {name: as_json(new[name]) for name in FACTS if old[name] != new[name]}
