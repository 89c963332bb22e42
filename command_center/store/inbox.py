"""The durable inbox: what a channel delivered is here, raw, before anybody is told that it arrived."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from time import monotonic

from sqlalchemy import ColumnElement, Connection, case, func, not_, or_, select, true, update

from command_center.domain.inbound import Payload
from command_center.domain.text import clean
from command_center.store import no_reports
from command_center.store.db import Database
from command_center.store.rows import insert_missing
from command_center.store.tables import inbox, messages, reports

LEASE = timedelta(seconds=15)
"""A claimed delivery that is not finished after this long is taken to be abandoned (its worker died)."""


HELD = timedelta(minutes=2)
"""How long work that takes longer than a lease holds its claim; whoever does it holds it anew in time."""

LONGEST_WAIT = timedelta(hours=1)
"""Nothing is ever postponed for longer."""


LAG_DELIVERIES = 2000
"""The deliveries at which a look for their lag stops."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery in quarantine, for a person to look at: raw `body` and the reason."""

    inbox_id: int
    channel: str
    received_at: datetime
    problem: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Lane:
    """Which deliveries a worker takes: `files` those of `channels` and those of more than `larger_than` bytes, else the
    others, so that a message never waits behind a file.
    """

    files: bool
    channels: tuple[str, ...]
    larger_than: int


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a delivery was put; `duplicate` where it was there already."""

    inbox_id: int
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a delivery: `state` is new, done or quarantined; `numbers` the tracking numbers of its reports."""

    state: str
    numbers: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryLag:
    """How long deliveries of one channel took lately from receipt until they were worked on, and what still waits.

    `median` and `longest` are in seconds, None where none was finished; `since` is when the oldest of the `waiting`
    came, None where none waits.
    """

    median: float | None
    longest: float | None
    waiting: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery to work on. `attempts` counts this one."""

    inbox_id: int
    attempts: int
    payload: Payload


class Inbox:
    """Puts deliveries away and hands them out again."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, payload: Payload, *, again: bool = False, hold_until: datetime | None = None) -> Stored:
        """Keep a delivery; durable on return. Raises StoreUnavailable: then nothing may be acknowledged.

        `again`: one that is known and finished is worked on once more, with these headers: for files, which are read
        anew when the city has mended what it reads them by. `hold_until` keeps it from the workers until then.
        """
        row = {
            "channel": payload.channel,
            "account": payload.account,
            "delivery_id": payload.delivery_id,
            "received_at": payload.received_at,
            "content_type": payload.content_type,
            "headers": dict(payload.headers),
            "body": payload.body,
            "state": "new",
            "attempts": 0,
            "try_at": hold_until or payload.received_at,
            "problem": "",
        }

        def insert(connection: Connection) -> Stored:
            new = insert_missing(connection, inbox, row, ("channel", "account", "delivery_id"))
            if new is not None:
                return Stored(new, duplicate=False)
            known = select(inbox.c.id).where(
                inbox.c.channel == payload.channel,
                inbox.c.account == payload.account,
                inbox.c.delivery_id == payload.delivery_id,
            )
            inbox_id = connection.execute(known).scalar_one()
            if again:
                finished = inbox.c.state != "new" if hold_until is None else true()
                connection.execute(
                    update(inbox)
                    .where(inbox.c.id == inbox_id, finished)
                    .values(state="new", attempts=0, headers=row["headers"], try_at=row["try_at"])
                )
            return Stored(inbox_id, duplicate=True)

        return self._db.write(insert, one_statement=not again)

    def claim(self, limit: int, now: datetime, lane: Lane | None = None) -> list[Claimed]:
        """Up to `limit` waiting deliveries of a lane (None: of all), oldest first, each counted as tried and kept from
        other workers.
        """
        waiting = (
            select(inbox.c.id)
            .where(inbox.c.state == "new", _due(now), _in_lane(lane))
            .order_by(inbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )

        def take(connection: Connection) -> list[Claimed]:
            taken = connection.execute(
                update(inbox)
                .where(inbox.c.id.in_(waiting))
                .values(attempts=inbox.c.attempts + 1, try_at=now + (HELD if lane and lane.files else LEASE))
                .returning(
                    inbox.c.id,
                    inbox.c.attempts,
                    inbox.c.channel,
                    inbox.c.account,
                    inbox.c.delivery_id,
                    inbox.c.received_at,
                    inbox.c.content_type,
                    inbox.c.headers,
                    inbox.c.body,
                )
            )
            claimed = [Claimed(row[0], row[1], Payload(*row[2:])) for row in taken]
            return sorted(claimed, key=lambda each: each.inbox_id)

        if not self._anything_waiting(now, lane):
            return []
        return self._db.write(take)

    def _anything_waiting(self, now: datetime, lane: Lane | None) -> bool:
        """Asks without a write, so that an idle worker leaves the writer alone."""
        with self._db.read() as connection:
            look = select(inbox.c.id).where(inbox.c.state == "new", _due(now), _in_lane(lane)).limit(1)
            return connection.execute(look).first() is not None

    def release_claims(self) -> None:
        """Hand out at once what a worker that died had claimed; for installations with one worker, at its start."""
        now = datetime.now(UTC)
        stale = update(inbox).where(inbox.c.state == "new", inbox.c.try_at > now).values(try_at=now)
        self._db.write(lambda connection: connection.execute(stale))

    def hold(self, inbox_ids: Sequence[int], until: datetime) -> None:
        """Keep claimed deliveries from other workers until then, for work that takes longer than a lease."""
        change = update(inbox).where(inbox.c.id.in_(inbox_ids), inbox.c.state == "new").values(try_at=until)
        self._db.write(lambda connection: connection.execute(change))

    def give_back(self, inbox_ids: Sequence[int]) -> None:
        """Free claimed deliveries at once, as if they had not been claimed."""
        change = (
            update(inbox)
            .where(inbox.c.id.in_(inbox_ids), inbox.c.state == "new")
            .values(try_at=datetime.now(UTC), attempts=case((inbox.c.attempts > 0, inbox.c.attempts - 1), else_=0))
        )
        self._db.write(lambda connection: connection.execute(change))

    def quarantine(self, inbox_id: int, problem: str) -> None:
        """Set a delivery aside with the reason, for a person to look at."""
        self._db.write(lambda connection: finish(connection, [inbox_id], "quarantined", problem))

    def postpone(self, inbox_id: int, problem: str, until: datetime) -> None:
        """Try a delivery again, not before `until`."""
        change = update(inbox).where(inbox.c.id == inbox_id).values(problem=_reason(problem), try_at=until)
        self._db.write(lambda connection: connection.execute(change))

    def retry(self, inbox_id: int) -> bool:
        """Work on a quarantined delivery again, from its raw bytes; False where it is not in quarantine."""
        change = (
            update(inbox)
            .where(inbox.c.id == inbox_id, inbox.c.state == "quarantined")
            .values(state="new", attempts=0, try_at=datetime.now(UTC))
        )
        return self._db.write(lambda connection: connection.execute(change).rowcount > 0)

    def drop(self, inbox_id: int) -> bool:
        """Let go of a quarantined delivery that holds no report; its bytes stay. False where it is not in quarantine."""
        change = (
            update(inbox)
            .where(inbox.c.id == inbox_id, inbox.c.state == "quarantined")
            .values(state="dropped", done_at=datetime.now(UTC))
        )
        return self._db.write(lambda connection: connection.execute(change).rowcount > 0)

    def outcome(self, inbox_id: int) -> Outcome:
        """What became of a delivery so far."""
        with self._db.read() as connection:
            state, problem = connection.execute(
                select(inbox.c.state, inbox.c.problem).where(inbox.c.id == inbox_id)
            ).one()
            found = (
                select(reports.c.number)
                .join(messages, messages.c.report_id == reports.c.id)
                .where(messages.c.inbox_id == inbox_id)
                .order_by(messages.c.id)
            )
            return Outcome(state, tuple(connection.execute(found).scalars()), problem)

    def wait(self, inbox_id: int, timeout: float) -> Outcome:
        """What became of a delivery, as soon as it is finished, or after `timeout` seconds."""
        end = monotonic() + timeout
        while True:
            seen = self._db.changes.count
            outcome = self.outcome(inbox_id)
            left = end - monotonic()
            if outcome.state != "new" or left <= 0:
                return outcome
            self._db.changes.wait(seen, min(left, 0.25))

    def payloads(self, inbox_ids: Sequence[int]) -> list[Payload]:
        """What was delivered, raw, in order of arrival; those that are not there are left out."""
        wanted = select(
            inbox.c.channel,
            inbox.c.account,
            inbox.c.delivery_id,
            inbox.c.received_at,
            inbox.c.content_type,
            inbox.c.headers,
            inbox.c.body,
        )
        with self._db.read() as connection:
            rows = connection.execute(wanted.where(inbox.c.id.in_(inbox_ids)).order_by(inbox.c.id))
            return [Payload(*row) for row in rows]

    def waiting(self) -> int:
        """How many deliveries are not worked on yet."""
        with self._db.read() as connection:
            return connection.execute(
                select(func.count()).select_from(inbox).where(inbox.c.state == "new")
            ).scalar_one()

    def in_quarantine(self, limit: int) -> list[Waiting]:
        """Up to `limit` deliveries in quarantine, oldest first."""
        wanted = _WAITING.order_by(inbox.c.id).limit(limit)
        with self._db.read() as connection:
            return [Waiting(*row) for row in connection.execute(wanted)]

    def no_reports(self) -> Mapping[tuple[str, str], int]:
        """(channel, kind) -> how many items came that are no report: receipts, likes, thanks. Raises StoreUnavailable."""
        with self._db.read() as connection:
            return no_reports.amounts(connection)

    def set_aside(self, channel: str, account: str, since: datetime, limit: int) -> list[Claimed]:
        """Up to `limit` deliveries of a line that came after `since` and are in quarantine, newest first; none is claimed."""
        wanted = (
            select(
                inbox.c.id, inbox.c.attempts, inbox.c.channel, inbox.c.account, inbox.c.delivery_id,
                inbox.c.received_at, inbox.c.content_type, inbox.c.headers, inbox.c.body,
            )
            .where(inbox.c.state == "quarantined", inbox.c.channel == channel, inbox.c.account == account)
            .where(inbox.c.received_at >= since)
            .order_by(inbox.c.id.desc())
            .limit(limit)
        )  # fmt: skip
        with self._db.read() as connection:
            return [Claimed(row[0], row[1], Payload(*row[2:])) for row in connection.execute(wanted)]

    def one_in_quarantine(self, inbox_id: int) -> Waiting | None:
        """One delivery in quarantine; None where it is not there."""
        with self._db.read() as connection:
            found = connection.execute(_WAITING.where(inbox.c.id == inbox_id)).first()
            return Waiting(*found) if found else None

    def lags(self, since: datetime) -> Mapping[str, DeliveryLag]:
        """Of each channel with deliveries since an aware moment, or with waiting ones. Looks at the newest 2,000 only."""
        finished = (
            select(inbox.c.channel, inbox.c.received_at, inbox.c.done_at)
            .where(inbox.c.id > select(func.max(inbox.c.id)).scalar_subquery() - LAG_DELIVERIES)
            .where(inbox.c.received_at >= since, inbox.c.done_at.is_not(None))
        )
        waiting = (
            select(inbox.c.channel, func.count(), func.min(inbox.c.received_at))
            .where(inbox.c.state == "new")
            .group_by(inbox.c.channel)
        )
        took: dict[str, list[float]] = {}
        with self._db.read() as connection:
            for channel, received, done in connection.execute(finished):
                took.setdefault(channel, []).append(max((done - received).total_seconds(), 0.0))
            left = {row[0]: (row[1], row[2]) for row in connection.execute(waiting)}
        return {
            channel: DeliveryLag(
                median=median(took[channel]) if channel in took else None,
                longest=max(took.get(channel, ()), default=None),
                waiting=left.get(channel, (0, None))[0],
                since=left.get(channel, (0, None))[1],
            )
            for channel in sorted({*took, *left})
        }

    def quarantined(self) -> Mapping[str, int]:
        """Deliveries in quarantine, a channel each."""
        with self._db.read() as connection:
            rows = connection.execute(
                select(inbox.c.channel, func.count()).where(inbox.c.state == "quarantined").group_by(inbox.c.channel)
            )
            return {row[0]: row[1] for row in rows}


_WAITING = select(inbox.c.id, inbox.c.channel, inbox.c.received_at, inbox.c.problem, inbox.c.body).where(
    inbox.c.state == "quarantined"
)


def _in_lane(lane: Lane | None) -> ColumnElement[bool]:
    if lane is None:
        return true()
    is_file = or_(inbox.c.channel.in_(lane.channels), func.length(inbox.c.body) > lane.larger_than)
    return is_file if lane.files else not_(is_file)


def _due(now: datetime) -> ColumnElement[bool]:
    """Whose time has come; a time far ahead was written by a clock that was wrong and is not waited for."""
    return or_(inbox.c.try_at <= now, inbox.c.try_at > now + LONGEST_WAIT)


def _reason(problem: str) -> str:
    """A reason that every database can keep, whatever the payload put into it."""
    return clean(problem)[:2000]


def finish(connection: Connection, inbox_ids: Sequence[int], state: str, problem: str = "") -> None:
    """Mark deliveries as done or quarantined, in the transaction that stored what they said."""
    connection.execute(
        update(inbox)
        .where(inbox.c.id.in_(inbox_ids))
        .values(state=state, problem=_reason(problem), done_at=datetime.now(UTC))
    )
