"""Answer times with open cases: the curve of Kaplan and Meier, its limits, median and P90."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.methods.answer_times import answer_curve, counted_curve

ANSWERED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
OPEN = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
"""Weeks of remission of 21 patients under 6-MP (Freireich and others 1963), the example of every textbook."""


def test_the_curve_is_the_published_one():
    """Shares in Cox and Oakes 1984, table 4.2; limits as Stata and R print them for log(-log)."""
    curve = answer_curve(ANSWERED, OPEN)
    assert curve.days == (6, 7, 10, 13, 16, 22, 23)
    assert [round(share, 3) for share in curve.still_open] == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert [round(share, 3) for share in curve.low] == [0.620, 0.563, 0.503, 0.432, 0.368, 0.268, 0.188]
    assert [round(share, 3) for share in curve.high] == [0.952, 0.923, 0.889, 0.849, 0.805, 0.747, 0.680]
    assert (curve.p50, curve.p90) == (23, None)
    assert (curve.answered, curve.open, curve.cases, curve.reach) == (9, 12, 21, 35)


def test_without_open_cases_it_is_the_share_not_yet_answered():
    curve = answer_curve([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [])
    assert curve.p50 == 5
    assert curve.p90 == 9
    assert curve.late_share(3) == pytest.approx(0.7)
    assert curve.late_share(0) == 1.0
    assert curve.late_share(99) == 0.0


def test_a_term_met_on_its_last_day_is_met():
    """Answered at 5.0 of a term of five days: in time; at 5.1: late."""
    assert answer_curve([5.0, 5.1], []).late_share(5) == pytest.approx(0.5)


def test_open_cases_move_the_median():
    """Answered after 1 and 2 days, three open for ten: of five, two are answered, so half is not reached."""
    assert answer_curve([1, 2], []).p50 == 1
    curve = answer_curve([1, 2], [10, 10, 10])
    assert curve.p50 is None
    assert curve.late_share(5) == pytest.approx(0.6)


def test_young_open_cases_leave_the_count_at_their_age():
    """Four cases; one open since half a day is no witness of the first day: then 1/3 is answered, not 1/4."""
    assert answer_curve([1], [0.5, 3, 3]).late_share(1) == pytest.approx(2 / 3)


def test_nothing_is_said_beyond_the_oldest_case():
    curve = answer_curve([1], [2, 4])
    assert curve.late_share(4) == pytest.approx(2 / 3)
    assert curve.late_share(4.5) is None


def test_no_case_no_curve():
    assert answer_curve([], []) is None
    assert counted_curve([3.0], [0], [0]) is None


def test_only_open_cases_stay_open():
    curve = answer_curve([], [1, 2, 3])
    assert (curve.days, curve.p50, curve.late_share(2), curve.late_share(5)) == ((), None, 1.0, None)


def test_all_answered_at_once():
    curve = answer_curve([0, 0, 0], [])
    assert (curve.p50, curve.p90, curve.late_share(0)) == (0, 0, 0.0)
    assert (curve.low[-1], curve.high[-1]) == (0.0, 1.0)


def test_the_answered_tenth_by_tenth_is_exact():
    assert answer_curve(list(range(1, 11)), []).age_of(0.1) == 1
    assert answer_curve(list(range(1, 11)), []).age_of(1.0) == 10


def test_counts_are_cases():
    assert counted_curve([7, 3, 3], [0, 2, 1], [4, 0, 1]) == answer_curve([3, 3, 3], [3, 7, 7, 7, 7])


def test_a_negative_age_is_refused():
    with pytest.raises(ValueError):
        answer_curve([-1], [])


AGES = st.lists(st.integers(0, 60).map(lambda quarter: quarter / 4), max_size=40)


@given(AGES, AGES)
def test_the_curve_never_rises_and_agrees_with_scipy(answered, waiting):
    curve = answer_curve(answered, waiting)
    if curve is None:
        assert not answered
        assert not waiting
        return
    shares = (1.0, *curve.still_open)
    assert all(later <= earlier for earlier, later in pairwise(shares))
    assert all(
        0 <= low <= share <= high <= 1 for low, share, high in zip(curve.low, curve.still_open, curve.high, strict=True)
    )
    if curve.p90 is not None:
        assert curve.p50 is not None
        assert curve.p50 <= curve.p90
    if answered:
        from scipy.stats import CensoredData, ecdf

        survival = ecdf(CensoredData(uncensored=answered, right=waiting)).sf
        assert curve.still_open == pytest.approx(survival.evaluate(curve.days).tolist(), abs=1e-9)
