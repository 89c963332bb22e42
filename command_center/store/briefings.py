"""The briefings that were issued, a row a version, kept as they were issued for good."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, Connection, Date, Integer, String, Table, Text, UniqueConstraint, func, select

from command_center.store.audit import AuditEntry, record
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.rows import insert_missing
from command_center.store.tables import metadata

briefings = Table(
    "briefings",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("day", Date, nullable=False, comment="the morning it is for, in WIB"),
    Column("version", Integer, nullable=False, comment="from 1"),
    Column("cutoff_at", Utc, nullable=False, comment="until when it knows"),
    Column("issued_at", Utc, nullable=False),
    Column("issued_by", String(200), nullable=False, comment="sign-in name of who did it, or system"),
    Column("reason", Text, nullable=False, comment="why there is a further version"),
    Column("content", Text, nullable=False, comment="JSON of the whole briefing: figures, codes and names"),
    Column("fingerprint", String(64), nullable=False, comment="SHA-256 of the content"),
    UniqueConstraint("day", "version"),
)


@dataclass(frozen=True, slots=True)
class IssuedBriefing:
    """One version as it was issued; `content` is text that readmodel.briefing_record reads."""

    id: int
    day: date
    version: int
    cutoff_at: datetime
    issued_at: datetime
    issued_by: str
    reason: str
    content: str
    fingerprint: str


class Briefings:
    """Keeps briefings and finds them. There is no way to change one."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(
        self,
        *,
        day: date,
        version: int,
        cutoff_at: datetime,
        issued_at: datetime,
        issued_by: str,
        reason: str,
        content: str,
        fingerprint: str,
    ) -> bool:
        """Keep a version, unless another process has kept this version already: then False. Raises StoreUnavailable."""
        row = {
            "day": day,
            "version": version,
            "cutoff_at": cutoff_at,
            "issued_at": issued_at,
            "issued_by": issued_by,
            "reason": reason,
            "content": content,
            "fingerprint": fingerprint,
        }

        def work(connection: Connection) -> bool:
            if insert_missing(connection, briefings, row, ("day", "version")) is None:
                return False
            told = {"version": version, "fingerprint": fingerprint[:8]}
            record(connection, [AuditEntry(issued_at, issued_by, "briefing.issue", day.isoformat(), details=told)])
            return True

        return self._db.write(work)

    def versions(self, day: date) -> list[IssuedBriefing]:
        """All versions for a day, oldest first."""
        wanted = select(briefings).where(briefings.c.day == day).order_by(briefings.c.version)
        with self._db.read() as connection:
            return [IssuedBriefing(**row) for row in connection.execute(wanted).mappings()]

    def find(self, briefing_id: int) -> IssuedBriefing | None:
        """The version with this id, None where there is none."""
        with self._db.read() as connection:
            row = connection.execute(select(briefings).where(briefings.c.id == briefing_id)).mappings().first()
        return IssuedBriefing(**row) if row is not None else None

    def days(self, since: date, until: date) -> list[date]:
        """Days from `since` to `until` that have a briefing, oldest first."""
        wanted = select(briefings.c.day).where(briefings.c.day.between(since, until), briefings.c.version == 1)
        with self._db.read() as connection:
            return list(connection.execute(wanted.order_by(briefings.c.day)).scalars())

    def newest_day(self, until: date) -> date | None:
        """The last day that has a briefing, no later than `until`."""
        wanted = select(func.max(briefings.c.day)).where(briefings.c.day <= until)
        with self._db.read() as connection:
            day: date | None = connection.execute(wanted).scalar_one()
        return day

    def beside(self, day: date) -> tuple[date | None, date | None]:
        """The days before and after `day` that have a briefing."""
        wanted = select(
            select(func.max(briefings.c.day)).where(briefings.c.day < day).scalar_subquery(),
            select(func.min(briefings.c.day)).where(briefings.c.day > day).scalar_subquery(),
        )
        with self._db.read() as connection:
            before, after = connection.execute(wanted).one()
        return before, after
