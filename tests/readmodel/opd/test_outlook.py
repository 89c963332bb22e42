"""What is over, and what comes day by day to the next Friday but one, with days off kept and named."""

from datetime import date

import pytest

from command_center.readmodel.opd.queue import QueueReader
from command_center.readmodel.opd_view import OpdTab
from tests.readmodel.opd.standing import CALENDAR, NOW, answered, end, opd_view, waiting, wib


def outlook(*events, **asked):
    return opd_view(OpdTab.DUE, *events, **asked).outlook


def test_days_run_from_today_to_the_next_friday_and_keep_days_off():
    shown = outlook(waiting(1, wib(13), end(27)), waiting(2, wib(16), end(2, month=12)))
    assert [(day.day.day, day.off.id if day.off else "", len(day.chances)) for day in shown.days] == [
        (27, "", 1),
        (30, "", 0),
        (1, "Cuti", 0),
        (2, "", 1),
        (3, "", 0),
        (4, "", 0),
        *((day, "", 0) for day in range(7, 12)),
    ]
    assert (shown.until, shown.due, shown.later) == (date(2026, 12, 4), 2, 0)


def test_the_last_second_of_a_day_is_that_day_and_the_next_is_over():
    shown = outlook(waiting(1, wib(12), end(26)), waiting(2, wib(13), end(27)))
    assert [row.number for row in shown.overdue] == ["LH-2026-000001"]
    assert shown.overdue[0].over_days == CALENDAR.working_days_over(end(26), NOW) == 0
    assert shown.overdue[0].over_seconds == 10 * 3600 + 1


def test_with_too_little_history_no_chance_is_told():
    shown = outlook(waiting(1, wib(13), end(27)))
    assert not shown.known
    assert shown.days[0].chances[0].chance is None
    assert (shown.expected, shown.low, shown.high) == (0, 0, 0)


def test_a_chance_is_that_of_staying_open_from_this_age_on():
    """Forty were answered in the second quarter of their tenth working day; this one is two thirds through that quarter.

    Of the 41 that got so far 40 of 42 are answered in it (one more counts as never answered); drawn towards that with the
    weight of 20 cases, for the policy, then the category, then the OPD. A third of the quarter is still to come.
    """
    past = [answered(seq, wib(19, month=10), wib(2, 12), answer_due=end(2)) for seq in range(1, 41)]
    shown = outlook(*past, waiting(99, wib(12), end(27)))
    (chance,) = shown.days[0].chances
    assert shown.known
    assert shown.history == 41
    city = 40 / 42
    policy = (40 + 20 * city) / (41 + 20)
    category = (40 + 20 * policy) / (41 + 20)
    answered_in_it = (40 + 20 * category) / (41 + 20)
    assert chance.chance == pytest.approx((1 - answered_in_it) ** (1 / 3), rel=1e-3)
    assert shown.expected == pytest.approx(chance.chance)
    assert shown.by_category == {"jalan_rusak": pytest.approx(chance.chance)}


def test_a_deadline_that_a_decree_may_move_is_marked():
    """The calendar is complete until 3 December."""
    shown = outlook(waiting(1, wib(18), end(3, month=12)), waiting(2, wib(19), end(4, month=12)))
    assert [each.provisional for day in shown.days for each in day.chances] == [False, True]


def test_a_report_filed_as_rahasia_is_counted_but_not_named_to_who_may_not():
    secret = {"visibility": "rahasia", "forwarded_at": None, "status": "received"}
    events = (waiting(1, wib(13), end(27), **secret), waiting(2, wib(10), end(24), **secret))
    shown = outlook(*events, reader=QueueReader(own_opd=True))
    assert (shown.overdue, shown.overdue_total, shown.due) == ((), 1, 1)
    assert (shown.days[0].chances[0].number, shown.days[0].chances[0].kelurahan) == ("", "")
    assert outlook(*events).days[0].chances[0].number == "LH-2026-000001"


def test_another_opd_s_reports_are_not_in_it():
    shown = outlook(waiting(1, wib(13), end(27), opd="dlh"), waiting(2, wib(10), end(24), opd="dlh"))
    assert (shown.overdue_total, shown.due) == (0, 0)
