"""One part that fails: the others stand, it says so in its place, and the log tells of it without its words."""

import pytest
from structlog.testing import capture_logs

from command_center.errors import NotAllowed, StoreUnavailable
from layouts import failing
from layouts.failing import AGAIN_SECONDS, LastTold, made_or


@pytest.fixture(autouse=True)
def as_in_front_of_people(monkeypatch, every_part_is_made):
    """The log as it is, and nothing told yet."""
    monkeypatch.undo()
    monkeypatch.setattr(failing._told, "_at", {})


def broken():
    raise ValueError("Pak Slamet, 081227114381")


def test_a_part_that_fails_is_told_once_a_while():
    now = [0.0]
    told = LastTold(lambda: now[0])
    with capture_logs() as lines:
        assert made_or(lambda: "made", "wall counters", lambda: "instead", told) == "made"
        assert made_or(broken, "wall counters", lambda: "instead", told) == "instead"
        assert made_or(broken, "wall counters", lambda: "instead", told) == "instead"
        assert made_or(broken, "wall due", lambda: "instead", told) == "instead"
        now[0] = AGAIN_SECONDS
        made_or(broken, "wall counters", lambda: "instead", told)
    assert [(line["event"], line["part"]) for line in lines] == [
        ("part_failed", "wall counters"),
        ("part_failed", "wall due"),
        ("part_failed", "wall counters"),
    ]
    assert all(line["exc_info"] for line in lines), "with its trace"
    assert "081227114381" not in str([{**line, "exc_info": ""} for line in lines])


@pytest.mark.parametrize("error", [NotAllowed("not yours"), StoreUnavailable("away")])
def test_what_is_no_fault_of_a_part_is_answered_by_the_page(error):
    def refused():
        raise error

    with pytest.raises(type(error)):
        made_or(refused, "opd queue", lambda: "instead")


def test_the_log_of_the_tests_lets_nothing_pass(monkeypatch):
    from tests.layouts.unforgiving import Unforgiving

    monkeypatch.setattr(failing, "log", Unforgiving())
    with pytest.raises(ValueError, match="Slamet"):
        made_or(broken, "opd map", lambda: "instead")
