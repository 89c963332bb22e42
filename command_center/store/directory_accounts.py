"""Which account belongs to which person of the city's directory: by issuer and subject, which never change hands."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, String, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from command_center.errors import CommandCenterError
from command_center.store.audit import AuditEntry, record
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata
from command_center.store.users import User, users_of, with_roles
from command_center.store.users import users as accounts

directory_accounts = Table(
    "directory_accounts",
    metadata,
    Column("issuer", String(255), primary_key=True),
    Column("subject", String(255), primary_key=True, comment="sub: the directory's own name of a person"),
    Column("user_id", BigId, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("linked_at", Utc, nullable=False),
    Index("ix_directory_accounts_user", "user_id"),
)


class SubjectTaken(CommandCenterError):
    """A person of the directory has another account already: link that one, or disable it."""


class DirectoryAccounts:
    """Keeps and finds them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, issuer: str, subject: str) -> User | None:
        """The account of a person of the directory, None where there is none yet."""
        wanted = (
            with_roles()
            .join(directory_accounts, directory_accounts.c.user_id == accounts.c.id)
            .where(directory_accounts.c.issuer == issuer, directory_accounts.c.subject == subject)
        )
        with self._db.read() as connection:
            found = users_of(connection.execute(wanted).mappings())
        return found[0] if found else None

    def link(self, issuer: str, subject: str, user_id: int, at: datetime, entries: Sequence[AuditEntry]) -> None:
        """Keep that they belong together, instead of who belonged to this account before. Raises SubjectTaken."""

        def work(connection: Connection) -> None:
            connection.execute(delete(directory_accounts).where(directory_accounts.c.user_id == user_id))
            row = {"issuer": issuer, "subject": subject, "user_id": user_id, "linked_at": at}
            try:
                connection.execute(insert(directory_accounts).values(row))
            except IntegrityError as error:
                raise SubjectTaken(f"the subject {subject!r} has another account already") from error
            record(connection, entries)

        self._db.write(work)

    def linked(self) -> frozenset[int]:
        """Numbers of the accounts that somebody of a directory signs in to."""
        with self._db.read() as connection:
            return frozenset(row[0] for row in connection.execute(select(directory_accounts.c.user_id)))
