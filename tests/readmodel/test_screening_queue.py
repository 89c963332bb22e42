"""The mayor's list: all that is open and was not seen, what waits for the look before everything else, page by page."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.screening import ScreeningRule
from command_center.domain.working_days import WIB
from command_center.readmodel.screening_queue import SHOWN, unseen_reports
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, received

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RULE = ScreeningRule(frozenset({"rob"}), 24 * HOUR, 4 * HOUR, frozenset({"112"}), 3)
ROB = {"category": "rob", "status": "received", "due_at": NOW + 9 * DAY, "forwarded_at": None, "opd": "dpu"}
OTHER = ROB | {"category": "sampah"}


def listed(*events, seen=(), incidents=(), **asked):
    model = borrowed(WIB, CALENDAR)
    model.apply(events)
    return unseen_reports(model, NOW, RULE, seen, incidents, **asked)


def test_what_waits_stands_before_all_others_and_says_until_when():
    found = listed(
        received(1, NOW - HOUR, **OTHER | {"incident_id": 7}),
        received(2, NOW - HOUR, **OTHER | {"incident_id": 7}),
        received(3, NOW - 2 * HOUR, **ROB),
        received(4, NOW - 9 * HOUR, **ROB | {"due_at": NOW + 5 * HOUR}),
    )
    assert [(each.report_id, each.waits_until) for each in found.rows] == [
        (4, NOW + HOUR),
        (3, NOW + 22 * HOUR),
        (2, None),
        (1, None),
    ]
    assert (found.total, found.waiting, found.rows[2].more) == (4, 2, 1)


@pytest.mark.parametrize(
    "urgent",
    [
        {"channel": "112"},
        {"received_at": NOW - 25 * HOUR},
        {"due_at": NOW + 3 * HOUR},
        {"status": "forwarded", "forwarded_at": NOW - HOUR},
        {"incident_id": 9},
    ],
)
def test_what_is_urgent_is_listed_and_does_not_wait(urgent):
    at = urgent.get("received_at", NOW - HOUR)
    mates = [received(place, NOW - HOUR, **OTHER | {"incident_id": 9, "visibility": "rahasia"}) for place in (2, 3)]
    found = listed(received(1, at, **ROB | urgent), *mates)
    assert [(each.report_id, each.waits_until, each.more) for each in found.rows] == [(1, None, 0)]


def test_a_look_at_the_incident_releases_its_reports():
    report = received(1, NOW - HOUR, **ROB | {"incident_id": 9})
    assert listed(report).waiting == 1
    assert listed(report, incidents=[9]).waiting == 0


def test_nothing_is_lost_beyond_the_days_or_beyond_a_page():
    events = [received(place, NOW - 8 * DAY - place * HOUR, **OTHER) for place in range(1, SHOWN + 3)]
    assert listed(*events).total == 0
    last = listed(*events, seen=[1], page=9, older=True)
    assert (last.page, last.pages, last.total) == (2, 2, SHOWN + 1)
    assert len(last.rows) == 1
    first = listed(*events, seen=[1], older=True)
    assert {each.report_id for each in (*first.rows, *last.rows)} == set(range(2, SHOWN + 3))
