"""Keys by which a program acts in the name of a person, without a browser; each can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, ForeignKey, String, Table, insert, select, update

from command_center.errors import NotFound
from command_center.store.audit import AuditEntry, record
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata
from command_center.store.tokens import digest, new_token
from command_center.store.users import users

USED_EVERY = timedelta(minutes=1)
"""How exactly it is kept when a key was used last."""

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("user_id", BigId, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("label", String(80), nullable=False, comment="what it is for"),
    Column("digest", String(64), nullable=False, unique=True, comment="SHA-256 of the key, which is not kept"),
    Column("created_at", Utc, nullable=False),
    Column("used_at", Utc),
    Column("revoked_at", Utc),
)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """One key. `used_at` is kept to the minute; `person` is the sign-in name of whom it acts for."""

    id: int
    person: str
    label: str
    created_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class ApiKeys:
    """Makes keys, finds whom they act for, takes them back."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def create(self, user_id: int, label: str, at: datetime, entries: Sequence[AuditEntry] = ()) -> str:
        """A new key; it cannot be shown again. Raises StoreUnavailable."""
        key = new_token()
        row = {"user_id": user_id, "label": label[:80], "digest": digest(key), "created_at": at}

        def work(connection: Connection) -> None:
            connection.execute(insert(api_keys), row)
            record(connection, entries)

        self._db.write(work)
        return key

    def user_of(self, key: str, at: datetime) -> int | None:
        """Id of the account that a key acts for, None for one that there is not, or that was taken back."""
        kept = digest(key)
        wanted = select(api_keys.c.id, api_keys.c.user_id, api_keys.c.used_at).where(
            api_keys.c.digest == kept, api_keys.c.revoked_at.is_(None)
        )
        with self._db.read() as connection:
            found = connection.execute(wanted).first()
        if found is None:
            return None
        if found.used_at is None or at - found.used_at >= USED_EVERY:
            self._db.write(
                lambda connection: connection.execute(
                    update(api_keys).where(api_keys.c.id == found.id).values(used_at=at)
                )
            )
        return int(found.user_id)

    def every(self) -> list[ApiKey]:
        """All keys, those taken back too, oldest first."""
        wanted = (
            select(api_keys, users.c.name.label("person"))
            .join(users, users.c.id == api_keys.c.user_id)
            .order_by(api_keys.c.id)
        )
        with self._db.read() as connection:
            rows = connection.execute(wanted).mappings().all()
        return [ApiKey(**{name: row[name] for name in ApiKey.__slots__}) for row in rows]

    def revoke(self, key_id: int, at: datetime, entries: Sequence[AuditEntry] = ()) -> None:
        """Take a key back: it opens nothing from now on. Raises NotFound where there is none that still holds."""

        def work(connection: Connection) -> int:
            record(connection, entries)
            return connection.execute(
                update(api_keys).where(api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None)).values(revoked_at=at)
            ).rowcount

        if not self._db.write(work):
            raise NotFound(f"there is no key {key_id} that still holds; `manage.py key list` shows them")
