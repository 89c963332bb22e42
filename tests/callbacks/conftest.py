"""A part that cannot be made leaves the others standing in front of people, never in front of a test."""

import pytest

from tests.callbacks import office_program
from tests.layouts.unforgiving import Unforgiving


@pytest.fixture(autouse=True)
def every_part_is_made(monkeypatch):
    """What fails in a part fails the test."""
    monkeypatch.setattr("layouts.failing.log", Unforgiving())


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """The program with a browser of everybody: one for all tests of these pages, each brings its own reports."""
    program = office_program.begin(tmp_path_factory.mktemp("office"))
    yield program
    program.running.core.close()
