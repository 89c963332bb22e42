"""Evidence as data instead of sentences, the longer settlement of a policy, and who made a change.

What version 0.1 wrote in words is read back: the words stand below as it wrote them.
"""

import re
from collections.abc import Sequence
from math import isfinite
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
AT_ONCE = 1000

SCORE = re.compile(r"score (\S+?)(?:, next (.+))?$")
CHOSEN = "chosen by the sender"
OPD_CHOSEN = "OPD dipilih pengirim"
OUTSIDE = re.compile(r"koordinat (.*) di luar kota$")
METRES = re.compile(r"(\d+) m di luar batas$")
TEXT_NAMES = re.compile(r"teks menyebut (.*)$")
POINT = re.compile(r"(-?\d+(?:\.\d+)?), (-?\d+(?:\.\d+)?)$")

KEPT = (
    *("id", "channel", "category", "category_note", "found_by", "kecamatan", "lat", "lon"),
    *("place_evidence", "place_doubt", "opd", "opd_reason"),
)
reports = sa.table(
    "reports",
    *(sa.column(name) for name in KEPT),
    *(sa.column(name, JSON) for name in ("category_words", "category_because", "place_because", "opd_because")),
)
steps = sa.table("steps", *(sa.column(name) for name in ("report_id", "by", "opd")))
events = sa.table("events", *(sa.column(name) for name in ("seq", "report_id", "kind")), sa.column("data", JSON))


def upgrade() -> None:
    """Apply."""
    empty = sa.text("'{}'")
    comments = {
        "category_because": "words, score, runner_up, chosen_by_sender",
        "place_because": "the fields of PlaceEvidence",
        "opd_because": "by, and what the routes were asked with",
    }
    for name, comment in comments.items():
        op.add_column("reports", sa.Column(name, JSON, nullable=False, server_default=empty, comment=comment))
    longer = "the policy gives longer to settle it"
    op.add_column(
        "reports", sa.Column("extended", sa.Boolean(), nullable=False, server_default=sa.false(), comment=longer)
    )
    who = "sign-in name, channel or system; empty before version 0.2"
    op.add_column("events", sa.Column("by", sa.String(length=200), nullable=False, server_default="", comment=who))
    _read_back()
    for name in ("category_words", "category_note", "place_evidence", "place_doubt", "opd_reason"):
        op.drop_column("reports", name)


def _read_back() -> None:
    """Fill the new columns from the sentences, some reports at a time."""
    connection = op.get_bind()
    change = (
        sa.update(reports)
        .where(reports.c.id == sa.bindparam("key"))
        .values(
            {
                name: sa.bindparam(f"new_{name}", type_=JSON)
                for name in ("category_because", "place_because", "opd_because")
            }
        )
    )
    last = 0
    while True:
        wanted = sa.select(*(reports.c[name] for name in (*KEPT, "category_words"))).where(reports.c.id > last)
        rows = connection.execute(wanted.order_by(reports.c.id).limit(AT_ONCE)).mappings().all()
        if not rows:
            return
        last = rows[-1]["id"]
        by_staff = _sent_by_staff(connection, rows)
        connection.execute(
            change,
            [
                {
                    "key": row["id"],
                    "new_category_because": of_category(row),
                    "new_place_because": of_place(row),
                    "new_opd_because": of_opd(row, by_staff=row["id"] in by_staff),
                }
                for row in rows
            ],
        )


def number(text: str) -> float:
    """A number as it was written; 0 for what is none, or none that can be kept."""
    try:
        found = float(text)
    except ValueError:
        return 0.0
    return found if isfinite(found) else 0.0


def of_category(row: sa.RowMapping) -> dict[str, Any]:
    """The words that decided, and the score that stood in the note."""
    score = SCORE.match(row["category_note"])
    return {
        "words": list(row["category_words"]),
        "score": number(score[1]) if score else 0.0,
        "runner_up": (score[2] or "") if score else "",
        "chosen_by_sender": row["category_note"] == CHOSEN,
    }


def of_place(row: sa.RowMapping) -> dict[str, Any]:
    """What decided the place and what speaks against it; other areas by the names that were written."""
    found: dict[str, Any] = {
        "words": [],
        "point": None,
        "outside": False,
        "metres_outside": 0.0,
        "candidates": [],
        "text_names": [],
    }
    if row["found_by"] == "coordinates":
        found["point"] = None if row["lat"] is None or row["lon"] is None else [row["lat"], row["lon"]]
        for doubt in filter(None, row["place_doubt"].split("; ")):
            if metres := METRES.match(doubt):
                found["metres_outside"] = float(metres[1])
            elif names := TEXT_NAMES.match(doubt):
                found["text_names"].append(names[1])
        return found
    for piece in filter(None, row["place_evidence"].split("; ")):
        if outside := OUTSIDE.match(piece):
            point = POINT.match(outside[1])
            found |= {"outside": True, "point": [number(point[1]), number(point[2])] if point else None}
        else:
            found["words"].append(piece)
    found["candidates"] = list(filter(None, row["place_doubt"].split(", ")))
    return found


def of_opd(row: sa.RowMapping, *, by_staff: bool) -> dict[str, str]:
    """Who chose the department, and what the city's routes were asked with."""
    if by_staff or row["opd_reason"] == OPD_CHOSEN:
        return {"by": "staff" if by_staff else "sender", "category": "", "kecamatan": ""}
    return {"by": "route", "category": row["category"], "kecamatan": row["kecamatan"]}


def _sent_by_staff(connection: sa.Connection, rows: Sequence[sa.RowMapping]) -> set[int]:
    """Reports that somebody sent to another department than intake chose."""
    ids = [row["id"] for row in rows]
    told = (
        sa.select(events.c.report_id, events.c.kind, events.c.data)
        .where(events.c.report_id.in_(ids), events.c.kind.in_(("report.received", "report.amended", "report.step")))
        .order_by(events.c.seq)
    )
    now = {row["id"]: row["opd"] for row in rows}
    by_channel = {(row["id"], row["channel"]) for row in rows}
    stepped = {
        (report_id, opd)
        for report_id, by, opd in connection.execute(
            sa.select(steps.c.report_id, steps.c.by, steps.c.opd).where(steps.c.report_id.in_(ids))
        )
        if (report_id, by) not in by_channel
    }
    chosen: dict[int, str] = {}
    found: set[int] = set()
    for report_id, kind, data in connection.execute(told):
        opd = data.get("opd")
        if opd is None or opd == chosen.get(report_id):
            continue
        # What intake, or a corrected text, chose before; a step that leads elsewhere was somebody's choice.
        chosen[report_id] = opd
        if kind == "report.step" and (report_id, opd) in stepped and opd == now[report_id]:
            found.add(report_id)
        else:
            found.discard(report_id)
    return found
