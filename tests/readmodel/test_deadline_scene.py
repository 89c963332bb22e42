"""What the deadline scene tells, against a small log whose answer can be counted by hand. Now is Monday 09:05 WIB."""

from datetime import UTC, date, datetime, timedelta

import pytest

from command_center.domain.events import EventKind
from command_center.methods.breaches import PastCase, WaitingCase, chances, total
from command_center.readmodel.deadline_scene import load_deadlines
from command_center.readmodel.deadline_scene_view import Expected, OpdDue
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, changed, received
from tests.readmodel.test_wall import NAMES, ZONE

NOW = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
POLICY = "seed-2017@1"
"""That of `received`."""


def wib(day, hour=0, minute=0, second=0, month=11):
    return datetime(2026, month, day, hour, minute, second, tzinfo=UTC) - 7 * HOUR


def scene_of(*events, now=NOW):
    model = borrowed(ZONE, CALENDAR)
    model.apply(events)
    return load_deadlines(model, NAMES, CALENDAR, now)


def due(report_id, at, **facts):
    return received(report_id, at - 20 * DAY, due_at=at, answer_due=at, due_stage="answer", **facts)


def test_breaches_come_oldest_first_and_what_is_near_soonest_first():
    scene = scene_of(
        due(1, NOW - HOUR),
        due(2, NOW - 9 * DAY),
        due(3, NOW + 23 * HOUR),
        due(4, NOW + HOUR, opd="dlh"),
        due(5, NOW - 2 * DAY, opd=""),
        due(6, NOW + 40 * HOUR),
    )
    assert [row.report_id for row in scene.over] == [2, 5, 1]
    assert [row.report_id for row in scene.near] == [4, 3]
    assert [row.over_days for row in scene.over] == [5, 1, 0], "16, 17, 19, 20 and 23 November; 23 November; none"
    assert scene.by_opd == (OpdDue("DPU", 2, 1, 2), OpdDue("", 1, 0, 1), OpdDue("DLH", 0, 1, 0))
    assert (scene.over_count, scene.near_count, scene.unseen_count) == (3, 2, 3)


def test_a_deadline_is_over_once_its_last_second_has_passed():
    end = wib(20, 23, 59, 59)
    assert not scene_of(due(1, end), now=end).over
    assert scene_of(due(1, end), now=end).near[0].over_seconds == 0
    assert scene_of(due(1, end), now=end + timedelta(seconds=1)).over[0].over_seconds == 1


def test_what_is_due_in_a_day_ends_a_day_from_now():
    assert scene_of(due(1, NOW + DAY)).near == ()
    assert len(scene_of(due(1, NOW + DAY - timedelta(seconds=1))).near) == 1


def test_what_somebody_acknowledged_is_not_counted_as_unseen():
    seen = changed(2, NOW, 1, EventKind.SEEN, breach_seen_at=NOW)
    scene = scene_of(due(1, NOW - DAY), seen)
    assert (scene.over_count, scene.unseen_count, scene.over[0].acknowledged) == (1, 0, True)


def test_rahasia_is_counted_apart_and_shown_nowhere():
    scene = scene_of(due(1, NOW - DAY, visibility="rahasia"), due(2, NOW + HOUR, visibility="rahasia"))
    assert (scene.over, scene.near, scene.by_opd, scene.confidential) == ((), (), (), 2)
    assert scene.forecast.sum.due == 1, "a tile says neither where nor what"


def test_a_city_without_reports_is_told_from_one_in_time():
    assert not scene_of().any_data
    in_time = scene_of(received(1, NOW - DAY))
    assert in_time.any_data
    assert (in_time.over, in_time.near, in_time.forecast.sum) == ((), (), Expected(0, 0.0, 0, 0))


def history(first, amount, received_at, **facts):
    return [
        received(first + each, received_at, answer_due=received_at + 14 * DAY, due_stage="answer", **facts)
        for each in range(amount)
    ]


def test_the_chances_are_those_of_the_past_year_in_counted_days():
    """Thirty answered after a day and a half, six given up after four, four waiting since three weeks; two of others."""
    monday = wib(2, 10)
    events = [
        *history(100, 30, monday, status="answered", answered_at=wib(4, 12)),
        *history(200, 6, monday, status="archived", closed_at=wib(6, 23, 59, 59)),
        *history(300, 4, monday),
        *history(400, 2, monday, category="rob", status="settled", settled_at=wib(3, 6), closed_at=wib(3, 6)),
        # Nobody knows when these were answered or given up: they tell nothing.
        *history(500, 9, monday, status="answered"),
        *history(600, 9, monday, status="not_ours"),
        # Older than a year, retracted, and without such a deadline.
        *history(700, 9, monday - 400 * DAY, status="answered", answered_at=monday - 399 * DAY),
        *history(800, 9, monday, retracted=True),
        received(900, monday, status="settled", settled_at=wib(3), closed_at=wib(3)),
        # The one that is due: received on Friday, due on Thursday.
        received(1, wib(20, 15), answer_due=wib(26, 23, 59, 59), due_at=wib(26, 23, 59, 59), due_stage="answer"),
    ]
    forecast = scene_of(*events).forecast
    # From Tuesday 3 to Monday 23 November, 9:05: 14 working days without Wednesday 18, and the part of the morning.
    age = 13 + (9 * 60 + 5) / (24 * 60)
    past = [
        PastCase("jalan_rusak", "dpu", 1.5, True, 30, POLICY),
        PastCase("jalan_rusak", "dpu", 4.0, False, 6, POLICY),
        PastCase("jalan_rusak", "dpu", age, False, 4, POLICY),
        PastCase("rob", "dpu", 0.25, True, 2, POLICY),
        PastCase("jalan_rusak", "dpu", (9 * 60 + 5) / (24 * 60), False, 1, POLICY),
    ]
    morning = (9 * 60 + 5) / (24 * 60)
    [chance] = chances([WaitingCase("jalan_rusak", "dpu", morning, 4 - 1 / 86_400 - morning, POLICY)], past)
    assert forecast.until == date(2026, 11, 27)
    assert [row.name for row in forecast.rows] == ["DPU"]
    assert [len(tiles) for tiles in forecast.rows[0].tiles] == [0, 0, 0, 1, 0]
    assert forecast.rows[0].tiles[3][0] == pytest.approx(chance, abs=1e-4)
    assert 0.05 < chance < 0.6
    assert forecast.sum.due == 1
    assert forecast.sum.high == total([chance]).high


def test_with_too_few_past_cases_no_chance_is_told():
    forecast = scene_of(due(1, NOW + 30 * HOUR)).forecast
    assert forecast.rows[0].tiles[1] == (None,)
    assert forecast.sum == Expected(1, 0.0, 0, 0, unknown=1)


def test_each_stage_has_its_own_past():
    """Forwarding takes a day here, settling never happens: what waits for either has not the same chance."""
    monday = wib(2, 10)
    forwarded = {"forward_due": monday + 3 * DAY, "settle_due": monday + 20 * DAY, "forwarded_at": wib(3, 12)}
    events = [received(100 + n, monday, status="forwarded", **forwarded) for n in range(40)]
    ends = wib(24, 23, 59, 59)
    events += [
        received(1, wib(20, 15), forward_due=ends, due_at=ends, due_stage="forward"),
        received(2, wib(20, 15), settle_due=ends, due_at=ends, due_stage="settle", status="answered"),
    ]
    tiles = scene_of(*events).forecast.rows[0].tiles[1]
    assert tiles[0] == 1.0, "nobody was ever settled"
    assert tiles[1] < 0.2


def test_a_term_of_hours_that_ends_on_the_day_of_receipt_has_no_chance():
    monday = wib(2, 10)
    events = history(100, 40, monday, status="answered", answered_at=wib(4, 12))
    end = wib(23, 23, 59, 59)
    events += [received(1, wib(23, 0), answer_due=end, due_at=end, due_stage="answer")]
    assert scene_of(*events).forecast.rows[0].tiles[0] == (None,)
