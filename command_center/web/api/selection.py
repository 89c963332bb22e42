"""``/api/v1/selection.csv|xlsx|geojson``: the rows behind the analysis of a selection, which its address names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from flask import Blueprint, Response, jsonify, request

from command_center.domain.moments import moment_of
from command_center.domain.selection_reading import FilterValues, read_selection
from command_center.errors import NotAllowed
from command_center.export.files import begun, csv_file, geojson, xlsx
from command_center.export.selection_rows import SELECTION_COLUMNS, selection_rows
from command_center.readmodel.analysis.rows import every_row
from command_center.readmodel.read_model import ReadModel
from command_center.reference.load import Reference
from command_center.web.security.identity import Identity, row_rights

FORMATS: Mapping[str, tuple[Callable[[Iterable[Mapping[str, Any]]], Iterator[bytes]], str]] = {
    "csv": (partial(csv_file, columns=SELECTION_COLUMNS), "text/csv; charset=utf-8"),
    "xlsx": (
        partial(xlsx, columns=SELECTION_COLUMNS),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "geojson": (geojson, "application/geo+json"),
}
"""Format -> (how it is written, its content type)."""
LOOKS = ("peta", "tingkat", "tema", "bahasa", "saat")
"""Names in an address of the page that do not change the rows."""


def selection_export(
    model: ReadModel,
    reference: Reference,
    vocabulary: FilterValues,
    identify: Callable[[], Identity],
    clock: Callable[[], datetime],
    zone: tzinfo,
    note: Callable[..., None],
) -> Blueprint:
    """The blueprint; who gets here has a role already, the guard sees to it.

    ``saat`` says as of which moment, as the page's own links do; without it, now. A query that cannot be taken as it stands is refused in words: a file of other rows than were asked for helps nobody.
    `note` keeps in the audit who takes what.
    """
    blueprint = Blueprint("selection_export", __name__)

    @blueprint.get("/api/v1/selection.<form>")
    def selection(form: str) -> Response:
        if form not in FORMATS:
            return _refused(404, "not_found", f"there is no format {form[:40]!r}: use {', '.join(FORMATS)}")
        identity = identify()
        try:
            rights = row_rights(identity)
        except NotAllowed as error:
            return _refused(403, "forbidden", str(error))
        moment = _moment(request.args.get("saat", ""), clock())
        if moment is None:
            return _refused(400, "bad_request", "saat takes a moment with its zone, such as 2026-11-21T10:00:00+07:00")
        # A period that ends today is that of the page, also where a file is asked for after midnight.
        reading = read_selection(request.args.to_dict(), vocabulary, moment.astimezone(zone).date(), LOOKS)
        if reading.problems:
            told = "; ".join(f"{each.name}={each.value} ({each.fault})" for each in reading.problems[:6])
            return _refused(
                400, "bad_request", f"this cannot be asked for: {told}. Open /analytics with the same query"
            )
        asked = {name: value[:200] for name, value in request.args.items()}
        note("export", identity, f"selection.{form}", asked=asked)
        write, content_type = FORMATS[form]
        rows = selection_rows(every_row(model, reading.selection, rights, moment), reference, zone)
        span = reading.selection.span
        name = f"laporan_{span.first.isoformat()}_{span.last.isoformat()}.{form}"
        return Response(
            write(begun(rows)),
            content_type=content_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
        )

    return blueprint


def _moment(text: str, now: datetime) -> datetime | None:
    """The moment asked for, now at the latest; None for what is none."""
    if not text:
        return now
    moment = moment_of(text)
    return min(moment, now) if moment else None


def _refused(status: int, error: str, message: str) -> Response:
    response = jsonify(error=error, message=message)
    response.status_code = status
    return response
