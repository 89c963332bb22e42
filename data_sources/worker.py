"""The inbox worker: takes deliveries from the inbox, lets their channel read them, and hands the items to intake."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from command_center.domain.inbound import Item, NoReport
from command_center.errors import StoreUnavailable
from command_center.intake.accept import Intake, Parsed
from command_center.store.changes import Changes
from command_center.store.inbox import Claimed, Inbox
from data_sources.channel import Channel
from data_sources.errors import BadMessage, RetryLater

log = structlog.get_logger(__name__)

TRIES = 5
"""After this many failures that nobody foresaw, a delivery goes to quarantine."""
AT_ONCE = 50
"""Deliveries of one transaction: what comes in meanwhile waits behind it."""
LARGE = 250_000
"""Bytes from which on a delivery is worked on by itself."""
ITEMS_AT_ONCE = 200
LARGE_TAKES = timedelta(minutes=10)
NOTHING_READ = "the channel read nothing in it, and did not say what it is: read it, and tell who keeps the program"
IDLE_SECONDS = 0.5
"""How often to look where another process may have put something; our own puts ring."""


class InboxWorker:
    """Moves deliveries on, each exactly once in effect: intake knows items that it has seen."""

    def __init__(
        self, inbox: Inbox, channels: Mapping[str, Channel], intake: Intake, clock: Callable[[], datetime]
    ) -> None:
        self._inbox = inbox
        self._channels = channels
        self._intake = intake
        self._clock = clock
        self._local = threading.local()

    @property
    def _held(self) -> set[int]:
        """What this thread has claimed and not finished."""
        if not hasattr(self._local, "held"):
            self._local.held = set()
        held: set[int] = self._local.held
        return held

    def run(self, stop: threading.Event, changes: Changes) -> None:
        """Work until `stop` is set. A database that is away is waited for; nothing is lost meanwhile."""
        while not stop.is_set():
            seen = changes.count
            try:
                moved = self.run_once()
            except StoreUnavailable as error:
                log.warning("inbox_worker_waits", problem=str(error))
                stop.wait(IDLE_SECONDS)
                continue
            if moved == 0:
                changes.wait(seen, IDLE_SECONDS)

    def run_once(self) -> int:
        """Work on what waits; returns how many deliveries were taken. Raises StoreUnavailable."""
        self.give_back()
        claimed = self._inbox.claim(AT_ONCE, self._clock())
        self._held.update(each.inbox_id for each in claimed)
        large = [each for each in claimed if len(each.payload.body) > LARGE]
        if large:
            # A spreadsheet takes its time: it keeps its claim, and nobody waits behind it.
            self._inbox.hold([each.inbox_id for each in large], self._clock() + LARGE_TAKES)
        self._work_on([each for each in claimed if each not in large])
        for each in large:
            self._work_on([each])
        self._held.clear()
        return len(claimed)

    def give_back(self) -> None:
        """After the database was away: what was claimed meanwhile is free again, and the try does not count."""
        if self._held:
            self._inbox.give_back(sorted(self._held))
            self._held.clear()

    def _work_on(self, claimed: Sequence[Claimed]) -> None:
        read = [(each, parsed) for each in claimed if (parsed := self._read(each)) is not None]
        if read:
            self._hand_over(read)

    def _read(self, claimed: Claimed) -> Parsed | None:
        """What the channel reads, or None where the delivery was set aside or postponed."""
        channel = self._channels.get(claimed.payload.channel)
        if channel is None:
            self._inbox.quarantine(
                claimed.inbox_id, f"there is no channel {claimed.payload.channel!r}: add it, then retry"
            )
            return None
        items: list[Item] = []
        problem = ""
        try:
            for item in channel.parse(claimed.payload):
                items.append(item)  # noqa: PERF402 - what was read before a failure counts
        except BadMessage as error:
            problem = str(error) or type(error).__name__
        except RetryLater as error:
            self._inbox.postpone(claimed.inbox_id, str(error), self._clock() + timedelta(seconds=error.after_seconds))
            return None
        except Exception as error:
            self._unforeseen(claimed, error)
            return None
        if not (items or problem or channel.may_be_silent):
            problem = NOTHING_READ
        return Parsed(
            claimed.inbox_id,
            claimed.payload.received_at,
            tuple(items),
            problem,
            clock_from_sender=channel.clock_from_sender,
        )

    def _hand_over(self, read: Sequence[tuple[Claimed, Parsed]]) -> None:
        """All in one transaction; where that fails, one by one, so that a bad delivery holds up no other."""
        try:
            for piece in _pieces([parsed for _, parsed in read]):
                self._intake.accept(piece, self._clock())
        except StoreUnavailable:
            raise
        except Exception as error:
            if len(read) == 1:
                self._unforeseen(read[0][0], error)
                return
            for pair in read:
                self._hand_over([pair])

    def _unforeseen(self, claimed: Claimed, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        log.error("delivery_failed", inbox_id=claimed.inbox_id, attempt=claimed.attempts, exc_info=error)
        if claimed.attempts >= TRIES:
            self._inbox.quarantine(claimed.inbox_id, f"failed {TRIES} times: {reason}")
        else:
            later = self._clock() + timedelta(seconds=2**claimed.attempts)
            self._inbox.postpone(claimed.inbox_id, reason, later)


def _pieces(parsed: Sequence[Parsed]) -> Iterator[list[Parsed]]:
    """Deliveries in transactions that others can wait for: one with many items is taken in several.

    A crash between two pieces is harmless: the delivery is worked on again, and known items change nothing. What is no
    report has no key to be known by: it goes with the last piece, which is taken once.
    """
    if len(parsed) > 1 or len(parsed[0].items) <= ITEMS_AT_ONCE:
        yield list(parsed)
        return
    whole = parsed[0]
    keyed = [item for item in whole.items if not isinstance(item, NoReport)]
    unkeyed = [item for item in whole.items if isinstance(item, NoReport)]
    pieces = [keyed[start : start + ITEMS_AT_ONCE] for start in range(0, len(keyed), ITEMS_AT_ONCE)] or [[]]
    for items in pieces[:-1]:
        yield [replace(whole, items=tuple(items), problem="", goes_on=True)]
    yield [replace(whole, items=(*pieces[-1], *unkeyed))]
