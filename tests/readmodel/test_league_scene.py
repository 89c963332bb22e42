"""What the league tells, against a small log whose answer can be counted by hand. Now is Saturday 14:05 WIB."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from command_center.domain.events import EventKind
from command_center.methods.fairness import Standard
from command_center.readmodel.league_scene import load_league
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, changed, received
from tests.readmodel.test_wall import NAMES as CITY_NAMES
from tests.readmodel.test_wall import ZONE

NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NAMES = replace(CITY_NAMES, opd={"dpu": "DPU", "dlh": "DLH", "perkim": "Disperkim", "setda": "Setda"})
BEGIN = datetime(2026, 8, 23, tzinfo=UTC) - 7 * HOUR
"""Midnight of Sunday 23 August in Semarang: with today thirteen weeks, 91 days."""


class Cases:
    """Events of cases, numbered as they are added."""

    def __init__(self):
        self.events = []

    def add(self, amount, due, answered=None, **facts):
        for _ in range(amount):
            number = len(self.events) + 1
            met = {"answered_at": answered, "status": "answered"} if answered else {}
            self.events.append(received(number, due - 10 * DAY, answer_due=due, **{**met, **facts}))
        return self


def scene_of(events):
    model = borrowed(ZONE, CALENDAR)
    model.apply(events)
    return load_league(model, NAMES, NOW)


def counted(*adds):
    """(cases, late) of the city for one way to add cases."""
    cases = Cases()
    for add in adds:
        add(cases)
    scene = scene_of(cases.events)
    return scene.cases, scene.late


DUE = NOW - 20 * DAY


@pytest.mark.parametrize(
    ("add", "expected"),
    [
        (lambda each: each.add(1, DUE, DUE), (1, 0)),
        (lambda each: each.add(1, DUE, DUE + timedelta(seconds=1)), (1, 1)),
        (lambda each: each.add(1, DUE), (1, 1)),
        (lambda each: each.add(1, NOW + HOUR), (0, 0)),
        (lambda each: each.add(1, NOW + HOUR, NOW - DAY), (0, 0)),
        (lambda each: each.add(1, BEGIN + timedelta(seconds=1), BEGIN), (1, 0)),
        (lambda each: each.add(1, BEGIN - timedelta(seconds=1), BEGIN), (0, 0)),
        (lambda each: each.add(1, DUE, status="archived", closed_at=DUE - DAY), (0, 0)),
        (lambda each: each.add(1, DUE, status="archived", closed_at=DUE + DAY), (0, 0)),
        (lambda each: each.add(1, DUE, status="archived"), (0, 0)),
        (lambda each: each.add(1, DUE, status="answered"), (0, 0)),
        (lambda each: each.add(1, DUE, status="incomplete"), (0, 0)),
        (lambda each: each.add(1, DUE, status="settled", settled_at=DUE - DAY, closed_at=DUE - DAY), (1, 0)),
        (lambda each: each.add(1, DUE, opd=""), (0, 0)),
        (lambda each: each.add(1, DUE, retracted=True), (0, 0)),
    ],
)
def test_a_case_counts_when_its_deadline_has_come(add, expected):
    assert counted(add) == expected


def test_a_policy_without_an_answer_is_measured_by_its_settlement():
    events = [
        received(1, DUE - 3 * DAY, settle_due=DUE, status="settled", settled_at=DUE + DAY, closed_at=DUE + DAY),
        received(2, DUE - 3 * DAY, settle_due=DUE, status="answered", answered_at=DUE - DAY),
        received(3, DUE - 3 * DAY),
    ]
    scene = scene_of(events)
    assert (scene.cases, scene.late) == (2, 2), "an answer does not settle; without any deadline there is no case"


def test_two_departments_with_the_same_category_are_ranked_against_the_city():
    """100 cases each; 30 and 10 late. The city is late in 40 of 200, so 20 are expected of each."""
    cases = Cases()
    cases.add(70, DUE, DUE).add(30, DUE).add(90, DUE, DUE, opd="dlh").add(10, DUE, opd="dlh")
    scene = scene_of(cases.events)
    assert [(row.name, row.rank, row.late, row.expected) for row in scene.ranked] == [
        ("DLH", 1, 10, pytest.approx(20)),
        ("DPU", 2, 30, pytest.approx(20)),
    ]
    assert [row.ratio for row in scene.ranked] == [pytest.approx(0.5), pytest.approx(1.5)]
    assert all(row.low is not None and row.high is not None and row.low < row.ratio < row.high for row in scene.ranked)
    assert (scene.own, scene.few, scene.silent) == ((), (), 2)
    assert (scene.first, scene.last) == (date(2026, 8, 23), date(2026, 11, 21))


def test_a_department_that_answers_a_category_alone_is_measured_by_its_own_past_year():
    """Lamps: 8 late of 40 now; 10 late of 100 in the year before. 4 of 40 would be expected: twice that."""
    lamps = {"opd": "perkim", "category": "lampu"}
    before = BEGIN - 30 * DAY
    cases = Cases().add(80, DUE, DUE, **lamps).add(20, DUE, **lamps)
    cases.add(90, before, before, **lamps).add(10, before, **lamps)
    cases.add(50, before - 360 * DAY, **lamps)
    scene = scene_of(cases.events)
    [row] = scene.own
    assert (row.standard, row.rank, row.late, row.cases) == (Standard.OWN_PAST, None, 20, 100)
    assert row.expected == pytest.approx(10)
    assert row.ratio == pytest.approx(2.0)
    assert scene.ranked == ()


def test_with_fewer_than_five_expected_there_is_no_rank():
    cases = Cases().add(70, DUE, DUE).add(30, DUE).add(5, DUE, DUE, opd="dlh").add(5, DUE, opd="dlh")
    scene = scene_of(cases.events)
    assert scene.ranked == ()
    assert {row.name for row in scene.few} == {"DPU", "DLH"}
    assert [(row.name, row.late, row.standard) for row in scene.few] == [
        ("DPU", 30, Standard.NONE),
        ("DLH", 5, Standard.CITY),
    ], "DPU answers nine tenths of its category and has no past"


def test_median_and_p90_count_open_cases_and_volume_counts_all():
    """Received on Monday 2 November: four answered after 1, 2, 3, 4 working days, four still open since then."""
    monday = datetime(2026, 11, 2, 2, tzinfo=UTC)
    ends = [datetime(2026, 11, day, 16, 59, 59, tzinfo=UTC) for day in (3, 4, 5, 6)]
    events = [received(n, monday, status="answered", answered_at=end) for n, end in enumerate(ends, start=1)]
    events += [received(n, monday) for n in range(5, 9)]
    events += [received(9, monday, status="answered"), changed(10, NOW, 8, EventKind.RETRACTED, retracted=True)]
    [row] = scene_of(events).few
    assert row.received == 8
    # Seven cases are known: four answered, three open. Half of them, the fourth, was answered after four days.
    assert row.median == pytest.approx(4.0, abs=0.01)
    assert row.p90 is None, "more than a tenth is not answered yet"
    assert (row.cases, row.late) == (0, 0)


def test_a_new_installation_is_told_from_a_quiet_quarter():
    assert not scene_of([]).any_data
    assert scene_of([]).silent == 4
    quiet = scene_of([received(1, NOW - 400 * DAY, status="settled", closed_at=NOW - 399 * DAY)])
    assert (quiet.any_data, quiet.cases, quiet.few) == (True, 0, ())
