"""Events of Asterisk's manager interface (AMI) that tell how a call goes: which are kept, their key and their step.

Source: docs.asterisk.org, Asterisk 20, "AMI Events": Newchannel, QueueCallerJoin, AgentConnect, AgentComplete,
QueueCallerAbandon, Hangup, and QueueEntry, an answer to the action QueueStatus; and what Asterisk 22.10 was seen to send.
"""

import hashlib
import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from data_sources.phone_numbers import international
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

SUBSCRIBER_DIGITS = 7
"""Digits from which on a number is one of the telephone network: the extensions of a house are shorter."""

AmiEvent = Mapping[str, str]

_NUMBER = re.compile(r"\+?[0-9](?:[ ().\-/]{0,2}[0-9])*", re.ASCII)
_WITHHELD = frozenset({"anonymous", "private", "restricted", "unavailable", "withheld"})
"""Words that the network sends in place of a number; Asterisk itself writes <unknown> where nobody said anything."""
_LOCAL_OPTIONS = re.compile(r"/[a-z]+$", re.ASCII)
"""How a Local channel is made: /n, it stays in the line."""


def caller_of(event: AmiEvent) -> str:
    """The caller's number; "" where it is withheld or no number."""
    return number_of(event.get("CallerIDNum", ""))


def number_of(written: str) -> str:
    """A telephone number in one form; "" for what is none: a word of the network, a name, a script."""
    plain = written.strip()
    return international(plain) if _NUMBER.fullmatch(plain) and plain.strip("+0 ") else ""


def call_of(event: AmiEvent) -> str:
    """The call's id: the Uniqueid of the caller's own channel. It stays when calls are joined, the Linkedid does not.

    A caller who comes through a Local channel is heard by that one: then the Linkedid names the caller's own.
    """
    own, linked = event.get("Uniqueid", ""), event.get("Linkedid", "")
    return (linked or own) if is_local(event) else (own or linked)


def via(event: AmiEvent) -> str:
    """The channel that the event was raised for, where it is not the caller's own; "" else."""
    own = event.get("Uniqueid", "")
    return own if own != call_of(event) else ""


def is_local(event: AmiEvent) -> bool:
    """Whether the event is of a Local channel, which only leads from one place of the dialplan to another."""
    return event.get("Channel", "").startswith("Local/")


def interface(channel: str) -> str:
    """The device of a channel: PJSIP/op-01-00000012 -> PJSIP/op-01. What follows its last dash counts the channels."""
    return channel.rpartition("-")[0] or channel


def device(address: str) -> str:
    """The device that a queue calls by `address`, as its channels name it: Local/801@dalam/n -> Local/801@dalam."""
    return _LOCAL_OPTIONS.sub("", address) if address.startswith("Local/") else address


def is_from_outside(event: AmiEvent, contexts: Collection[str] = ()) -> bool:
    """Whether a channel that rings, or has ended, came in from outside the house.

    Where the city names the `contexts` in which such calls arrive, these decide. Else it is a caller with a number of the
    network, or one that the network withheld. A channel that somebody here dialled is "Down" when it begins.
    """
    if (
        event.get("Uniqueid") != event.get("Linkedid")
        or is_local(event)
        or event.get("Event") not in ("Newchannel", "Hangup")
    ):
        return False
    if event["Event"] == "Newchannel" and event.get("ChannelState") == "0":
        return False
    if contexts:
        return event.get("Context", "") in contexts
    said = event.get("CallerIDNum", "").strip()
    digits = sum(letter.isdigit() for letter in caller_of(event))
    return digits >= SUBSCRIBER_DIGITS or said.lower() in _WITHHELD


def is_kept(event: AmiEvent, contexts: Collection[str] = (), phones: Collection[str] = ()) -> bool:
    """Whether the event is a step of a caller's call: one that came from outside, or entered the queue.

    `phones` are the devices of the operators: a channel that one of them begins is no caller's.
    """
    name = event.get("Event", "")
    if name not in STEPS or not call_of(event):
        return False
    if name == "Newchannel":
        return is_from_outside(event, contexts) and interface(event.get("Channel", "")) not in phones
    if name == "Hangup":
        return event.get("Uniqueid") == event.get("Linkedid")
    return True


def delivery_id(event: AmiEvent) -> str:
    """Linkedid, event and channel; queue and time too, since a caller may join one queue twice.

    The time is there where the switchboard sends it (`timestampevents = yes`): it is the same for all who listen, so
    that two listeners keep an event once.
    """
    linked = event.get("Linkedid") or event.get("Uniqueid", "")
    parts = (linked, event.get("Event", ""), event.get("Uniqueid", ""), event.get("Queue", ""))
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
