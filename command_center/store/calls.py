"""Telephone calls: their steps kept; those of the last minutes, one by its id, and what an operator wrote down last."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, case, or_, select, update

from command_center.domain.calls import Call, WrittenCall
from command_center.domain.inbound import CallSeen
from command_center.store.db import Database
from command_center.store.rows import insert_missing
from command_center.store.tables import calls, messages, reports

NEWEST = 300
"""Calls that are looked at, newest first: more than come in half an hour. It keeps a question that is asked every two
seconds cheap however many calls there are.
"""
NEWEST_WRITTEN = 3000
"""The same for what an operator wrote: some days of the whole room."""


def record_call(connection: Connection, seen: CallSeen) -> None:
    """Keep a step of a telephone call; steps may come in any order and twice."""
    key = {"channel": seen.channel, "account": seen.account, "call_id": seen.call_id}
    blank = {"caller": "", "queue": "", "agent": "", "kind": "", "started_at": seen.at, "abandoned": False}
    insert_missing(connection, calls, key | blank, tuple(key))
    changes: dict[str, Any] = {
        name: value for name, value in (("caller", seen.caller), ("queue", seen.queue), ("agent", seen.agent)) if value
    }
    if seen.kind is not None:
        changes["kind"] = str(seen.kind)
    elif seen.agent:
        # Who wrote the call down stays, though the switchboard has its own name for who took it.
        changes["agent"] = case((calls.c.kind == "", seen.agent), else_=calls.c.agent)
    column = {"queued": "queued_at", "answered": "answered_at", "abandoned": "ended_at", "hungup": "ended_at"}
    if seen.step in column:
        changes[column[seen.step]] = seen.at
    if seen.step == "abandoned":
        changes["abandoned"] = True
    if changes:
        connection.execute(
            update(calls).where(*(calls.c[name] == value for name, value in key.items())).values(changes)
        )


class Calls:
    """Calls of this installation. `channel` and `account` name the line."""

    def __init__(self, db: Database, channel: str, account: str) -> None:
        self._db = db
        self._line = and_(calls.c.channel == channel, calls.c.account == account)
        self._channel, self._account = channel, account

    def recent(self, since: datetime) -> list[Call]:
        """Calls that the switchboard told of and that began after `since`, newest first. Raises StoreUnavailable.

        A call that only a form tells of has no step of the switchboard.
        """
        seen_by_switchboard = or_(
            calls.c.kind == "",
            calls.c.queued_at.is_not(None),
            calls.c.answered_at.is_not(None),
            calls.c.ended_at.is_not(None),
        )
        newest = select(calls.c.id).order_by(calls.c.id.desc()).limit(NEWEST)
        wanted = (
            select(calls)
            .where(calls.c.id.in_(newest), self._line, calls.c.started_at > since)
            .where(seen_by_switchboard)
            .order_by(calls.c.started_at.desc(), calls.c.id.desc())
        )
        with self._db.read() as connection:
            return [_call(row) for row in connection.execute(wanted).mappings()]

    def find(self, call_id: str) -> Call | None:
        """The call with this id, None where there is none."""
        wanted = select(calls).where(self._line, calls.c.call_id == call_id)
        with self._db.read() as connection:
            row = connection.execute(wanted).mappings().first()
        return _call(row) if row is not None else None

    def number_of(self, call_id: str) -> str:
        """Tracking number of the report that the call led to, "" where there is none (yet)."""
        wanted = select(reports.c.number).join(messages, messages.c.report_id == reports.c.id)
        wanted = wanted.where(
            messages.c.channel == self._channel,
            messages.c.account == self._account,
            messages.c.external_id == call_id,
        )
        with self._db.read() as connection:
            return connection.execute(wanted).scalars().first() or ""

    def written_by(self, operator: str, limit: int) -> Sequence[WrittenCall]:
        """The newest calls that `operator` wrote down, newest first."""
        columns: list[Any] = [calls.c.call_id, calls.c.started_at, calls.c.kind]
        columns += [reports.c.number, reports.c.category, reports.c.kelurahan]
        newest = select(calls.c.id).order_by(calls.c.id.desc()).limit(NEWEST_WRITTEN)
        wanted = (
            select(*columns)
            .select_from(calls)
            .outerjoin(
                messages,
                and_(
                    messages.c.channel == calls.c.channel,
                    messages.c.account == calls.c.account,
                    messages.c.external_id == calls.c.call_id,
                ),
            )
            .outerjoin(reports, reports.c.id == messages.c.report_id)
            .where(calls.c.id.in_(newest), self._line)
            .where(calls.c.agent == operator, calls.c.kind != "")
            .order_by(calls.c.id.desc())
            .limit(limit)
        )
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        return [
            WrittenCall(
                call_id=row.call_id,
                at=row.started_at,
                kind=row.kind,
                number=row.number or "",
                category=row.category or "",
                kelurahan=row.kelurahan or "",
            )
            for row in rows
        ]


def _call(row: RowMapping) -> Call:
    names = ("call_id", "caller", "agent", "kind", "started_at", "queued_at", "answered_at", "ended_at", "abandoned")
    return Call(**{name: row[name] for name in names})
