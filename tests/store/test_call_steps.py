"""Where a call stands by its steps, in whatever order they come: once a call, first times kept, none live that is not."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from sqlalchemy import select

from command_center.domain.calls import CallState
from command_center.domain.inbound import CallKind, CallSeen, SwitchboardSeen
from command_center.store.calls import Calls
from command_center.store.event_log import EventLog
from command_center.store.reports import Reports
from command_center.store.tables import calls as table

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def at(seconds):
    return NOW + timedelta(seconds=seconds)


@pytest.fixture
def calls(db):
    return Calls(db, "112", "112")


def tell(db, call_id, step, seconds=0, **more):
    Reports(db).write(lambda unit: unit.call(CallSeen("112", "112", call_id, at(seconds), step, **more)))


def picture(db, seconds, *present, **more):
    seen = SwitchboardSeen("112", "112", at(seconds), frozenset(present), **more)
    Reports(db).write(lambda unit: unit.switchboard(seen))


def count(db):
    with db.read() as connection:
        return len(connection.execute(select(table.c.id)).all())


STEPS = {
    "queued": {"queue": "112"},
    "answered": {"agent": "op-01"},
    "completed": {"agent": "op-01"},
    "hungup": {"outside": True},
}


@pytest.mark.parametrize("order", list(permutations(STEPS)))
def test_a_call_is_one_and_over_in_whatever_order_its_steps_come(sqlite_db, order):
    for step in order:
        tell(sqlite_db, "c1", step, list(STEPS).index(step) * 10, **STEPS[step])
    found = Calls(sqlite_db, "112", "112").find("c1")
    assert count(sqlite_db) == 1
    assert (found.state, found.agent, found.inferred) == (CallState.ENDED, "op-01", False)
    assert (found.queued_at, found.answered_at, found.ended_at) == (at(0), at(10), at(30))


def test_a_call_that_is_put_back_waits_again_and_keeps_its_first_times(db, calls):
    tell(db, "c1", "queued", 0)
    tell(db, "c1", "answered", 10, agent="op-01")
    tell(db, "c1", "completed", 20, agent="op-01")
    tell(db, "c1", "queued", 21)
    found = calls.find("c1")
    assert (found.state, found.agent, found.is_on("op-01")) == (CallState.QUEUED, "", False)
    tell(db, "c1", "answered", 40, agent="op-02")
    found = calls.find("c1")
    assert (found.queued_at, found.answered_at) == (at(0), at(10))
    assert (found.state, found.is_on("op-02"), found.is_on("op-01")) == (CallState.ANSWERED, True, False)


@pytest.mark.parametrize("order", list(permutations(["abandoned", "hungup", "queued"])))
def test_who_hangs_up_in_the_queue_was_missed_in_whatever_order_that_is_told(sqlite_db, order):
    told = ["queued", "abandoned", "hungup"]
    for step in order:
        tell(sqlite_db, "c1", step, told.index(step) * 10, outside=step == "hungup")
    found = Calls(sqlite_db, "112", "112").find("c1")
    assert (found.state, found.ended_at, count(sqlite_db)) == (CallState.MISSED, at(20), 1)


def test_to_leave_a_queue_whose_time_is_over_is_not_to_hang_up(db, calls):
    """Asterisk says QueueCallerAbandon there too, and leads the caller on: to another queue, or to a supervisor."""
    tell(db, "c1", "queued", 0, queue="119")
    tell(db, "c1", "abandoned", 30)
    found = calls.find("c1")
    assert (found.state, found.ended_at, found.is_free_for("op-01")) == (CallState.RINGING, None, True)
    tell(db, "c1", "queued", 31, queue="112")
    assert calls.find("c1").state is CallState.QUEUED
    tell(db, "c1", "answered", 40, agent="op-02")
    found = calls.find("c1")
    assert (found.state, found.is_on("op-02"), found.queued_at) == (CallState.ANSWERED, True, at(0))
    tell(db, "c1", "completed", 60, agent="op-02")
    tell(db, "c1", "hungup", 61)
    assert calls.find("c1").state is CallState.ENDED


def test_who_left_the_queue_and_speaks_with_an_operator_has_been_answered(db, calls):
    tell(db, "c1", "queued", 0)
    tell(db, "c1", "abandoned", 30)
    picture(db, 40, "c1", speaking=(("c1", ("op-02",)),))
    found = calls.find("c1")
    assert (found.state, found.is_on("op-02"), found.answered_at) == (CallState.ANSWERED, True, at(40))


def test_an_operator_who_hands_a_caller_on_has_the_call_no_more(db, calls):
    tell(db, "c1", "answered", 10, agent="op-01")
    tell(db, "c1", "completed", 20, agent="op-01")
    found = calls.find("c1")
    assert (found.state, found.is_on("op-01"), found.is_free_for("op-02")) == (CallState.ANSWERED, False, True)
    picture(db, 25, "c1", speaking=(("c1", ("op-02",)),), phones=("op-01", "op-02"))
    found = calls.find("c1")
    assert (found.is_on("op-02"), found.is_free_for("op-01"), found.answered_at) == (True, False, at(10))


def test_who_wrote_a_call_down_stays_when_another_takes_it_over(db, calls):
    tell(db, "c1", "answered", 10, agent="op-01")
    tell(db, "c1", "classified", 12, agent="sari", kind=CallKind.NORMAL)
    picture(db, 25, "c1", speaking=(("c1", ("op-02",)),))
    assert calls.find("c1").agent == "sari"


def test_the_end_of_a_channel_that_nobody_knows_is_no_call(db, calls):
    tell(db, "31", "hungup", 5)
    assert count(db) == 0
    assert EventLog(db).head() == 0


def test_the_end_of_a_call_from_outside_is_kept_before_its_beginning(db, calls):
    tell(db, "c1", "hungup", 5, outside=True)
    tell(db, "c1", "ringing", 0, caller="+628122334455")
    found = calls.find("c1")
    assert (found.state, found.started_at, found.caller) == (CallState.MISSED, at(0), "+628122334455")


@pytest.mark.parametrize("steps", [["queued"], ["queued", "answered"], ["ringing"]])
def test_what_the_switchboard_no_longer_has_is_over_and_marked_as_inferred(db, calls, steps):
    for index, step in enumerate(steps):
        tell(db, "gone", step, index)
        tell(db, "there", step, index)
    picture(db, 60, "there")
    gone, there = calls.find("gone"), calls.find("there")
    assert (gone.ended_at, gone.inferred) == (at(60), True)
    assert (there.ended_at, there.inferred) == (None, False)


def test_a_call_that_began_after_the_switchboard_was_asked_is_not_ended(db, calls):
    tell(db, "c1", "queued", 61)
    picture(db, 60)
    assert calls.find("c1").ended_at is None


@pytest.mark.parametrize(("after_gap", "ended"), [(True, True), (False, False)])
def test_a_caller_in_a_menu_is_ended_only_where_nobody_listened_and_lives_on_with_the_next_step(
    db, calls, after_gap, ended
):
    tell(db, "c1", "ringing", 0)
    picture(db, 60, complete=False, after_gap=after_gap)
    assert (calls.find("c1").ended_at is not None) is ended
    tell(db, "c1", "queued", 70)
    found = calls.find("c1")
    assert (found.state, found.inferred) == (CallState.QUEUED, False)


def test_the_true_end_replaces_an_inferred_one(db, calls):
    tell(db, "c1", "answered", 0, agent="op-01")
    picture(db, 60)
    tell(db, "c1", "hungup", 50)
    found = calls.find("c1")
    assert (found.ended_at, found.inferred) == (at(50), False)


def test_an_end_that_was_heard_is_not_undone(db, calls):
    tell(db, "c1", "answered", 0, agent="op-01")
    tell(db, "c1", "hungup", 50)
    picture(db, 60, "c1", speaking=(("c1", ("op-01",)),))
    tell(db, "c1", "queued", 70)
    assert calls.find("c1").ended_at == at(50)


def test_a_caller_who_waits_through_another_channel_is_one_call(db, calls):
    tell(db, "17", "ringing", 0, caller="+628122334455")
    tell(db, "17", "queued", 1, via="19")
    tell(db, "19", "queued", 1)
    tell(db, "17", "answered", 9, via="19", agent="op-01")
    tell(db, "17", "hungup", 20)
    assert count(db) == 1
    assert (calls.find("19").call_id, calls.find("17").state) == ("17", CallState.ENDED)


def test_a_caller_first_known_by_the_other_channel_is_the_same_call_as_soon_as_that_is_known(db, calls):
    tell(db, "19", "queued", 1, caller="+628122334455")
    tell(db, "17", "answered", 9, via="19", agent="op-01")
    assert count(db) == 1
    tell(db, "17", "hungup", 20)
    assert calls.find("17").state is CallState.ENDED


def test_two_records_of_one_call_are_joined_and_the_form_stays_with_it(db, calls):
    tell(db, "17", "ringing", 0, caller="+628122334455")
    tell(db, "19", "queued", 1)
    assert calls.claim("19", "f" * 32)
    tell(db, "17", "answered", 9, via="19", agent="op-01")
    assert count(db) == 1
    found = calls.find("17")
    assert (found.form, found.started_at, found.queued_at, found.answered_at) == ("f" * 32, at(0), at(1), at(9))
    assert found.caller == "+628122334455"


def test_a_call_is_that_of_the_first_form_that_asks_for_it(db, calls):
    tell(db, "c1", "answered", 0)
    assert calls.claim("c1", "a" * 32)
    assert calls.claim("c1", "a" * 32)
    assert not calls.claim("c1", "b" * 32)
    assert not calls.claim("unknown", "b" * 32)


def test_each_step_and_each_inferred_end_is_told_in_the_log(db):
    tell(db, "c1", "queued", 0)
    picture(db, 60)
    told = [event.data for event in EventLog(db).after(0, 10)]
    assert [each["step"] for each in told] == ["queued", "hungup"]
