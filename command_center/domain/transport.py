"""How a transport that runs by itself is doing: the switchboard's line, the watched folder."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

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
