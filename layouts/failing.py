"""A part of a page that cannot be made leaves the others standing: it says so in its place, and the log says why."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

import structlog

from command_center.errors import NotAllowed, StoreUnavailable

log = structlog.get_logger(__name__)

AGAIN_SECONDS = 60.0
"""Before the same part's failure is told again: an open wall asks every few seconds."""

Made = TypeVar("Made")


class LastTold:
    """When the failure of which part was last told."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._at, self._lock = clock, dict[str, float](), threading.Lock()

    def due(self, part: str) -> bool:
        """Whether it is to be told now; then it counts as told."""
        now = self._clock()
        with self._lock:
            if now - self._at.get(part, -AGAIN_SECONDS) < AGAIN_SECONDS:
                return False
            self._at[part] = now
            return True


_told = LastTold()


def made_or(build: Callable[[], Made], part: str, instead: Callable[[], Made], told: LastTold = _told) -> Made:
    """What `build` makes, or where it fails `instead`. `part` names it for the log: the page, and what of it.

    Raises NotAllowed and StoreUnavailable, which are no fault of a part: the whole page answers them.
    """
    try:
        return build()
    except (NotAllowed, StoreUnavailable):
        raise
    except Exception:
        if told.due(part):
            log.exception("part_failed", part=part)
        return instead()
