"""How long a client may take: to say what it wants, to send a body, to take an answer, to be quiet between two requests."""

from enum import Enum


class Phase(Enum):
    """What a connection waits for; its value are the seconds that it may take, however little moves."""

    QUIET = 15.0
    """Nothing was sent (yet, or since the last answer). Browsers and proxies keep a connection for the next request."""
    HEAD = 10.0
    """The first lines of a request."""
    BODY = 20.0
    ANSWER = 20.0


SLOWEST = 8192
"""Bytes a second, on the average, beyond those seconds: a telephone at the edge of its cell sends a picture."""


def overdue(phase: Phase, seconds: float, moved: int) -> bool:
    """Whether a connection that has been in a phase for so long, and moved so many bytes in it, is given up."""
    more = moved / SLOWEST if phase in (Phase.BODY, Phase.ANSWER) else 0.0
    return seconds > phase.value + more
