"""What tests of casework share: a city whose platform answers, and reports that are acted on; either kind of database."""

from collections.abc import Iterator

import pytest

from command_center.casework.handling import Handling
from command_center.intake.accept import Intake
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.db import Database
from command_center.store.reports import Reports
from tests.casework.answering_city import TOKEN, City
from tests.reference.shipped import shipped
from tests.servers.platform import Stand, graph


@pytest.fixture
def database_kind() -> str:
    """SQLite: the rules of this room lie above the store. Where a kind can matter a test is of `BOTH_KINDS`."""
    return "sqlite"


@pytest.fixture(scope="module")
def _platform() -> Iterator[Stand]:
    with Stand(graph(TOKEN)) as stand:
        yield stand


@pytest.fixture
def meta(_platform: Stand) -> Iterator[Stand]:
    """The platform of WhatsApp, which checks what it gets; nothing was asked of it yet."""
    for each in (_platform.kept, _platform.faults, _platform.next_answers):
        each.clear()
    yield _platform
    assert not _platform.faults


@pytest.fixture
def city(db: Database, meta: Stand) -> City:
    """A city that answers through it."""
    return City(db, meta.url)


@pytest.fixture(scope="module")
def locator() -> Locator:
    """Finds places of the shipped city."""
    return Locator(shipped().areas)


@pytest.fixture(scope="module")
def examiner(locator: Locator) -> Examiner:
    """Reads texts by the shipped reference."""
    return Examiner(shipped(), locator)


@pytest.fixture
def reports(db: Database) -> Reports:
    """Reports without policies: their deadlines stay."""
    return Reports(db)


@pytest.fixture
def intake(reports: Reports, examiner: Examiner) -> Intake:
    """Makes reports of items."""
    return Intake(reports, examiner, simulated=False)


@pytest.fixture
def handling(reports: Reports, examiner: Examiner, locator: Locator) -> Handling:
    """Acts on them."""
    return Handling(reports, examiner, lambda: locator)
