"""What goes over the wall's socket: frozen frames whose fields cannot carry a text, a name or a contact."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FramePoint:
    """A report that appeared or moved on the map, with what the ticker says of it. Times are ISO 8601 with zone.

    `lat`, `lon` are None for a report without a place: it is in the ticker, not on the map. `new` is True for a report
    received (it lights up), False for one that changed.
    """

    seq: int
    report_id: int
    number: str
    at: str
    channel: str
    category: str
    kelurahan: str
    lat: float | None
    lon: float | None
    exact: bool
    new: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Changes of the log after `from_seq` up to and including `to_seq`; frames without a gap join end to start.

    `removed` are report ids that left the map (closed). `reset` tells the client that the gap is too long to send:
    reload the whole view, then go on from `to_seq`.
    """

    from_seq: int
    to_seq: int
    sent_at: str
    points: tuple[FramePoint, ...] = ()
    removed: tuple[int, ...] = ()
    reset: bool = False

    def as_json(self) -> dict[str, Any]:
        """The frame as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Beat:
    """Heartbeat, once a second: the head of the log as this server knows it, its clock and its version.

    `here` is another number once somebody at a desk opened a report or left one; it does not tell who, nor which.
    `alerts` is another text once other alerts are open.
    """

    head: int
    at: str
    version: str
    here: int = 0
    alerts: str = ""

    def as_json(self) -> dict[str, Any]:
        """The heartbeat as plain JSON values."""
        return asdict(self)
