"""What the tests of intake share: the city's reference data, and an intake on each kind of database."""

import pytest

from command_center.intake.accept import Intake
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.reports import Reports
from tests.reference.shipped import shipped


@pytest.fixture(scope="session")
def examiner():
    reference = shipped()
    return Examiner(reference, Locator(reference.areas))


@pytest.fixture
def intake(db, examiner):
    return Intake(Reports(db), examiner, simulated=False)


@pytest.fixture
def quick_intake(sqlite_db, examiner):
    """Where the kind of database does not matter."""
    return Intake(Reports(sqlite_db), examiner, simulated=False)
