"""An installation with ten years of an invented city that a server can be started on.

All of the city is in the read model. The database has the newest of the reports and those that are open, with the events
that tell of them, at the end of a log as long as the city is old: as where the older part of the log was put away. Pages
ask the read model, and of the database what people work on; a start reads the head of the log.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from command_center.domain.events import FACTS, EventKind, as_json
from command_center.domain.working_days import WIB
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.schema import VERSION
from command_center.store.event_log import EventLog
from command_center.store.tables import events, incidents, reporters, reports
from program.core import Core
from tests.bench.city_years import OPEN, fill
from tests.bench.installation import core_of

NEWEST = 3000
"""Reports of the last days that the database has beside the open ones."""
AT_ONCE = 500


def found(folder: Path, amount: int, now: datetime, open_at_end: int = OPEN) -> None:
    """Write the installation into `folder`: `amount` reports, received up to `now` (aware), so many of them open."""
    core = core_of(folder)
    file = folder / "var" / "read_model.duckdb"
    model = ReadModel.open(file, WIB, core.reference.calendar)
    try:
        fill(model, core.reference, amount, now, open_at_end)
        rows = list(_stored(model, amount))
        core.db.write(lambda connection: _write(connection, core, rows, amount))
        position = EventLog(core.db).end()
        with model.cursor() as cursor:
            cursor.execute("DELETE FROM head")
            cursor.execute("INSERT INTO head VALUES (?, ?, ?)", [position.seq, VERSION, position.mark])
            cursor.execute("CHECKPOINT")
    finally:
        model.close()
        core.close()


def _stored(model: ReadModel, amount: int) -> Iterator[dict[str, Any]]:
    """The facts of the reports that the database has, times aware, in the order of arrival."""
    with model.cursor() as cursor:
        cursor.execute(
            f"SELECT report_id, {', '.join(FACTS)} FROM facts "
            "WHERE report_id > ? OR report_id IN (SELECT report_id FROM open_reports) ORDER BY report_id",
            [amount - NEWEST],
        )
        for report_id, *values in cursor.fetchall():
            facts = {
                name: value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
                for name, value in zip(FACTS, values, strict=True)
            }
            yield {"id": report_id, **facts}


def _write(connection: Connection, core: Core, rows: Sequence[dict[str, Any]], amount: int) -> None:
    calendar = core.reference.calendar.version
    known = {row["incident_id"]: row for row in rows if row["incident_id"] is not None}
    if known:
        connection.execute(insert(incidents), [_incident(key, row) for key, row in known.items()])
    for first in range(0, len(rows), AT_ONCE):
        piece = rows[first : first + AT_ONCE]
        connection.execute(insert(reports), [_report(row, calendar) for row in piece])
        connection.execute(insert(reporters), [_reporter(row) for row in piece])
        before = amount - len(rows) + first
        connection.execute(insert(events), [_event(row, seq) for seq, row in enumerate(piece, before + 1)])


def _report(row: dict[str, Any], calendar: str) -> dict[str, Any]:
    text = f"Laporan {row['category']} nomor {row['id']}"
    kept = {name: value for name, value in row.items() if name != "doubtful"}
    return kept | {
        "account": "",
        "sent_at": row["received_at"],
        "answerable": False,
        "resend_key": "",
        "subject": "",
        "text": text,
        "address": "",
        "text_at": row["received_at"],
        "media": [],
        "category_because": {
            "words": [],
            "score": 0.0,
            "runner_up": "",
            "chosen_by_sender": False,
            "doubtful": row["doubtful"],
        },
        "place_because": {
            "words": [],
            "point": None,
            "outside": False,
            "metres_outside": 0.0,
            "candidates": [],
            "text_names": [],
        },
        "opd_because": {"by": "route", "category": row["category"], "kecamatan": row["kecamatan"]},
        "answer_state": row["answer_state"] or "",
        "calendar": calendar,
        "extended": False,
        "possible_duplicate_of": None,
        "version": 1,
    }


def _reporter(row: dict[str, Any]) -> dict[str, Any]:
    return {"report_id": row["id"], "channel": row["channel"], "key": f"kota-{row['id']}", "name": "", "contact": ""}


def _incident(key: int, row: dict[str, Any]) -> dict[str, Any]:
    place = {"lat": row["lat"] or 0.0, "lon": row["lon"] or 0.0}
    named = {name: row[name] for name in ("category", "kelurahan", "kecamatan")}
    return {"id": key, "opened_at": row["received_at"], "last_at": row["received_at"], "reports": 2, **place, **named}


def _event(row: dict[str, Any], seq: int) -> dict[str, Any]:
    data = {name: as_json(row[name]) for name in FACTS}
    told = {"at": row["received_at"], "kind": str(EventKind.RECEIVED), "report_id": row["id"], "data": data, "by": ""}
    return {"seq": seq, **told}
