"""What a client of the live connection may say: that it joins, that it leaves, and what it wants to know. No more.

python-socketio would take much else: events named like its own (a client's event "disconnect" ran the handler of a
connection's end, while the connection stayed), binary messages that wait for their parts, answers to nothing asked.
"""

import json
import re
from enum import StrEnum

LARGEST = 2048
"""Characters of a message; the largest that is needed has some forty."""

LONGEST_NUMBER = 16
"""Signs of a number: more than every position of a log has."""

_PACKET = re.compile(r"([012])/wall,(\d{0,9})(.*)", re.DOTALL)


class ClientMessage(StrEnum):
    """What a message means."""

    JOIN = "join"
    LEAVE = "leave"
    SYNC = "sync"


def needed(text: str) -> bool:
    """Whether Engine.IO is given this packet: the answer to its ping, the client's goodbye, or a message.

    It would answer others, or fail at those that it does not know.
    """
    return text in ("1", "3") or text.startswith("4")


def understood(message: object) -> ClientMessage | None:
    """The meaning of an Engine.IO message (a Socket.IO packet on the namespace /wall); None for anything else."""
    if not isinstance(message, str) or len(message) > LARGEST:
        return None
    packet = _PACKET.fullmatch(message)
    if packet is None:
        return None
    kind, number, content = packet.groups()
    try:
        told = json.loads(content, parse_int=_number) if content else None
    except (ValueError, RecursionError):
        return None
    if kind == "0":
        return ClientMessage.JOIN if not number and isinstance(told, dict | None) else None
    if kind == "1":
        return ClientMessage.LEAVE if not number and told is None else None
    return ClientMessage.SYNC if _asks(told) else None


def _asks(told: object) -> bool:
    return isinstance(told, list) and len(told) == 2 and told[0] == "sync" and isinstance(told[1], dict)


def _number(digits: str) -> int:
    """Raises ValueError for a number that no log has; Socket.IO fails at one of a hundred digits."""
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("too large")
    return int(digits)
