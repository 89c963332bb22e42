"""What citizens think of how their report was answered: one rating a report, with what they say beside it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from command_center.store import audit
from command_center.store.audit import AuditEntry
from command_center.store.db import Database
from command_center.store.tables import ratings


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating: when it was given last (aware), 1 to 5 stars, and words that may be "" ."""

    at: datetime
    stars: int
    comment: str


class Ratings:
    """The ratings of this installation."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, report_id: int) -> Rating | None:
        """The rating of a report, None where there is none. Raises StoreUnavailable."""
        wanted = select(ratings.c.at, ratings.c.stars, ratings.c.comment).where(ratings.c.report_id == report_id)
        with self._db.read() as connection:
            row = connection.execute(wanted).first()
        return Rating(*row) if row is not None else None

    def put(self, report_id: int, rating: Rating, act: AuditEntry) -> None:
        """Keep a rating, in the place of an earlier one, and that it was given. Raises StoreUnavailable."""
        row = {"report_id": report_id, "at": rating.at, "stars": rating.stars, "comment": rating.comment}

        def write(connection: Connection) -> None:
            insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(ratings).values(row)
            kept = {name: row[name] for name in ("at", "stars", "comment")}
            connection.execute(insert.on_conflict_do_update(index_elements=["report_id"], set_=kept))
            audit.record(connection, [act])

        self._db.write(write)
