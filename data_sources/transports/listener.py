"""A transport that runs by itself: how it is started and stopped, and how it is doing, for the screens that show it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from command_center.domain.inbound import Payload

Put = Callable[[Payload], object]
"""Keeps a payload durably or raises; the same payload again changes nothing."""

StateWord = Literal["starting", "connected", "waiting", "broken", "stopped"]


@dataclass(frozen=True, slots=True)
class TransportState:
    """`word`: ``waiting`` mends itself, ``broken`` needs somebody to act as `reason` says. `since` is aware UTC.

    `trouble` names the reason in one word, for screens that say it in their language; `heard_at` is when the other side
    last told of something, None where it has not yet.
    """

    word: StateWord
    since: datetime
    reason: str = ""
    trouble: str = ""
    heard_at: datetime | None = None


class Listener(Protocol):
    """A transport with a thread of its own."""

    @property
    def state(self) -> TransportState:
        """How it is doing."""
        ...

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End."""
