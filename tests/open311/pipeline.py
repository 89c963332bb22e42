"""The way from the inbox to reports, for tests that want a number for what they posted: the real worker and intake."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from command_center.intake.accept import Intake
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.db import Database
from command_center.store.inbox import Inbox
from command_center.store.reports import Reports
from data_sources.channels.android import AndroidApp
from data_sources.channels.blackberry import BlackberryApp
from data_sources.channels.ios import IosApp
from data_sources.channels.web import Website
from data_sources.open311_form import Open311Settings
from data_sources.worker import InboxWorker
from tests.open311.server import REFERENCE


@cache
def examiner() -> Examiner:
    """Knows the city's reference data; built once, since it takes a moment."""
    return Examiner(REFERENCE, Locator(REFERENCE.areas))


def pipeline(db: Database, clock: Callable[[], datetime]) -> InboxWorker:
    """A worker over `db` for the four Open311 channels."""
    channels = {cls.code: cls(Open311Settings()) for cls in (AndroidApp, IosApp, BlackberryApp, Website)}
    return InboxWorker(Inbox(db), channels, Intake(Reports(db), examiner(), simulated=False), clock)
