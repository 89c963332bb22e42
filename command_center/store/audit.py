"""The audit: who did or looked at what, kept for good. Rows are added and read; the database itself refuses to change them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, String, Table, insert, select

from command_center.store.columns import BigId, Json, Utc
from command_center.store.db import Database
from command_center.store.rows import in_chunks
from command_center.store.tables import metadata

audit = Table(
    "audit",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("who", String(200), nullable=False, comment="sign-in name, or system"),
    Column("act", String(64), nullable=False, comment="a word such as report.verify or contact.reveal"),
    Column("subject", String(200), nullable=False, comment="tracking number, account, link: what it was done to"),
    Column("report_id", BigId, ForeignKey("reports.id")),
    Column(
        "details",
        Json,
        nullable=False,
        comment="what else is to be known; never a text, a name or a number of a citizen",
    ),
    Column("address", String(64), nullable=False, comment="address it came from; empty for commands"),
    Index("ix_audit_at", "at"),
    Index("ix_audit_who", "who", "id"),
    Index("ix_audit_report", "report_id"),
    Index("ix_audit_subject", "subject", "id"),
    Index("ix_audit_act", "act", "id"),
)

_PIECE = 1000
"""Rows read at once where all are asked for."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. `id` is 0 until it is stored."""

    at: datetime
    who: str
    act: str
    subject: str
    report_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""
    id: int = 0


def record(connection: Connection, entries: Sequence[AuditEntry]) -> None:
    """Keep acts in the transaction of what was done."""
    if entries:
        rows = [
            {
                "at": each.at,
                "who": each.who[:200],
                "act": each.act,
                "subject": each.subject[:200],
                "report_id": each.report_id,
                "details": dict(each.details),
                "address": each.address[:64],
            }
            for each in entries
        ]
        connection.execute(insert(audit), rows)


def of_reports(connection: Connection, report_ids: Sequence[int], acts: Sequence[str]) -> list[AuditEntry]:
    """What was done to these reports by these words, oldest first."""
    found: list[AuditEntry] = []
    for chunk in in_chunks(report_ids):
        wanted = select(audit).where(audit.c.report_id.in_(chunk), audit.c.act.in_(acts))
        found += [_entry(row) for row in connection.execute(wanted).mappings()]
    return sorted(found, key=lambda each: each.id)


class Audit:
    """The audit of this installation."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(self, entry: AuditEntry) -> None:
        """Keep one act that changes nothing else. Raises StoreUnavailable: then it must not be done either."""
        self._db.write(lambda connection: record(connection, [entry]))

    def newest(
        self,
        limit: int,
        before_id: int | None = None,
        who: str = "",
        act: str = "",
        subject: str = "",
        since: datetime | None = None,
    ) -> list[AuditEntry]:
        """Up to `limit` acts, newest first, older than the one with id `before_id`; of one person, of acts that begin with
        a word, of one subject, from a moment on. "" and None ask for all.
        """
        wanted = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if before_id is not None:
            wanted = wanted.where(audit.c.id < before_id)
        if who:
            wanted = wanted.where(audit.c.who == who)
        if act:
            wanted = wanted.where(audit.c.act.startswith(act, autoescape=True))
        if subject:
            wanted = wanted.where(audit.c.subject == subject)
        if since is not None:
            wanted = wanted.where(audit.c.at >= since)
        with self._db.read() as connection:
            return [_entry(row) for row in connection.execute(wanted).mappings()]

    def every(
        self, who: str = "", act: str = "", subject: str = "", since: datetime | None = None
    ) -> Iterator[AuditEntry]:
        """The same without a limit, read in pieces: what is added meanwhile is not among them."""
        before: int | None = None
        while page := self.newest(_PIECE, before, who, act, subject, since):
            yield from page
            before = page[-1].id

    def of_reports(self, report_ids: Sequence[int], acts: Sequence[str]) -> list[AuditEntry]:
        """What was done to these reports by these words, oldest first."""
        with self._db.read() as connection:
            return of_reports(connection, report_ids, acts)

    def of_report(self, report_id: int) -> list[AuditEntry]:
        """What was done to a report or looked at, oldest first."""
        wanted = select(audit).where(audit.c.report_id == report_id).order_by(audit.c.id)
        with self._db.read() as connection:
            return [_entry(row) for row in connection.execute(wanted).mappings()]


def _entry(row: Mapping[Any, Any]) -> AuditEntry:
    return AuditEntry(**{name: row[name] for name in AuditEntry.__slots__})
