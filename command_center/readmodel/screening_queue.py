"""The reports that the mayor has not seen: open ones, those that wait for it first, then the most urgent or the newest."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

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
_KEPT = "report_id, number, category, kelurahan, kecamatan, opd, channel, status, received_at, due_at"
_COLUMNS = f"{_KEPT}, more, waits_until"
_UNSEEN = f"""
    WITH together AS (
        SELECT incident_id, count(*) AS of_incident, count(*) FILTER (visibility <> '{Visibility.CONFIDENTIAL}') - 1 AS others
        FROM open_reports WHERE NOT retracted AND incident_id IS NOT NULL GROUP BY incident_id
    ), unseen AS (
        SELECT {_KEPT}, coalesce(others, 0) AS more,
               least(received_at + to_seconds($longest), due_at - to_seconds($margin)) AS until,
               CASE WHEN list_contains($categories::VARCHAR[], category) AND forwarded_at IS NULL AND status IN ({_AT_P3M})
               AND NOT list_contains($urgent_channels::VARCHAR[], channel)
               AND ($urgent_incident = 0 OR coalesce(of_incident, 1) < $urgent_incident) AND until > $now
               AND (incident_id IS NULL OR incident_id NOT IN (SELECT unnest($seen_incidents::BIGINT[]))) THEN until END
               AS waits_until
        FROM open_reports LEFT JOIN together USING (incident_id)
        WHERE NOT retracted AND (received_at >= $since) <> $older AND visibility <> '{Visibility.CONFIDENTIAL}'
          AND report_id NOT IN (SELECT unnest($seen::BIGINT[]))
    )
"""
_COUNTS = f"{_UNSEEN} SELECT count(*), count(waits_until) FROM unseen"
_PAGE = f"""
    {_UNSEEN} SELECT {_COLUMNS} FROM unseen
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
        total, waiting = cursor.execute(_COUNTS, values).fetchall()[0]
        pages = max(1, -(-total // SHOWN))
        shown = min(page, pages)
        rows = cursor.execute(_PAGE, values | {"first": (shown - 1) * SHOWN}).fetchall()
    return UnseenPage([_report(row) for row in rows], shown, pages, total, waiting, older)


def _report(row: Sequence[object]) -> UnseenReport:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    times = {name: _aware(values[name]) for name in ("received_at", "due_at", "waits_until")}
    return UnseenReport(**values | times)  # type: ignore[arg-type]  # as the columns are


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _aware(moment: object) -> datetime | None:
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else None
