"""What a report was before the last act by hand: for the moment in which that can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, String, Table, delete, select

from command_center.domain.report import Report
from command_center.store.columns import BigId, Json, Utc
from command_center.store.report_rows import from_row
from command_center.store.tables import metadata, reports

undoable = Table(
    "undoable",
    metadata,
    Column("report_id", BigId, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False, comment="the one that the act made"),
    Column("act", String(32), nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    Column("before", Json, nullable=False, comment="what the report was, but for what its sender said"),
    Column("more", Json, nullable=False, comment="what else the act did: other reports, a proposal that was decided"),
)

_SAID = frozenset({"id", "number", "version", "subject", "text", "address", "text_at", "media"})
"""Columns that no act by hand changes: what a citizen says meanwhile stays."""
_OWN = frozenset({"id", "number", "version"})
_TIMES = frozenset(column.name for column in reports.c if isinstance(column.type, Utc))


@dataclass(frozen=True, slots=True)
class Undoable:
    """The act that made `version` of a report, by whom and when, and what the report was `before` (columns as JSON).
    `more` is what else the act did: ``with`` are the other reports with their versions, ``proposal`` one that it decided,
    ``made`` the report that a message became, with how the ``message`` stood.
    """

    report_id: int
    version: int
    act: str
    by: str
    at: datetime
    before: Mapping[str, Any]
    more: Mapping[str, Any] = field(default_factory=dict)


def remembering(before: Mapping[str, Any], *, said: bool = False) -> Mapping[str, Any]:
    """The row of a report as JSON, without what its sender said; with it where the act itself parts what was said."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in before.items()
        if name not in _SAID or (said and name not in _OWN)
    }


def restored(now: Mapping[str, Any], kept: Undoable) -> Report:
    """The report of a row with everything that the act changed as it was before."""
    row = dict(now)
    for name, value in kept.before.items():
        row[name] = datetime.fromisoformat(value) if name in _TIMES and value is not None else value
    return from_row(row)  # type: ignore[arg-type]  # a mapping by column name, as a row is


def keep(connection: Connection, kept: Undoable) -> None:
    """Keep it in the place of an earlier one."""
    forget(connection, kept.report_id)
    connection.execute(undoable.insert().values({name: getattr(kept, name) for name in Undoable.__slots__}))


def find(connection: Connection, report_id: int) -> Undoable | None:
    """What is kept of a report."""
    row = connection.execute(select(undoable).where(undoable.c.report_id == report_id)).mappings().first()
    return None if row is None else Undoable(**{name: row[name] for name in Undoable.__slots__})


def forget(connection: Connection, report_id: int) -> None:
    """Nothing can be undone of it any more."""
    connection.execute(delete(undoable).where(undoable.c.report_id == report_id))
