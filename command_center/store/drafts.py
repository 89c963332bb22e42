"""Answers that are being written at the desk: kept for each person and report, until they are sent or dropped."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    String,
    Table,
    Text,
    delete,
    select,
)

from command_center.domain.answers import Answer
from command_center.errors import Conflict
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.known_reports import check_known
from command_center.store.rows import put
from command_center.store.sent_keys import answers_of_key, is_sent, sent_keys
from command_center.store.tables import metadata

LONGEST_DRAFT = 10_000
"""Characters: more than any channel takes."""

DRAFTS_KEPT = timedelta(days=60)
"""A draft that nobody has touched for so long is dropped."""

drafts = Table(
    "drafts",
    metadata,
    Column("person", String(200), primary_key=True),
    Column("report_id", BigId, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("key", String(32), nullable=False, comment="of this answer: it is sent once"),
    Column("text", Text, nullable=False),
    Column("template", String(64), nullable=False),
    Column("begun_at", Utc, nullable=False, comment="what others answered later ends it"),
    Column("changed_at", Utc, nullable=False),
)


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """An answer that is not sent yet. `key` names it for good, from its first letter on."""

    key: str
    text: str
    template: str
    begun_at: datetime
    changed_at: datetime


class Drafts:
    """Keeps, finds and ends drafts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, person: str, report_id: int) -> DeskDraft | None:
        """The person's draft of this report; one whose answer was sent meanwhile is none any more."""
        with self._db.read() as connection:
            unsent = ~select(sent_keys.c.key).where(sent_keys.c.key == drafts.c.key).exists()
            row = connection.execute(select(drafts).where(_mine(person, report_id), unsent)).mappings().first()
        return None if row is None else DeskDraft(**{name: row[name] for name in DeskDraft.__slots__})

    def keep(self, person: str, report_id: int, key: str, text: str, template: str, at: datetime) -> None:
        """Keep what is written so far. An empty text is no draft.

        Raises NotFound where there is no such report, and Conflict where the answer of this key was sent already: a page
        that was open twice must not bring it back.
        """

        def work(connection: Connection) -> None:
            if is_sent(connection, key):
                raise Conflict("this answer was sent already: load the report again", "sent")
            check_known(connection, report_id)
            mine = _mine(person, report_id)
            if not text.strip():
                connection.execute(delete(drafts).where(mine))
                return
            # Another key is another answer, begun now: one that was overtaken is over, the next one is not.
            connection.execute(delete(drafts).where(mine, drafts.c.key != key))
            written = {"key": key, "text": text[:LONGEST_DRAFT], "template": template[:64], "changed_at": at}
            row = {"person": person, "report_id": report_id, "begun_at": at, **written}
            put(connection, drafts, row, ("person", "report_id"), first=("begun_at",))
            connection.execute(delete(drafts).where(drafts.c.changed_at < at - DRAFTS_KEPT))

        self._db.write(work)

    def drop(self, person: str, report_id: int) -> None:
        """Forget it."""
        self._db.write(lambda connection: connection.execute(delete(drafts).where(_mine(person, report_id))))

    def sent_by_now(self, person: str, report_id: int, key: str) -> list[Answer]:
        """The answers that this key wrote; none where it was not sent. Raises Conflict where it is the key of something else.

        It is asked behind the writes that are on their way: SQLite refuses the second of a group before the first of
        it is durable, and a look from beside would not see that one.
        """
        return self._db.write(lambda connection: answers_of_key(connection, key, person, report_id))


def _mine(person: str, report_id: int) -> ColumnElement[bool]:
    return (drafts.c.person == person) & (drafts.c.report_id == report_id)
