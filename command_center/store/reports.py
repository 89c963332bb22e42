"""Reads reports, and opens the unit of work that changes them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, func, select

from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.outgoing import Addressee
from command_center.domain.proposals import Proposal
from command_center.domain.report import Report
from command_center.domain.workflow import OPEN, Status
from command_center.errors import NotFound
from command_center.store import deadline_watch, messages, proposals
from command_center.store.addressees import addressees
from command_center.store.db import Database
from command_center.store.messages import SeenMessage
from command_center.store.report_rows import from_row
from command_center.store.rows import in_chunks, recall, remember
from command_center.store.tables import reports, steps
from command_center.store.tracking_numbers import TrackingNumbers
from command_center.store.unit_of_work import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step of a report: when, by whom (sign-in name, channel or ``system``), to which status, and the instruction, answer or
    reason. `undone`: who took it took it back at once.
    """

    at: datetime
    by: str
    status: Status
    opd: str
    note: str
    undone: bool = False


class Reports:
    """Reports of this installation."""

    def __init__(
        self,
        db: Database,
        numbers: TrackingNumbers | None = None,
        clock: DeadlineClock | None = None,
        p3m_opd: str = "",
    ) -> None:
        """`numbers` keeps beside the data which tracking numbers were given; `clock` counts pauses when they end, None
        where a city has no policies to count them by: then deadlines stay. `p3m_opd` is the department of P3M.
        """
        self._db = db
        self._p3m_opd = p3m_opd
        self._numbers = numbers
        self._clock = clock

    def write(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` in one transaction: all of it is kept, or nothing.

        Raises Conflict where somebody else changed a report meanwhile, StoreUnavailable, and whatever `work` raises.
        """

        def whole(connection: Connection) -> tuple[T, UnitOfWork]:
            unit = UnitOfWork(connection, self._clock, self._p3m_opd)
            result = work(unit)
            unit.end()
            return result, unit

        result, unit = self._db.write(whole)
        if self._numbers is not None:
            self._numbers.given(unit.numbers_given)
        self._db.appended.ring()
        return result

    def by_number(self, number: str) -> Report:
        """The report with this tracking number. Raises NotFound."""
        row = None
        # What cannot be written, such as a NUL, makes a database refuse the question.
        if number.isprintable():
            with self._db.read() as connection:
                row = connection.execute(select(reports).where(reports.c.number == number)).mappings().first()
        if row is None:
            raise NotFound(f"{number}: there is no report with this number; it reads like LH-2026-000123")
        return from_row(row)

    def by_ids(self, report_ids: Sequence[int]) -> dict[int, Report]:
        """Report id -> report, of those that there are. Raises StoreUnavailable."""
        found: dict[int, Report] = {}
        with self._db.read() as connection:
            for chunk in in_chunks(sorted(set(report_ids))):
                wanted = select(reports).where(reports.c.id.in_(chunk))
                found |= {row["id"]: from_row(row) for row in connection.execute(wanted).mappings()}
        return found

    def addressees(self, loaded: Sequence[Report]) -> dict[int, Addressee]:
        """Report id -> who is answered. Raises StoreUnavailable."""
        with self._db.read() as connection:
            return addressees(connection, loaded)

    def proposals(self, report_id: int) -> list[Proposal]:
        """What its sender corrected after staff had decided it, oldest first. Raises StoreUnavailable."""
        with self._db.read() as connection:
            return proposals.of_report(connection, report_id)

    def messages(self, report_id: int) -> list[SeenMessage]:
        """Every message that stands with the report, in the order of sending, with why. Raises StoreUnavailable."""
        with self._db.read() as connection:
            return messages.of_reports(connection, [report_id])

    def steps(self, report_id: int) -> list[StepTaken]:
        """The steps of a report in the order in which they were taken, undone ones too. Raises StoreUnavailable."""
        wanted = select(steps).where(steps.c.report_id == report_id).order_by(steps.c.id)
        with self._db.read() as connection:
            return [
                StepTaken(row["at"], row["by"], Status(row["status"]), row["opd"], row["note"], row["undone"])
                for row in connection.execute(wanted).mappings()
            ]

    def of_incident(self, incident_id: int) -> list[Report]:
        """The reports of an incident, oldest first."""
        wanted = select(reports).where(reports.c.incident_id == incident_id).order_by(reports.c.id)
        with self._db.read() as connection:
            return [from_row(row) for row in connection.execute(wanted).mappings()]

    def looking(self, now: datetime) -> deadline_watch.Looked:
        """How far a look at the deadlines that begins now will have looked. Raises StoreUnavailable."""
        with self._db.read() as connection:
            return deadline_watch.looking(connection, now)

    def past_due(self, now: datetime, limit: int, since: deadline_watch.Looked | None = None) -> list[int]:
        """Ids of open reports whose next deadline has passed and is not flagged yet; `since` is an earlier look at all."""
        with self._db.read() as connection:
            return deadline_watch.past_due(connection, now, limit, since)

    def near_deadlines(self, now: datetime, limit: int, since: deadline_watch.Looked | None = None) -> list[int]:
        """Ids of open reports of whose next deadline the watch has something to tell, or to learn; `since` as above."""
        with self._db.read() as connection:
            return deadline_watch.to_watch(connection, now, limit, since)

    def beyond(self, percent: int, now: datetime) -> list[int]:
        """Ids of open reports of whose next deadline, which is ahead, so many percent of the term are over, as was told."""
        with self._db.read() as connection:
            return deadline_watch.beyond(connection, percent, now)

    def breached_before(self, moment: datetime) -> list[int]:
        """Ids of open reports whose unmet deadline passed before `moment` and was not acknowledged."""
        wanted = select(reports.c.id).where(
            reports.c.status.in_(OPEN), reports.c.breached_at < moment, reports.c.breach_seen_at.is_(None)
        )
        with self._db.read() as connection:
            return list(connection.execute(wanted).scalars())

    def open_reports(self, limit: int) -> list[Report]:
        """Up to `limit` open reports, oldest first."""
        wanted = select(reports).where(reports.c.status.in_(OPEN)).order_by(reports.c.id).limit(limit)
        with self._db.read() as connection:
            return [from_row(row) for row in connection.execute(wanted).mappings()]

    def all_after(self, report_id: int, limit: int) -> list[Report]:
        """Up to `limit` reports with an id beyond `report_id`, in order of id."""
        wanted = select(reports).where(reports.c.id > report_id).order_by(reports.c.id).limit(limit)
        with self._db.read() as connection:
            return [from_row(row) for row in connection.execute(wanted).mappings()]

    def counted_otherwise(self, calendar: str, after_id: int, limit: int) -> list[Report]:
        """Open reports after an id, by id, whose deadlines were counted with another calendar than this version."""
        wanted = (
            select(reports)
            .where(
                reports.c.id > after_id,
                reports.c.calendar != calendar,
                reports.c.status.not_in([str(each) for each in Status if each.closed]),
            )
            .order_by(reports.c.id)
            .limit(limit)
        )
        with self._db.read() as connection:
            return [from_row(row) for row in connection.execute(wanted).mappings()]

    def newest(self) -> int:
        """The id of the newest report, 0 where there is none."""
        with self._db.read() as connection:
            return connection.execute(select(func.max(reports.c.id))).scalar_one() or 0

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
