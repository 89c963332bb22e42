"""``/api/v1/reports.geojson|csv|xlsx``: the reports that the signed-in person may see, filtered by the query."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any

from flask import Blueprint, Response, jsonify, request

from command_center.domain.working_days import Calendar, end_of_day, wib_day
from command_center.errors import NotAllowed
from command_center.export.exporter import Exporter, period
from command_center.export.files import FORMATS
from command_center.store.report_search import ReportSearch
from command_center.web.security.identity import READS_CONFIDENTIAL, Identity, row_scope

READS_TEXTS = frozenset({"p3m", "admin", "opd", "opd_staff"})
"""Roles that work on the reports themselves; others get the texts with personal data masked."""
QUEUES = ("overdue", "this_week", "unanswered", "at_p3m")
"""Parts of a queue that can be asked for."""


def exports(
    exporter: Exporter,
    identify: Callable[[], Identity],
    calendar: Calendar,
    zone: tzinfo,
    clock: Callable[[], datetime],
    note: Callable[..., None],
) -> Blueprint:
    """The blueprint; who gets here has a role already, the guard sees to it. `note` keeps in the audit who takes what."""
    blueprint = Blueprint("exports", __name__)

    @blueprint.get("/api/v1/reports.<form>")
    def reports(form: str) -> Response:
        if form not in FORMATS:
            return _refused(404, "not_found", f"there is no format {form[:40]!r}: use {', '.join(FORMATS)}")
        identity = identify()
        try:
            wanted = _search(identity, calendar, zone, clock())
        except NotAllowed as error:
            return _refused(403, "forbidden", str(error))
        except ValueError as error:
            return _refused(400, "bad_request", str(error))
        masked = not identity.roles & READS_TEXTS
        asked = {name: value[:60] for name, value in request.args.items()}
        note("export", identity, f"reports.{form}", asked=asked, masked=masked)
        content, content_type = exporter.write(form, wanted, masked=masked)
        return Response(
            content,
            content_type=content_type,
            headers={"Content-Disposition": f'attachment; filename="laporan.{form}"', "Cache-Control": "no-store"},
        )

    return blueprint


def _search(identity: Identity, calendar: Calendar, zone: tzinfo, now: datetime) -> ReportSearch:
    known = {"since", "until", "channel", "category", "opd", "kecamatan", "status", "queue"}
    if unknown := request.args.keys() - known:
        raise ValueError(f"{sorted(unknown)} cannot be asked for: use {', '.join(sorted(known))}")
    words: dict[str, Any] = {
        name: request.args.get(name, "") for name in ("channel", "category", "opd", "kecamatan", "status")
    }
    since, until = period(request.args.get("since", ""), request.args.get("until", ""), zone)
    return ReportSearch(
        since=since,
        until=until,
        only_opd=row_scope(identity),
        confidential=bool(identity.roles & READS_CONFIDENTIAL),
        **words,
        **_queue(request.args.get("queue", ""), calendar, now),
    )


def _queue(part: str, calendar: Calendar, now: datetime) -> dict[str, Any]:
    """The part of a queue, as the page of an OPD shows it."""
    parts: Mapping[str, dict[str, Any]] = {
        "": {},
        "overdue": {"due_until": now},
        "this_week": {"due_from": now, "due_until": end_of_day(calendar.friday(wib_day(now))) + timedelta(seconds=1)},
        "unanswered": {"unanswered": True},
        "at_p3m": {"at_p3m": True},
    }
    if part not in parts:
        raise ValueError(f"queue takes {', '.join(QUEUES)}, not {part[:40]!r}")
    return parts[part]


def _refused(status: int, error: str, message: str) -> Response:
    response = jsonify(error=error, message=message)
    response.status_code = status
    return response
