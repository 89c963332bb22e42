"""Taking in history: what citizens sent, parsed and put through every step of intake into SQLite.

The baseline writes the rows that came of it into an empty database of the same shape with plain `executemany`, in
transactions of the same size.
"""

import sqlite3
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from command_center.domain.inbound import Payload
from command_center.intake.accept import Parsed
from command_center.intake.outcome import ItemOutcome
from program.core import Core
from simulation.arrival import payload_of
from simulation.fill import PIECE
from simulation.history import past_messages
from simulation.message import CitizenMessage
from simulation.senders.encode import encode
from simulation.senders.sending import Secrets
from simulation.writer import new_writer
from tests.bench.figures import Row
from tests.bench.installation import core_of
from tests.bench.size import Size
from tests.servers.command_center import SECRETS

AMOUNTS: Mapping[Size, int] = {Size.TINY: 50, Size.QUICK: 3000, Size.FULL: 20_000}
"""Messages."""
PER_SECOND = 3000.0
DAYS = 1500
"""Long enough for so many messages at the rhythm of the city."""
SEED = 3374
TABLES = ("incidents", "reports", "reporters", "messages", "events")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Reports a second through all steps, and rows of as many reports a second by `executemany` alone."""

    amount: int
    per_second: float
    raw_per_second: float

    def rows(self) -> Sequence[Row]:
        """One line."""
        return [
            Row(
                f"intake of history, {self.amount:,} messages, every step",
                f"≥ {PER_SECOND:,.0f} reports/s",
                f"{self.per_second:,.0f} reports/s, ratio {self.per_second / self.raw_per_second:.2f}",
                f"raw executemany {self.raw_per_second:,.0f} reports/s",
                self.per_second >= PER_SECOND,
            )
        ]


def measure(folder: Path, size: Size) -> TakenIn:
    """Ours, then the baseline."""
    amount = AMOUNTS[size]
    core = core_of(folder / "intake")
    try:
        taken = take_in(core, payloads(core, amount))
    finally:
        core.close()
    return TakenIn(amount, amount / taken, amount / _raw(folder))


def payloads(core: Core, amount: int) -> list[Payload]:
    """Deliveries as the inbox would hand them out, one message each, oldest first."""
    now = datetime.now(UTC)
    written = past_messages(new_writer(core.reference), Random(SEED), now - timedelta(days=DAYS), now)
    found = [_payload(message, core) for message in islice(written, amount)]
    if len(found) < amount:
        raise ValueError(f"{DAYS} days have only {len(found)} messages")
    return found


def _payload(message: CitizenMessage, core: Core) -> Payload:
    return payload_of(encode((message,), Secrets(SECRETS)), core.channels, message.sent_at)


def take_in(core: Core, history: Sequence[Payload]) -> float:
    """Seconds for parsing and intake of all, durable at the end. Raises ValueError where a message was lost."""
    intake, channels = core.intake, core.channels  # reading the reference data is part of the start, not of this
    became: Counter[ItemOutcome] = Counter()
    begun = time.perf_counter()
    for start in range(0, len(history), PIECE):
        piece = history[start : start + PIECE]
        parsed = [
            Parsed(None, each.received_at, tuple(channels[each.channel].parse(each)), clock_from_sender=True)
            for each in piece
        ]
        for each in intake.accept(parsed, datetime.now(UTC)):
            became.update(each.outcomes)
    taken = time.perf_counter() - begun
    messages = became.total() - became[ItemOutcome.CALL]
    if core.reports.count() != became[ItemOutcome.NEW] or messages != len(history):
        raise ValueError(f"{core.reports.count()} reports came of {len(history)} messages: {dict(became)}")
    return taken


def _raw(folder: Path) -> float:
    """Seconds for the same rows in the same pieces, as fast as Python's sqlite3 writes them."""
    core_of(folder / "raw").close()
    with (
        closing(sqlite3.connect(folder / "intake" / "var" / "command_center.sqlite")) as source,
        closing(sqlite3.connect(folder / "raw" / "var" / "command_center.sqlite", isolation_level=None)) as target,
    ):
        rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
            target.execute(f"PRAGMA {pragma}")
        pieces = -(-len(rows["reports"]) // PIECE)
        begun = time.perf_counter()
        for number in range(pieces):
            target.execute("BEGIN IMMEDIATE")
            for table, all_rows in rows.items():
                # Incidents go first, all at once: any report may belong to any of them.
                share = slice(number * PIECE, (number + 1) * PIECE) if table != "incidents" else slice(None)
                piece = all_rows[share] if table != "incidents" or number == 0 else []
                if piece:
                    marks = ", ".join("?" * len(piece[0]))
                    target.executemany(f"INSERT INTO {table} VALUES ({marks})", piece)
            target.execute("COMMIT")
        return time.perf_counter() - begun
