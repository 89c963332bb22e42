"""Everything below the screens, put together once: database, reference data, channels, intake, triage.

The command line works with it alone; `app.py` puts the web server on top.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from command_center.casework.triage import Triage
from command_center.intake.accept import Intake
from command_center.intake.examine import Examiner
from command_center.places.boundaries_in_use import BoundariesInUse
from command_center.places.locator import Locator
from command_center.readmodel.pulse import ChannelLine
from command_center.readmodel.wall import WallNames
from command_center.reference.load import Reference, load_reference
from command_center.settings import Settings
from command_center.store.db import Database
from command_center.store.event_log import EventLog
from command_center.store.inbox import Inbox
from command_center.store.reports import Reports
from command_center.store.schema import upgrade
from data_sources.channel import Channel
from data_sources.registry import load_channels
from data_sources.worker import InboxWorker


def now() -> datetime:
    """The clock of the program: aware UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Core:
    """Everything below the screens: what the command line needs too."""

    settings: Settings
    db: Database
    reference: Reference

    @cached_property
    def inbox(self) -> Inbox:
        """The durable inbox."""
        return Inbox(self.db)

    @cached_property
    def reports(self) -> Reports:
        """Reports of this installation."""
        return Reports(self.db)

    @cached_property
    def event_log(self) -> EventLog:
        """The spine."""
        return EventLog(self.db)

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        """Code -> channel; in a demo what comes in is proven with secrets of this instance."""
        return load_channels(self.settings.derived_secret if self.settings.demo else None, self.reference)

    @cached_property
    def boundaries(self) -> BoundariesInUse:
        """The city's boundaries where it imported them, else approximate ones."""
        return BoundariesInUse(self.settings.var_dir / "boundaries", self.reference.areas)

    @property
    def locator(self) -> Locator:
        """Finds places, with the boundaries in use."""
        return self.boundaries.locator

    @cached_property
    def intake(self) -> Intake:
        """Turns items into reports."""
        return Intake(self.reports, Examiner(self.reference, self.locator), simulated=self.settings.demo)

    @cached_property
    def triage(self) -> Triage:
        """Takes the steps of P3M and the OPD."""
        return Triage(self.reports)

    @cached_property
    def names(self) -> WallNames:
        """Names that the wall shows for codes."""
        reference = self.reference
        return WallNames(
            kelurahan={area.code: area.name for area in reference.areas.kelurahan},
            kecamatan={area.code: area.name for area in reference.areas.kecamatan},
            opd={opd.code: opd.short for opd in reference.router.every},
            channels=[
                ChannelLine(profile.code, profile.short.in_language(self.settings.language), profile.archive)
                for profile in reference.channels
            ],
            incident_minimum={
                category.code: category.incident.reports
                for category in reference.categories.every
                if category.incident is not None
            },
        )

    @cached_property
    def worker(self) -> InboxWorker:
        """Moves deliveries from the inbox to intake."""
        return InboxWorker(self.inbox, self.channels, self.intake, now)


def build_core(settings: Settings) -> Core:
    """Open the database, migrate it and read the reference data. Raises errors.CommandCenterError."""
    reference = load_reference(settings.city_dir)
    db = Database(settings.database)
    upgrade(db)
    return Core(settings, db, reference)


@contextmanager
def opened(settings: Settings) -> Iterator[Core]:
    """The core for the time of a command. Raises errors.CommandCenterError."""
    core = build_core(settings)
    try:
        yield core
    finally:
        core.db.close()
