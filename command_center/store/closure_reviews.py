"""Closures that somebody looked at because of a sign: by whom, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, Connection, ForeignKey, Index, String, Table, Text, insert, select

from command_center.store.audit import AuditEntry, record
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata

closure_reviews = Table(
    "closure_reviews",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("report_id", BigId, ForeignKey("reports.id"), nullable=False),
    Column("closed_at", Utc, nullable=False, comment="the closure that was looked at; a later one is looked at anew"),
    Column("at", Utc, nullable=False),
    Column("by", String(200), nullable=False, comment="sign-in name"),
    Column("fine", Boolean, nullable=False, comment="found as it should be: its signs count no more"),
    Column("comment", Text, nullable=False),
    Index("ix_closure_reviews_report", "report_id"),
)


@dataclass(frozen=True, slots=True)
class ClosureReview:
    """One look at the closure of a report at `closed_at`, and whether it was found `fine`. Times are aware UTC."""

    report_id: int
    closed_at: datetime
    at: datetime
    by: str
    fine: bool
    comment: str


class ClosureReviews:
    """Keeps and finds them. All methods raise StoreUnavailable."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, made: Sequence[ClosureReview], entries: Sequence[AuditEntry]) -> None:
        """Keep looks with their entries in the audit, all or none."""

        def work(connection: Connection) -> None:
            rows = [{name: getattr(each, name) for name in ClosureReview.__slots__} for each in made]
            connection.execute(insert(closure_reviews), rows)
            record(connection, entries)

        if made:
            self._db.write(work)

    def since(self, moment: datetime) -> dict[int, list[ClosureReview]]:
        """Report -> the looks at its closures from an aware moment on, oldest first."""
        found: dict[int, list[ClosureReview]] = {}
        wanted = select(closure_reviews).where(closure_reviews.c.at >= moment).order_by(closure_reviews.c.id)
        with self._db.read() as connection:
            for row in connection.execute(wanted).mappings():
                look = ClosureReview(**{name: row[name] for name in ClosureReview.__slots__})
                found.setdefault(look.report_id, []).append(look)
        return found
