"""The rows of a selection as columns of a file: what the page's table shows, with codes and names, and nothing of a text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from command_center.readmodel.analytics_view import AnalysisRow
from command_center.reference.load import Reference

SELECTION_COLUMNS = (
    "number",
    "received_at",
    "category",
    "category_label",
    "kelurahan_code",
    "kelurahan",
    "kecamatan_code",
    "kecamatan",
    "latitude",
    "longitude",
    "channel",
    "opd",
    "opd_name",
    "status",
    "policy",
    "age_working_days",
    "due_at",
    "late_working_days",
    "answered_at",
    "settled_at",
)


def selection_rows(rows: Iterable[AnalysisRow], reference: Reference, zone: tzinfo) -> Iterator[Mapping[str, Any]]:
    """Rows as column -> value; times are ISO 8601 in `zone`, working days have two decimals."""
    areas = reference.areas
    for row in rows:
        category = reference.categories.find(row.category)
        opd = reference.router.by_code.get(row.opd)
        yield {
            "number": row.number,
            "received_at": _when(row.received_at, zone),
            "category": row.category,
            "category_label": category.label.id if category else row.category,
            "kelurahan_code": row.kelurahan,
            "kelurahan": _name(areas.kelurahan_by_code, row.kelurahan),
            "kecamatan_code": row.kecamatan,
            "kecamatan": _name(areas.kecamatan_by_code, row.kecamatan),
            "latitude": row.lat,
            "longitude": row.lon,
            "channel": row.channel,
            "opd": row.opd,
            "opd_name": opd.label.id if opd else row.opd,
            "status": row.status,
            "policy": row.policy,
            "age_working_days": _days(row.age_days),
            "due_at": _when(row.due_at, zone),
            "late_working_days": _days(row.late_days),
            "answered_at": _when(row.answered_at, zone),
            "settled_at": _when(row.settled_at, zone),
        }


def _name(areas: Mapping[str, Any], code: str) -> str:
    area = areas.get(code)
    return str(area.name) if area is not None else code


def _when(moment: datetime | None, zone: tzinfo) -> str | None:
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None


def _days(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
