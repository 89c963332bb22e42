"""Files of the briefing that were made: one at a time, and the last few are kept, since an issued sheet does not change."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

KEPT = 12
"""Files that are kept: some 100 kB each."""
MOST_WAITING = 6
"""Who may wait while a file is made: each holds a thread that answers requests, and others want to be answered too."""


class Busy(Exception):
    """So many wait for a file already that a further one is sent away."""


class KeptFiles:
    """Makes files and keeps the last ones; safe to share between threads."""

    def __init__(self, kept: int = KEPT, waiting: int = MOST_WAITING) -> None:
        self._most = kept
        self._files: OrderedDict[Hashable, bytes] = OrderedDict()
        self._making, self._changing = threading.Lock(), threading.Lock()
        self._places = threading.BoundedSemaphore(waiting)

    def of(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The file of this key: kept, or made now. Raises Busy, and what `make` raises."""
        found = self._kept(key)
        if found is not None:
            return found
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            with self._making:
                found = self._kept(key)
                return found if found is not None else self._keep(key, make())
        finally:
            self._places.release()

    def _kept(self, key: Hashable) -> bytes | None:
        with self._changing:
            if key in self._files:
                self._files.move_to_end(key)
            return self._files.get(key)

    def _keep(self, key: Hashable, content: bytes) -> bytes:
        with self._changing:
            self._files[key] = content
            while len(self._files) > self._most:
                self._files.popitem(last=False)
        return content
