"""The event log: every change of a report, in one order that everybody who follows it sees."""

import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from time import monotonic

from sqlalchemy import Connection, Row, func, insert, select, text

from command_center.domain.events import CALL_FACTS, FACTS, NEAR_FACTS, Event, EventKind
from command_center.store.db import Database
from command_center.store.rows import in_chunks, recall, remember
from command_center.store.tables import events

_ALLOWED = frozenset((*FACTS, *CALL_FACTS, *NEAR_FACTS))
LOG_ID = "log_id"
LOOK_SECONDS = 0.1
"""How often the head is looked at by those who wait, since another process may append; our own commits ring."""
_ORDER_LOCK = 3374_0001
"""Key of the PostgreSQL advisory lock that makes the order of numbers the order of commits."""


@dataclass(frozen=True, slots=True)
class LogPosition:
    """A place in one log: the number of the last event taken (0: none yet), and what that event looks like there.

    A follower keeps both and finds out by `mark` that the log is another one, or was restored from a backup.
    """

    seq: int = 0
    mark: str = ""


BEGINNING = LogPosition()
"""Before the first event of any log."""


@dataclass(frozen=True, slots=True)
class PastEnd:
    """Where the log ended at a past moment: the number of its last event and of its newest report, 0 for none yet."""

    seq: int
    newest_report: int


def append(connection: Connection, happened: Sequence[Event]) -> None:
    """Append events in the transaction of the change they tell. Call it last in the transaction.

    On PostgreSQL numbers are given out before the commit, so that a later number could become visible first and a
    follower would pass over the earlier one: appenders therefore wait for each other until the commit.
    Raises ValueError for a fact that the log may not carry: it has no place for personal data.
    """
    if not happened:
        return
    for event in happened:
        if not event.data.keys() <= _ALLOWED:
            raise ValueError(f"{sorted(event.data.keys() - _ALLOWED)} must not enter the event log")
    _wait_for_turn(connection)
    rows = [
        {
            "at": event.at,
            "kind": str(event.kind),
            "report_id": event.report_id,
            "data": dict(event.data),
            "by": event.by,
        }
        for event in happened
    ]
    connection.execute(insert(events), rows)


def of_reports(connection: Connection, report_ids: Sequence[int]) -> dict[int, list[Event]]:
    """The lives of these reports, each in order, as the transaction sees them."""
    found: dict[int, list[Event]] = {}
    for chunk in in_chunks(report_ids):
        wanted = select(events).where(events.c.report_id.in_(chunk)).order_by(events.c.seq)
        for row in connection.execute(wanted):
            found.setdefault(row.report_id, []).append(_event(row))
    return found


def _wait_for_turn(connection: Connection) -> None:
    """SQLite has one writer at a time by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ORDER_LOCK})


def _give_identity(connection: Connection) -> str:
    # Two that ask for the first time together must not give it two names.
    _wait_for_turn(connection)
    identity = recall(connection, LOG_ID) or secrets.token_hex(8)
    remember(connection, LOG_ID, identity)
    return identity


class EventLog:
    """Reads the log from a cursor on."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._identity = ""
        self.appended = db.appended
        self._look = threading.Lock()
        self._newest, self._looked_at = 0, -inf

    def head(self) -> int:
        """Number of the newest event, 0 for an empty log."""
        with self._db.read() as connection:
            return connection.execute(select(func.max(events.c.seq))).scalar_one() or 0

    def wait(self, seen: int, seq: int, seconds: float) -> None:
        """Until `appended` rings beyond `seen` or another process appended after event `seq`, at most that long. Who waits shares
        the looks at the head. Raises StoreUnavailable.
        """
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0:
            if self.appended.wait(seen, min(left, LOOK_SECONDS)) > seen or self._newest_lately() > seq:
                return

    def _newest_lately(self) -> int:
        """The head as of the last tenth of a second."""
        with self._look:
            if monotonic() - self._looked_at >= LOOK_SECONDS:
                self._newest, self._looked_at = self.head(), monotonic()
            return self._newest

    def after(self, seq: int, limit: int) -> list[Event]:
        """Up to `limit` events after `seq`, in order."""
        wanted = select(events).where(events.c.seq > seq).order_by(events.c.seq).limit(limit)
        with self._db.read() as connection:
            return [_event(row) for row in connection.execute(wanted)]

    def end(self) -> LogPosition:
        """The position of the newest event; that of an empty log is its beginning."""
        newest = self.after(self.head() - 1, 1)
        return self.position_of(newest[0]) if newest else BEGINNING

    def position_of(self, event: Event) -> LogPosition:
        """Where this event of the log stands: it looks like this in this log and in no other."""
        mark = f"{self.identity()}/{event.seq}/{event.at.isoformat()}/{event.kind}/{event.report_id}"
        return LogPosition(event.seq, mark)

    def identity(self) -> str:
        """A random name of this log, given to it when it is first asked for."""
        if not self._identity:
            with self._db.read() as connection:
                self._identity = recall(connection, LOG_ID) or ""
        if not self._identity:
            self._identity = self._db.write(_give_identity)
        return self._identity

    def end_at(self, moment: datetime) -> PastEnd:
        """Where the log ended at an aware moment: before its first event that happened later.

        So a file of old reports that was taken in later was not there yet, though its reports are older.
        """
        later = select(events.c.seq).where(events.c.at > moment).order_by(events.c.seq).limit(1)
        with self._db.read() as connection:
            first_later = connection.execute(later).scalar_one_or_none()
            until = events.c.seq < first_later if first_later is not None else events.c.seq > 0
            seq = connection.execute(select(func.max(events.c.seq)).where(until)).scalar_one() or 0
            # Ids are given in the order of the log: whoever takes one holds the others up until the event stands there.
            received = events.c.kind == str(EventKind.RECEIVED)
            newest = select(events.c.report_id).where(until, received).order_by(events.c.seq.desc()).limit(1)
            return PastEnd(seq, connection.execute(newest).scalar_one_or_none() or 0)

    def position_at(self, moment: datetime) -> LogPosition:
        """Where the log ended at an aware moment, as a position to go on from."""
        end = self.end_at(moment).seq
        last = self.after(end - 1, 1) if end else []
        return self.position_of(last[0]) if last else BEGINNING

    def changed_after(self, moment: datetime, seq: int, newest_report: int) -> list[int]:
        """The reports up to `newest_report` to which anything happened after an aware moment, or of which the log tells
        anything after event `seq`; in order.
        """
        of_these = events.c.report_id <= newest_report
        happened = select(events.c.report_id).where(events.c.at > moment, of_these)
        told = select(events.c.report_id).where(events.c.seq > seq, of_these)
        with self._db.read() as connection:
            return sorted(connection.execute(happened.union(told)).scalars())

    def lives_until(self, report_ids: Sequence[int], moment: datetime) -> list[Event]:
        """What happened to these reports up to an aware moment, in the order of the log."""
        found: list[Event] = []
        with self._db.read() as connection:
            for chunk in in_chunks(report_ids):
                wanted = select(events).where(events.c.report_id.in_(chunk), events.c.at <= moment)
                found += [_event(row) for row in connection.execute(wanted)]
        return sorted(found, key=lambda event: event.seq)

    def of_report(self, report_id: int) -> list[Event]:
        """The life of one report, in order."""
        wanted = select(events).where(events.c.report_id == report_id).order_by(events.c.seq)
        with self._db.read() as connection:
            return [_event(row) for row in connection.execute(wanted)]


def _event(row: Row[tuple[object, ...]]) -> Event:
    return Event(EventKind(row.kind), row.at, row.report_id, row.data, row.seq, row.by)
