"""Median and P90 with open cases counted, and how it stood in past weeks: each figure computed by hand."""

import pytest

from command_center.readmodel.opd.history import gauge, quantile, whole_gauge
from command_center.readmodel.opd_view import GaugeStanding, OpdTab, OwnGauge
from tests.readmodel.opd.standing import NOW, answered, days, end, opd_view, waiting, wib

# Received on Monday 2 November: Tuesday noon is half a working day, Wednesday 0:00 one, Friday noon three and a half.
ANSWERED = (
    answered(1, wib(2), wib(3, 12)),
    answered(2, wib(2), wib(4, 0)),
    answered(3, wib(2), wib(6, 12)),
)
OLD_OPEN = waiting(4, wib(2), end(16))
FRESH = waiting(5, wib(26), end(10, month=12))


def performance(*events, **asked):
    return opd_view(OpdTab.PERFORMANCE, *events, **asked).performance


def test_the_median_counts_open_cases():
    """Of five, three are answered: at risk 4, 3, 2 after the fresh one left; the curve falls to 3/4, 1/2, 1/4."""
    shown = performance(*ANSWERED, OLD_OPEN, FRESH)
    assert shown.median.value == pytest.approx(1.0)
    assert shown.p90.value is None, "a quarter is still open: nine tenths are not reached"
    assert shown.answers.curve.still_open == pytest.approx((0.75, 0.5, 0.25))
    # 3-6, 9-13, 16-20 without the 18th and 23-26 November are 17 working days, and ten hours of today.
    assert shown.answers.open_ages == pytest.approx((10 / 24, 17 + 10 / 24), abs=0.001)


def test_the_answered_alone_reach_nine_tenths():
    shown = performance(*ANSWERED)
    assert (shown.median.value, shown.p90.value) == pytest.approx((1.0, 3.5))


def test_a_report_answered_on_its_day_took_nothing():
    assert performance(answered(1, wib(2), wib(2, 23, 59, 59))).median.value == 0


def test_a_week_ago_the_figure_was_that_of_then():
    """On Friday 6 November at 10:00 two of four were answered: 3/4, then 1/2 at one working day."""
    past = performance(*ANSWERED, OLD_OPEN, FRESH).median.past
    assert past[-3] == pytest.approx(1.0)
    assert past[-4] is None, "nothing had been received"


def test_what_was_closed_without_an_answer_has_waited_until_then():
    """Two were closed after a quarter of a working day: at risk 3, 2, 1, as without them. They are open no more."""
    events = (
        *ANSWERED,
        waiting(6, wib(2), None, status="not_ours", closed_at=wib(3, 6)),
        waiting(7, wib(2), None, status="archived", closed_at=wib(3, 6)),
    )
    shown = performance(*events)
    assert (shown.answers.curve.cases, shown.answers.curve.open) == (5, 2)
    assert shown.answers.curve.still_open == pytest.approx((2 / 3, 1 / 3, 0))
    assert shown.answers.open_ages == ()


def test_what_was_closed_later_had_waited_in_past_weeks_and_left_in_those_after():
    """Closed on the 10th. On the 6th at 10:00 two of five were answered, and three waited: 4/5, then 3/5. Since the 13th three
    of five are, at risk 5, 4, 3: half of them after three and a half days.
    """
    gone = [waiting(seq, wib(2), None, status="not_ours", closed_at=wib(10)) for seq in (6, 7)]
    past = performance(*ANSWERED, *gone).median.past
    assert past[-3] is None
    assert past[-2:] == pytest.approx((3.5, 3.5))


UNKNOWN = (
    waiting(8, wib(2), None, status="settled", closed_at=None, settled_at=None),
    waiting(9, wib(2), None, retracted=True),
    waiting(10, wib(2), None, status="not_ours", closed_at=None),
    waiting(11, wib(2), None, status="archived", closed_at=None),
)
"""Answered, or closed, nobody knows when; and one that was withdrawn."""


def test_of_whom_nobody_knows_when_or_whether_is_no_case():
    """Now, and a week ago: a report that ended at an unknown time may have waited an hour or a year."""
    shown = performance(*ANSWERED, *UNKNOWN)
    assert (shown.answers.curve.cases, shown.answers.curve.open) == (3, 0)
    assert shown.answers.open_ages == ()
    assert (shown.median.value, shown.p90.value) == pytest.approx((1.0, 3.5))
    assert (shown.median.past[-1], shown.p90.past[-1]) == pytest.approx((1.0, 3.5))


def test_a_known_answer_counts_where_nobody_knows_when_the_report_was_closed():
    known = answered(12, wib(2), wib(3, 12), closed_at=None)
    known.data["status"] = "settled"
    curve = performance(*ANSWERED, known).answers.curve
    assert (curve.cases, curve.answered) == (4, 4)


def test_open_and_overdue_of_past_weeks_follow_each_step():
    """Due at the end of the 16th: one was answered on the 19th and closed on the 25th, one answered on the 21st."""
    events = (
        answered(1, wib(2), wib(19), answer_due=end(16), closed_at=wib(25), settled_at=wib(25)),
        answered(2, wib(2), wib(21), answer_due=end(16)),
    )
    events[0].data["status"] = "settled"
    shown = performance(*events)
    assert shown.open.value == 1
    assert shown.open.past[-3:] == (2, 2, 2), "on the 6th, 13th and 20th both were open"
    assert shown.overdue.past[-3:] == (0, 0, 1), "on the 20th only the second was late"
    assert shown.open.past[-4] is None, "before its first report an OPD has no past, not a past of zeros"


def test_a_report_open_for_more_than_a_year_stays_in_every_week():
    old = waiting(1, wib(2) - days(500), end(16) - days(490))
    shown = performance(old)
    assert shown.open.past == (1,) * 26
    assert shown.overdue.past == (1,) * 26
    assert shown.answers.curve is None, "it is no case of the period"


def test_what_is_usual_lies_between_the_tenth_and_the_ninetieth_percentile():
    """Of 0, 10 ... 100 those are 10 and 90."""
    found = gauge(95.0, [float(value) for value in range(0, 110, 10)])
    assert (found.low, found.high, found.standing) == (10.0, 90.0, GaugeStanding.ABOVE)
    assert gauge(90.0, found.past).standing is GaugeStanding.USUAL
    assert gauge(9.9, found.past).standing is GaugeStanding.BELOW


def test_the_band_of_counts_reaches_to_whole_reports():
    """Of 1, 2, 4, 7, 8, 10 the quantiles are 1.5 and 9."""
    found = whole_gauge(1, [1, 2, 4, 7, 8, 10])
    assert (found.low, found.high, found.standing) == (1, 9, GaugeStanding.USUAL)


def test_five_weeks_say_nothing():
    found = gauge(4.0, [1.0, 2.0, None, 3.0, 4.0, 5.0])
    assert (found.low, found.standing) == (None, GaugeStanding.UNKNOWN)
    assert OwnGauge(None, low=1, high=2).standing is GaugeStanding.UNKNOWN


def test_a_quantile_lies_between_two_values():
    assert quantile([1.0, 2.0], 0.25) == 1.25
    assert quantile([3.0], 0.9) == 3.0


def test_an_opd_that_never_had_a_case_has_no_figures():
    shown = opd_view(OpdTab.PERFORMANCE, *ANSWERED, code="disdik")
    assert shown.now.open == 0
    assert shown.now.first_ever is None
    assert shown.performance.median.value is None
    assert shown.performance.open.past == (None,) * 26
    assert (shown.performance.weeks, shown.performance.open_days, shown.performance.kinds) == ((), (), ())
    assert shown.as_of == NOW
