"""The history behind the chances: the year before a moment, and for how long one that was asked for stands."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from command_center.domain.workflow import Stage
from command_center.methods.breaches import PastCase
from command_center.readmodel.past_cases import past_cases, past_curves
from command_center.readmodel.remembered import FEW
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, changed, received

NOW = datetime(2026, 11, 27, 3, tzinfo=UTC)
UTC_NOW = NOW.replace(tzinfo=None)
HOUR = timedelta(hours=1)
MONDAY = NOW - timedelta(days=4)
DUE = {"answer_due": NOW + timedelta(days=2)}


def model_of(*events):
    model = borrowed(ZoneInfo("Asia/Jakarta"), CALENDAR)
    model.apply(events)
    return model


def told(model, moment=UTC_NOW):
    with model.cursor() as cursor:
        return {(case.days, case.answered): case.count for case in past_cases(cursor, Stage.ANSWER, moment)}


def curves(model, moment=UTC_NOW, *, exactly=False):
    with model.cursor() as cursor:
        return past_curves(model.remembered, cursor, Stage.ANSWER, moment, exactly=exactly)


def test_each_counts_until_it_was_answered_or_closed_or_as_long_as_it_waits():
    """Received on Monday 23: answered on Wednesday at noon after 1.5 working days, settled alone at the same time, archived
    on Tuesday at 18:00 after 0.75; the one that waits has waited for three whole days and 10 of 24 hours.
    """
    noon, evening = NOW - timedelta(days=2) + 2 * HOUR, NOW - timedelta(days=3) + 8 * HOUR
    model = model_of(
        received(1, MONDAY, status="answered", answered_at=noon, **DUE),
        received(2, MONDAY, status="settled", settled_at=noon, closed_at=noon, **DUE),
        received(3, MONDAY, status="archived", closed_at=evening, **DUE),
        received(4, MONDAY, **DUE),
        received(5, MONDAY, status="answered", **DUE),
        received(6, MONDAY, status="not_ours", **DUE),
        received(7, MONDAY),
        received(8, MONDAY, retracted=True, **DUE),
        received(9, NOW - timedelta(days=366), **DUE),
    )
    assert told(model) == {(1.5, True): 2, (0.75, False): 1, (3.5, False): 1}


def test_as_of_a_past_moment_what_came_later_has_not_come_yet():
    noon = NOW - timedelta(days=2) + 2 * HOUR
    model = model_of(received(1, MONDAY, status="answered", answered_at=noon, **DUE), received(2, NOW - HOUR, **DUE))
    with model.cursor() as cursor:
        assert past_cases(cursor, Stage.ANSWER, UTC_NOW - timedelta(days=3)) == [
            PastCase("jalan_rusak", "dpu", 0.5, answered=False, policy="seed-2017@1")
        ]


def test_a_small_history_is_asked_anew_after_every_change_and_for_every_moment():
    model = model_of(received(1, MONDAY, **DUE))
    first = curves(model)
    assert curves(model) is first
    assert curves(model, UTC_NOW + timedelta(seconds=1)) is not first
    model.apply([changed(2, NOW, 1, retracted=True)])
    assert (first.cases, curves(model).cases) == (1, 0)


@pytest.fixture
def large():
    """A read model that holds `FEW` reports."""
    model = model_of(received(1, MONDAY, **DUE))
    with model.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO facts SELECT facts.* REPLACE (n AS report_id) FROM facts, range(2, {FEW + 1}) AS more(n)"
        )
    return model


def test_a_large_history_stands_for_an_hour(large):
    first = curves(large)
    assert first.cases == FEW
    assert curves(large, UTC_NOW + HOUR - timedelta(seconds=1)) is first
    assert curves(large, UTC_NOW + HOUR) is not first
    assert curves(large, UTC_NOW - timedelta(seconds=1)) is not first, "it knows of what came after"


def test_for_a_briefing_it_stands_for_its_own_moment_alone(large):
    first = curves(large)
    assert curves(large, exactly=True) is first
    assert curves(large, UTC_NOW + timedelta(seconds=1), exactly=True) is not first


def test_a_large_history_is_never_more_than_a_thousandth_behind(large):
    first = curves(large)
    large.apply([changed(seq, NOW, 1, category="lampu") for seq in range(2, 12)])
    assert curves(large) is first, "ten changes of ten thousand"
    large.apply([changed(12, NOW, 1, category="rob")])
    assert curves(large) is not first


def test_another_log_has_another_history(large):
    first = curves(large)
    large.clear()
    large.apply([received(1, MONDAY, **DUE)])
    assert curves(large) is not first
