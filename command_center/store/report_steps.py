"""The steps that were taken with a report, as they were kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from command_center.domain.workflow import Status
from command_center.store.db import Database
from command_center.store.tables import steps


@dataclass(frozen=True, slots=True)
class KeptStep:
    """One step: when (aware), by whom, to which status, to which department, and the instruction, answer or reason."""

    at: datetime
    by: str
    status: Status
    opd: str
    note: str


class ReportSteps:
    """Reads the steps of a report."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, report_id: int) -> list[KeptStep]:
        """In the order in which they were kept. Raises StoreUnavailable."""
        wanted = select(steps.c.at, steps.c.by, steps.c.status, steps.c.opd, steps.c.note)
        with self._db.read() as connection:
            rows = connection.execute(wanted.where(steps.c.report_id == report_id).order_by(steps.c.id))
            return [KeptStep(row.at, row.by, Status(row.status), row.opd, row.note) for row in rows]
