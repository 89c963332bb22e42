"""What staff corrected of what the program had found: examples with the right answer, to learn from."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, String, Table, delete, insert, select

from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata

labels = Table(
    "labels",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("report_id", BigId, ForeignKey("reports.id"), nullable=False),
    Column("field", String(16), nullable=False, comment="category or kelurahan"),
    Column("found", String(32), nullable=False, comment="code that the program had found"),
    Column(
        "right", String(32), nullable=False, comment="code that a person says it is; the same where it was confirmed"
    ),
    Column("by", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    Index("ix_labels_field", "field", "report_id"),
)


@dataclass(frozen=True, slots=True)
class Label:
    """One answer of a person: `field` is ``category`` or ``kelurahan``, `found` and `right` are codes."""

    report_id: int
    field: str
    found: str
    right: str
    by: str
    at: datetime


def add(connection: Connection, made: Sequence[Label]) -> None:
    """Keep answers in the transaction of the change."""
    if made:
        connection.execute(insert(labels), [asdict(each) for each in made])


def forget(connection: Connection, report_id: int, at: datetime, by: str) -> None:
    """Forget the answers that an act gave which was undone."""
    connection.execute(delete(labels).where(labels.c.report_id == report_id, labels.c.at == at, labels.c.by == by))


class Labels:
    """The answers of this installation."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def newest_of_each(self, field: str) -> list[Label]:
        """The last answer for each report, in the order in which they were given."""
        wanted = select(labels).where(labels.c.field == field).order_by(labels.c.id)
        with self._db.read() as connection:
            rows = connection.execute(wanted).mappings().all()
        # A later answer takes the place of an earlier one, and its turn.
        last = {row["report_id"]: Label(**{name: row[name] for name in Label.__slots__}) for row in rows}
        return sorted(last.values(), key=lambda each: (each.at, each.report_id))
