"""A part that cannot be made leaves the others standing in front of people, never in front of a test."""

import pytest

from tests.layouts.unforgiving import Unforgiving


@pytest.fixture(autouse=True)
def every_part_is_made(monkeypatch):
    """What fails in a part fails the test, also where the same part failed in another test a moment ago."""
    monkeypatch.setattr("layouts.failing.log", Unforgiving())
    monkeypatch.setattr("layouts.failing._told._at", {})
