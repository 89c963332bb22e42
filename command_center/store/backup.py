"""A copy of the whole database while it is in use, checked after writing, and its return: the parts both kinds share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from command_center.errors import CommandCenterError
from command_center.store.tables import events, inbox, reports
from command_center.store.tracking_numbers import counted

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


class BackupRefused(CommandCenterError):
    """A backup was not made or not put back; the message says why and what to do. The data are as they were."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: how many reports, events and deliveries, its newest event, its highest numbers."""

    reports: int
    events: int
    deliveries: int
    newest: datetime | None
    numbers: Mapping[str, int] = field(default_factory=dict)

    def lacks(self, other: "Contents") -> bool:
        """Whether it holds less than another: rows are only ever added."""
        return (self.reports, self.events) < (other.reports, other.events) or self.deliveries < other.deliveries

    def __str__(self) -> str:
        newest = f", the newest event of {self.newest:%Y-%m-%d %H:%M:%S} UTC" if self.newest else ""
        return f"{self.reports} reports, {self.deliveries} deliveries, {self.events} events{newest}"


def contents(connection: Connection) -> Contents:
    """Count what a database holds."""

    def number(table: object) -> int:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]

    newest = connection.execute(select(events.c.at).order_by(events.c.seq.desc()).limit(1)).scalar()
    return Contents(number(reports), number(events), number(inbox), newest, counted(connection))


def refuse_to_overwrite(file: Path, overwrite: bool) -> None:
    """Raises BackupRefused where the file is there and shall stay, or its folder is not there."""
    if file.exists() and not overwrite:
        raise BackupRefused(f"{file} exists: choose another name (a date in it), or replace it with --overwrite")
    if not file.absolute().parent.is_dir():
        raise BackupRefused(f"{file.absolute().parent} is no folder: make it first, or choose another")
