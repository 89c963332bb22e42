"""The event log: every change of a report, in one order that everybody who follows it sees."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, text

from command_center.domain.events import CALL_FACTS, FACTS, Event, EventKind
from command_center.store.db import Database
from command_center.store.tables import events

_ALLOWED = frozenset(FACTS) | frozenset(CALL_FACTS)
_ORDER_LOCK = 3374_0001
"""Key of the PostgreSQL advisory lock that makes the order of numbers the order of commits."""


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
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ORDER_LOCK})
    rows = [
        {"at": event.at, "kind": str(event.kind), "report_id": event.report_id, "data": dict(event.data)}
        for event in happened
    ]
    connection.execute(insert(events), rows)


class EventLog:
    """Reads the log from a cursor on."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.changes = db.changes

    def head(self) -> int:
        """Number of the newest event, 0 for an empty log."""
        with self._db.read() as connection:
            return connection.execute(select(func.max(events.c.seq))).scalar_one() or 0

    def after(self, seq: int, limit: int) -> list[Event]:
        """Up to `limit` events after `seq`, in order."""
        wanted = select(events).where(events.c.seq > seq).order_by(events.c.seq).limit(limit)
        with self._db.read() as connection:
            return [
                Event(EventKind(row.kind), row.at, row.report_id, row.data, row.seq)
                for row in connection.execute(wanted)
            ]

    def of_report(self, report_id: int) -> list[Event]:
        """The life of one report, in order."""
        wanted = select(events).where(events.c.report_id == report_id).order_by(events.c.seq)
        with self._db.read() as connection:
            return [
                Event(EventKind(row.kind), row.at, row.report_id, row.data, row.seq)
                for row in connection.execute(wanted)
            ]

    def first_at(self) -> datetime | None:
        """When the log begins."""
        with self._db.read() as connection:
            return connection.execute(select(events.c.at).order_by(events.c.seq).limit(1)).scalar_one_or_none()
