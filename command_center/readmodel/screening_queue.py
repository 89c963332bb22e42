"""The reports that the mayor has not seen: open ones, those that wait for it first, then the most urgent or the newest."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import duckdb

from command_center.domain.report_kinds import Visibility
from command_center.domain.screening import ScreeningRule
from command_center.domain.workflow import Status
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.screening_view import UnseenPage, UnseenReport

DAYS = 7
"""What came in before stands in a list of its own: one that only grows is read by nobody."""
SHOWN = 40
"""Reports on one page."""

_AT_P3M = ", ".join(repr(str(each)) for each in Status if each.rule.at_p3m)
_COLUMNS = "report_id, number, category, kelurahan, kecamatan, opd, channel, status, received_at, due_at, more"
_UNSEEN = f"""
    WITH city AS (
        SELECT *, count(*) OVER same AS of_incident,
               count(*) FILTER (visibility <> '{Visibility.CONFIDENTIAL}') OVER same - 1 AS more,
               least(received_at + to_seconds($longest), due_at - to_seconds($margin)) AS until
        FROM open_reports WHERE NOT retracted WINDOW same AS (PARTITION BY coalesce(incident_id, -report_id))
    ), unseen AS (
        SELECT *, CASE WHEN list_contains($categories::VARCHAR[], category) AND forwarded_at IS NULL AND status IN ({_AT_P3M})
                  AND NOT list_contains($urgent_channels::VARCHAR[], channel)
                  AND ($urgent_incident = 0 OR of_incident < $urgent_incident) AND until > $now
                  AND (incident_id IS NULL OR incident_id NOT IN (SELECT unnest($seen_incidents::BIGINT[]))) THEN until END
                  AS waits_until
        FROM city WHERE (received_at >= $since) <> $older AND visibility <> '{Visibility.CONFIDENTIAL}'
          AND report_id NOT IN (SELECT unnest($seen::BIGINT[]))
    )
    SELECT {_COLUMNS}, waits_until, count(*) OVER () AS total, count(waits_until) OVER () AS waiting FROM unseen
    ORDER BY waits_until NULLS LAST, more DESC, due_at NULLS LAST, received_at DESC, report_id DESC
    LIMIT {SHOWN} OFFSET $first
"""


def first_of_days(now: datetime) -> datetime:
    """Since when reports stand in the list of the last days."""
    return now - timedelta(days=DAYS)


def unseen_reports(
    model: ReadModel,
    now: datetime,
    rule: ScreeningRule,
    seen: Sequence[int],
    seen_incidents: Sequence[int],
    *,
    page: int = 1,
    older: bool = False,
) -> UnseenPage:
    """A page of the open reports that are not among the `seen` ones: those of the last days, or the `older` ones.

    First those that wait, the soonest over first; then the largest incidents, then the nearest deadline. What is rahasia is
    not among them. Beyond the last page it is the last one. `seen_incidents` are those of which a report was seen.
    """
    values = {
        "now": _naive(now),
        "since": _naive(first_of_days(now)),
        "older": older,
        "longest": rule.longest.total_seconds(),
        "margin": rule.margin.total_seconds(),
        "categories": sorted(rule.categories),
        "urgent_channels": sorted(rule.urgent_channels),
        "urgent_incident": rule.urgent_incident,
        "seen": list(seen),
        "seen_incidents": list(seen_incidents),
    }
    with model.snapshot() as cursor:
        found = _page(cursor, values, page)
        if not found.rows and page > 1:
            first = _page(cursor, values, 1)
            found = _page(cursor, values, first.pages) if first.pages > 1 else first
    return found


def _page(cursor: duckdb.DuckDBPyConnection, values: dict[str, object], page: int) -> UnseenPage:
    rows = cursor.execute(_UNSEEN, values | {"first": (page - 1) * SHOWN}).fetchall()
    total, waiting = rows[0][-2:] if rows else (0, 0)
    return UnseenPage(
        rows=[_report(row) for row in rows],
        page=page,
        pages=max(1, -(-total // SHOWN)),
        total=total,
        waiting=waiting,
        older=bool(values["older"]),
    )


def _report(row: Sequence[object]) -> UnseenReport:
    values = dict(zip((*_COLUMNS.split(", "), "waits_until"), row, strict=False))
    times = {name: _aware(values[name]) for name in ("received_at", "due_at", "waits_until")}
    return UnseenReport(**values | times)  # type: ignore[arg-type]  # as the columns are


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _aware(moment: object) -> datetime | None:
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else None
