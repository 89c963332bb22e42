"""A row of the reports table with plain values, for tests that insert reports themselves."""

from datetime import UTC, datetime
from typing import Any

RECEIVED_AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def report_row(**columns: Any) -> dict[str, Any]:
    """A located, open, public report; name the columns that matter."""
    received_at = columns.get("received_at", RECEIVED_AT)
    row: dict[str, Any] = {
        "number": "LH-2026-000001",
        "channel": "sms",
        "account": "1708",
        "received_at": received_at,
        "sent_at": received_at,
        "text_at": received_at,
        "report_class": "complaint",
        "visibility": "public",
        "subject": "",
        "text": "Jalan berlubang",
        "address": "",
        "media": [],
        "answerable": True,
        "category": "jalan",
        "category_because": {
            "words": ["jalan", "berlubang"],
            "score": 5.0,
            "runner_up": "",
            "chosen_by_sender": False,
        },
        "found_by": "coordinates",
        "kelurahan": "",
        "kecamatan": "",
        "lat": None,
        "lon": None,
        "exact": False,
        "place_because": place_because(),
        "opd": "dpu",
        "opd_because": {"by": "route", "category": "jalan", "kecamatan": ""},
        "policy": "seed-2017@1",
        "calendar": "2026",
        "forward_due": None,
        "answer_due": None,
        "settle_due": None,
        "extended": False,
        "pauses": [],
        "due_changes": [],
        "status": "received",
        "verified_at": None,
        "forwarded_at": None,
        "answered_at": None,
        "settled_at": None,
        "closed_at": None,
        "due_stage": "",
        "due_at": None,
        "breached_stage": "",
        "breached_at": None,
        "breach_seen_at": None,
        "incident_id": None,
        "answer_state": "",
        "resend_key": "",
        "possible_duplicate_of": None,
        "retracted": False,
        "simulated": False,
        "version": 1,
    }
    return row | columns


def place_because(**fields: Any) -> dict[str, Any]:
    """The evidence for a place, empty but for the fields named."""
    empty: dict[str, Any] = {
        "words": [],
        "point": None,
        "outside": False,
        "metres_outside": 0.0,
        "candidates": [],
        "text_names": [],
    }
    return empty | fields
