"""What the tests of intake share: the city's reference data, and an intake on each kind of database."""

import pytest

from command_center.intake.accept import Intake
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.reports import Reports
from tests.reference.shipped import shipped


@pytest.fixture
def database_kind() -> str:
    """SQLite: the rules of this room lie above the store. Where a kind can matter a test is of `BOTH_KINDS`."""
    return "sqlite"


@pytest.fixture(scope="session")
def examiner():
    reference = shipped()
    return Examiner(reference, Locator(reference.areas))


@pytest.fixture
def intake(db, examiner):
    return Intake(Reports(db), examiner, simulated=False)
