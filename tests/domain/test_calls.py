"""Where a call stands, which one a free form is for, and when two numbers are one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.calls import Call, CallState, Phone, Standing, phone_of, same_number, standing, suggested

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
        (replace(ANSWERED, requeued=True), CallState.QUEUED),
        (replace(QUEUED, abandoned=True), CallState.RINGING),
        (replace(ANSWERED, requeued=True, abandoned=True), CallState.RINGING),
        (replace(ANSWERED, requeued=True, ended_at=START + timedelta(minutes=2)), CallState.MISSED),
        (replace(ANSWERED, requeued=True, ended_at=START + timedelta(minutes=2), abandoned=True), CallState.MISSED),
    ],
)
def test_a_call_stands_where_its_last_step_left_it(call, state):
    assert call.state is state


def later(call, name, seconds, **more):
    return replace(call, call_id=name, started_at=call.started_at + timedelta(seconds=seconds), **more)


MINE = replace(ANSWERED, agent="op-01", moved_at=ANSWERED.answered_at)
LATER = later(MINE, "c2", 20, moved_at=START + timedelta(seconds=60))


@pytest.mark.parametrize(
    ("calls", "wanted"),
    [
        ([], None),
        ([MINE], "c1"),
        ([RINGING, QUEUED], None),
        ([replace(ANSWERED, agent="op-02")], None),
        ([MINE, later(QUEUED, "c2", 20)], "c1"),
        ([MINE, LATER], "c2"),
        ([LATER, MINE], "c2"),
        ([replace(MINE, moved_at=START + timedelta(seconds=90)), LATER], "c1"),
        ([replace(MINE, ended_at=START + timedelta(seconds=90))], None),
        ([replace(MINE, released=True)], None),
        ([replace(MINE, requeued=True, agent="")], None),
        ([replace(MINE, requeued=True)], None),
        ([replace(MINE, kind="prank")], None),
    ],
    ids=[
        "none", "mine", "those who wait", "of another", "a newer one waits", "newest", "any order", "transferred to me",
        "ended", "handed on", "put back", "put back and not taken yet", "written",
    ],
)  # fmt: skip
def test_a_free_form_is_for_the_call_on_the_operators_own_line(calls, wanted):
    found = suggested(calls, "op-01")
    assert (found.call_id if found else None) == wanted


def test_a_desk_whose_phone_nobody_knows_takes_no_call():
    assert suggested([MINE, replace(MINE, agent="")], "") is None


PHONES = [Phone("op-01", "sari"), Phone("op-02"), Phone("budi"), Phone("wati", "sari2")]


@pytest.mark.parametrize(
    ("operator", "phone"),
    [
        ("sari", "op-01"),
        ("budi", "budi"),
        ("wati", ""),
        ("sari2", "wati"),
        ("tono", ""),
        ("op-01", ""),
        ("op-02", "op-02"),
    ],
)
def test_an_operator_has_the_phone_that_was_chosen_or_one_of_the_own_name_that_nobody_has(operator, phone):
    assert phone_of(operator, PHONES) == phone


OTHER = replace(LATER, caller="+6281390001234")


@pytest.mark.parametrize(
    ("call", "current", "number", "stands"),
    [
        (MINE, MINE, "08122334455", Standing.HERE),
        (QUEUED, None, "08122334455", Standing.HERE),
        (RINGING, None, "", Standing.HERE),
        (ENDED, None, "08122334455", Standing.ENDED),
        (replace(MINE, agent="op-02"), None, "08122334455", Standing.ELSEWHERE),
        (replace(MINE, released=True), None, "08122334455", Standing.HERE),
        (ENDED, OTHER, "08122334455", Standing.OTHER),
        (replace(MINE, agent="op-02"), OTHER, "08122334455", Standing.OTHER),
        (ENDED, OTHER, "0813 9000 1234", Standing.HERE),
        (ENDED, LATER, "08122334455", Standing.HERE),
        (ENDED, OTHER, "", Standing.OTHER),
        (replace(ENDED, caller=""), replace(OTHER, caller=""), "", Standing.OTHER),
        (None, OTHER, "", Standing.OTHER),
        (None, OTHER, "08122334455", Standing.OTHER),
        (None, OTHER, "+6281390001234", Standing.HERE),
        (None, None, "08122334455", Standing.HERE),
    ],
    ids=[
        "on my line", "waits", "rings", "ended", "another has it", "handed on, nobody has it", "ended, and I have another",
        "transferred, and I have another", "the number of the other", "the same caller rang again", "number taken out",
        "two withheld", "no call, and one on my line", "number by hand, and another on my line", "number by hand, the one on my line",
        "number by hand",
    ],
)  # fmt: skip
def test_a_form_whose_call_is_gone_can_say_so(call, current, number, stands):
    assert standing(call, current, "op-01", number) is stands


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
