"""The sessions that are open now: who signed in, when, from where and how, and ending them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from command_center.store.audit import AuditEntry, record
from command_center.store.db import Database
from command_center.store.tokens import digest
from command_center.store.users import User, end_sessions, sign_ins, users, users_of, with_roles

MARK_LENGTH = 16
"""Letters of the hash of a session's secret that name it on screens: they open nothing."""


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody signed in: `by` password, directory or link; `second` is what was shown beside it, "" for nothing."""

    by: str = "password"
    second: str = ""
    address: str = ""
    browser: str = ""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One session. `mark` names it and opens nothing; `seen_at` is kept to the minute."""

    mark: str
    at: datetime
    seen_at: datetime | None
    way: Way


class SignIns:
    """Opens, finds and ends sessions. Their secrets are kept as hashes."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def open(
        self,
        user: User,
        token: str,
        at: datetime,
        forget_before: datetime,
        way: Way | None = None,
        entries: Sequence[AuditEntry] = (),
    ) -> bool:
        """Record that `user` signed in with this session secret; sessions from before `forget_before` are dropped.

        False where the account was disabled or its password changed since `user` was read: nobody is signed in then.
        """
        how = way or Way()

        def work(connection: Connection) -> bool:
            still = (users.c.id == user.id) & (users.c.uniquifier == user.uniquifier) & users.c.active
            if not connection.execute(update(users).where(still).values(signed_in_at=at)).rowcount:
                return False
            connection.execute(delete(sign_ins).where(sign_ins.c.at < forget_before))
            row = {
                "digest": digest(token),
                "user_id": user.id,
                "at": at,
                "address": how.address[:64],
                "browser": how.browser[:40],
                "way": how.by,
                "second": how.second,
                "seen_at": at,
            }
            connection.execute(insert(sign_ins).values(row))
            record(connection, entries)
            return True

        return self._db.write(work)

    def of(self, token: str, since: datetime) -> tuple[User, str] | None:
        """Who signed in with this session secret after `since`, and what was shown as a second factor; None once the
        session ended or the account is shut.
        """
        wanted = (
            with_roles()
            .add_columns(sign_ins.c.second)
            .join(sign_ins, sign_ins.c.user_id == users.c.id)
            .where(sign_ins.c.digest == digest(token), sign_ins.c.at > since, users.c.active)
        )
        with self._db.read() as connection:
            rows = connection.execute(wanted).mappings().all()
        return (users_of(rows)[0], rows[0]["second"]) if rows else None

    def of_user(self, user_id: int, since: datetime) -> list[OpenSession]:
        """The sessions of an account that began after `since`, newest first."""
        wanted = (
            select(sign_ins)
            .where(sign_ins.c.user_id == user_id, sign_ins.c.at > since)
            .order_by(sign_ins.c.at.desc(), sign_ins.c.digest)
        )
        with self._db.read() as connection:
            return [
                OpenSession(
                    row["digest"][:MARK_LENGTH],
                    row["at"],
                    row["seen_at"],
                    Way(row["way"], row["second"], row["address"], row["browser"]),
                )
                for row in connection.execute(wanted).mappings()
            ]

    def counts(self, since: datetime) -> dict[int, int]:
        """Number of an account -> how many sessions it has open that began after `since`."""
        wanted = select(sign_ins.c.user_id).where(sign_ins.c.at > since)
        found: dict[int, int] = {}
        with self._db.read() as connection:
            for (user_id,) in connection.execute(wanted):
                found[user_id] = found.get(user_id, 0) + 1
        return found

    def seen(self, token: str, at: datetime) -> None:
        """Keep when a session was last used."""
        wanted = update(sign_ins).where(sign_ins.c.digest == digest(token)).values(seen_at=at)
        self._db.write(lambda connection: connection.execute(wanted))

    def strengthen(self, token: str, second: str) -> None:
        """Keep that a second factor was shown in a session that had begun without."""
        wanted = update(sign_ins).where(sign_ins.c.digest == digest(token)).values(second=second)
        self._db.write(lambda connection: connection.execute(wanted))

    def close(self, token: str, entries: Sequence[AuditEntry] = ()) -> None:
        """End a session: its secret opens nothing any more."""

        def work(connection: Connection) -> None:
            connection.execute(delete(sign_ins).where(sign_ins.c.digest == digest(token)))
            record(connection, entries)

        self._db.write(work)

    def end(self, user_id: int, mark: str, entries: Sequence[AuditEntry] = ()) -> bool:
        """End the account's session of that mark; False where it has none such, and then nothing is recorded."""

        def work(connection: Connection) -> bool:
            named = (sign_ins.c.user_id == user_id) & sign_ins.c.digest.startswith(mark, autoescape=True)
            if len(mark) != MARK_LENGTH or not connection.execute(delete(sign_ins).where(named)).rowcount:
                return False
            record(connection, entries)
            return True

        return self._db.write(work)

    def end_others(self, user_id: int, token: str, entries: Sequence[AuditEntry] = ()) -> int:
        """End every session of the account but the one with this secret; returns how many."""

        def work(connection: Connection) -> int:
            others = (sign_ins.c.user_id == user_id) & (sign_ins.c.digest != digest(token))
            ended: int = connection.execute(delete(sign_ins).where(others)).rowcount
            record(connection, entries)
            return ended

        return self._db.write(work)

    def end_all(self, user_id: int, entries: Sequence[AuditEntry] = ()) -> None:
        """End every session of the account. Raises NotFound."""

        def work(connection: Connection) -> None:
            end_sessions(connection, user_id)
            record(connection, entries)

        self._db.write(work)
