"""The outbox: what goes out to people is here, durable, before it leaves; each is sent by one process, never twice by itself."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    func,
    or_,
    select,
    update,
)

from command_center.domain.outgoing import Outgoing, OutgoingKind, SendReceipt, SendState, Trouble
from command_center.store.columns import BigId, Json, Utc
from command_center.store.db import Database
from command_center.store.rows import in_chunks, insert_missing, take_numbers
from command_center.store.tables import metadata

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("route", String(32), nullable=False, comment="channel, mail, page: who takes it"),
    Column("kind", String(16), nullable=False, comment="answer, acknowledgement or alert"),
    Column("recipient", Text, nullable=False, comment="personal: where it goes"),
    Column("payload", Json, nullable=False, comment="personal: what the route needs to send it"),
    Column("key", String(120), nullable=False, unique=True, comment="the same key is the same thing, for good"),
    Column("report_id", BigId, ForeignKey("reports.id")),
    Column("state", String(16), nullable=False, comment="a SendState"),
    Column("attempts", Integer, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("try_at", Utc, nullable=False, comment="not before; while it is sent: until when that process has it"),
    Column("begun_at", Utc, comment="when it was last given away"),
    Column("sent_at", Utc, comment="when the other side took it"),
    Column("external_id", String(200), nullable=False, comment="the platform's own id of it"),
    Column("trouble", String(32), nullable=False, comment="a Trouble, empty while there is none"),
    Column("told", Text, nullable=False, comment="what the other side said, without numbers and addresses"),
    Index("ix_outbox_report", "report_id"),
    Index("ix_outbox_external", "route", "external_id"),
    Index("ix_outbox_begun", "route", "begun_at"),
    Index("ix_outbox_recipient", "recipient", "made_at"),
)
_OPEN = outbox.c.state.in_([SendState.WAITING, SendState.SENDING, SendState.UNSURE])
Index("ix_outbox_open", outbox.c.route, outbox.c.try_at, sqlite_where=_OPEN, postgresql_where=_OPEN)

RATE_TIME = timedelta(minutes=1)
"""The time in which a route takes as many as its rules say."""


class OutboxRows:
    """The outbox within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, outgoing: Outgoing) -> int | None:
        """Keep something that goes out; its id, or None where its key is known: then nothing is sent for it."""
        row = {
            "route": outgoing.route,
            "kind": str(outgoing.kind),
            "recipient": outgoing.recipient,
            "payload": dict(outgoing.payload),
            "key": outgoing.key,
            "report_id": outgoing.report_id,
            "state": str(outgoing.state),
            "attempts": outgoing.attempts,
            "made_at": outgoing.made_at,
            "try_at": outgoing.try_at,
            "begun_at": None,
            "sent_at": outgoing.sent_at,
            "external_id": outgoing.external_id,
            "trouble": str(outgoing.trouble),
            "told": outgoing.told,
        }
        return insert_missing(self._connection, outbox, row, ("key",))

    def of(self, ids: Sequence[int]) -> dict[int, Outgoing]:
        """What goes out by id, locked until the transaction ends."""
        found: dict[int, Outgoing] = {}
        for chunk in in_chunks(sorted(set(ids))):
            wanted = select(outbox).where(outbox.c.id.in_(chunk)).order_by(outbox.c.id).with_for_update()
            found |= {row["id"]: outgoing_of(row) for row in self._connection.execute(wanted).mappings()}
        return found

    def told_of(self, receipt: SendReceipt) -> list[Outgoing]:
        """What a receipt is about, locked; empty where it is none of ours."""
        if receipt.key:
            which = outbox.c.key == receipt.key
        elif receipt.external_id:
            which = outbox.c.external_id == receipt.external_id
        elif receipt.recipient:
            told = outbox.c.state.in_([SendState.SENT, SendState.DELIVERED])
            which = (outbox.c.recipient == receipt.recipient) & (outbox.c.sent_at <= receipt.at) & told
        else:
            return []
        wanted = select(outbox).where(outbox.c.route == receipt.route, which).order_by(outbox.c.id)
        return [outgoing_of(row) for row in self._connection.execute(wanted.with_for_update()).mappings()]

    def change(self, outgoing: Outgoing) -> None:
        """Keep where it stands now: state, next try, what the other side said."""
        values = {
            "state": str(outgoing.state),
            "attempts": outgoing.attempts,
            "try_at": outgoing.try_at,
            "sent_at": outgoing.sent_at,
            "external_id": outgoing.external_id[:200],
            "trouble": str(outgoing.trouble),
            "told": outgoing.told,
        }
        self._connection.execute(update(outbox).where(outbox.c.id == outgoing.id).values(**values))

    def address_anew(self, outbox_id: int, recipient: str, payload: Mapping[str, Any]) -> None:
        """Keep where something goes and what the route needs, as it is now."""
        change = update(outbox).where(outbox.c.id == outbox_id).values(recipient=recipient, payload=dict(payload))
        self._connection.execute(change)

    def sent_to(self, recipient: str, route: str, kind: OutgoingKind, since: datetime) -> int:
        """How many of a kind were put here for somebody since a moment."""
        wanted = select(func.count()).where(
            outbox.c.route == route, outbox.c.recipient == recipient, outbox.c.kind == kind, outbox.c.made_at >= since
        )
        return int(self._connection.execute(wanted).scalar_one())

    def last_to(self, recipient: str, route: str) -> datetime | None:
        """When something last went to somebody, None where nothing did."""
        wanted = select(func.max(outbox.c.sent_at)).where(outbox.c.route == route, outbox.c.recipient == recipient)
        last: datetime | None = self._connection.execute(wanted).scalar_one()
        return last


class Outbox:
    """Hands out what waits, to one process at a time."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, outgoing: Outgoing) -> int | None:
        """Keep something that goes out, durable on return; None where its key is known. Raises StoreUnavailable."""
        return self._db.write(lambda connection: OutboxRows(connection).put(outgoing))

    def write(self, work: Callable[[OutboxRows], None]) -> None:
        """Run `work` in one transaction: all of it is kept, or nothing. Raises StoreUnavailable."""
        self._db.write(lambda connection: work(OutboxRows(connection)))

    def due(self, routes: Sequence[str], now: datetime) -> list[str]:
        """Routes of these on which something waits and is due. Asks without a write."""
        wanted = select(outbox.c.route).where(_due(now), outbox.c.route.in_(routes)).distinct()
        with self._db.read() as connection:
            return list(connection.execute(wanted).scalars())

    def free_at(self, route: str, per_minute: int, now: datetime) -> datetime:
        """When a route may take the next: now, or, where it has had its rate, when the oldest of these is a minute ago.
        Asks without a write. Raises StoreUnavailable.
        """
        wanted = select(outbox.c.begun_at).where(outbox.c.route == route, outbox.c.begun_at > now - RATE_TIME)
        last = wanted.order_by(outbox.c.begun_at.desc()).offset(per_minute - 1).limit(1)
        with self._db.read() as connection:
            oldest: datetime | None = connection.execute(last).scalar_one_or_none()
        return now if oldest is None else oldest + RATE_TIME

    def claim(self, route: str, per_minute: int, now: datetime, until: datetime) -> Outgoing | None:
        """The next that is due on a route, for this process alone until a moment; None where there is none, or where the
        route has taken as many within the last minute as it may.
        """

        def take(connection: Connection) -> Outgoing | None:
            # Its lock makes processes that claim on one route wait for each other, or they would count too few.
            take_numbers(connection, f"send {route}"[:32], 1)
            since = now - RATE_TIME
            lately = select(func.count()).where(outbox.c.route == route, outbox.c.begun_at > since)
            if connection.execute(lately).scalar_one() >= per_minute:
                return None
            wanted = select(outbox.c.id).where(_due(now), outbox.c.route == route)
            number = connection.execute(wanted.order_by(outbox.c.try_at, outbox.c.id).limit(1)).scalar_one_or_none()
            if number is None:
                return None
            change = update(outbox).where(outbox.c.id == number).values(
                attempts=outbox.c.attempts + 1, try_at=until, begun_at=now
            )  # fmt: skip
            row = connection.execute(change.returning(outbox)).mappings().one()
            return outgoing_of(row)

        return self._db.write(take)

    def begin(self, outgoing: Outgoing, now: datetime, until: datetime) -> Outgoing | None:
        """From now on it may arrive: as it is kept now, or None where another process has it meanwhile, or it was cancelled."""
        mine = (outbox.c.id == outgoing.id) & (outbox.c.attempts == outgoing.attempts)
        mine &= outbox.c.begun_at == outgoing.begun_at
        change = update(outbox).where(mine, outbox.c.state == SendState.WAITING).values(
            state=str(SendState.SENDING), begun_at=now, try_at=until
        )  # fmt: skip

        def take(connection: Connection) -> Outgoing | None:
            row = connection.execute(change.returning(outbox)).mappings().one_or_none()
            return outgoing_of(row) if row is not None else None

        return self._db.write(take)

    def abandoned(self, now: datetime) -> list[int]:
        """What a process began to give away and never told of within its time."""
        wanted = select(outbox.c.id).where(outbox.c.state == SendState.SENDING, outbox.c.try_at < now)
        with self._db.read() as connection:
            return list(connection.execute(wanted.order_by(outbox.c.id)).scalars())

    def overdue(self, now: datetime) -> list[int]:
        """What is unsure and whose time to be settled by a receipt is over, and is not told to a person yet."""
        wanted = select(outbox.c.id).where(
            outbox.c.state == SendState.UNSURE, outbox.c.try_at < now, outbox.c.trouble != Trouble.NO_ANSWER
        )
        with self._db.read() as connection:
            return list(connection.execute(wanted.order_by(outbox.c.id)).scalars())

    def standing(self, since: datetime) -> Mapping[tuple[str, str], int]:
        """(route, state) -> how many of what waits, is sent, unsure, or failed since a moment. Raises StoreUnavailable."""
        failed = (outbox.c.state == SendState.FAILED) & (outbox.c.made_at >= since)
        wanted = select(outbox.c.route, outbox.c.state, func.count()).where(or_(_OPEN, failed))
        with self._db.read() as connection:
            rows = connection.execute(wanted.group_by(outbox.c.route, outbox.c.state)).all()
        return {(row[0], row[1]): row[2] for row in rows}


def _due(now: datetime) -> Any:
    return (outbox.c.state == SendState.WAITING) & (outbox.c.try_at <= now)


def outgoing_of(row: RowMapping | Mapping[str, Any]) -> Outgoing:
    """A row of the outbox."""
    return Outgoing(
        route=row["route"],
        kind=OutgoingKind(row["kind"]),
        recipient=row["recipient"],
        payload=row["payload"],
        key=row["key"],
        try_at=row["try_at"],
        made_at=row["made_at"],
        state=SendState(row["state"]),
        attempts=row["attempts"],
        report_id=row["report_id"],
        external_id=row["external_id"],
        sent_at=row["sent_at"],
        trouble=Trouble(row["trouble"]),
        told=row["told"],
        begun_at=row["begun_at"],
        id=row["id"],
    )
