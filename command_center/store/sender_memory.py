"""Where an account signed in from before, as keyed hashes: who knows a list of them learns no address."""

from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, String, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata

known_senders = Table(
    "known_senders",
    metadata,
    Column("user_id", BigId, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("sender", String(64), primary_key=True, comment="keyed hash of the address"),
    Column("seen_at", Utc, nullable=False),
)


class SenderMemory:
    """Keeps and finds them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def know(self, user_id: int, sender: str, at: datetime, forget_before: datetime) -> None:
        """Keep that the account signed in from this sender; those not seen since `forget_before` are dropped."""

        def work(connection: Connection) -> None:
            connection.execute(delete(known_senders).where(known_senders.c.seen_at < forget_before))
            row = {"user_id": user_id, "sender": sender, "seen_at": at}
            insert_or = (
                (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(known_senders).values(row)
            )
            connection.execute(
                insert_or.on_conflict_do_update(index_elements=["user_id", "sender"], set_={"seen_at": at})
            )

        self._db.write(work)

    def knows(self, user_id: int, sender: str, since: datetime) -> bool:
        """Whether the account signed in from this sender after `since`."""
        wanted = select(known_senders.c.sender).where(
            known_senders.c.user_id == user_id, known_senders.c.sender == sender, known_senders.c.seen_at > since
        )
        with self._db.read() as connection:
            return connection.execute(wanted).first() is not None
