"""Finds reports by period, channel, category, department and status, in pieces that fit in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from command_center.domain.report import Report
from command_center.domain.reports import CLOSED, OPEN, Visibility
from command_center.store.db import Database
from command_center.store.reports import from_row
from command_center.store.tables import reports

PIECE = 1000


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; "" and None mean any. Times are aware; `until` is exclusive. `status` is open, closed or one
    status.

    `only_opd` limits the rows to one department for good; `confidential` includes reports filed as rahasia (those of
    `only_opd` are always included).
    """

    since: datetime | None = None
    until: datetime | None = None
    channel: str = ""
    category: str = ""
    opd: str = ""
    kecamatan: str = ""
    status: str = ""
    only_opd: str | None = None
    confidential: bool = False

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
        if self.only_opd is not None:
            found.append(reports.c.opd == self.only_opd)
        elif not self.confidential:
            found.append(reports.c.visibility != str(Visibility.CONFIDENTIAL))
        return found


def search(db: Database, wanted: Search) -> Iterator[Report]:
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


def numbers_of(db: Database, report_ids: list[int]) -> Mapping[int, str]:
    """Tracking numbers by report id."""
    if not report_ids:
        return {}
    with db.read() as connection:
        rows: list[Any] = list(
            connection.execute(select(reports.c.id, reports.c.number).where(reports.c.id.in_(report_ids)))
        )
    return {row[0]: row[1] for row in rows}
