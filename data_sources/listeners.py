"""Starts the transports that listen or fetch by themselves, as the channels' settings ask for them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from command_center.store.inbox import Inbox
from data_sources.channel import Channel, Hook
from data_sources.transports.folder import FolderWatcher
from data_sources.transports.listener import TransportState
from data_sources.transports.telephony import AmiListener


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


def listeners(channels: Mapping[str, Channel], inbox: Inbox) -> dict[str, Listener]:
    """Name -> listener, not started yet. Raises BadSetting for an address that cannot be read."""
    found: dict[str, Listener] = {}
    ami_url = getattr(channels["112"].settings, "ami_url", "") if "112" in channels else ""
    if ami_url:
        found["112 switchboard"] = AmiListener(ami_url, inbox.put)
    sp4n = channels.get("sp4n")
    folder = getattr(sp4n.settings, "sp4n_dir", None) if sp4n is not None else None
    if isinstance(sp4n, Hook) and folder:
        found["sp4n folder"] = FolderWatcher(Path(folder), sp4n, inbox.put)
    return found
