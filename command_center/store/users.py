"""People who may sign in, their roles, and the sessions that are open now."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    RowMapping,
    String,
    Table,
    Text,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from command_center.errors import CommandCenterError, NotFound
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata
from command_center.store.tokens import digest

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
    Index("ix_sign_ins_user", "user_id"),
    Index("ix_sign_ins_at", "at"),
)

known_senders = Table(
    "known_senders",
    metadata,
    Column("user_id", BigId, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("sender", String(64), primary_key=True, comment="keyed hash of the address"),
    Column("seen_at", Utc, nullable=False),
)


class NameTaken(CommandCenterError):
    """Another account has this name or e-mail address: choose another, or change that account."""


@dataclass(frozen=True, slots=True)
class User:
    """An account. `opd` is the code of the department whose rows the role opd sees."""

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
    """Reads and writes accounts and sessions. Names and addresses are expected in lower case."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, name: str, email: str, password_hash: str, roles: Collection[str], opd: str, at: datetime) -> User:
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

    def everyone(self) -> list[User]:
        """All accounts by name, disabled ones too."""
        return self._select(users.c.id > 0)

    def set_password(self, user_id: int, password_hash: str, at: datetime) -> None:
        """Change the password and end every session of the account; raises NotFound."""
        self._change(user_id, True, password_hash=password_hash, password_at=at)

    def refresh_hash(self, user_id: int, old_hash: str, new_hash: str) -> None:
        """Keep the same password under newer hash parameters, unless it was changed meanwhile; sessions stay."""

        def work(connection: Connection) -> None:
            same = (users.c.id == user_id) & (users.c.password_hash == old_hash)
            connection.execute(update(users).where(same).values(password_hash=new_hash))

        self._db.write(work)

    def set_active(self, user_id: int, active: bool) -> None:
        """Let an account in or shut it out; shutting out ends every session. Raises NotFound."""
        self._change(user_id, not active, active=active)

    def set_roles(self, user_id: int, roles: Collection[str], opd: str) -> None:
        """Replace the roles of an account and its department; sessions go on with the new ones. Raises NotFound."""

        def work(connection: Connection) -> None:
            _changed(connection, user_id, opd=opd)
            connection.execute(delete(user_roles).where(user_roles.c.user_id == user_id))
            _give_roles(connection, user_id, roles)

        self._db.write(work)

    def open_session(self, user: User, token: str, at: datetime, forget_before: datetime) -> bool:
        """Record that `user` signed in with this session secret; sessions from before `forget_before` are dropped.

        False where the account was disabled or its password changed since `user` was read: nobody is signed in then.
        """

        def work(connection: Connection) -> bool:
            still = (users.c.id == user.id) & (users.c.uniquifier == user.uniquifier) & users.c.active
            if not connection.execute(update(users).where(still).values(signed_in_at=at)).rowcount:
                return False
            connection.execute(delete(sign_ins).where(sign_ins.c.at < forget_before))
            connection.execute(insert(sign_ins).values(digest=digest(token), user_id=user.id, at=at))
            return True

        return self._db.write(work)

    def of_session(self, token: str, since: datetime) -> User | None:
        """Who signed in with this session secret after `since`; None once the session ended or the account is shut."""
        open_session = select(sign_ins.c.user_id).where(sign_ins.c.digest == digest(token), sign_ins.c.at > since)
        found = self._select(users.c.id.in_(open_session) & users.c.active)
        return found[0] if found else None

    def know_sender(self, user_id: int, sender: str, at: datetime, forget_before: datetime) -> None:
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

    def knows_sender(self, user_id: int, sender: str, since: datetime) -> bool:
        """Whether the account signed in from this sender after `since`."""
        wanted = select(known_senders.c.sender).where(
            known_senders.c.user_id == user_id, known_senders.c.sender == sender, known_senders.c.seen_at > since
        )
        with self._db.read() as connection:
            return connection.execute(wanted).first() is not None

    def close_session(self, token: str) -> None:
        """End a session: its secret opens nothing any more."""
        self._db.write(
            lambda connection: connection.execute(delete(sign_ins).where(sign_ins.c.digest == digest(token)))
        )

    def _one(self, condition: object) -> User:
        found = self._select(condition)
        if not found:
            raise NotFound("there is no such account; `manage.py user list` shows those there are")
        return found[0]

    def _select(self, condition: object) -> list[User]:
        rows = (
            select(users, user_roles.c.role)
            .join_from(users, user_roles, user_roles.c.user_id == users.c.id, isouter=True)
            .where(condition)  # type: ignore[arg-type]
            .order_by(users.c.name)
        )
        with self._db.read() as connection:
            found: dict[int, tuple[RowMapping, set[str]]] = {}
            for row in connection.execute(rows).mappings():
                roles = found.setdefault(row["id"], (row, set()))[1]
                if row["role"] is not None:
                    roles.add(row["role"])
        return [_user(row, roles) for row, roles in found.values()]

    def _change(self, user_id: int, end_sessions: bool, **values: object) -> None:
        def work(connection: Connection) -> None:
            _changed(connection, user_id, **values)
            if end_sessions:
                _changed(connection, user_id, uniquifier=uuid.uuid4().hex)
                connection.execute(delete(sign_ins).where(sign_ins.c.user_id == user_id))

        self._db.write(work)


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
