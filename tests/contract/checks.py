"""What is true of every item of every channel, and how an item is compared with what its case says."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, String

from command_center.domain.inbound import Action, CallSeen, Inbound, Item, NoReport, Payload, SwitchboardSeen
from command_center.store.tables import messages, reporters, reports
from data_sources.channel import Channel
from data_sources.reading import EARLIEST


def can_be_stored(text: str) -> bool:
    """Whether database drivers take the text: no NUL, and no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def width_of(column: Column[Any]) -> int:
    """How many characters a column of the database takes: PostgreSQL refuses more."""
    assert isinstance(column.type, String)
    assert column.type.length is not None
    return column.type.length


WIDTHS = {
    "external_id": width_of(messages.c.external_id),
    "amends": width_of(messages.c.external_id),
    "account": width_of(messages.c.account),
    "resend_key": width_of(reports.c.resend_key),
}


def compare(item: Item, wanted: Mapping[str, Any] | str) -> None:
    """Every field that a case names has the value that it gives; a word is the kind of an item that is no report."""
    if isinstance(wanted, str):
        assert item == NoReport(item.channel, wanted)
        return
    for name, value in wanted.items():
        found = getattr(item, name)
        if isinstance(found, datetime) and isinstance(value, str):
            value = datetime.fromisoformat(value)
        if name == "text":
            found, value = found.strip(), value.strip()
        assert found == value, f"{name} is {found!r}, not {value!r}"


def holds(channel: Channel, payload: Payload, item: Item) -> None:
    """What is true of every item of every channel."""
    assert item.channel == channel.code
    if isinstance(item, NoReport):
        assert item.kind.isidentifier(), "what is no report is counted by a word"
        return
    assert item.account, "an item names which of our accounts received it"
    at = item.sent_at if isinstance(item, Inbound) else item.at
    assert at.utcoffset() is not None, "times are aware"
    assert EARLIEST <= at <= payload.received_at + timedelta(days=1), f"{at} cannot be true"
    if isinstance(item, SwitchboardSeen):
        return
    key = item.call_id if isinstance(item, CallSeen) else item.external_id
    assert key, "an item has a key"
    for name, text in strings(item):
        assert can_be_stored(text), f"{name} cannot be stored: {text[:80]!r}"
    if isinstance(item, CallSeen):
        return
    for name, width in WIDTHS.items():
        assert len(getattr(item, name)) <= width, f"{name} is longer than its column"
    assert len(item.reporter.key) <= width_of(reporters.c.key)
    assert bool(item.amends) == (item.action is not Action.NEW), f"{item.action} with amends={item.amends!r}"
    if item.action is not Action.RETRACT:
        assert item.text.strip() or item.media or item.position, "an item says something"
    if item.position is not None:
        assert math.isfinite(item.position.lat)
        assert abs(item.position.lat) <= 90
        assert abs(item.position.lon) <= 180


def strings(item: Item) -> list[tuple[str, str]]:
    """Every string in an item, with the name of its field."""
    found = [(name, value) for name in item.__slots__ if isinstance(value := getattr(item, name), str)]
    if isinstance(item, Inbound):
        found += [(f"reporter.{name}", getattr(item.reporter, name)) for name in ("key", "name", "contact")]
        found += [("media", text) for media in item.media for text in (media.kind, media.ref, media.content_type)]
    return found


def keys(items: Sequence[Item]) -> set[tuple[str, str]]:
    return {
        (item.account, item.call_id if isinstance(item, CallSeen) else item.external_id)
        for item in items
        if not isinstance(item, NoReport | SwitchboardSeen)
    }
