"""What is usual on a day: limits from the same weekday of eight weeks, days far out not counted in full."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.methods.anomalies import Usual, count_limits, count_quantile, moving_mean, same_days, usual

TUESDAY = date(2026, 11, 24)


def test_limits_without_more_variance_than_the_mean_are_those_of_a_poisson_table():
    """Poisson, mean 10: P(X<=2) .0028, P(X<=3) .0103; P(X<=18) .9928, P(X<=19) .9965 (any printed table)."""
    assert count_limits(10, 10, 0.99) == (3, 19)


def test_limits_of_a_geometric_distribution_are_those_of_its_formula():
    """Mean 1 and variance 2 are a geometric distribution: P(X<=k) = 1 - 1/2^(k+1), and 1/2^8 is the first below .005."""
    assert count_limits(1, 2, 0.99) == (0, 7)


def test_eight_equal_weeks():
    """Mean 10 with half a report more in 80, variance 9/8 of it: negative binomial of size 80.5, P(success) 8/9.

    By its recursion P(k+1) = P(k) (80.5 + k) / (9 (k + 1)) from P(0) = (8/9)^80.5.
    """
    probability, below, quantiles = (8 / 9) ** 80.5, 0.0, []
    for count in range(60):
        below += probability
        quantiles.append(below)
        probability *= (80.5 + count) / (9 * (count + 1))
    low = next(count for count, below in enumerate(quantiles) if below >= 0.005)
    high = next(count for count, below in enumerate(quantiles) if below >= 0.995)
    assert usual([10] * 8) == Usual(10.0, low, high) == Usual(10.0, 3, 20)


def test_a_kind_that_never_came_is_not_impossible():
    """Size .5, success 8/9: P(0) = .9428, P(X<=1) = .9952: one report is usual still, two are not."""
    found = usual([0] * 8)
    assert found == Usual(0.0, 0, 1)
    assert [found.side(count) for count in (0, 1, 2)] == [0, 0, 1]


@pytest.mark.parametrize("history", [[], [5], [5, 5, 5]])
def test_few_weeks_say_nothing(history):
    assert usual(history) is None


def test_weeks_that_vary_more_give_wider_limits():
    calm, wild = usual([20] * 8), usual([8, 32, 12, 28, 10, 30, 14, 26])
    assert wild.low < calm.low
    assert wild.high > calm.high


def test_a_flood_makes_no_flood_usual():
    """Seven weeks of about ten and one of 400: a day of 40 stands out after them as it does without."""
    assert usual([10, 12, 9, 400, 11, 8, 10, 12]).side(40) == 1
    assert usual([10, 12, 9, 10, 11, 8, 10, 12]).side(40) == 1


def test_two_floods_do_not_hide_each_other():
    assert usual([10, 400, 9, 400, 11, 8, 10, 12]).side(60) == 1


def test_below_is_told_too():
    assert usual([40] * 8).side(5) == -1


@pytest.mark.parametrize(("counts", "coverage"), [([1, 2, 3, -1], 0.99), ([1] * 8, 0.0), ([1] * 8, 1.0)])
def test_nonsense_is_refused(counts, coverage):
    with pytest.raises(ValueError):
        usual(counts, coverage)


def test_a_day_is_compared_with_its_weekday():
    daily = {TUESDAY - timedelta(days=ago): ago for ago in range(80)}
    assert same_days(daily, TUESDAY) == [56, 49, 42, 35, 28, 21, 14, 7]


def test_days_without_reports_count_as_none_and_days_before_the_records_not_at_all():
    assert same_days({}, TUESDAY, since=TUESDAY - timedelta(days=30)) == [0, 0, 0, 0]


def test_a_day_off_counts_as_a_sunday():
    """A Tuesday off a week ago: left out for this Tuesday, counted for the Sunday before."""
    off = {TUESDAY - timedelta(days=7)}
    daily = {TUESDAY - timedelta(days=ago): ago for ago in range(80)}
    assert same_days(daily, TUESDAY, days_off=off) == [56, 49, 42, 35, 28, 21, 14]
    sunday = TUESDAY - timedelta(days=2)
    assert same_days(daily, sunday, days_off=off) == [58, 51, 44, 37, 30, 23, 16, 9, 7]
    assert same_days(daily, TUESDAY, days_off={TUESDAY}) == [51, 44, 37, 30, 23, 16, 9, 2]


def test_a_moving_mean_begins_where_it_has_its_days():
    assert moving_mean([7, 0, 0, 0, 0, 0, 0, 14]) == (None, None, None, None, None, None, 1.0, 2.0)
    assert moving_mean([3, 5], days=1) == (3.0, 5.0)
    assert moving_mean([]) == ()
    with pytest.raises(ValueError):
        moving_mean([1], days=0)


@given(st.lists(st.integers(0, 2000), min_size=4, max_size=12))
def test_limits_stand_in_order_and_hold_the_middle(history):
    found = usual(history)
    wider = usual(history, 0.999)
    assert 0 <= found.low <= found.high
    assert wider.low <= found.low <= found.mean + 1
    assert found.mean - 1 <= found.high <= wider.high


@given(st.lists(st.integers(0, 500), min_size=4, max_size=10), st.integers(1, 300))
def test_more_in_every_week_never_lowers_the_limits(history, more):
    """Only where the weeks vary no more than by chance: else a step up may fall below where far begins."""
    equal = [max(history)] * len(history)
    low, high = usual(equal), usual([count + more for count in equal])
    assert low.low <= high.low
    assert low.high <= high.high


@given(st.floats(0.01, 500), st.floats(1, 20), st.floats(0.001, 0.999))
def test_a_quantile_is_the_first_count_that_is_reached(mean, dispersion, probability):
    from scipy.stats import nbinom, poisson

    found = count_quantile(mean, mean * dispersion, probability)
    size = mean / (dispersion - 1) if dispersion > 1 else 0
    spread = poisson(mean) if not size or size > 1e9 * max(mean, 1) else nbinom(size, size / (size + mean))
    assert spread.cdf(found) >= probability - 1e-9
    assert found == 0 or spread.cdf(found - 1) < probability + 1e-9
