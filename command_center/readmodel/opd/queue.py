"""The open reports of one OPD: its figures of now, its queue by deadline in pages, and its points for the map."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from command_center.domain.workflow import Status
from command_center.domain.working_days import Calendar
from command_center.readmodel.opd.period import ANSWERED, PLACE, OpdPeriod, listed
from command_center.readmodel.opd_view import OpdMap, OpdNow, OpdPoint, Queue, QueuePart, QueueRow

PAGE_ROWS = 25
MOST_POINTS = 5000
"""Points that a map draws; more of them are no longer told apart."""

UNANSWERED = f"(answered_at IS NULL AND status NOT IN {ANSWERED})"
AT_P3M = f"(forwarded_at IS NULL AND status IN {listed(status for status in Status if status.rule.at_p3m)})"
PARTS = {
    QueuePart.ALL: "true",
    QueuePart.OVERDUE: "coalesce(due_at < $now, false)",
    QueuePart.THIS_WEEK: "coalesce(due_at >= $now AND due_at <= $friday, false)",
    QueuePart.UNANSWERED: UNANSWERED,
    QueuePart.AT_P3M: AT_P3M,
}
"""Part of the queue -> its condition."""


@dataclass(frozen=True, slots=True)
class QueueReader:
    """Who reads the queue: what of it may be named. An OPD reads what is filed as rahasia once P3M forwarded it."""

    own_opd: bool = False
    confidential: bool = False

    @property
    def shown(self) -> str:
        """Condition on the reports that may be named to this reader."""
        if self.own_opd:
            return "(visibility <> 'rahasia' OR forwarded_at IS NOT NULL)"
        return "true" if self.confidential else "(visibility <> 'rahasia')"


@dataclass(frozen=True, slots=True)
class QueueAsked:
    """Which rows of the queue: a part, a page (from 1; the last where there are fewer), and one report by its number."""

    part: QueuePart = QueuePart.ALL
    page: int = 1
    number: str = ""


def opd_now(cursor: duckdb.DuckDBPyConnection, code: str, period: OpdPeriod) -> OpdNow:
    """The figures of now."""
    row = cursor.execute(
        f"""
        SELECT count(*), count(*) FILTER (WHERE {UNANSWERED}), count(*) FILTER (WHERE due_at < $now),
               count(*) FILTER (WHERE {AT_P3M}), count(*) FILTER (WHERE due_at IS NULL),
               min(due_at) FILTER (WHERE due_at < $now)
        FROM open_reports WHERE opd = $opd
        """,
        {"opd": code, "now": period.utc},
    ).fetchone()
    first = cursor.execute(
        "SELECT day FROM facts WHERE opd = ? AND NOT retracted ORDER BY day LIMIT 1", [code]
    ).fetchone()
    if row is None or first is None:
        return OpdNow()
    count, unanswered, overdue, at_p3m, without_due, oldest = row
    return OpdNow(count, unanswered, overdue, at_p3m, without_due, _aware(oldest), first[0])


def load_queue(
    cursor: duckdb.DuckDBPyConnection,
    code: str,
    period: OpdPeriod,
    asked: QueueAsked,
    reader: QueueReader,
    calendar: Calendar,
    places: Mapping[str, str],
) -> Queue:
    """A page of the queue, what is due first at its top; what has no deadline at its end."""
    friday = calendar.friday(period.today)
    values = {"opd": code, "now": period.utc, "friday": period.midnight(friday + timedelta(days=1))}
    counting = ", ".join(f"count(*) FILTER (WHERE {reader.shown} AND {PARTS[part]})" for part in QueuePart)
    counted = cursor.execute(
        f"SELECT {counting}, count(*) FILTER (WHERE NOT {reader.shown}) FROM open_reports WHERE opd = $opd", values
    ).fetchone() or (0,) * (len(QueuePart) + 1)
    counts = dict(zip(QueuePart, counted[:-1], strict=True))
    total = counts[asked.part]
    pages = max(1, -(-total // PAGE_ROWS))
    page = min(max(asked.page, 1), pages)
    where = f"opd = $opd AND {reader.shown} AND {PARTS[asked.part]}"
    used = {name: value for name, value in values.items() if f"${name}" in where or name == "now"}
    rows = cursor.execute(
        f"{_ROWS} WHERE {where} ORDER BY due_at NULLS LAST, report_id LIMIT {PAGE_ROWS} OFFSET {(page - 1) * PAGE_ROWS}",
        used,
    ).fetchall()
    selected = None
    if asked.number:
        row = cursor.execute(
            f"{_ROWS} WHERE opd = $opd AND {reader.shown} AND number = $number",
            {"opd": code, "now": period.utc, "number": asked.number},
        ).fetchone()
        selected = _row(row, period, calendar, places) if row else None
    return Queue(
        part=asked.part,
        friday=friday,
        rows=tuple(_row(row, period, calendar, places) for row in rows),
        page=page,
        pages=pages,
        total=total,
        hidden=counted[-1],
        counts=counts,
        selected=selected,
    )


def load_points(
    cursor: duckdb.DuckDBPyConnection, code: str, period: OpdPeriod, reader: QueueReader, places: Mapping[str, str]
) -> OpdMap:
    """The open reports with a place, those past their deadline last, so that they are drawn on top."""
    rows = cursor.execute(
        f"""
        SELECT report_id, number, category, {PLACE}, lat, lon, exact, due_at FROM open_reports
        WHERE opd = $opd AND {reader.shown} AND lat IS NOT NULL
        ORDER BY due_at DESC NULLS FIRST, report_id LIMIT {MOST_POINTS}
        """,
        {"opd": code},
    ).fetchall()
    counted = cursor.execute(
        f"SELECT count(*) FILTER (WHERE lat IS NULL AND {reader.shown}), count(*) FILTER (WHERE NOT {reader.shown}) "
        "FROM open_reports WHERE opd = $opd",
        {"opd": code},
    ).fetchone() or (0, 0)
    by_kelurahan = cursor.execute(
        f"SELECT kelurahan, count(*) FROM open_reports WHERE opd = $opd AND {reader.shown} AND kelurahan <> '' GROUP BY 1",
        {"opd": code},
    ).fetchall()
    points = tuple(
        OpdPoint(
            report_id, number, category, places.get(kelurahan, ""), lat, lon, exact, _standing(due, period), _aware(due)
        )
        for report_id, number, category, kelurahan, lat, lon, exact, due in rows
    )
    return OpdMap(points, counted[0], counted[1], dict(by_kelurahan))


_ROWS = f"""
    SELECT report_id, number, category, {PLACE}, channel, status, received_at, due_at, due_stage,
           counted_days(received_at, $now), visibility = 'rahasia', NOT {UNANSWERED}, lat, lon
    FROM open_reports
"""


def _row(row: tuple[Any, ...], period: OpdPeriod, calendar: Calendar, places: Mapping[str, str]) -> QueueRow:
    due = _aware(row[7])
    return QueueRow(
        report_id=row[0],
        number=row[1],
        category=row[2],
        kelurahan=places.get(row[3], ""),
        channel=row[4],
        status=row[5],
        received_at=row[6].replace(tzinfo=UTC),
        due_at=due,
        stage=row[8],
        age=row[9],
        over_days=calendar.working_days_over(due, period.now) if due and due < period.now else 0,
        over_seconds=round((period.now - due).total_seconds()) if due else 0,
        confidential=bool(row[10]),
        answered=bool(row[11]),
        lat=row[12],
        lon=row[13],
    )


def _standing(due: datetime | None, period: OpdPeriod) -> str:
    if due is None:
        return "open"
    if due < period.utc:
        return "over"
    return "near" if due < period.utc + timedelta(days=1) else "open"


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None else None
