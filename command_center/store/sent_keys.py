"""Keys of answers that were sent from the desk: written in the transaction of the answers, so that one key sends once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, ForeignKey, String, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from command_center.domain.answers import Answer
from command_center.errors import Conflict
from command_center.store.answers import answers_by_ids
from command_center.store.columns import BigId, Json, Utc
from command_center.store.tables import metadata

KEYS_KEPT = timedelta(days=30)
"""How long a key is known: no page is open, and no program tries again, for longer."""

sent_keys = Table(
    "sent_keys",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("person", String(200), nullable=False),
    Column("report_id", BigId, ForeignKey("reports.id"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("answers", Json, nullable=False, server_default="[]", comment="ids of the answers that it wrote"),
)


class SentKeyRows:
    """Keys within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sent(self, key: str, person: str, report_id: int) -> list[Answer]:
        """The answers that a key wrote; none where it was not sent. Raises Conflict where it is the key of something else."""
        return answers_of_key(self._connection, key, person, report_id)

    def keep(self, key: str, person: str, report_id: int, at: datetime, written: Sequence[Answer]) -> None:
        """Keep which answers a key wrote. Raises Conflict where it wrote some before, or somebody writes them just now:
        then nothing of this transaction may stand. Those of a time of which no page is open any more are dropped.
        """
        self._connection.execute(delete(sent_keys).where(sent_keys.c.at < at - KEYS_KEPT))
        ids = [each.id for each in written]
        row = {"key": key, "person": person, "report_id": report_id, "at": at, "answers": ids}
        try:
            self._connection.execute(insert(sent_keys).values(row))
        except IntegrityError as error:
            raise Conflict("this answer was sent already: load the report again", "sent") from error


def is_sent(connection: Connection, key: str) -> bool:
    """Whether a key has sent its answer."""
    return connection.execute(select(sent_keys.c.key).where(sent_keys.c.key == key)).first() is not None


def answers_of_key(connection: Connection, key: str, person: str, report_id: int) -> list[Answer]:
    """The answers that a key wrote, as they stand now; none where it was not sent yet.

    Raises Conflict where it is the key of another person or report, or of a time when the answers were not kept with it.
    """
    row = connection.execute(select(sent_keys).where(sent_keys.c.key == key)).first()
    if row is None:
        return []
    if (row.person, row.report_id) != (person, report_id) or not row.answers:
        raise Conflict("this answer was sent already: load the report again", "sent")
    return answers_by_ids(connection, row.answers)
