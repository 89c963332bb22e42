"""How many live connections there may be: in all, of one person or device, and of one address."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic
from typing import Protocol

JOIN_SECONDS = 5.0
"""A connection that has not joined the wall by then, or has left it, is closed: it holds a thread for nothing."""
MESSAGES_AT_ONCE, MESSAGES_A_SECOND = 20.0, 4.0
"""What a client may say: a wall asks once a second for what it missed, and a few times more when it falls behind."""


class Refusal(StrEnum):
    """Why there is no seat; the word goes to the wall, which tells it in its language."""

    FULL = "full"
    PERSON = "person"
    ADDRESS = "address"


class Closable(Protocol):
    """A connection that can be ended from any thread."""

    def close(self, code: int = 1000, reason: str = "") -> None:
        """End it, and tell the client why."""


@dataclass(frozen=True, slots=True)
class SeatLimits:
    """The most connections: in all, of one person or device, of one address (a whole /64 with IPv6)."""

    total: int
    of_person: int
    of_address: int


@dataclass(eq=False)
class Seat:
    """One live connection, from before its handshake to its end."""

    person: str
    address: str
    taken_at: float
    line: Closable | None = None
    joined: bool = False
    left: bool = False
    _allowance: float = MESSAGES_AT_ONCE
    _spoke_at: float = field(default=0.0)

    def may_speak(self, at: float) -> bool:
        """Whether one more message of the client is listened to; counts it."""
        passed = max(0.0, at - self._spoke_at) if self._spoke_at else 0.0
        self._allowance = min(MESSAGES_AT_ONCE, self._allowance + passed * MESSAGES_A_SECOND) - 1.0
        self._spoke_at = at
        return self._allowance >= 0.0

    def close(self, code: int, reason: str) -> None:
        """End the connection; nothing where it has not begun or is over."""
        if self.line is not None:
            self.line.close(code, reason)


class Seats:
    """Gives and takes back seats; safe for many threads. `clock` counts seconds that only go forward."""

    def __init__(self, limits: SeatLimits, clock: Callable[[], float] = monotonic) -> None:
        self._limits = limits
        self.clock = clock
        self._taken: set[Seat] = set()
        self._of_person: Counter[str] = Counter()
        self._of_address: Counter[str] = Counter()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._taken)

    def take(self, person: str, address: str) -> Seat | Refusal:
        """A seat for this person or device at this address, or why there is none."""
        with self._lock:
            if self._of_person[person] >= self._limits.of_person:
                return Refusal.PERSON
            if self._of_address[address] >= self._limits.of_address:
                return Refusal.ADDRESS
            if len(self._taken) >= self._limits.total:
                return Refusal.FULL
            seat = Seat(person, address, self.clock())
            self._taken.add(seat)
            self._of_person[person] += 1
            self._of_address[address] += 1
            return seat

    def give_back(self, seat: Seat) -> None:
        """The connection is over. A second time changes nothing."""
        with self._lock:
            if seat not in self._taken:
                return
            self._taken.remove(seat)
            for counted, key in ((self._of_person, seat.person), (self._of_address, seat.address)):
                counted[key] -= 1
                if not counted[key]:
                    del counted[key]

    def close_idle(self) -> int:
        """End the connections that never joined or have left; returns how many there were."""
        now = self.clock()
        with self._lock:
            idle = [each for each in self._taken if each.left or not each.joined]
        idle = [each for each in idle if each.left or now - each.taken_at > JOIN_SECONDS]
        for seat in idle:
            seat.close(1008, "left" if seat.left else "not joined")
        return len(idle)

    def close_all(self, reason: str) -> None:
        """End every connection: the server stops."""
        with self._lock:
            seats = list(self._taken)
        for seat in seats:
            seat.close(1001, reason)
