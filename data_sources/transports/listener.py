"""How a transport that runs by itself is doing, for the screens that show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Word = Literal["starting", "connected", "waiting", "broken", "stopped"]


@dataclass(frozen=True, slots=True)
class TransportState:
    """`word`: ``waiting`` mends itself, ``broken`` needs somebody to act as `reason` says. `since` is aware UTC."""

    word: Word
    since: datetime
    reason: str = ""
