"""What the store knows of one report beside its row: reporter, steps, its incident, and others near it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from command_center.domain.inbound import Reporter
from command_center.domain.report import Report
from command_center.domain.report_file import Deed, DeedKind, FileIncident
from command_center.domain.workflow import OPEN
from command_center.store.db import Database
from command_center.store.tables import incidents, reporters, reports, steps

MOST_NEAR = 60
_DEGREES = 0.02
"""Half the side of the square that is looked through, some 2.2 km."""


@dataclass(frozen=True, slots=True)
class NearRow:
    """An open report in the neighbourhood, as it is kept."""

    id: int
    number: str
    version: int
    category: str
    channel: str
    subject: str
    text: str
    lat: float | None
    lon: float | None
    exact: bool
    kelurahan: str
    received_at: datetime
    incident_id: int | None


class ReportFiles:
    """Reads what belongs to one report. All methods raise StoreUnavailable."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def reporter(self, report_id: int) -> Reporter:
        """Who sent it: personal data, for the server's eyes."""
        wanted = select(reporters.c.key, reporters.c.name, reporters.c.contact)
        with self._db.read() as connection:
            row = connection.execute(wanted.where(reporters.c.report_id == report_id)).first()
        return Reporter("") if row is None else Reporter(*row)

    def earlier(self, report: Report, key: str) -> int:
        """How many older reports of the same person on the same channel there are."""
        if not key:
            return 0
        same = and_(reporters.c.channel == report.origin.channel, reporters.c.key == key)
        with self._db.read() as connection:
            wanted = select(func.count()).select_from(reporters).where(same, reporters.c.report_id < report.id)
            return connection.execute(wanted).scalar_one()

    def steps(self, report_id: int) -> list[Deed]:
        """The steps that were taken with it, oldest first."""
        wanted = select(steps).where(steps.c.report_id == report_id).order_by(steps.c.id)
        with self._db.read() as connection:
            rows = connection.execute(wanted).mappings().all()
        return [
            Deed(DeedKind.STEP, row["at"], row["by"], row["status"], row["opd"], row["note"], _undone(row))
            for row in rows
        ]

    def incident(self, incident_id: int | None) -> FileIncident | None:
        """An incident with its reports."""
        if incident_id is None:
            return None
        with self._db.read() as connection:
            row = connection.execute(select(incidents).where(incidents.c.id == incident_id)).mappings().first()
            own = select(reports.c.number, reports.c.channel).where(
                reports.c.incident_id == incident_id, reports.c.retracted.is_(False)
            )
            members = connection.execute(own.order_by(reports.c.id)).all()
        if row is None:
            return None
        channels = Counter(channel for _, channel in members)
        numbers = tuple(number for number, _ in members)
        return FileIncident(incident_id, row["category"], row["opened_at"], len(members), dict(channels), numbers)

    def near(self, report: Report, within: timedelta) -> list[NearRow]:
        """Open reports around it in place and time, and the one that it may be sent again from; not those of its incident."""
        here: list[ColumnElement[bool]] = []
        position = report.location.position
        if position is not None:
            here.append(
                and_(
                    reports.c.lat.between(position.lat - _DEGREES, position.lat + _DEGREES),
                    reports.c.lon.between(position.lon - _DEGREES, position.lon + _DEGREES),
                )
            )
        if report.possible_duplicate_of is not None:
            here.append(reports.c.id == report.possible_duplicate_of)
        if not here:
            return []
        at = report.received_at
        columns = [reports.c[name] for name in NearRow.__slots__]
        wanted = (
            select(*columns)
            .where(
                or_(*here),
                reports.c.id != report.id,
                reports.c.status.in_([str(status) for status in OPEN]),
                reports.c.retracted.is_(False),
                reports.c.received_at.between(at - within, at + within),
            )
            .order_by(reports.c.received_at.desc())
            .limit(MOST_NEAR)
        )
        if report.incident_id is not None:
            other = or_(reports.c.incident_id.is_(None), reports.c.incident_id != report.incident_id)
            wanted = wanted.where(other)
        with self._db.read() as connection:
            return [NearRow(**row) for row in connection.execute(wanted).mappings()]


def _undone(row: Mapping[Any, Any]) -> Mapping[str, Any]:
    return {"undone": True} if row.get("undone") else {}
