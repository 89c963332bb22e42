"""Asks a switchboard over AMI what it has now: who waits in its queues, who speaks, and which phones take calls.

Source: docs.asterisk.org, Asterisk 20, "AMI Actions": QueueStatus, CoreShowChannels, BridgeList, BridgeInfo, Ping; the
privileges as Asterisk 22.10 names them. QueueStatus and the bridges need none; CoreShowChannels needs `reporting`.
"""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from data_sources.reading import moment

MOST_BRIDGES = 500
"""Bridges that are asked one by one: far more than a call centre has."""

Event = Mapping[str, str]


class QueuesUnseen(Exception):
    """The switchboard does not tell of its queues. The message says what to do, `trouble` the same in one word."""

    def __init__(self, refusal: str) -> None:
        self.trouble = "no_queue" if "unknown" in refusal.lower() else "denied"
        super().__init__(
            f"the switchboard does not know QueueStatus ({refusal}): its queue module app_queue is not loaded, or not yet; "
            "it is asked again"
            if self.trouble == "no_queue"
            else f"the switchboard refuses QueueStatus ({refusal}): grant read=agent to this user in manager.conf"
        )


class Ask(Protocol):
    """Sends an action with its fields; gives the messages that answer it."""

    def __call__(self, action: str, **fields: str) -> Awaitable[Sequence[Event]]:
        """Raises ConnectionError, TimeoutError."""
        ...


@dataclass(frozen=True, slots=True)
class SwitchboardAnswers:
    """What the switchboard answered: events of its phones, of callers who wait and of channels, `BridgeId` where they speak.

    `complete`: all channels are there, not only those in a bridge. `clock` is the switchboard's own time before it was
    asked, None where it does not tell.
    """

    phones: tuple[Event, ...]
    waiting: tuple[Event, ...]
    channels: tuple[Event, ...]
    complete: bool
    clock: datetime | None = None


async def take_picture(ask: Ask) -> SwitchboardAnswers:
    """Raises QueuesUnseen, ConnectionError, TimeoutError.

    Who waits is asked first: a caller who is answered meanwhile is seen twice rather than not at all.
    """
    ping = await ask("Ping")
    queues = await ask("QueueStatus")
    refusal = _refusal(queues)
    if refusal:
        raise QueuesUnseen(refusal)
    channels = await ask("CoreShowChannels")
    complete = not _refusal(channels)
    if not complete:
        channels = await _in_bridges(ask)
    return SwitchboardAnswers(
        phones=_named(queues, "QueueMember"),
        waiting=_named(queues, "QueueEntry"),
        channels=_named(channels, "CoreShowChannel", "BridgeInfoChannel"),
        complete=complete,
        clock=next((at for each in ping if (at := moment(each.get("Timestamp", "")))), None),
    )


async def _in_bridges(ask: Ask) -> list[Event]:
    """The channels that speak, without the privilege to see all."""
    found: list[Event] = []
    for bridge in _named(await ask("BridgeList"), "BridgeListItem")[:MOST_BRIDGES]:
        name = bridge.get("BridgeUniqueid", "")
        found += [{**channel, "BridgeId": name} for channel in await ask("BridgeInfo", BridgeUniqueid=name)]
    return found


def _named(events: Sequence[Event], *names: str) -> tuple[Event, ...]:
    return tuple(
        {field: value for field, value in each.items() if field != "ActionID"}
        for each in events
        if each.get("Event") in names
    )


def _refusal(answer: Sequence[Event]) -> str:
    first = next((each for each in answer if each.get("Response")), {})
    return (first.get("Message") or "no reason given") if first.get("Response") == "Error" else ""
