"""A view of the read model, computed once for all who look: it changes with the log, and with the clock every few seconds."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from command_center.errors import StoreUnavailable
from command_center.followers.log_follower import LogFollower
from command_center.store.event_log import EventLog

AGES_AFTER = timedelta(seconds=5)
"""Deadlines pass and channels fall silent without an event: a view is not shown for longer than this."""
WAIT_SECONDS = 0.2
"""How long an answer waits for the facts of what the log holds already. A wall that is still behind asks again, four
times as rarely as it is answered: within a second."""


class OfOneMoment(Protocol):
    """A view that says what it stands for."""

    @property
    def head(self) -> int:
        """Position of the log."""

    @property
    def as_of(self) -> datetime:
        """Moment, aware."""


Kept = TypeVar("Kept", bound=OfOneMoment)


class KeptView(Generic[Kept]):
    """Keeps the last view that `load` made, of the moment and with the view before. Asking is cheap: however many walls there are, each state is computed once.

    A wall asks for its panels because of a frame, which comes from the log and not from the facts: an answer therefore
    waits until `projection` has taken what was in the log when it was asked for.
    """

    def __init__(
        self,
        projection: LogFollower,
        event_log: EventLog,
        load: Callable[[datetime, Kept | None], Kept],
        clock: Callable[[], datetime],
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._projection = projection
        self._log = event_log
        self._load = load
        self._clock = clock
        self._wait_seconds = wait_seconds
        self._lock = threading.Lock()
        self._last: Kept | None = None

    def view(self) -> Kept:
        """The view as of now, at most five seconds old where nothing happened.

        Its `head` is behind the log's where the projection needs longer than `wait_seconds`.
        """
        self._wait_for_facts()
        with self._lock:
            now = self._clock()
            last = self._last
            if last is None or last.head != self._projection.seq or not last.as_of <= now < last.as_of + AGES_AFTER:
                last = self._load(now, last)
                self._last = last
            return last

    def _wait_for_facts(self) -> None:
        """Each asker by itself, outside of the lock: walls that wait do not wait for each other."""
        try:
            head = self._log.head()
        except StoreUnavailable:
            # Nobody can say what the facts lack; what they have is shown.
            return
        self._projection.reach(head, self._wait_seconds)
