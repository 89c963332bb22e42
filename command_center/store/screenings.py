"""Which reports the mayor has seen: a row a report, by whom and when."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, String, Table, UniqueConstraint, func, select

from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import CLOSED
from command_center.store.audit import AuditEntry, record
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.rows import in_chunks, insert_missing
from command_center.store.tables import metadata, reports

screenings = Table(
    "screenings",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("report_id", BigId, ForeignKey("reports.id"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("by", String(200), nullable=False, comment="sign-in name"),
    UniqueConstraint("report_id"),
)


class Screenings:
    """Keeps and reads what was seen. All methods raise StoreUnavailable."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def seen(self, report_ids: Sequence[int]) -> dict[int, datetime]:
        """Report -> when it was first seen, of those that were."""
        found: dict[int, datetime] = {}
        with self._db.read() as connection:
            for chunk in in_chunks(report_ids):
                wanted = select(screenings.c.report_id, screenings.c.at).where(screenings.c.report_id.in_(chunk))
                found |= {row[0]: row[1] for row in connection.execute(wanted)}
        return found

    def seen_of(self, numbers: Sequence[str]) -> dict[str, datetime]:
        """The same by tracking numbers."""
        found: dict[str, datetime] = {}
        with self._db.read() as connection:
            for chunk in in_chunks(numbers):
                joined = select(reports.c.number, screenings.c.at).join(reports, reports.c.id == screenings.c.report_id)
                rows = connection.execute(joined.where(reports.c.number.in_(chunk)))
                found |= {row[0]: row[1] for row in rows}
        return found

    def ids(self, since: datetime | None = None) -> list[int]:
        """The reports that were seen, or those of them that were so from an aware moment on."""
        wanted = select(screenings.c.report_id)
        if since is not None:
            wanted = wanted.where(screenings.c.at >= since)
        with self._db.read() as connection:
            return list(connection.execute(wanted).scalars())

    def incidents(self) -> list[int]:
        """The incidents of which a report was seen."""
        wanted = select(reports.c.incident_id).join(screenings, screenings.c.report_id == reports.c.id)
        with self._db.read() as connection:
            return list(connection.execute(wanted.where(reports.c.incident_id.is_not(None)).distinct()).scalars())

    def of_incident(self, incident_id: int) -> tuple[int, bool]:
        """How many open reports an incident has, and whether one of its reports was seen."""
        mine = reports.c.incident_id == incident_id
        still = mine & reports.c.retracted.is_(False) & reports.c.status.not_in(sorted(CLOSED))
        seen = select(screenings.c.id).join(reports, reports.c.id == screenings.c.report_id).where(mine).limit(1)
        with self._db.read() as connection:
            count = connection.execute(select(func.count()).select_from(reports).where(still)).scalar_one()
            return int(count), connection.execute(seen).first() is not None

    def mark(self, numbers: Sequence[str], at: datetime, by: str, entry: Callable[[int, str], AuditEntry]) -> int:
        """Mark reports as seen by their numbers, but for what is rahasia; returns how many were not before.

        The first look counts. `entry` makes the act of a report's id and number for the audit, kept in the same transaction.
        """

        def work(connection: Connection) -> int:
            wanted = select(reports.c.id, reports.c.number).order_by(reports.c.id)
            wanted = wanted.where(reports.c.visibility != str(Visibility.CONFIDENTIAL), reports.c.retracted.is_(False))
            fresh = []
            for chunk in in_chunks(numbers):
                for report_id, number in connection.execute(wanted.where(reports.c.number.in_(chunk))).all():
                    row = {"report_id": report_id, "at": at, "by": by}
                    if insert_missing(connection, screenings, row, ("report_id",)) is not None:
                        fresh.append(entry(report_id, number))
            record(connection, fresh)
            return len(fresh)

        return self._db.write(work)
