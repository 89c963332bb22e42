"""A settled report came back when the same is reported again nearby: kept true by whatever becomes known, in any order."""

import random
from datetime import UTC, datetime, timedelta
from functools import cache
from math import cos, radians
from typing import Any

import pytest

from command_center.domain.events import EventKind
from command_center.domain.working_days import WIB
from command_center.readmodel.read_model import ReadModel
from tests.readmodel.facts import CALENDAR, changed, received

NOW = datetime(2026, 11, 21, 7, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
LAT, LON = -6.98, 110.41
NORTH_100_M = 100 / 111_000
EAST_100_M = 100 / (111_000 * cos(radians(LAT)))


def again(*events):
    """Report -> when it came back, for those that did."""
    model, at_once = emptied()
    model.apply(events[:1])
    for event in events[1:]:
        model.apply([event])
    kept = kept_of(model)
    at_once.apply(events)
    assert kept_of(at_once) == kept
    return kept


@cache
def opened():
    return tuple(ReadModel.open(None, WIB, CALENDAR) for _ in range(2))


def emptied():
    """Two read models without facts: making their tables takes longer than what is asked of them."""
    for model in opened():
        model.clear()
    return opened()


def kept_of(model):
    rows = model.cursor().execute("SELECT report_id, again_at FROM facts WHERE again_at IS NOT NULL").fetchall()
    return {report_id: at.replace(tzinfo=UTC) for report_id, at in rows}


SETTLED: dict[str, Any] = {"status": "settled", "settled_at": NOW, "closed_at": NOW}
DONE = received(1, NOW - 5 * DAY, **SETTLED)


def test_it_came_back_with_the_first_of_the_same_within_thirty_days():
    assert again(DONE, received(2, NOW + 9 * DAY), received(3, NOW + 4 * DAY)) == {1: NOW + 4 * DAY}


@pytest.mark.parametrize(
    ("at", "came_back"),
    [(NOW, False), (NOW + SECOND, True), (NOW + 30 * DAY, True), (NOW + 30 * DAY + SECOND, False)],
)
def test_the_days_begin_after_the_settlement_and_are_thirty(at, came_back):
    assert again(DONE, received(2, at)) == ({1: at} if came_back else {})


@pytest.mark.parametrize(
    ("elsewhere", "came_back"),
    [
        ({"lat": LAT + NORTH_100_M * 0.99}, True),
        ({"lat": LAT - NORTH_100_M * 1.01}, False),
        ({"lon": LON - EAST_100_M * 0.99}, True),
        ({"lon": LON + EAST_100_M * 1.01}, False),
        ({"category": "lampu"}, False),
        ({"exact": False}, False),
        ({"lat": None, "lon": None}, False),
        ({"retracted": True}, False),
    ],
)
def test_it_is_the_same_category_within_a_hundred_metres_of_a_known_place(elsewhere, came_back):
    assert again(DONE, received(2, NOW + DAY, **elsewhere)) == ({1: NOW + DAY} if came_back else {})


@pytest.mark.parametrize(
    "correction",
    [{"category": "lampu"}, {"lat": LAT + 1}, {"exact": False}, {"retracted": True}, {"lat": None, "lon": None}],
)
@pytest.mark.parametrize("of", [1, 2])
def test_a_correction_of_either_report_undoes_it_and_its_own_undoing_brings_it_back(of, correction):
    back = {"category": "jalan_rusak", "lat": LAT, "lon": LON, "exact": True, "retracted": False}
    events = [DONE, received(2, NOW + DAY), changed(3, NOW + DAY, of, EventKind.AMENDED, **correction)]
    assert again(*events) == {}
    undone = changed(4, NOW + DAY, of, EventKind.AMENDED, **{name: back[name] for name in correction})
    assert again(*events, undone) == {1: NOW + DAY}


def test_a_settlement_that_is_told_after_the_second_report_counts_and_a_reopened_report_does_not():
    events = [received(1, NOW - 5 * DAY), received(2, NOW + DAY), changed(3, NOW + 2 * DAY, 1, **SETTLED)]
    assert again(*events) == {1: NOW + DAY}
    opened = changed(4, NOW + 3 * DAY, 1, status="forwarded", settled_at=None, closed_at=None)
    assert again(*events, opened) == {}


def test_old_reports_of_a_file_count_for_those_that_were_there():
    assert again(received(1, NOW - 5 * DAY), received(2, NOW - 3 * DAY, **SETTLED), received(3, NOW - 90 * DAY, status="settled", settled_at=NOW - 9 * DAY, closed_at=NOW - 9 * DAY)) == {3: NOW - 5 * DAY}  # fmt: skip


def test_whatever_comes_in_whatever_order_is_as_if_it_had_been_counted_at_the_end():
    """Against a count of all pairs in Python, after each batch of a random log."""
    rng = random.Random(8)
    model, rows, seq = ReadModel.open(None, WIB, CALENDAR), {}, 0
    for _ in range(40):
        batch = []
        for _ in range(rng.randint(1, 6)):
            seq += 1
            spot = {"lat": LAT + rng.randint(0, 3) * 0.0006, "lon": LON + rng.randint(0, 3) * 0.0006}
            ended = NOW + rng.randint(0, 60) * DAY
            if rng.random() < 0.5 or not rows:
                facts = spot | {"category": rng.choice(["lampu", "banjir"]), "exact": rng.random() < 0.8}
                if rng.random() < 0.5:
                    facts |= {"status": "settled", "settled_at": ended, "closed_at": ended}
                at = NOW + rng.randint(-10, 60) * DAY
                batch.append(received(seq, at, **facts))
                rows[seq] = {"received_at": at, "retracted": False, "settled_at": None} | facts
            else:
                report_id = rng.choice(list(rows))
                change = rng.choice(
                    [
                        spot,
                        {"category": rng.choice(["lampu", "banjir"])},
                        {"retracted": rng.random() < 0.5},
                        {"settled_at": rng.choice([ended, None])},
                        {"opd": "dlh"},
                    ]
                )
                batch.append(changed(seq, NOW, report_id, **change))
                rows[report_id] |= change
        model.apply(batch)
        assert kept_of(model) == counted(rows)


def counted(rows):
    found = {}
    placed = {key: row for key, row in rows.items() if row["exact"] and not row["retracted"]}
    for key, done in placed.items():
        times = [
            later["received_at"]
            for other, later in placed.items()
            if other != key
            and done["settled_at"]
            and later["category"] == done["category"]
            and done["settled_at"] < later["received_at"] <= done["settled_at"] + 30 * DAY
            and metres(done, later) <= 100
        ]
        if times:
            found[key] = min(times)
    return found


def metres(one, other):
    north = (one["lat"] - other["lat"]) * 111_000
    east = (one["lon"] - other["lon"]) * 111_000 * cos(radians(one["lat"]))
    return (north**2 + east**2) ** 0.5
