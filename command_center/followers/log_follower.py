"""Follows the event log: one cursor, batches in order, each taken or tried again, and figures of how far it is."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from time import monotonic

import structlog

from command_center.domain.events import Event
from command_center.errors import StoreUnavailable
from command_center.store.changes import Changes
from command_center.store.event_log import EventLog, LogPosition

log = structlog.get_logger(__name__)

AT_ONCE = 5000
"""Most events of one batch."""
POLL_SECONDS = 0.5
"""How often a follower looks at the log though nobody appended to it: it may be another one meanwhile."""
REST_SECONDS = 0.005
"""Between two looks at the log: every commit rings, and most commits of a busy second append nothing."""
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 2.0
"""Seconds before what failed is tried again: doubled each time. Short, since a wall is to be current within five
seconds after a database or a disk came back."""


@dataclass(frozen=True, slots=True)
class EventBatch:
    """Events that follow each other without a gap: all of the log after `after` up to `upto`. At least one."""

    after: LogPosition
    events: tuple[Event, ...]
    upto: LogPosition


@dataclass(frozen=True, slots=True)
class FollowerStatus:
    """How a follower is. `seq` is the last event it took, `lag` how many numbers of the log it is behind.

    `batch_age` is seconds since it last took a batch, None before the first. `stalled` is seconds since a look at the
    log last ended well, with or without a batch: well below one in a follower that works, 0 before it was started.
    `errors_in_a_row` is 0 as soon as one look ends well; `last_error` is kept, "" where nothing ever failed.
    """

    name: str
    seq: int
    lag: int
    batch_age: float | None
    stalled: float
    errors_in_a_row: int
    errors: int
    last_error: str


@dataclass(frozen=True, slots=True)
class _State:
    """What the follower's thread tells the others. It is replaced as a whole, so that nobody reads half of a change."""

    seq: int = 0
    batch_at: float | None = None
    well_at: float | None = None
    errors_in_a_row: int = 0
    errors: int = 0
    last_error: str = ""


class LogFollower:
    """Hands the log to `handle`, batch by batch, from where `start` says.

    - `start` is asked once: `EventLog.end` begins at the head, a store's own position goes on where that stands.
    - `handle` takes a batch or raises. A batch that failed is tried again after a pause and is never passed over, so
      `handle` must bear to see it twice.
    - `recover` is asked after `handle` failed, by a follower whose own store may have lost what it had. Without it the
      follower goes on from its last batch. `lost` is asked at each look: where others found that store unusable meanwhile,
      `recover` comes next, though nothing new is in the log.
    - `anew` is asked where the log is another one, or was restored from a backup: what was taken is no longer true. It
      makes that good and says where to begin.

    One thread runs it; `seq`, `status`, `reach` and `taken` are for all threads.
    """

    def __init__(
        self,
        name: str,
        event_log: EventLog,
        handle: Callable[[EventBatch], None],
        *,
        start: Callable[[], LogPosition],
        anew: Callable[[], LogPosition],
        recover: Callable[[], LogPosition] | None = None,
        lost: Callable[[], bool] = lambda: False,
        at_once: int = AT_ONCE,
    ) -> None:
        self.name = name
        self.taken = Changes()
        """Rings after each batch that was taken."""
        self._log = event_log
        self._handle = handle
        self._ask = start
        self._recover = recover
        self._lost = lost
        self._anew = anew
        self._at_once = at_once
        self._position: LogPosition | None = None
        self._state = _State()

    @property
    def seq(self) -> int:
        """Number of the last event taken, 0 for none."""
        return self._state.seq

    def status(self, head: int) -> FollowerStatus:
        """How it is, beside the log's head."""
        state, now = self._state, monotonic()
        return FollowerStatus(
            name=self.name,
            seq=state.seq,
            lag=max(0, head - state.seq),
            batch_age=None if state.batch_at is None else now - state.batch_at,
            stalled=0.0 if state.well_at is None else now - state.well_at,
            errors_in_a_row=state.errors_in_a_row,
            errors=state.errors,
            last_error=state.last_error,
        )

    def reach(self, seq: int, seconds: float) -> bool:
        """Wait until the event `seq` was taken, at most that long; returns whether it was."""
        until = monotonic() + seconds
        while True:
            seen = self.taken.count
            if self.seq >= seq:
                return True
            left = until - monotonic()
            if left <= 0:
                return False
            self.taken.wait(seen, left)

    def run_once(self) -> int:
        """Take the next batch; returns how many events it had, 0 where there is nothing new. Raises what failed."""
        if self._state.well_at is None:
            self._state = replace(self._state, well_at=monotonic())
        try:
            taken = self._take_next()
        except Exception as error:
            state = self._state
            self._state = replace(
                state,
                errors_in_a_row=state.errors_in_a_row + 1,
                errors=state.errors + 1,
                last_error=f"{type(error).__name__}: {_first_line(error)}",
            )
            raise
        self._state = replace(self._state, well_at=monotonic(), errors_in_a_row=0)
        return taken

    def catch_up(self, told: Callable[[int], object] | None = None) -> None:
        """Take everything that is in the log; `told` hears how many events each batch had. Raises what failed."""
        while taken := self.run_once():
            if told is not None:
                told(taken)

    def run(self, stop: threading.Event) -> None:
        """Follow the log until `stop` is set."""
        while not stop.is_set():
            seen = self._log.appended.count
            try:
                taken = self.run_once()
            except Exception as error:
                pause = pause_after(self._state.errors_in_a_row)
                self._tell(error, pause)
                stop.wait(pause)
                continue
            if taken < self._at_once:
                stop.wait(REST_SECONDS)
            if taken == 0:
                with suppress(Exception):  # The next look fails, too, and tells.
                    self._log.wait(seen, self._state.seq, POLL_SECONDS)

    def _take_next(self) -> int:
        position = self._where()
        found = self._after(position)
        if found is None:
            log.warning(
                "log_is_another", name=self.name, seq=position.seq, reason="replaced, or restored from a backup"
            )
            with self._own_store():
                position = self._stand_at(self._anew())
            found = self._after(position)
        if not found:
            return 0
        batch = EventBatch(position, found, self._log.position_of(found[-1]))
        with self._own_store():
            self._handle(batch)
        self._stand_at(batch.upto)
        self._state = replace(self._state, batch_at=monotonic())
        self.taken.ring()
        return len(found)

    def _where(self) -> LogPosition:
        """Where to go on: asked at the start, and again after the follower's own store failed."""
        if self._recover is not None and self._lost():
            self._position, self._ask = None, self._recover
        if self._position is not None:
            return self._position
        with self._own_store():
            return self._stand_at(self._ask())

    @contextmanager
    def _own_store(self) -> Iterator[None]:
        """What fails in here may have lost what the follower had: it is asked anew before the next look."""
        try:
            yield
        except Exception:
            if self._recover is not None:
                self._position, self._ask = None, self._recover
            raise

    def _stand_at(self, position: LogPosition) -> LogPosition:
        self._position = position
        self._state = replace(self._state, seq=position.seq)
        return position

    def _after(self, position: LogPosition) -> tuple[Event, ...] | None:
        """The next events; None where the log has another event, or none, at the position.

        The event at the position is read with those after it: what was restored meanwhile is seen before it is used.
        """
        if position.seq == 0:
            return tuple(self._log.after(0, self._at_once))
        last, *new = self._log.after(position.seq - 1, self._at_once + 1) or (None,)
        if last is None or self._log.position_of(last) != position:
            return None
        return tuple(new)

    def _tell(self, error: Exception, pause: float) -> None:
        state = self._state
        told = {"name": self.name, "seq": state.seq, "errors_in_a_row": state.errors_in_a_row}
        told |= {"problem": state.last_error, "again_after_seconds": pause}
        if isinstance(error, StoreUnavailable):
            log.warning("follower_waits_for_database", **told)
        else:
            # Where it went wrong is told once; a handler that always fails would fill the log with it.
            log.error("follower_failed", **told, exc_info=error if state.errors_in_a_row == 1 else None)


def pause_after(errors_in_a_row: int) -> float:
    """Seconds before the next try after so many errors in a row (at least 1)."""
    return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(errors_in_a_row - 1, 10)))


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [""])[0]
