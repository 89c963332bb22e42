"""The acts by which deadlines were counted anew: who, when, why, and both dates of each deadline that moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from command_center.domain.recount import MovedDeadline
from command_center.domain.workflow import Stage
from command_center.store.db import Database
from command_center.store.tables import calendar_acts, recounts, reports


@dataclass(frozen=True, slots=True)
class CalendarAct:
    """One act; `calendar` is the version that was counted with, `deadlines` how many it moved."""

    id: int
    at: datetime
    by: str
    reason: str
    calendar: str
    deadlines: int


def record(connection: Connection, act: int, calendar_before: str, changed: Sequence[MovedDeadline]) -> None:
    """Keep both dates of the deadlines that an act moved."""
    rows = [
        {
            "act_id": act,
            "report_id": each.report_id,
            "stage": str(each.stage),
            "due_before": each.before,
            "due_after": each.after,
            "calendar_before": calendar_before,
        }
        for each in changed
    ]
    connection.execute(insert(recounts), rows)


class Recounts:
    """Begins acts and reads them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, at: datetime, by: str, reason: str, calendar: str) -> int:
        """Number of a new act. Raises StoreUnavailable."""
        row = {"at": at, "by": by, "reason": reason, "calendar": calendar}
        statement = insert(calendar_acts).values(row).returning(calendar_acts.c.id)
        return self._db.write(lambda connection: int(connection.execute(statement).scalar_one()))

    def every(self) -> list[CalendarAct]:
        """All acts, newest first."""
        wanted = (
            select(calendar_acts, func.count(recounts.c.id).label("deadlines"))
            .outerjoin(recounts, recounts.c.act_id == calendar_acts.c.id)
            .group_by(calendar_acts.c.id)
            .order_by(calendar_acts.c.id.desc())
        )
        with self._db.read() as connection:
            return [
                CalendarAct(row.id, row.at, row.by, row.reason, row.calendar, row.deadlines)
                for row in connection.execute(wanted)
            ]

    def of_act(self, act: int) -> list[MovedDeadline]:
        """What an act moved, in the order of the reports."""
        wanted = (
            select(recounts, reports.c.number)
            .join(reports, reports.c.id == recounts.c.report_id)
            .where(recounts.c.act_id == act)
            .order_by(recounts.c.id)
        )
        with self._db.read() as connection:
            return [
                MovedDeadline(row.report_id, row.number, Stage(row.stage), row.due_before, row.due_after)
                for row in connection.execute(wanted)
            ]
