"""Second factors of accounts: the secret of an authenticator (encrypted), its last step, and recovery codes (hashed)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, String, Table, Text, delete, insert, select, update

from command_center.store.audit import AuditEntry, record
from command_center.store.columns import BigId, Utc
from command_center.store.db import Database
from command_center.store.tables import metadata

second_factors = Table(
    "second_factors",
    metadata,
    Column("user_id", BigId, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("secret", Text, nullable=False, comment="encrypted with a key derived from that of the installation"),
    Column("made_at", Utc, nullable=False),
    Column("confirmed_at", Utc, comment="when a first code proved that it is in the person's hands"),
    Column("last_step", BigId, nullable=False, comment="half minute of the last code that was taken"),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("user_id", BigId, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("digest", String(64), primary_key=True, comment="keyed hash of the code"),
    Column("used_at", Utc),
)


@dataclass(frozen=True, slots=True)
class KeptSecret:
    """An authenticator's secret, encrypted. `confirmed_at` is None while it is being set up."""

    secret: str = field(repr=False)
    made_at: datetime
    confirmed_at: datetime | None


class SecondFactors:
    """Keeps them. What uses one up is one statement, so that of two requests with one code one is refused."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, user_id: int) -> KeptSecret | None:
        """What the account has, confirmed or being set up."""
        wanted = select(second_factors).where(second_factors.c.user_id == user_id)
        with self._db.read() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        return None if row is None else KeptSecret(row["secret"], row["made_at"], row["confirmed_at"])

    def confirmed(self) -> dict[int, datetime]:
        """Number of each account that has one -> since when."""
        wanted = select(second_factors.c.user_id, second_factors.c.confirmed_at).where(
            second_factors.c.confirmed_at.is_not(None)
        )
        with self._db.read() as connection:
            return {row.user_id: row.confirmed_at for row in connection.execute(wanted)}

    def begin(self, user_id: int, secret: str, at: datetime) -> bool:
        """Keep the secret of one that is being set up, in place of an earlier attempt; False where a confirmed one stands."""

        def work(connection: Connection) -> bool:
            unconfirmed = (second_factors.c.user_id == user_id) & second_factors.c.confirmed_at.is_(None)
            connection.execute(delete(second_factors).where(unconfirmed))
            there = select(second_factors.c.user_id).where(second_factors.c.user_id == user_id)
            if connection.execute(there).first() is not None:
                return False
            row = {"user_id": user_id, "secret": secret, "made_at": at, "last_step": 0}
            connection.execute(insert(second_factors).values(row))
            return True

        return self._db.write(work)

    def confirm(
        self,
        user_id: int,
        secret: str,
        step: int,
        codes: Collection[str],
        at: datetime,
        entries: Sequence[AuditEntry],
    ) -> bool:
        """Take the one that is being set up into use, with hashes of new recovery codes; False where another secret, or
        none, is being set up by now.
        """

        def work(connection: Connection) -> bool:
            same = (
                (second_factors.c.user_id == user_id)
                & (second_factors.c.secret == secret)
                & second_factors.c.confirmed_at.is_(None)
            )
            taken = update(second_factors).where(same).values(confirmed_at=at, last_step=step)
            if not connection.execute(taken).rowcount:
                return False
            _replace_codes(connection, user_id, codes)
            record(connection, entries)
            return True

        return self._db.write(work)

    def take_step(self, user_id: int, step: int) -> bool:
        """Use up the code of a half minute: False where it, or a later one, was taken before."""
        newer = (
            (second_factors.c.user_id == user_id)
            & second_factors.c.confirmed_at.is_not(None)
            & (second_factors.c.last_step < step)
        )
        wanted = update(second_factors).where(newer).values(last_step=step)
        return self._db.write(lambda connection: bool(connection.execute(wanted).rowcount))

    def take_recovery(self, user_id: int, digest: str, at: datetime) -> bool:
        """Use up a recovery code: False where there is none with this hash, or it was used."""
        unused = (
            (recovery_codes.c.user_id == user_id)
            & (recovery_codes.c.digest == digest)
            & recovery_codes.c.used_at.is_(None)
        )
        wanted = update(recovery_codes).where(unused).values(used_at=at)
        return self._db.write(lambda connection: bool(connection.execute(wanted).rowcount))

    def recovery_left(self, user_id: int) -> int:
        """How many recovery codes were not used yet."""
        wanted = select(recovery_codes.c.digest).where(
            recovery_codes.c.user_id == user_id, recovery_codes.c.used_at.is_(None)
        )
        with self._db.read() as connection:
            return len(connection.execute(wanted).all())

    def replace_recovery(self, user_id: int, codes: Collection[str], entries: Sequence[AuditEntry]) -> None:
        """Hashes of new recovery codes; the old ones open nothing any more."""

        def work(connection: Connection) -> None:
            _replace_codes(connection, user_id, codes)
            record(connection, entries)

        self._db.write(work)

    def remove(self, user_id: int, entries: Sequence[AuditEntry]) -> bool:
        """Take the second factor and its recovery codes away; False where there was none, and then nothing is recorded."""

        def work(connection: Connection) -> bool:
            connection.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user_id))
            gone = connection.execute(delete(second_factors).where(second_factors.c.user_id == user_id)).rowcount
            if gone:
                record(connection, entries)
            return bool(gone)

        return self._db.write(work)


def _replace_codes(connection: Connection, user_id: int, codes: Collection[str]) -> None:
    connection.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user_id))
    connection.execute(insert(recovery_codes), [{"user_id": user_id, "digest": each} for each in sorted(codes)])
