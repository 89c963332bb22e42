"""People who may sign in, and their roles. What was done to an account is kept in the audit with the change."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    RowMapping,
    Select,
    String,
    Table,
    Text,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from command_center.errors import CommandCenterError, NotFound
from command_center.store.audit import AuditEntry, record
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata

users = Table(
    "users",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("name", String(64), nullable=False, unique=True, comment="lower case"),
    Column("email", String(254), unique=True, comment="lower case"),
    Column("password_hash", Text, nullable=False, comment="argon2id"),
    Column("opd", String(64), nullable=False, comment="whose rows the role opd sees, else empty"),
    Column("active", Boolean, nullable=False),
    Column("uniquifier", String(64), nullable=False, unique=True, comment="new one ends every session"),
    Column("created_at", Utc, nullable=False),
    Column("password_at", Utc, nullable=False),
    Column("signed_in_at", Utc),
)

user_roles = Table(
    "user_roles",
    metadata,
    Column("user_id", BigId, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(32), primary_key=True),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("digest", String(64), primary_key=True, comment="SHA-256 of the secret in the cookie"),
    Column("user_id", BigId, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("address", String(64), nullable=False, server_default="", comment="where the sign-in came from"),
    Column("browser", String(40), nullable=False, server_default="", comment="its family, such as Firefox · Android"),
    Column("way", String(16), nullable=False, server_default="password", comment="password, directory or link"),
    Column(
        "second",
        String(16),
        nullable=False,
        server_default="",
        comment="what was shown beside it: code, recovery, directory; empty: nothing",
    ),
    Column("seen_at", Utc, comment="last used, to the minute"),
    Index("ix_sign_ins_user", "user_id"),
    Index("ix_sign_ins_at", "at"),
)


class NameTaken(CommandCenterError):
    """Another account has this name or e-mail address: choose another, or change that account."""


@dataclass(frozen=True, slots=True)
class User:
    """An account. `opd` is the code of the department whose rows its roles see, "" for all others.

    `password_hash` is "" for who was invited and has not chosen a password, or signs in at the city's directory only.
    """

    id: int
    name: str
    email: str
    roles: frozenset[str]
    opd: str
    active: bool
    created_at: datetime
    signed_in_at: datetime | None
    password_hash: str = field(repr=False)
    uniquifier: str = field(repr=False)


class Users:
    """Reads and writes accounts. Names and addresses are expected in lower case.

    What changes one takes the `entries` of the audit that tell of it, and keeps them in the same transaction.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(
        self,
        name: str,
        email: str,
        password_hash: str,
        roles: Collection[str],
        opd: str,
        at: datetime,
        entries: Sequence[AuditEntry] = (),
    ) -> User:
        """Create an account; raises NameTaken."""

        def work(connection: Connection) -> int:
            row = {
                "name": name,
                "email": email or None,
                "password_hash": password_hash,
                "opd": opd,
                "active": True,
                "uniquifier": uuid.uuid4().hex,
                "created_at": at,
                "password_at": at,
            }
            try:
                user_id: int = connection.execute(insert(users).values(row).returning(users.c.id)).scalar_one()
            except IntegrityError as error:
                raise NameTaken(f"there is an account with the name {name!r} or this e-mail address already") from error
            _give_roles(connection, user_id, roles)
            record(connection, entries)
            return user_id

        return self._one(users.c.id == self._db.write(work))

    def named(self, name: str) -> User:
        """The account of that name; raises NotFound."""
        return self._one(users.c.name == name)

    def find(self, name_or_email: str) -> User | None:
        """The account with that name or e-mail address, None where there is none."""
        found = self._select(or_(users.c.name == name_or_email, users.c.email == name_or_email))
        return found[0] if found else None

    def find_by(self, attribute: str, value: str) -> User | None:
        """The account whose id, name, e-mail address or uniquifier is `value`."""
        column = {
            "id": users.c.id,
            "name": users.c.name,
            "email": users.c.email,
            "uniquifier": users.c.uniquifier,
        }[attribute]
        found = self._select(column == value)
        return found[0] if found else None

    def by_id(self, user_id: int) -> User | None:
        """The account with this number, None where there is none."""
        found = self._select(users.c.id == user_id)
        return found[0] if found else None

    def everyone(self) -> list[User]:
        """All accounts by name, disabled ones too."""
        return self._select(users.c.id > 0)

    def set_password(self, user_id: int, password_hash: str, at: datetime, entries: Sequence[AuditEntry] = ()) -> None:
        """Change the password and end every session of the account; raises NotFound."""
        self._db.write(lambda connection: change_password(connection, user_id, password_hash, at, entries))

    def refresh_hash(self, user_id: int, old_hash: str, new_hash: str) -> None:
        """Keep the same password under newer hash parameters, unless it was changed meanwhile; sessions stay."""

        def work(connection: Connection) -> None:
            same = (users.c.id == user_id) & (users.c.password_hash == old_hash)
            connection.execute(update(users).where(same).values(password_hash=new_hash))

        self._db.write(work)

    def set_active(self, user_id: int, active: bool, entries: Sequence[AuditEntry] = ()) -> None:
        """Let an account in or shut it out; shutting out ends every session. Raises NotFound."""

        def work(connection: Connection) -> None:
            _changed(connection, user_id, active=active)
            if not active:
                end_sessions(connection, user_id)
            record(connection, entries)

        self._db.write(work)

    def set_roles(self, user_id: int, roles: Collection[str], opd: str, entries: Sequence[AuditEntry] = ()) -> None:
        """Replace the roles of an account and its department; sessions go on with the new ones. Raises NotFound."""

        def work(connection: Connection) -> None:
            _changed(connection, user_id, opd=opd)
            connection.execute(delete(user_roles).where(user_roles.c.user_id == user_id))
            _give_roles(connection, user_id, roles)
            record(connection, entries)

        self._db.write(work)

    def _one(self, condition: object) -> User:
        found = self._select(condition)
        if not found:
            raise NotFound("there is no such account; `manage.py user list` shows those there are")
        return found[0]

    def _select(self, condition: object) -> list[User]:
        wanted = with_roles().where(condition).order_by(users.c.name)  # type: ignore[arg-type]
        with self._db.read() as connection:
            return users_of(connection.execute(wanted).mappings())


def with_roles() -> Select[Any]:
    """Accounts beside each of their roles: `users_of` reads the rows."""
    return select(users, user_roles.c.role).join_from(
        users, user_roles, user_roles.c.user_id == users.c.id, isouter=True
    )


def users_of(rows: Iterable[RowMapping]) -> list[User]:
    """The accounts in rows of `with_roles`, in their order."""
    found: dict[int, tuple[RowMapping, set[str]]] = {}
    for row in rows:
        roles = found.setdefault(row["id"], (row, set()))[1]
        if row["role"] is not None:
            roles.add(row["role"])
    return [_user(row, roles) for row, roles in found.values()]


def change_password(
    connection: Connection, user_id: int, password_hash: str, at: datetime, entries: Sequence[AuditEntry]
) -> None:
    """A new password and no open session, within a transaction; raises NotFound."""
    _changed(connection, user_id, password_hash=password_hash, password_at=at)
    end_sessions(connection, user_id)
    record(connection, entries)


def end_sessions(connection: Connection, user_id: int) -> None:
    """No cookie of the account opens anything any more: each names the uniquifier that it began with."""
    _changed(connection, user_id, uniquifier=uuid.uuid4().hex)
    connection.execute(delete(sign_ins).where(sign_ins.c.user_id == user_id))


def _changed(connection: Connection, user_id: int, **values: object) -> None:
    if not connection.execute(update(users).where(users.c.id == user_id).values(**values)).rowcount:
        raise NotFound(f"there is no account number {user_id}")


def _give_roles(connection: Connection, user_id: int, roles: Collection[str]) -> None:
    if roles:
        connection.execute(insert(user_roles), [{"user_id": user_id, "role": role} for role in sorted(roles)])


def _user(row: RowMapping, roles: Collection[str]) -> User:
    return User(
        id=row["id"],
        name=row["name"],
        email=row["email"] or "",
        roles=frozenset(roles),
        opd=row["opd"],
        active=row["active"],
        created_at=row["created_at"],
        signed_in_at=row["signed_in_at"],
        password_hash=row["password_hash"],
        uniquifier=row["uniquifier"],
    )
