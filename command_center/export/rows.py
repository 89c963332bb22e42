"""What an export shows of a report, as plain columns in one order for every format."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from command_center.domain.facts import fact_values
from command_center.domain.masking import Places
from command_center.domain.report import Report
from command_center.export import because
from command_center.export.public_words import PublicWords
from command_center.places.evidence import with_names
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
    "extended",
    "forward_due",
    "answer_due",
    "settle_due",
    "due_at",
    "due_provisional",
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
    report: Report,
    reference: Reference,
    zone: tzinfo,
    *,
    masked: bool,
    numbers: Mapping[int, str],
    name: str = "",
    language: str = "id",
    places: Places = frozenset(),
) -> dict[str, Any]:
    """One report as column -> value; times are ISO 8601 in `zone`. `masked` hides personal data inside the texts,
    and in the words that the reasons quote from them.

    `numbers` are tracking numbers by report id, for the report that this one may repeat; `name` is the reporter's, to be
    masked; `language` that of the reasons; `places` are names of the city's places, which are not.
    """
    public = PublicWords(report, [name] if name else [], places) if masked else None
    quoted = public.quoted if public else str

    def when(moment: datetime | None) -> str | None:
        return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None

    facts = fact_values(report)
    areas, place = reference.areas, report.location
    category = reference.categories.find(report.classification.category)
    opd = reference.router.by_code.get(report.assignment.opd)
    return {
        "number": report.number,
        "channel": report.origin.channel,
        "received_at": when(report.received_at),
        "class": str(report.report_class),
        "visibility": str(report.visibility),
        "subject": public.subject if public else report.content.subject,
        "text": public.text if public else report.content.text,
        "category": report.classification.category,
        "category_label": category.label.id if category else report.classification.category,
        "category_because": because.of_category(report.classification, language, quoted),
        "kelurahan_code": place.kelurahan,
        "kelurahan": areas.name_of(place.kelurahan) if place.kelurahan else "",
        "kecamatan_code": place.kecamatan,
        "kecamatan": areas.name_of(place.kecamatan) if place.kecamatan else "",
        "latitude": facts["lat"],
        "longitude": facts["lon"],
        "position_exact": place.exact,
        "place_because": because.of_place(place, with_names(place.evidence, areas), language, quoted),
        "opd": report.assignment.opd,
        "opd_name": opd.label.id if opd else report.assignment.opd,
        "opd_because": because.of_opd(report.assignment, reference.router.reason(report.assignment), language),
        "policy": report.deadlines.policy,
        "calendar": report.deadlines.calendar,
        "extended": report.deadlines.extended,
        **{name: when(facts[name]) for name in ("forward_due", "answer_due", "settle_due", "due_at")},
        "due_provisional": facts["due_at"] is not None and reference.calendar.may_move(facts["due_at"]),
        "status": str(report.status),
        **{name: when(facts[name]) for name in ("forwarded_at", "answered_at", "settled_at")},
        "breached": facts["breached_stage"],
        "incident": report.incident_id,
        "possible_duplicate_of": numbers.get(report.possible_duplicate_of) if report.possible_duplicate_of else None,
        "simulated": report.simulated,
    }
