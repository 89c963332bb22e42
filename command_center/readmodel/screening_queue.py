"""The reports that the mayor has not seen: those of the last days that are open, the most urgent or the newest first."""

from datetime import UTC, datetime, timedelta

from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.screening_view import UnseenReport

DAYS = 7
"""What came in before is in the briefings of those days; a list that only grows is read by nobody."""
MOST = 2000


def recent_reports(model: ReadModel, now: datetime) -> list[UnseenReport]:
    """The open reports of the last days, largest incidents first, then by the nearest deadline. What is rahasia is not among
    them.
    """
    since = (now - timedelta(days=DAYS)).astimezone(UTC).replace(tzinfo=None)
    with model.snapshot() as cursor:
        rows = cursor.execute(
            """
            SELECT report_id, number, category, kelurahan, kecamatan, opd, channel, status, received_at, due_at,
                   count(*) OVER (PARTITION BY coalesce(incident_id, -report_id)) - 1 AS more
            FROM open_reports WHERE received_at >= ? AND NOT retracted AND visibility <> 'rahasia'
            ORDER BY more DESC, due_at NULLS LAST, received_at DESC, report_id DESC LIMIT ?
            """,
            [since, MOST],
        ).fetchall()
    return [
        UnseenReport(
            report_id=row[0],
            number=row[1],
            category=row[2],
            kelurahan=row[3],
            kecamatan=row[4],
            opd=row[5],
            channel=row[6],
            status=row[7],
            received_at=_aware(row[8]),
            due_at=_aware(row[9]) if row[9] else None,
            more=row[10],
        )
        for row in rows
    ]


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
