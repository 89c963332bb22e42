"""The desk's queues: which reports stand in each, in which order, and what waits behind the bar."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.desk import DeskAsked, DeskOrder, DeskQueue
from command_center.domain.working_days import WIB
from command_center.readmodel.desk import load_around, load_queues
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, changed, received

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def hours(number):
    return NOW + timedelta(hours=number)


EVENTS = (
    received(1, hours(-50), due_at=hours(-2), due_stage="answer", answer_due=hours(-2)),
    received(2, hours(-40), doubtful=True, channel="x"),
    received(3, hours(-30), status="verified", due_at=hours(20), due_stage="forward"),
    received(4, hours(-29), status="incomplete", forwarded_at=hours(-9)),
    received(5, hours(-28), status="verified", forwarded_at=hours(-9)),
    received(6, hours(-27), status="deferred"),
    received(7, hours(-26), status="forwarded", forwarded_at=hours(-9), answer_state="failed", doubtful=True),
    received(8, hours(-25), status="settled"),
    received(9, hours(-24), retracted=True),
    received(10, hours(-1), visibility="rahasia", lat=-6.9805, kecamatan="33.74.05"),
)


@pytest.fixture
def ask():
    model = borrowed(WIB, CALENDAR)
    model.apply(EVENTS)

    def asked(*events, proposed=(), **asked):
        if events:
            model.apply(events)
        with model.snapshot() as cursor:
            return load_queues(cursor, DeskAsked(**asked), NOW.replace(tzinfo=None), proposed)

    asked.model = model
    yield asked
    model.close()


@pytest.mark.parametrize(
    ("queue", "ids"),
    [
        (DeskQueue.NEW, (2, 10, 1)),
        (DeskQueue.DOUBTFUL, (2,)),
        (DeskQueue.DUE, (3, 1)),
        (DeskQueue.VERIFIED, (3,)),
        (DeskQueue.WAITING, (4,)),
        (DeskQueue.FAILED, (7,)),
        (DeskQueue.PROPOSED, (6,)),
        (DeskQueue.BACK, (5,)),
        (DeskQueue.DEFERRED, (6,)),
        (DeskQueue.ALL, (2, 10, 7, 6, 5, 4, 3, 1)),
    ],
)
def test_each_queue_has_its_reports_and_the_count_that_stands_on_it(ask, queue, ids):
    found = ask(queue=queue, proposed=[6, 8])
    assert found.ids == ids
    assert found.counts[queue] == len(ids)
    assert found.head == len(EVENTS)


@pytest.mark.parametrize(
    ("order", "ids"),
    [(DeskOrder.DOUBTFUL, (2, 10, 1)), (DeskOrder.DUE, (1, 2, 10)), (DeskOrder.NEWEST, (10, 2, 1))],
)
def test_orders(ask, order, ids):
    assert ask(order=order).ids == ids


def test_what_came_after_the_list_was_made_waits_and_is_counted(ask):
    upto = ask().upto
    found = ask(received(11, NOW, 11), received(12, NOW, 12, status="verified"), upto=upto)
    assert found.ids == (2, 10, 1)
    assert found.fresh == 1
    assert ask().ids == (2, 11, 10, 1)


def test_a_step_takes_a_report_to_its_next_queue(ask):
    found = ask(changed(11, NOW, 1, status="verified"))
    assert found.ids == (2, 10)
    assert ask(queue=DeskQueue.VERIFIED).ids == (3, 1)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [({"channel": "x"}, (2,)), ({"kecamatan": "33.74.05"}, (10,)), ({"opd": "dishub"}, ()), ({"category": "rob"}, ())],
)
def test_filters_hold_for_the_list_and_its_counts(ask, asked, ids):
    found = ask(**asked)
    assert found.ids == ids
    assert found.counts[DeskQueue.NEW] == len(ids)


def test_an_empty_city_has_empty_queues():
    model = borrowed(WIB, CALENDAR)
    with model.snapshot() as cursor:
        found = load_queues(cursor, DeskAsked(), NOW.replace(tzinfo=None), [])
    assert (found.ids, found.upto, set(found.counts.values())) == ((), 0, {0})


def test_reports_around_one_are_the_open_ones_without_itself(ask):
    with ask.model.snapshot() as cursor:
        around = load_around(cursor, -6.98, 110.41, 3)
    assert [each.id for each in around] == [10, 7, 6, 5, 4, 2, 1]
    with ask.model.snapshot() as cursor:
        assert load_around(cursor, -7.2, 110.41, 3) == ()
