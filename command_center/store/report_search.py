"""Finds reports by period, channel, category, department and status, in pieces that fit in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from command_center.domain.report import Report
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import CLOSED, OPEN, Stage, Status
from command_center.store.db import Database
from command_center.store.report_rows import from_row
from command_center.store.tables import reporters, reports

PIECE = 1000
_ANSWERED = sorted(str(status) for status in Status if Stage.ANSWER in status.rule.meets)
_AT_P3M = sorted(str(status) for status in Status if status.rule.at_p3m)


@dataclass(frozen=True, slots=True)
class ReportSearch:
    """What is looked for; "" and None mean any. Times are aware; `until` is exclusive. `status` is open, closed or one
    status. `due_from` and `due_until` (exclusive) bound the next deadline; `unanswered` and `at_p3m` (not forwarded yet)
    narrow down what is open.

    `only_opd` limits the rows to one department for good; `confidential` includes reports filed as rahasia (of those of
    `only_opd` the ones that P3M forwarded to it are always included).
    """

    since: datetime | None = None
    until: datetime | None = None
    channel: str = ""
    category: str = ""
    opd: str = ""
    kecamatan: str = ""
    status: str = ""
    due_from: datetime | None = None
    due_until: datetime | None = None
    unanswered: bool = False
    at_p3m: bool = False
    only_opd: str | None = None
    confidential: bool = False

    def __post_init__(self) -> None:
        """Refuse a status that there is not: an empty answer would look like one."""
        known = ("", "open", "closed", *map(str, Status))
        if self.status not in known:
            raise ValueError(f"status takes {', '.join(known[1:])}, not {self.status[:40]!r}")

    def conditions(self) -> list[ColumnElement[bool]]:
        """The search as SQL conditions."""
        found: list[ColumnElement[bool]] = [reports.c.retracted.is_(False)]
        if self.since is not None:
            found.append(reports.c.received_at >= self.since)
        if self.until is not None:
            found.append(reports.c.received_at < self.until)
        equal = {name: getattr(self, name) for name in ("channel", "category", "opd", "kecamatan")}
        found += [reports.c[name] == value for name, value in equal.items() if value]
        if self.status in ("open", "closed"):
            found.append(reports.c.status.in_(sorted(OPEN if self.status == "open" else CLOSED)))
        elif self.status:
            found.append(reports.c.status == self.status)
        if self.due_from is not None:
            found.append(reports.c.due_at >= self.due_from)
        if self.due_until is not None:
            found.append(reports.c.due_at < self.due_until)
        if self.unanswered:
            found += [reports.c.answered_at.is_(None), reports.c.status.not_in(_ANSWERED)]
        if self.at_p3m:
            found += [reports.c.forwarded_at.is_(None), reports.c.status.in_(_AT_P3M)]
        if self.only_opd is not None:
            found.append(reports.c.opd == self.only_opd)
            # Before P3M forwards a report filed as rahasia, the department is only what the classifier thinks.
            found.append(or_(reports.c.visibility != str(Visibility.CONFIDENTIAL), reports.c.forwarded_at.is_not(None)))
        elif not self.confidential:
            found.append(reports.c.visibility != str(Visibility.CONFIDENTIAL))
        return found


def search(db: Database, wanted: ReportSearch) -> Iterator[Report]:
    """Matching reports in order of arrival, read in pieces of 1,000."""
    last = 0
    while True:
        piece = select(reports).where(*wanted.conditions(), reports.c.id > last).order_by(reports.c.id).limit(PIECE)
        with db.read() as connection:
            rows = connection.execute(piece).mappings().all()
        for row in rows:
            yield from_row(row)
        if len(rows) < PIECE:
            return
        last = rows[-1]["id"]


def names_of(db: Database, report_ids: list[int]) -> Mapping[int, str]:
    """Names of the reporters by report id, to be masked where they stand in a text."""
    with db.read() as connection:
        wanted = select(reporters.c.report_id, reporters.c.name).where(reporters.c.report_id.in_(report_ids))
        return {row[0]: row[1] for row in connection.execute(wanted) if row[1]}


def numbers_of(db: Database, report_ids: list[int]) -> Mapping[int, str]:
    """Tracking numbers by report id."""
    if not report_ids:
        return {}
    with db.read() as connection:
        rows: list[Any] = list(
            connection.execute(select(reports.c.id, reports.c.number).where(reports.c.id.in_(report_ids)))
        )
    return {row[0]: row[1] for row in rows}
