"""What an Asterisk 22.10 was heard to send, through the channel and intake: every call once, none that is none, none live."""

from datetime import UTC, datetime

import pytest

from command_center.domain.calls import CallState
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.calls import Calls
from command_center.store.inbox import Inbox
from data_sources.channels.call112.call_watch import CallWatch
from data_sources.transports.ami_picture import SwitchboardAnswers
from tests.casework.desk_worker import desk_worker
from tests.reference.shipped import shipped
from tests.servers.ami import recorded

PHONES = tuple({"Event": "QueueMember", "Name": name, "Location": f"PJSIP/{name}"} for name in ("op-01", "op-02"))
BEFORE = datetime(2026, 11, 20, tzinfo=UTC)
"""When the switchboard was first asked: no recorded call had begun."""


@pytest.fixture(scope="module")
def examiner():
    reference = shipped()
    return Examiner(reference, Locator(reference.areas))


class Room:
    """An installation that hears a switchboard."""

    def __init__(self, db, examiner):
        self.inbox, self.calls, self.watch = Inbox(db), Calls(db, "112", "112"), CallWatch("112", "112")
        self.now = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
        self.worker = desk_worker(db, examiner, self.now)
        self.inbox.put(
            self.watch.picture(
                SwitchboardAnswers(PHONES, (), (), complete=False, clock=BEFORE), self.now, after_gap=True
            )
        )

    def hear(self, events):
        for event in events:
            payload = self.watch.heard(event, self.now)
            if payload is not None:
                self.inbox.put(payload)
        while self.worker.run_once():
            pass
        return self.calls.recent(BEFORE)


@pytest.fixture
def room(sqlite_db, examiner):
    return Room(sqlite_db, examiner)


def up_to(events, name, nth):
    """The events until the nth of this name, this one too."""
    found = [index for index, event in enumerate(events) if event["Event"] == name]
    return events[: found[nth - 1] + 1]


def test_a_call_that_is_transferred_and_put_back_is_one_call_at_each_of_its_steps(room):
    events = recorded("recorded_transfer")
    (call,) = room.hear(up_to(events, "AgentConnect", 1))
    first = call.queued_at, call.answered_at
    assert (call.state, call.is_on("op-01"), call.caller) == (CallState.ANSWERED, True, "+628122334455")
    (call,) = room.hear(up_to(events, "AgentComplete", 1))
    assert (call.state, call.is_on("op-01")) == (CallState.ANSWERED, False)
    (call,) = room.hear(up_to(events, "QueueCallerJoin", 2))
    assert (call.state, call.agent) == (CallState.QUEUED, "")
    (call,) = room.hear(up_to(events, "AgentConnect", 2))
    assert (call.state, call.is_on("op-01")) == (CallState.ANSWERED, True)
    (call,) = room.hear(events)
    assert (call.state, call.inferred) == (CallState.ENDED, False)
    assert (call.queued_at, call.answered_at) == first


def test_what_operators_call_themselves_is_no_call_for_help(room):
    events = recorded("recorded_own_calls")
    assert {event["CallerIDNum"] for event in events} >= {"801", "900"}
    assert room.hear(events) == []


def test_a_caller_who_comes_through_a_local_channel_is_one_call(room):
    events = recorded("recorded_local_channel")
    (call,) = room.hear(up_to(events, "QueueCallerJoin", 1))
    assert (call.state, call.caller) == (CallState.QUEUED, "+628122334455")
    assert call.via != call.call_id
    (call,) = room.hear(events)
    assert call.state is CallState.MISSED


def test_an_ordinary_call_ends_as_it_was_heard(room):
    (call,) = room.hear(recorded("recorded_call"))
    assert (call.state, call.agent, call.inferred) == (CallState.ENDED, "op-01", False)
