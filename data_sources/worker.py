"""The inbox worker: takes deliveries from the inbox, lets their channel read them, and hands the items to intake."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from command_center.domain.inbound import Item, NoReport
from command_center.domain.outgoing import SendReceipt
from command_center.errors import StoreUnavailable
from command_center.intake.accept import Intake, Parsed
from command_center.intake.outcome import ItemOutcome
from command_center.store.changes import Changes
from command_center.store.inbox import HELD, Claimed, Inbox, Lane
from data_sources import set_aside
from data_sources.channel import Channel
from data_sources.errors import BadMessage, RetryLater
from data_sources.mapped.reader import MAP_HEADER, mapped_items

log = structlog.get_logger(__name__)

TRIES = 5
"""After this many failures that nobody foresaw, a delivery goes to quarantine."""
AT_ONCE = 50
"""Deliveries of one transaction: what comes in meanwhile waits behind it."""
RECEIPT = "receipt"
"""What channels call an item that tells of something we sent."""
LARGE = 250_000
"""Bytes from which on a delivery is worked on beside the messages, as a file is."""
ITEMS_AT_ONCE = 200
NOTHING_READ = "the channel read nothing in it, and did not say what it is: read it, and tell who keeps the program"
LOOK = "see the server's log and its memory, then `quarantine retry` or `quarantine drop` it"
HELD_ANEW_SECONDS = HELD.total_seconds() / 6
"""How often a file that is worked on is held anew: five times may fail before another worker takes it."""
IDLE_SECONDS = 0.5
"""How often to look where another process may have put something; our own puts ring."""
FILES_REST_SECONDS = 0.25
"""After no file was found, however much rings: messages that come in by hundreds are no reason to look for one."""


class InboxWorker:
    """Moves deliveries on, each exactly once in effect: intake knows items that it has seen."""

    def __init__(
        self,
        inbox: Inbox,
        channels: Mapping[str, Channel],
        intake: Intake,
        clock: Callable[[], datetime],
        receipt: Callable[[SendReceipt], object] = lambda _receipt: None,
    ) -> None:
        """`receipt` is told what platforms say of what we sent."""
        self._inbox = inbox
        self._channels = channels
        self._intake = intake
        self._receipt = receipt
        self._clock = clock
        self._local = threading.local()
        files = tuple(code for code, channel in channels.items() if channel.takes_files)
        self._messages = Lane(files=False, channels=files, larger_than=LARGE)
        self._files = Lane(files=True, channels=files, larger_than=LARGE)

    @property
    def _held(self) -> set[int]:
        """What this thread has claimed and not finished."""
        if not hasattr(self._local, "held"):
            self._local.held = set()
        held: set[int] = self._local.held
        return held

    def run(self, stop: threading.Event, changes: Changes) -> None:
        """Work on all that comes until `stop` is set: where one thread does both."""
        self._run(stop, changes, self.run_once)

    def run_messages(self, stop: threading.Event, changes: Changes) -> None:
        """Work on messages until `stop` is set. A database that is away is waited for; nothing is lost meanwhile."""
        self._run(stop, changes, self._take_messages)

    def run_files(self, stop: threading.Event, changes: Changes) -> None:
        """Work on files until `stop` is set, beside the messages: a spreadsheet takes its time."""
        self._run(stop, changes, self._take_file, FILES_REST_SECONDS)

    def _run(self, stop: threading.Event, changes: Changes, take: Callable[[], int], rest_seconds: float = 0.0) -> None:
        while not stop.is_set():
            seen = changes.count
            try:
                self.give_back()
                moved = take()
            except StoreUnavailable as error:
                log.warning("inbox_worker_waits", problem=str(error))
                stop.wait(IDLE_SECONDS)
                continue
            if moved == 0:
                stop.wait(rest_seconds)
                changes.wait(seen, IDLE_SECONDS)

    def run_once(self) -> int:
        """Work on what waits, messages first; returns how many deliveries were taken. Raises StoreUnavailable."""
        self.give_back()
        taken = self._take_messages()
        while self._take_file():
            taken += 1
        return taken

    def _take_messages(self) -> int:
        claimed = self._inbox.claim(AT_ONCE, self._clock(), self._messages)
        self._held.update(each.inbox_id for each in claimed)
        self._work_on(claimed)
        self._held.clear()
        return len(claimed)

    def _take_file(self) -> int:
        claimed = self._inbox.claim(1, self._clock(), self._files)
        for each in claimed:
            self._held.add(each.inbox_id)
            with self._holding(each.inbox_id):
                self._work_on([each])
            self._held.clear()
        return len(claimed)

    @contextmanager
    def _holding(self, inbox_id: int) -> Iterator[None]:
        """Keep a claim for as long as the work on it takes; where this process dies, it is free after `HELD`."""
        done = threading.Event()

        def hold() -> None:
            while not done.wait(HELD_ANEW_SECONDS):
                try:
                    self._inbox.hold([inbox_id], self._clock() + HELD)
                except StoreUnavailable as error:
                    log.warning("claim_not_held_anew", inbox_id=inbox_id, problem=str(error))

        holder = threading.Thread(target=hold, name="claim-holder", daemon=True)
        holder.start()
        try:
            yield
        finally:
            done.set()
            holder.join()

    def take_over(self, parsed: Parsed, told: Callable[[Sequence[ItemOutcome]], None]) -> None:
        """Hand what somebody has read of a held delivery to intake, a piece at a time; `told` hears of each item.

        Raises StoreUnavailable; the delivery then waits, and what was taken is not doubled.
        """
        with self._holding(parsed.inbox_id) if parsed.inbox_id is not None else nullcontext():
            for piece in _pieces([parsed]):
                (accepted,) = self._intake.accept(piece, self._clock())
                told(accepted.outcomes)

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
        if claimed.attempts > TRIES:
            self._inbox.quarantine(claimed.inbox_id, f"work on it ended without a word {TRIES} times: {LOOK}")
            return None
        items: list[Item] = []
        problem = ""
        mapped = MAP_HEADER in claimed.payload.headers
        try:
            for item in mapped_items(claimed.payload) if mapped else channel.parse(claimed.payload):
                items.append(item)  # noqa: PERF402 - what was read before a failure counts
        except BadMessage as error:
            problem = str(error) or type(error).__name__
        except RetryLater as error:
            self._inbox.postpone(claimed.inbox_id, str(error), self._clock() + timedelta(seconds=error.after_seconds))
            return None
        except Exception as error:
            self._unforeseen(claimed, error)
            return None
        if any(isinstance(item, NoReport) and item.kind == RECEIPT for item in items):
            try:
                self._apply(channel.receipts(claimed.payload))
            except StoreUnavailable:
                raise
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
            clock_from_sender=mapped or channel.clock_from_sender,
        )

    def _apply(self, receipts: Iterable[SendReceipt]) -> None:
        """Before the delivery is finished: one that is worked on again says the same again, which changes nothing."""
        for receipt in receipts:
            self._receipt(receipt)

    def _hand_over(self, read: Sequence[tuple[Claimed, Parsed]]) -> None:
        """All in one transaction; where that fails, one by one, so that a bad delivery holds up no other."""
        try:
            for piece in _pieces([parsed for _, parsed in read]):
                accepted = self._intake.accept(piece, self._clock())
                set_aside.read_again(self._inbox, self._channels, zip(piece, accepted, strict=True))
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
