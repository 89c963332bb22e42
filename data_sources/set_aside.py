"""Messages that were set aside since they went on with nothing, read again once the same person's report has begun.

The second half of a long SMS may be there before the first: alone it has no keyword and is set aside, and nobody but a
person would find it again.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

import structlog

from command_center.domain.inbound import Inbound, Item, Payload
from command_center.intake.accept import Accepted, Parsed
from command_center.intake.outcome import ItemOutcome
from command_center.store.inbox import Inbox
from data_sources.channel import Channel
from data_sources.errors import BadMessage

log = structlog.get_logger(__name__)

LOOK_BACK = timedelta(hours=1)
"""How long after it was received such a message is looked for: as long as any conversation of these channels lasts."""
OVERTAKEN = timedelta(minutes=1)
"""How much later than the report it may have been received, and yet be worked on first; what came later knew the report."""
NEWEST = 50
"""How many of a line are looked through, newest first: where more were set aside within the hour, they are no halves."""

Person = tuple[str, str, str]
"""Channel, account and the key of the sender."""


def read_again(inbox: Inbox, channels: Mapping[str, Channel], taken: Iterable[tuple[Parsed, Accepted]]) -> int:
    """Hand those messages out once more; returns how many. Whether they go on with the report, intake decides.

    Raises StoreUnavailable; they then stay where they are, for a person to look at.
    """
    begun = {
        person: parsed.received_at
        for parsed, accepted in taken
        for item, outcome in zip(parsed.items, accepted.outcomes, strict=True)
        if outcome is ItemOutcome.NEW and (person := _sender(item)) and channels[person[0]].sets_aside_what_goes_on
    }
    again = 0
    for channel, account in {person[:2] for person in begun}:
        since = min(at for person, at in begun.items() if person[:2] == (channel, account)) - LOOK_BACK
        for waiting in inbox.set_aside(channel, account, since, NEWEST):
            came = waiting.payload.received_at
            people = map(_sender, (item for item in _items(channels[channel], waiting.payload) if _may_go_on(item)))
            if any(person in begun and came <= begun[person] + OVERTAKEN for person in people):
                again += inbox.retry(waiting.inbox_id)
    if again:
        log.info("read_again", deliveries=again)
    return again


def _sender(item: Item) -> Person | None:
    return (item.channel, item.account, item.reporter.key) if isinstance(item, Inbound) else None


def _may_go_on(item: Item) -> bool:
    return isinstance(item, Inbound) and bool(item.unless_joined)


def _items(channel: Channel, payload: Payload) -> list[Item]:
    found: list[Item] = []
    try:
        for item in channel.parse(payload):
            found.append(item)  # noqa: PERF402 - what was read before the fault that set it aside counts
    except BadMessage:
        pass
    return found
