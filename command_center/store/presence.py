"""Who has which report open at the desk: kept in the database, so that several web processes tell the same; it expires by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from sqlalchemy import Column, Connection, ForeignKey, Index, String, Table, delete, func, select

from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.known_reports import check_known
from command_center.store.rows import put
from command_center.store.tables import metadata

EXPIRES = timedelta(seconds=30)
"""A page says every ten seconds what it has open; one that is silent for so long is gone."""

presence = Table(
    "presence",
    metadata,
    Column("person", String(200), primary_key=True),
    Column("page", String(32), primary_key=True, comment="one open page of the person"),
    Column("report_id", BigId, ForeignKey("reports.id"), nullable=False),
    Column("since", Utc, nullable=False),
    Column("seen_at", Utc, nullable=False),
    Index("ix_presence_report", "report_id"),
)


@dataclass(frozen=True, slots=True)
class ColleagueHere:
    """A person who has a report open, since when (aware)."""

    person: str
    report_id: int
    since: datetime


class Presence:
    """Keeps what each open page of each person shows."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def here(self, person: str, page: str, report_id: int | None, at: datetime) -> None:
        """A page says which report it shows, None for none; what has expired is forgotten. Raises NotFound."""

        def work(connection: Connection) -> None:
            if report_id is not None:
                check_known(connection, report_id)
            mine = (presence.c.person == person) & (presence.c.page == page)
            row = connection.execute(select(presence.c.report_id, presence.c.since).where(mine)).first()
            since = row.since if row is not None and row.report_id == report_id else at
            gone = presence.c.seen_at < at - EXPIRES
            connection.execute(delete(presence).where(gone if report_id is not None else mine | gone))
            if report_id is not None:
                said = {"person": person, "page": page, "report_id": report_id, "since": since, "seen_at": at}
                put(connection, presence, said, ("person", "page"))

        self._db.write(work)

    def mark(self, at: datetime) -> int:
        """A number that is another one once somebody opened a report or left one."""
        wanted = select(func.count(), func.max(presence.c.since)).where(presence.c.seen_at >= at - EXPIRES)
        with self._db.read() as connection:
            return crc32(repr(tuple(connection.execute(wanted).one())).encode())

    def everybody(self, at: datetime) -> Mapping[int, tuple[ColleagueHere, ...]]:
        """Report -> who has it open, each person once, who came first at the front."""
        wanted = (
            select(presence).where(presence.c.seen_at >= at - EXPIRES).order_by(presence.c.since, presence.c.person)
        )
        found: dict[int, dict[str, ColleagueHere]] = {}
        with self._db.read() as connection:
            for row in connection.execute(wanted):
                here = ColleagueHere(row.person, row.report_id, row.since)
                found.setdefault(row.report_id, {}).setdefault(row.person, here)
        return {report_id: tuple(people.values()) for report_id, people in found.items()}
