"""The queue of an OPD by deadline, in pages, in parts, and for whom."""

import pytest

from command_center.readmodel.opd.queue import PAGE_ROWS, QueueAsked, QueueReader
from command_center.readmodel.opd_view import OpdTab, QueuePart
from tests.readmodel.facts import received
from tests.readmodel.opd.standing import end, opd_view, waiting, wib

OVER = waiting(1, wib(10), end(24))
TODAY = waiting(2, wib(13), end(27))
NEXT_WEEK = waiting(3, wib(16), end(1, month=12))
ANSWERED = waiting(4, wib(16), None, status="answered", answered_at=wib(17), due_stage="")
AT_P3M = waiting(5, wib(26), end(10, month=12), status="received", forwarded_at=None)
OTHER = waiting(6, wib(10), end(24), opd="dlh")
EVERY = (OVER, TODAY, NEXT_WEEK, ANSWERED, AT_P3M, OTHER)


def queue(*events, part=QueuePart.ALL, page=1, number="", **asked):
    return opd_view(OpdTab.QUEUE, *events, queue=QueueAsked(part, page, number), **asked).queue


def ids(shown):
    return [row.report_id for row in shown.rows]


def test_what_is_due_first_stands_first_and_what_has_no_deadline_last():
    assert ids(queue(*EVERY)) == [1, 2, 3, 5, 4]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (QueuePart.OVERDUE, [1]),
        (QueuePart.THIS_WEEK, [2, 3]),
        (QueuePart.UNANSWERED, [1, 2, 3, 5]),
        (QueuePart.AT_P3M, [5]),
    ],
)
def test_a_part_of_the_queue(part, expected):
    shown = queue(*EVERY, part=part)
    assert ids(shown) == expected
    assert shown.total == shown.counts[part] == len(expected)


def test_the_queue_comes_in_pages_and_a_page_too_far_is_the_last():
    events = [waiting(seq, wib(16), end(1, month=12)) for seq in range(1, PAGE_ROWS + 3)]
    assert len(queue(*events).rows) == PAGE_ROWS
    for page in (2, 99):
        last = queue(*events, page=page)
        assert (last.page, last.pages, ids(last)) == (2, 2, [PAGE_ROWS + 1, PAGE_ROWS + 2])
    assert queue(*events, page=-5).page == 1


def test_an_empty_queue_has_one_page():
    shown = queue(OTHER)
    assert (shown.rows, shown.page, shown.pages, shown.total) == ((), 1, 1, 0)


def test_a_report_is_found_by_its_number_in_the_own_queue_alone():
    assert queue(*EVERY, number="LH-2026-000003").selected.report_id == 3
    assert queue(*EVERY, number="LH-2026-000006").selected is None
    assert queue(*EVERY, number="'; DROP TABLE facts; --").selected is None


def test_the_age_is_in_working_days():
    (row,) = queue(OVER).rows
    # 11-13, 16-20 without the 18th and 23-26 November, and ten hours of today.
    assert row.age == pytest.approx(11 + 10 / 24)
    assert row.stage == "answer"
    assert row.over_days == 2


@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        (QueueReader(own_opd=True), [2]),
        (QueueReader(), []),
        (QueueReader(confidential=True), [1, 2]),
    ],
)
def test_rahasia_is_for_p3m_and_for_the_opd_once_it_was_forwarded(reader, seen):
    events = (
        waiting(1, wib(16), end(1, month=12), visibility="rahasia", forwarded_at=None, status="received"),
        waiting(2, wib(16), end(1, month=12), visibility="rahasia"),
    )
    shown = queue(*events, reader=reader, number="LH-2026-000001")
    assert ids(shown) == seen
    assert shown.hidden == 2 - len(seen)
    assert (shown.selected is not None) == (1 in seen)
    points = opd_view(OpdTab.MAP, *events, reader=reader).map
    assert [point.report_id for point in points.points] == seen
    assert points.hidden == 2 - len(seen)


def test_the_map_has_what_has_a_place_with_the_late_on_top():
    events = (OVER, TODAY, AT_P3M, received(9, wib(26), lat=None, lon=None), OTHER)
    shown = opd_view(OpdTab.MAP, *events).map
    assert [(point.report_id, point.standing) for point in shown.points] == [(5, "open"), (2, "near"), (1, "over")]
    assert shown.unlocated == 1
    assert shown.by_kelurahan == {"33.74.01.1001": 4}


def test_the_figures_of_now():
    now = opd_view(OpdTab.QUEUE, *EVERY).now
    assert (now.open, now.unanswered, now.overdue, now.at_p3m, now.without_due) == (5, 4, 1, 1, 1)
    assert now.oldest_due == end(24)
