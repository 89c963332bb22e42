"""Reads and writes reports: what one transaction may do, as methods of a `ReportWriter`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, bindparam, case, func, insert, select, tuple_, update

from command_center.domain.events import Event
from command_center.domain.inbound import CallSeen, Media, Reporter
from command_center.domain.report import FIELDS, Report
from command_center.errors import Conflict, NotFound
from command_center.store import event_log
from command_center.store.db import Database
from command_center.store.inbox import finish
from command_center.store.rows import insert_missing, recall, remember, take_numbers
from command_center.store.tables import calls, incidents, messages, reporters, reports, steps

T = TypeVar("T")
Point = tuple[float, float]
"""(latitude, longitude) in degrees."""
MessageKey = tuple[str, str, str]
"""(channel, account, external id)."""
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class KnownMessage:
    """An item that was recorded before; `report_id` is None where it was taken back before it came."""

    report_id: int | None
    digest: str
    inbox_id: int | None = None
    """The newest delivery that said it; an older one, worked on later, changes nothing."""


@dataclass(frozen=True, slots=True)
class Message:
    """An item to record as seen, for good."""

    key: MessageKey
    action: str
    digest: str
    at: datetime
    inbox_id: int | None
    report_id: int | None


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports of the same thing: mean place and how many there are."""

    id: int
    category: str
    kelurahan: str
    kecamatan: str
    lat: float
    lon: float
    opened_at: datetime
    last_at: datetime
    reports: int


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step in the life of a report, with who took it."""

    report_id: int
    at: datetime
    by: str
    status: str
    opd: str
    note: str


_INCIDENT = tuple(field.name for field in fields(Incident))


def from_row(row: RowMapping) -> Report:
    """A row of `reports` -> Report."""
    values = {name: row[name] for name in FIELDS}
    values["media"] = tuple(Media(**each) for each in row["media"])
    values["category_words"] = tuple(row["category_words"])
    return Report(**values)


def to_row(report: Report) -> dict[str, Any]:
    """Report -> a row of `reports`."""
    row = {name: getattr(report, name) for name in FIELDS}
    row["media"] = [asdict(each) for each in report.media]
    row["category_words"] = list(report.category_words)
    return row


class ReportWriter:
    """What intake and triage may do inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known_messages(self, keys: Sequence[MessageKey]) -> dict[MessageKey, KnownMessage]:
        """Which of these items were recorded before."""
        found: dict[MessageKey, KnownMessage] = {}
        columns = (messages.c.channel, messages.c.account, messages.c.external_id)
        for chunk in _chunks(keys):
            known = (messages.c.report_id, messages.c.digest, messages.c.inbox_id)
            wanted = select(*columns, *known).where(tuple_(*columns).in_(chunk))
            for channel, account, external_id, *rest in self._connection.execute(wanted):
                found[channel, account, external_id] = KnownMessage(*rest)
        return found

    def take_ids(self, counter: str, amount: int) -> int:
        """First of `amount` consecutive numbers. Taking from the same counter, transactions wait for each other."""
        return take_numbers(self._connection, counter, amount)

    def load(self, report_ids: Sequence[int]) -> dict[int, Report]:
        """Reports by id, locked against other writers until the transaction ends."""
        found: dict[int, Report] = {}
        for chunk in _chunks(report_ids):
            wanted = select(reports).where(reports.c.id.in_(chunk)).order_by(reports.c.id).with_for_update()
            for row in self._connection.execute(wanted).mappings():
                found[row["id"]] = from_row(row)
        return found

    def add(self, new: Sequence[tuple[Report, Reporter]]) -> None:
        """Insert reports with their reporters."""
        if not new:
            return
        self._connection.execute(insert(reports), [to_row(report) for report, _ in new])
        people = [
            {
                "report_id": report.id,
                "channel": report.channel,
                "key": person.key[:200],
                "name": person.name,
                "contact": person.contact,
            }
            for report, person in new
        ]
        self._connection.execute(insert(reporters), people)

    def change(self, changed: Sequence[Report]) -> None:
        """Write new versions of reports; each must follow the stored version. Raises Conflict where one does not."""
        if not changed:
            return
        names = [name for name in FIELDS if name not in ("id", "number")]
        statement = (
            update(reports)
            .where(reports.c.id == bindparam("key_id"), reports.c.version == bindparam("key_version"))
            .values({name: bindparam(name) for name in names})
        )
        rows = []
        for report in changed:
            row = to_row(report)
            rows.append(row | {"key_id": row.pop("id"), "key_version": report.version - 1})
        if self._connection.execute(statement, rows).rowcount != len(rows):
            numbers = ", ".join(report.number for report in changed[:5])
            raise Conflict(f"{numbers}: changed by somebody else meanwhile; look again before you go on")

    def record(self, seen: Sequence[Message]) -> None:
        """Record items as seen."""
        if not seen:
            return
        rows = [
            {
                "channel": each.key[0],
                "account": each.key[1],
                "external_id": each.key[2],
                "action": each.action,
                "digest": each.digest,
                "at": each.at,
                "inbox_id": each.inbox_id,
                "report_id": each.report_id,
            }
            for each in seen
        ]
        self._connection.execute(insert(messages), rows)

    def note_version(self, key: MessageKey, known: KnownMessage) -> None:
        """Keep what an item says now, after it was changed under its own id."""
        self._connection.execute(
            update(messages)
            .where(messages.c.channel == key[0], messages.c.account == key[1], messages.c.external_id == key[2])
            .values(digest=known.digest, report_id=known.report_id, inbox_id=known.inbox_id)
        )

    def active_incidents(
        self, categories: Iterable[str], since: datetime, south_west: Point, north_east: Point
    ) -> list[Incident]:
        """Incidents of these categories with a report after `since`, between two corners (lat, lon in degrees)."""
        wanted = select(incidents).where(
            incidents.c.category.in_(list(categories)),
            incidents.c.last_at > since,
            incidents.c.lat.between(south_west[0], north_east[0]),
            incidents.c.lon.between(south_west[1], north_east[1]),
        )
        return [Incident(**row) for row in self._connection.execute(wanted).mappings()]

    def put_incidents(self, new: Sequence[Incident], changed: Sequence[Incident]) -> None:
        """Insert and update incidents."""
        if new:
            self._connection.execute(
                insert(incidents), [{name: getattr(each, name) for name in _INCIDENT} for each in new]
            )
        if changed:
            statement = (
                update(incidents)
                .where(incidents.c.id == bindparam("key_id"))
                .values(
                    lat=bindparam("new_lat"),
                    lon=bindparam("new_lon"),
                    last_at=bindparam("new_last"),
                    reports=bindparam("new_reports"),
                )
            )
            rows = [
                {
                    "key_id": each.id,
                    "new_lat": each.lat,
                    "new_lon": each.lon,
                    "new_last": each.last_at,
                    "new_reports": each.reports,
                }
                for each in changed
            ]
            self._connection.execute(statement, rows)

    def first_with_resend_keys(self, keys: Sequence[str], since: datetime) -> dict[str, int]:
        """Resend key -> id of the first report that carries it, received after `since`."""
        found: dict[str, int] = {}
        for chunk in _chunks(keys):
            wanted = (
                select(reports.c.resend_key, reports.c.id)
                .where(reports.c.resend_key.in_(chunk), reports.c.received_at > since)
                .order_by(reports.c.id.desc())
            )
            found |= {row[0]: row[1] for row in self._connection.execute(wanted)}
        return found

    def add_steps(self, taken: Sequence[StepTaken]) -> None:
        """Keep who did what."""
        if taken:
            self._connection.execute(insert(steps), [asdict(each) for each in taken])

    def note_call(self, seen: CallSeen) -> None:
        """Keep a step of a telephone call; steps may come in any order and twice."""
        key = {"channel": seen.channel, "account": seen.account, "call_id": seen.call_id}
        blank = {"caller": "", "queue": "", "agent": "", "kind": "", "started_at": seen.at, "abandoned": False}
        insert_missing(self._connection, calls, key | blank, tuple(key))
        changes: dict[str, Any] = {
            name: value
            for name, value in (("caller", seen.caller), ("queue", seen.queue), ("agent", seen.agent))
            if value
        }
        if seen.kind is not None:
            changes["kind"] = str(seen.kind)
        elif seen.agent:
            # Who wrote the call down stays, though the switchboard has its own name for who took it.
            changes["agent"] = case((calls.c.kind == "", seen.agent), else_=calls.c.agent)
        column = {"queued": "queued_at", "answered": "answered_at", "abandoned": "ended_at", "hungup": "ended_at"}
        if seen.step in column:
            changes[column[seen.step]] = seen.at
        if seen.step == "abandoned":
            changes["abandoned"] = True
        if changes:
            self._connection.execute(
                update(calls).where(*(calls.c[name] == value for name, value in key.items())).values(changes)
            )

    def finish_deliveries(self, inbox_ids: Sequence[int], state: str, problem: str = "") -> None:
        """Mark deliveries as done or quarantined."""
        for chunk in _chunks(inbox_ids):
            finish(self._connection, chunk, state, problem)

    def log(self, happened: Sequence[Event]) -> None:
        """Append to the event log; the last call of a transaction."""
        event_log.append(self._connection, happened)


class Reports:
    """Reports of this installation."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def write(self, work: Callable[[ReportWriter], T]) -> T:
        """Run `work` in one transaction: all of it is kept, or nothing."""
        return self._db.write(lambda connection: work(ReportWriter(connection)))

    def by_number(self, number: str) -> Report:
        """The report with this tracking number. Raises NotFound."""
        with self._db.read() as connection:
            row = connection.execute(select(reports).where(reports.c.number == number)).mappings().first()
        if row is None:
            raise NotFound(f"{number}: there is no report with this number; it reads like LH-2026-000123")
        return from_row(row)

    def past_due(self, now: datetime, limit: int) -> list[int]:
        """Ids of open reports whose next deadline has passed and is not flagged yet."""
        wanted = (
            select(reports.c.id)
            .where(reports.c.due_at < now, reports.c.due_stage != reports.c.breached_stage)
            .order_by(reports.c.due_at)
            .limit(limit)
        )
        with self._db.read() as connection:
            return list(connection.execute(wanted).scalars())

    def breached_before(self, moment: datetime) -> list[int]:
        """Ids of open reports whose unmet deadline passed before `moment` and was not acknowledged."""
        wanted = select(reports.c.id).where(
            reports.c.closed_at.is_(None), reports.c.breached_at < moment, reports.c.breach_seen_at.is_(None)
        )
        with self._db.read() as connection:
            return list(connection.execute(wanted).scalars())

    def open_reports(self, limit: int) -> list[Report]:
        """Up to `limit` open reports, oldest first."""
        wanted = select(reports).where(reports.c.closed_at.is_(None)).order_by(reports.c.id).limit(limit)
        with self._db.read() as connection:
            return [from_row(row) for row in connection.execute(wanted).mappings()]

    def all_after(self, report_id: int, limit: int) -> list[Report]:
        """Up to `limit` reports with an id beyond `report_id`, in order of id."""
        wanted = select(reports).where(reports.c.id > report_id).order_by(reports.c.id).limit(limit)
        with self._db.read() as connection:
            return [from_row(row) for row in connection.execute(wanted).mappings()]

    def count(self) -> int:
        """How many reports there are."""
        with self._db.read() as connection:
            return connection.execute(select(func.count()).select_from(reports)).scalar_one()

    def any_simulated(self) -> bool:
        """Whether there is a simulated report."""
        with self._db.read() as connection:
            wanted = select(reports.c.id).where(reports.c.simulated.is_(True)).limit(1)
            return connection.execute(wanted).first() is not None

    def any_real(self) -> bool:
        """Whether there is a report that was not simulated."""
        with self._db.read() as connection:
            wanted = select(reports.c.id).where(reports.c.simulated.is_(False)).limit(1)
            return connection.execute(wanted).first() is not None

    def recall(self, name: str) -> str | None:
        """A fact about this installation, or None."""
        with self._db.read() as connection:
            return recall(connection, name)

    def remember(self, name: str, value: str) -> None:
        """Keep a fact about this installation."""
        self._db.write(lambda connection: remember(connection, name, value))

    def any(self) -> bool:
        """Whether there is any report."""
        with self._db.read() as connection:
            return connection.execute(select(reports.c.id).limit(1)).first() is not None


def _chunks(values: Sequence[T]) -> Iterable[Sequence[T]]:
    """At most 400 at a time: databases limit the parameters of one statement."""
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
