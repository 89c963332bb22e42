"""The event log's words: what can happen to a report, and the facts an event may carry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class EventKind(StrEnum):
    """What happened.

    `JOINED`: a further message of the conversation changed the report. `SPLIT`: messages were taken from it by hand.
    `PROPOSED`: its sender corrected what staff had decided, or staff dropped that; it carries no facts, since nothing
    changed. `CORRECTED`: a person here said what it is about, where, whose, of which class or visibility. `GROUPED`: it was
    put to an incident, or taken out of one, by hand. `UNDONE`: who did the last act took it back at once.
    `NEAR`: a part of the term of its next deadline is over; it carries `NEAR_FACTS`, and the report stays as it is.
    `ANSWERING`: an answer was written, failed or turned out not to have arrived; one that was handed over is a `STEP`.
    """

    RECEIVED = "report.received"
    AMENDED = "report.amended"
    RETRACTED = "report.retracted"
    LOCATED = "report.located"
    STEP = "report.step"
    BREACHED = "deadline.breached"
    NEAR = "deadline.near"
    SEEN = "deadline.seen"
    RECOUNTED = "deadline.recounted"
    JOINED = "report.joined"
    SPLIT = "report.split"
    PROPOSED = "report.proposed"
    CORRECTED = "report.corrected"
    GROUPED = "report.grouped"
    UNDONE = "report.undone"
    ANSWERING = "report.answering"
    CALL = "call.step"


TIMES = (
    "received_at",
    "forward_due",
    "answer_due",
    "settle_due",
    "due_at",
    "verified_at",
    "forwarded_at",
    "answered_at",
    "settled_at",
    "closed_at",
    "breached_at",
    "breach_seen_at",
)
"""Facts that are times: ISO 8601 in UTC inside an event."""

FACTS = (
    "number",
    "channel",
    *TIMES,
    "report_class",
    "visibility",
    "category",
    "doubtful",
    "found_by",
    "kelurahan",
    "kecamatan",
    "lat",
    "lon",
    "exact",
    "opd",
    "policy",
    "status",
    "due_stage",
    "breached_stage",
    "incident_id",
    "retracted",
    "simulated",
    "answer_state",
)
"""What is known of a report without its text or its reporter: all that the read model and the wall ever get."""

NEAR_FACTS = ("number", "opd", "category", "kecamatan", "visibility", "policy", "stage", "percent", "passed_at", "due")
"""What tells that `percent` of the term of a stage was over at `passed_at`, before, at or after what was `due` then."""

CALL_FACTS = ("channel", "step", "kind")


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the log. `data` holds the facts that changed (all of them for RECEIVED). `seq` is 0 until stored.

    `by` is the sign-in name of who did it, the code of the channel that said it, or ``system``; "" before version 0.2.
    """

    kind: EventKind
    at: datetime
    report_id: int | None
    data: Mapping[str, Any] = field(default_factory=dict)
    seq: int = 0
    by: str = ""


def as_json(value: Any) -> Any:
    """Times become ISO 8601 text; all else stays."""
    return value.isoformat() if isinstance(value, datetime) else value
