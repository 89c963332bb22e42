"""A transport that runs by itself: how it is started and stopped, and how it is doing, for the screens that show it."""

from collections.abc import Callable
from typing import Protocol

from command_center.domain.inbound import Payload
from command_center.domain.transport import StateWord, TransportState

__all__ = ["Listener", "Put", "StateWord", "TransportState"]

Put = Callable[[Payload], object]
"""Keeps a payload durably or raises; the same payload again changes nothing."""


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
