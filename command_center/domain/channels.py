"""What the core knows of a channel without speaking its protocol: its names, kind, policy and usual volume."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from command_center.domain.wording import Wording


class ChannelKind(StrEnum):
    """Ways of reporting that the city tells apart."""

    MESSAGE = "message"
    SOCIAL = "social"
    WEB = "web"
    APP = "app"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class ChannelProfile:
    """One of the channels as channels.toml describes it; their order is the city's own.

    `short` fits a narrow card. `archive` marks a channel that takes nothing new (kept for history and replay).
    `policy` is the code of the deadline policy for its reports. `keywords` are the words that address the service
    (written with or without "#"); `baseline_per_day` is the expected number of reports a day until enough history is
    known. `window` is how long after a message the next one of the same person still goes on with its report, and
    `thread` the same within one public thread; zero for a channel whose senders send whole reports. `acknowledge`: who sent a
    report is told its number by itself, through the outbox.
    """

    code: str
    label: Wording
    short: Wording
    kind: ChannelKind
    policy: str
    keywords: tuple[str, ...] = ()
    baseline_per_day: float = 0.0
    archive: bool = False
    window: timedelta = timedelta(0)
    thread: timedelta = timedelta(0)
    acknowledge: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Channels:
    """All channels in the city's own order."""

    every: tuple[ChannelProfile, ...]
    by_code: Mapping[str, ChannelProfile] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index by code."""
        object.__setattr__(self, "by_code", MappingProxyType({channel.code: channel for channel in self.every}))

    def __iter__(self) -> Iterator[ChannelProfile]:
        return iter(self.every)

    def __len__(self) -> int:
        return len(self.every)

    def get(self, code: str) -> ChannelProfile | None:
        """The channel of a code; None for an unknown one."""
        return self.by_code.get(code)
