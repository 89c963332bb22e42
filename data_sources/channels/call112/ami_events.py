"""Events of Asterisk's manager interface (AMI) that tell how a call goes: which are kept, their key and their step.

Source: docs.asterisk.org, Asterisk 20, "AMI Events": Newchannel, QueueCallerJoin, AgentConnect, AgentComplete,
QueueCallerAbandon, Hangup, and QueueEntry, the answer to the action QueueStatus.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from command_center.domain.inbound import Payload
from data_sources.reading import MAX_IDENTIFIER, moment, number, storable

STEPS: Mapping[str, str] = {
    "Newchannel": "ringing",
    "QueueCallerJoin": "queued",
    "QueueEntry": "queued",
    "AgentConnect": "answered",
    "AgentComplete": "completed",
    "QueueCallerAbandon": "abandoned",
    "Hangup": "hungup",
}
"""Event -> what it says of the call, a `CallSeen.step`."""

_OF_ONE_CHANNEL = frozenset({"Newchannel", "Hangup"})
"""Raised for every channel of a call: only the caller's counts, the one the call is named after."""

AmiEvent = Mapping[str, str]


def call_of(event: AmiEvent) -> str:
    """The call's id: Linkedid, one for all its channels. QueueEntry has none: a caller's own channel is the oldest."""
    return event.get("Linkedid") or event.get("Uniqueid", "")


def is_kept(event: AmiEvent) -> bool:
    """Whether the event is a step of a caller's call."""
    name = event.get("Event", "")
    if name not in STEPS or not call_of(event):
        return False
    return name not in _OF_ONE_CHANNEL or event.get("Uniqueid") == event.get("Linkedid")


def delivery_id(event: AmiEvent) -> str:
    """Linkedid, event and channel; queue and time too, since a caller may join one queue twice.

    The time is there where the switchboard sends it (`timestampevents = yes`): it is the same for all who listen, so
    that two listeners keep an event once.
    """
    parts = (call_of(event), event.get("Event", ""), event.get("Uniqueid", ""), event.get("Queue", ""))
    stamp = "" if event.get("Event") == "QueueEntry" else event.get("Timestamp", "")
    key = storable(":".join((*parts, stamp)).rstrip(":"))
    return key if len(key) <= MAX_IDENTIFIER else "sha256:" + hashlib.sha256(key.encode()).hexdigest()


def at(event: AmiEvent, received_at: datetime) -> datetime:
    """When it happened: the switchboard's Timestamp, else the receipt; for a QueueEntry when the caller joined."""
    seen = moment(event.get("Timestamp", "")) or received_at
    waited = number(event.get("Wait", "")) if event.get("Event") == "QueueEntry" else None
    if waited is None or not 0 <= waited <= 86400:
        return seen
    return seen - timedelta(seconds=waited)


def payload(event: AmiEvent, received_at: datetime, channel: str, account: str) -> Payload:
    """The event as the inbox keeps it: JSON ``{"ami": {...}}`` of all its fields."""
    body = json.dumps({"ami": dict(event)}, ensure_ascii=False).encode("utf-8", "replace")
    return Payload(channel, account, delivery_id(event), received_at, "application/json", {}, body)
