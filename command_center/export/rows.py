"""What an export shows of a report, as plain columns in one order for every format."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from command_center.domain.masking import mask_personal
from command_center.domain.report import Report
from command_center.reference.load import Reference

COLUMNS = (
    "number",
    "channel",
    "received_at",
    "class",
    "visibility",
    "subject",
    "text",
    "category",
    "category_label",
    "category_because",
    "kelurahan_code",
    "kelurahan",
    "kecamatan_code",
    "kecamatan",
    "latitude",
    "longitude",
    "position_exact",
    "place_because",
    "opd",
    "opd_name",
    "opd_because",
    "policy",
    "calendar",
    "forward_due",
    "answer_due",
    "settle_due",
    "due_at",
    "status",
    "forwarded_at",
    "answered_at",
    "settled_at",
    "breached",
    "incident",
    "possible_duplicate_of",
    "simulated",
)


def export_row(
    report: Report, reference: Reference, zone: tzinfo, *, masked: bool, numbers: Mapping[int, str], name: str = ""
) -> dict[str, Any]:
    """One report as column -> value; times are ISO 8601 in `zone`. `masked` hides personal data inside the texts.

    `numbers` are tracking numbers by report id, for the report that this one may repeat.
    """

    def text(value: str) -> str:
        return mask_personal(value, [name] if name else []) if masked else value

    def when(moment: datetime | None) -> str | None:
        return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None

    areas = reference.areas
    category = reference.categories.find(report.category)
    opd = reference.router.by_code.get(report.opd)
    return {
        "number": report.number,
        "channel": report.channel,
        "received_at": when(report.received_at),
        "class": report.report_class,
        "visibility": report.visibility,
        "subject": text(report.subject),
        "text": text(report.text),
        "category": report.category,
        "category_label": category.label.id if category else report.category,
        "category_because": because_category(report),
        "kelurahan_code": report.kelurahan,
        "kelurahan": areas.name_of(report.kelurahan) if report.kelurahan else "",
        "kecamatan_code": report.kecamatan,
        "kecamatan": areas.name_of(report.kecamatan) if report.kecamatan else "",
        "latitude": report.lat,
        "longitude": report.lon,
        "position_exact": report.exact,
        "place_because": because_place(report, masked=masked),
        "opd": report.opd,
        "opd_name": opd.label.id if opd else report.opd,
        "opd_because": report.opd_reason,
        "policy": report.policy,
        "calendar": report.calendar,
        "forward_due": when(report.forward_due),
        "answer_due": when(report.answer_due),
        "settle_due": when(report.settle_due),
        "due_at": when(report.due_at),
        "status": report.status,
        "forwarded_at": when(report.forwarded_at),
        "answered_at": when(report.answered_at),
        "settled_at": when(report.settled_at),
        "breached": report.breached_stage,
        "incident": report.incident_id,
        "possible_duplicate_of": numbers.get(report.possible_duplicate_of) if report.possible_duplicate_of else None,
        "simulated": report.simulated,
    }


def because_category(report: Report) -> str:
    """Why the report is of its category: the words that decided, and by how much."""
    words = ", ".join(report.category_words)
    return f"{words} ({report.category_note})" if words else report.category_note


def because_place(report: Report, *, masked: bool = False) -> str:
    """How the place was found, by which part of the text or which coordinates, and what speaks against it."""
    evidence = mask_personal(report.place_evidence) if masked else report.place_evidence
    found = f"{report.found_by}: {evidence}" if evidence else report.found_by
    return f"{found}; {report.place_doubt}" if report.place_doubt else found
