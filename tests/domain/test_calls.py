"""Where a call stands, which one a free form is for, and when two numbers are one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.calls import Call, CallState, same_number, suggested

START = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
RINGING = Call("c1", "+628122334455", "", "", START)
QUEUED = replace(RINGING, queued_at=START + timedelta(seconds=2))
ANSWERED = replace(QUEUED, answered_at=START + timedelta(seconds=9), agent="op-01")
ENDED = replace(ANSWERED, ended_at=START + timedelta(minutes=2))


@pytest.mark.parametrize(
    ("call", "state"),
    [
        (RINGING, CallState.RINGING),
        (QUEUED, CallState.QUEUED),
        (ANSWERED, CallState.ANSWERED),
        (ENDED, CallState.ENDED),
        (replace(QUEUED, ended_at=START + timedelta(seconds=30), abandoned=True), CallState.MISSED),
        (replace(RINGING, ended_at=START + timedelta(seconds=5)), CallState.MISSED),
        (replace(ANSWERED, queued_at=None), CallState.ANSWERED),
    ],
)
def test_a_call_stands_where_its_last_step_left_it(call, state):
    assert call.state is state


def later(call, name, seconds, **more):
    return replace(call, call_id=name, started_at=call.started_at + timedelta(seconds=seconds), **more)


@pytest.mark.parametrize(
    ("calls", "wanted"),
    [
        ([], None),
        ([RINGING], "c1"),
        ([RINGING, later(QUEUED, "c2", 20)], "c2"),
        ([later(QUEUED, "c2", 20), RINGING], "c2"),
        ([RINGING, later(ENDED, "c2", 20)], "c1"),
        ([RINGING, later(QUEUED, "c2", 20, kind="prank")], "c1"),
        ([replace(ANSWERED, agent="sari"), later(QUEUED, "c2", 20)], "c1"),
        ([replace(ANSWERED, agent="op-02"), later(QUEUED, "c2", 20)], "c2"),
        ([replace(RINGING, kind="normal"), later(ENDED, "c2", 20)], None),
    ],
    ids=["none", "one", "newest", "any order", "ended", "written", "mine first", "of another", "all done"],
)
def test_a_free_form_is_for_the_newest_call_that_waits(calls, wanted):
    found = suggested(calls, "sari")
    assert (found.call_id if found else None) == wanted


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+628122334455", "0812 2334 455", True),
        ("+628122334455", "0812-2334-455", True),
        ("+62 0812 2334 455", "08122334455", True),
        ("00628122334455", "08122334455", True),
        ("+628122334455", "0812 2334 456", False),
        ("", "", True),
        ("", "0812 2334 455", False),
        ("112", "112", True),
        ("+6281", "81", False),
    ],
)
def test_a_number_is_the_same_however_it_is_written(one, other, same):
    assert same_number(one, other) is same
    assert same_number(other, one) is same
