"""Lists of reports as they were answered: made once for all who ask the same, kept while nothing changes, and bounded."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from time import monotonic

from command_center.open311.errors import refused

KEPT_LISTS = 64
KEPT_BYTES = 32 * 1024 * 1024
"""What the kept lists may hold together."""
GOOD_SECONDS = 60.0
"""After so long a list is made again though nothing changed: "the last 90 days" moves on."""
AT_ONCE = 2
"""Lists that are made at the same time: whoever asks for others waits."""
WAIT_SECONDS = 10.0
"""How long before one who waits is asked to come again."""
RETRY_SECONDS = 5


@dataclass(frozen=True, slots=True)
class _KeptAnswer:
    state: Hashable
    made_at: float
    body: bytes


class ListAnswers:
    """Answers by what was asked. `state` tells whether anything changed since one was made."""

    def __init__(self, state: Callable[[], Hashable], clock: Callable[[], float] = monotonic) -> None:
        self._state = state
        self._clock = clock
        self._kept: OrderedDict[Hashable, _KeptAnswer] = OrderedDict()
        self._bytes = 0
        self._making: dict[Hashable, threading.Event] = {}
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def get(self, asked: Hashable, make: Callable[[], bytes]) -> bytes:
        """The answer to `asked`, kept or made. Raises Refused with 503 where too many wait, and whatever `make` raises."""
        until = monotonic() + WAIT_SECONDS
        while True:
            state = self._state()
            with self._lock:
                kept = self._kept.get(asked)
                if kept is not None and kept.state == state and self._clock() - kept.made_at < GOOD_SECONDS:
                    self._kept.move_to_end(asked)
                    return kept.body
                others = self._making.get(asked)
                if others is None:
                    mine = self._making[asked] = threading.Event()
                    break
            # Somebody makes the very same now. What comes of it is looked at anew: it may have failed.
            if not others.wait(max(0.0, until - monotonic())):
                raise refused(503, "too many ask for lists now: try again", RETRY_SECONDS)
        try:
            if not self._turns.acquire(timeout=max(0.0, until - monotonic())):
                raise refused(503, "too many ask for lists now: try again", RETRY_SECONDS)
            try:
                body = make()
            finally:
                self._turns.release()
            self._keep(asked, _KeptAnswer(state, self._clock(), body))
            return body
        finally:
            with self._lock:
                del self._making[asked]
            mine.set()

    def _keep(self, asked: Hashable, made: _KeptAnswer) -> None:
        with self._lock:
            replaced = self._kept.pop(asked, None)
            self._bytes += len(made.body) - (len(replaced.body) if replaced else 0)
            self._kept[asked] = made
            while self._kept and (len(self._kept) > KEPT_LISTS or self._bytes > KEPT_BYTES):
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= len(dropped.body)
