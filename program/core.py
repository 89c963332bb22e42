"""Everything below the screens, put together once: database, reference data, channels, intake, triage.

The command line works with it alone; `app.py` puts the web server on top.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

import structlog

from command_center.casework.acknowledger import Acknowledger
from command_center.casework.answer_texts import AnswerTexts
from command_center.casework.answering import Answering
from command_center.casework.handling import Handling
from command_center.casework.instructing import Instructing
from command_center.casework.outbox_worker import OutboxWorker
from command_center.casework.reaching import Reaching
from command_center.casework.screening import Screening
from command_center.casework.status_links import StatusLinks
from command_center.casework.triage import Triage
from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.outgoing import SendingRoute
from command_center.errors import StoreUnavailable
from command_center.intake.accept import Intake
from command_center.intake.examine import Examiner
from command_center.learning.features import fingerprint
from command_center.learning.kept_model import KeptModel
from command_center.places.boundaries_in_use import BoundariesInUse
from command_center.places.locator import Locator
from command_center.readmodel.pulse import ChannelLine
from command_center.readmodel.wall import WallNames
from command_center.reference.load import Reference, load_reference
from command_center.settings import Settings
from command_center.store.answers import Answers
from command_center.store.db import Database
from command_center.store.event_log import EventLog
from command_center.store.inbox import Inbox
from command_center.store.instructions import Instructions
from command_center.store.outbox import Outbox
from command_center.store.reports import Reports
from command_center.store.schema import upgrade
from command_center.store.screenings import Screenings
from command_center.store.tracking_codes import TrackingCodes
from command_center.store.tracking_numbers import IN_USE, NUMBERS, TrackingNumbers, has_log, leave_in_order, mark
from data_sources.channel import Channel
from data_sources.registry import load_channels
from data_sources.worker import InboxWorker
from program.outgoing_routes import alert_routes, reaching
from program.private_files import keep_private
from program.var_lock import DataLock, beside
from simulation.answered_citizens import AnsweredCitizens
from simulation.tide import demo_tide

log = structlog.get_logger(__name__)


FAILURES_TOLD = timedelta(days=7)
"""How long what could not be sent is told of."""


def now() -> datetime:
    """The clock of the program: aware UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Core:
    """Everything below the screens: what the command line needs too."""

    settings: Settings
    db: Database
    reference: Reference
    numbers: TrackingNumbers
    lock: DataLock
    codes: TrackingCodes

    def in_use(self) -> None:
        """Say in the database's file that a server or worker is at work: its plain copy is not whole until `close`."""
        if self.db.dialect == "sqlite":
            mark(self.db, IN_USE)

    def close(self) -> None:
        """Let the database go."""
        if self.db.dialect == "sqlite" and self.lock.alone():
            with suppress(StoreUnavailable):
                leave_in_order(self.db)
        self.db.close()
        self.lock.close()

    @cached_property
    def inbox(self) -> Inbox:
        """The durable inbox."""
        return Inbox(self.db)

    @cached_property
    def reports(self) -> Reports:
        """Reports of this installation."""
        return Reports(self.db, self.numbers, clock=self.deadline_clock, p3m_opd=self.reference.router.p3m)

    @cached_property
    def deadline_clock(self) -> DeadlineClock:
        """Counts deadlines by the city's policies and calendar."""
        return DeadlineClock(self.reference.policies, self.reference.calendar)

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
        return Intake(self.reports, self.examiner, simulated=self.settings.demo)

    @cached_property
    def examiner(self) -> Examiner:
        """Finds out what a text is about, where, whose and until when."""
        return Examiner(self.reference, self.locator, self.learned.current)

    @cached_property
    def rules(self) -> str:
        """Fingerprint of the rules of categories in use."""
        return fingerprint(self.reference.categories, self.reference.spelling.slang)

    @cached_property
    def learned(self) -> KeptModel:
        """The model that was learned from corrections."""
        return KeptModel(self.settings.var_dir, self.rules)

    @cached_property
    def triage(self) -> Triage:
        """Takes the steps of P3M and the OPD."""
        return Triage(self.reports)

    @cached_property
    def handling(self) -> Handling:
        """Takes the acts of people."""
        return Handling(self.reports, self.examiner, lambda: self.locator, self.screening.check_forward)

    @cached_property
    def screening(self) -> Screening:
        """What the mayor has seen, and what waits for it."""
        return Screening(Screenings(self.db), self.reference.screening)

    @cached_property
    def instructing(self) -> Instructing:
        """What the mayor asks of departments."""
        return Instructing(Instructions(self.db), self.reference.router, self.reference.categories.by_code)

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
    def code_names(self) -> Mapping[str, Mapping[str, str]]:
        """Full names of departments (`opd`), categories and kelurahan by code, in the city's language."""
        reference, language = self.reference, self.settings.language
        return {
            "opd": {opd.code: opd.label.in_language(language) for opd in reference.router.every},
            "category": {each.code: each.label.in_language(language) for each in reference.categories.every},
            "kelurahan": dict(self.names.kelurahan),
        }

    @cached_property
    def worker(self) -> InboxWorker:
        """Moves deliveries from the inbox to intake."""
        return InboxWorker(self.inbox, self.channels, self.intake, now, self.outbox_worker.receipt)

    @cached_property
    def reaching(self) -> Reaching:
        """How reporters are reached."""
        return reaching(self.settings, self.channels, self.citizens)

    @cached_property
    def citizens(self) -> AnsweredCitizens | None:
        """The citizens of a demo, who are answered in the place of real ones; None where there is no demo."""
        return AnsweredCitizens(now) if self.settings.demo else None

    @cached_property
    def answering(self) -> Answering:
        """Writes answers."""
        return Answering(self.reports, Answers(self.db), self.reaching, self.answer_texts)

    @cached_property
    def answer_texts(self) -> AnswerTexts:
        """What differs from citizen to citizen in an answer."""
        # A text is made within the transaction that keeps it.
        links = StatusLinks(self.settings.url, self.reference.channels, self.codes.code_of)
        return AnswerTexts(self.reference, links)

    @cached_property
    def acknowledger(self) -> Acknowledger:
        """Tells who sent a report its number."""
        reference = self.reference
        return Acknowledger(
            self.reports,
            self.outbox,
            reference.channels,
            self.reaching,
            self.answer_texts,
            reference.acknowledging,
            now,
        )

    @cached_property
    def outbox(self) -> Outbox:
        """What goes out to people."""
        return Outbox(self.db)

    def outgoing_standing(self) -> Mapping[tuple[str, str], int]:
        """(route, state) -> how much of what goes out is not ended well, failures of a week."""
        return self.outbox.standing(now() - FAILURES_TOLD)

    @cached_property
    def outbox_worker(self) -> OutboxWorker:
        """Sends what goes out."""
        return OutboxWorker(self.outbox, self.reports, self.outgoing_routes, self.reference.outgoing, now)

    @cached_property
    def outgoing_routes(self) -> Mapping[str, SendingRoute]:
        """Every way out by its code: those of answers, and those of alerts."""
        return {**self.reaching.routes, **alert_routes(self.settings)}


def build_core(settings: Settings) -> Core:
    """Open the database, migrate it and read the reference data. Raises errors.CommandCenterError."""
    keep_private(settings.var_dir)
    reference = load_reference(settings.city_dir)
    if settings.demo and reference.tide is None:
        reference = replace(reference, tide=demo_tide())
    db = Database(settings.database)
    lock = DataLock(beside(db.file, settings.var_dir))
    lock.share()
    # Before the first connection: a connection makes the write-ahead log, and the last one to leave takes it away.
    whole = db.file is None or not db.file.exists() or has_log(db.file)
    upgrade(db)
    numbers = TrackingNumbers(db, settings.var_dir / NUMBERS)
    told = numbers.begin(whole=whole, alone=lock.alone())
    if told:
        log.warning("tracking_numbers_go_on", why=told)
    return Core(settings, db, reference, numbers, lock, TrackingCodes(db))


@contextmanager
def opened(settings: Settings) -> Iterator[Core]:
    """The core for the time of a command. Raises errors.CommandCenterError."""
    core = build_core(settings)
    try:
        yield core
    finally:
        core.close()
