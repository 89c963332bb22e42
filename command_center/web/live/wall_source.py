"""The wall's view, computed once for all who look: it changes with the log, and with the clock every few seconds."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from command_center.domain.working_days import Calendar
from command_center.readmodel.read_model import Feed
from command_center.readmodel.wall import WallNames, load_wall
from command_center.readmodel.wall_view import WallView

AGES_AFTER = timedelta(seconds=5)
"""Deadlines pass and channels fall silent without an event: a view is not shown for longer than this."""


class LiveWall:
    """Keeps the last view. Asking is cheap: however many walls there are, each state is computed once."""

    def __init__(
        self,
        feed: Feed,
        names: WallNames,
        calendar: Calendar,
        quarantined: Callable[[], Mapping[str, int]],
        clock: Callable[[], datetime],
    ) -> None:
        self._feed = feed
        self._names = names
        self._calendar = calendar
        self._quarantined = quarantined
        self._clock = clock
        self._lock = threading.Lock()
        self._last: WallView | None = None

    def view(self) -> WallView:
        """The view as of now, at most five seconds old where nothing happened."""
        with self._lock:
            now = self._clock()
            last = self._last
            if last is None or last.head != self._feed.head or not last.as_of <= now < last.as_of + AGES_AFTER:
                last = load_wall(self._feed.model, self._names, self._calendar, now, self._quarantined())
                self._last = last
            return last
