"""The workflow table: what may follow what, which deadlines a status meets, and that the entries fit together."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.workflow import (
    CLOSED,
    OPEN,
    STEPS,
    Stage,
    Status,
    leads_on,
    next_deadline,
    next_on_the_way,
    reached_after,
)

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "following"),
    [
        ("received", "verified deferred incomplete not_ours archived forwarded"),
        ("verified", "deferred incomplete not_ours archived forwarded"),
        ("deferred", "verified incomplete not_ours archived forwarded"),
        ("incomplete", "verified deferred not_ours archived forwarded answered settled"),
        ("forwarded", "incomplete forwarded answered settled not_ours"),
        ("answered", "incomplete forwarded answered settled"),
        ("settled", "forwarded"),
        ("not_ours", "forwarded"),
        ("archived", "verified"),
    ],
)
def test_what_may_follow(status, following):
    assert STEPS[Status(status)] == {Status(each) for each in following.split()}


def test_nobody_has_to_act_on_a_closed_report():
    assert {*CLOSED} == {Status.NOT_OURS, Status.ARCHIVED, Status.SETTLED}
    assert set(Status) == OPEN | CLOSED


@pytest.mark.parametrize("status", Status)
def test_every_status_can_be_reached_from_the_receipt(status):
    seen, ahead = set(), {Status.RECEIVED}
    while ahead:
        seen |= ahead
        ahead = {following for each in ahead for following in STEPS[each]} - seen
    assert status in seen


@pytest.mark.parametrize(
    ("status", "said", "taken"),
    [
        # Places that we did not see lie between: what is further on the way is taken.
        ("received", "settled", True),
        ("verified", "answered", True),
        # Back is a step of the flow only where the table has it.
        ("settled", "forwarded", True),
        ("settled", "received", False),
        ("answered", "verified", False),
        ("forwarded", "forwarded", False),
        # Off the way, but open: what was set aside was taken up again where we did not see it.
        ("deferred", "answered", True),
        ("deferred", "settled", True),
        ("deferred", "received", False),
        ("incomplete", "settled", True),
        ("incomplete", "received", False),
        ("received", "incomplete", True),
        ("settled", "incomplete", False),
        ("archived", "answered", False),
        ("not_ours", "settled", False),
    ],
)
def test_what_another_system_says_is_taken_where_it_leads_on(status, said, taken):
    assert leads_on(Status(status), Status(said)) is taken


@pytest.mark.parametrize(
    ("status", "usual"),
    [
        ("received", "verified"),
        ("verified", "forwarded"),
        ("deferred", "verified"),
        ("incomplete", "verified"),
        ("forwarded", "answered"),
        ("answered", "settled"),
        ("settled", None),
        ("archived", "verified"),
        ("not_ours", "forwarded"),
    ],
)
def test_the_usual_next_step(status, usual):
    assert next_on_the_way(Status(status)) == (Status(usual) if usual else None)


def test_only_the_first_forwarding_and_answer_count_and_reopening_undoes_a_settlement():
    reached = {}
    for hours, status in enumerate(
        (Status.FORWARDED, Status.ANSWERED, Status.ANSWERED, Status.SETTLED, Status.FORWARDED), start=1
    ):
        reached = reached_after(reached, status, NOW + timedelta(hours=hours))
    assert reached == {Stage.FORWARD: NOW + timedelta(hours=1), Stage.ANSWER: NOW + timedelta(hours=2)}
    again = reached_after(reached, Status.SETTLED, NOW + DAY)
    assert again[Stage.SETTLE] == NOW + DAY


def test_a_stage_met_at_an_unknown_time_has_no_time():
    reached = reached_after({Stage.FORWARD: NOW}, Status.SETTLED, None)
    assert reached == {Stage.FORWARD: NOW}
    assert reached_after(reached, Status.FORWARDED, NOW + DAY) == {Stage.FORWARD: NOW}


DUES = {Stage.FORWARD: NOW + DAY, Stage.ANSWER: NOW + 2 * DAY, Stage.SETTLE: NOW + 3 * DAY}


@pytest.mark.parametrize(
    ("status", "dues", "reached", "next_stage"),
    [
        ("received", DUES, (), Stage.FORWARD),
        ("forwarded", DUES, (Stage.FORWARD,), Stage.ANSWER),
        # A later stage meets the earlier ones: an answered report needs no forwarding any more.
        ("answered", DUES, (Stage.ANSWER,), Stage.SETTLE),
        ("answered", {Stage.ANSWER: NOW}, (Stage.ANSWER,), None),
        ("settled", DUES, (Stage.SETTLE,), None),
        ("archived", DUES, (), None),
        # It is the citizen's turn: nobody here is late.
        ("incomplete", DUES, (), None),
        ("incomplete", DUES, (Stage.FORWARD,), None),
        # Met at a time that nobody knows is met.
        ("forwarded", DUES, (), Stage.ANSWER),
        ("answered", DUES, (), Stage.SETTLE),
        ("received", {}, (), None),
        # Two that end at the same moment: the earlier stage is asked for first.
        ("received", {Stage.ANSWER: NOW, Stage.FORWARD: NOW}, (), Stage.FORWARD),
        ("received", {Stage.ANSWER: NOW, Stage.FORWARD: NOW + DAY}, (), Stage.ANSWER),
    ],
)
def test_the_next_deadline_is_the_earliest_that_is_not_met(status, dues, reached, next_stage):
    found = next_deadline(Status(status), dues, dict.fromkeys(reached, NOW))
    assert found == (None if next_stage is None else (next_stage, dues[next_stage]))
