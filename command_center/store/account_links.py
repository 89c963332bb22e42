"""Links by which a person chooses a password: each once, for a while, kept as a hash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, ForeignKey, Index, String, Table, insert, select, update

from command_center.store.audit import AuditEntry, record
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata
from command_center.store.tokens import digest, new_token
from command_center.store.users import change_password, users

account_links = Table(
    "account_links",
    metadata,
    Column("digest", String(64), primary_key=True, comment="SHA-256 of the token, which is not kept"),
    Column("user_id", BigId, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("purpose", String(16), nullable=False, comment="invite or reset"),
    Column("made_at", Utc, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("expires_at", Utc, nullable=False),
    Column("over_at", Utc, comment="when it was used, or another one made"),
    Index("ix_account_links_user", "user_id"),
)


@dataclass(frozen=True, slots=True)
class AccountLink:
    """A link that still opens the choice of a password."""

    user_id: int
    purpose: str
    made_at: datetime
    expires_at: datetime


class AccountLinks:
    """Makes them, finds them by their token, and uses them up."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def create(
        self,
        user_id: int,
        purpose: str,
        by: str,
        at: datetime,
        expires_at: datetime,
        entries: Sequence[AuditEntry],
    ) -> str:
        """A new link; returns its token, which cannot be shown again. Earlier ones of the account open nothing any more."""
        token = new_token()

        def work(connection: Connection) -> None:
            _over(connection, user_id, at)
            row = {
                "digest": digest(token),
                "user_id": user_id,
                "purpose": purpose,
                "made_at": at,
                "made_by": by,
                "expires_at": expires_at,
            }
            connection.execute(insert(account_links).values(row))
            record(connection, entries)

        self._db.write(work)
        return token

    def by_token(self, token: str, at: datetime) -> AccountLink | None:
        """The link of this token; None where there is none, it is over, or its account is disabled."""
        wanted = (
            select(account_links)
            .join(users, users.c.id == account_links.c.user_id)
            .where(account_links.c.digest == digest(token), *_live(at), users.c.active)
        )
        with self._db.read() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        if row is None:
            return None
        return AccountLink(row["user_id"], row["purpose"], row["made_at"], row["expires_at"])

    def waiting(self, at: datetime) -> dict[int, AccountLink]:
        """Number of an account -> the link of it that was not used yet."""
        with self._db.read() as connection:
            rows = connection.execute(select(account_links).where(*_live(at))).mappings()
            return {
                row["user_id"]: AccountLink(row["user_id"], row["purpose"], row["made_at"], row["expires_at"])
                for row in rows
            }

    def use(self, token: str, password_hash: str, at: datetime, entries: Sequence[AuditEntry]) -> bool:
        """Set the password by a link and use it up, in one transaction that ends the account's sessions; False where the
        link is over: of two at once one is told so.
        """

        def work(connection: Connection) -> bool:
            mine = update(account_links).where(account_links.c.digest == digest(token), *_live(at)).values(over_at=at)
            user_id = connection.execute(mine.returning(account_links.c.user_id)).scalar_one_or_none()
            if user_id is None:
                return False
            change_password(connection, user_id, password_hash, at, entries)
            return True

        return self._db.write(work)

    def withdraw(self, user_id: int, at: datetime) -> None:
        """Links of the account that were not used open nothing any more."""
        self._db.write(lambda connection: _over(connection, user_id, at))


def _live(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return account_links.c.over_at.is_(None), account_links.c.expires_at > at


def _over(connection: Connection, user_id: int, at: datetime) -> None:
    mine = (account_links.c.user_id == user_id) & account_links.c.over_at.is_(None)
    connection.execute(update(account_links).where(mine).values(over_at=at))
