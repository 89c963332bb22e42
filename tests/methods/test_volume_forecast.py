"""The coming days: the week's profile at the level of the last four weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.methods.volume_forecast import next_days

MONDAY = date(2026, 9, 28)
WEEK = [20, 20, 20, 20, 20, 10, 5]


def test_a_steady_week_goes_on():
    found = next_days(WEEK * 8, MONDAY, 9)
    assert [round(day.mean, 6) for day in found] == [*WEEK, 20, 20]
    assert all(day.low < day.mean < day.high for day in found)


def test_the_level_is_that_of_the_last_four_weeks():
    """Four weeks at 10 a day and four at 20: the days to come have 20."""
    found = next_days([10] * 28 + [20] * 28, MONDAY, 7)
    assert [round(day.mean, 6) for day in found] == [20.0] * 7


def test_a_day_off_to_come_is_forecast_as_a_sunday():
    wednesday = MONDAY + timedelta(days=56 + 2)
    found = next_days(WEEK * 8, MONDAY, 3, days_off={wednesday})
    assert [round(day.mean, 6) for day in found] == [20, 20, 5]


def test_the_interval_of_counts_that_vary_by_chance_is_a_poisson_one():
    """Mean 20 + .5/28, variance 29/28 of it. Poisson, mean 20: P(X<=12) .0390, P(X<=13) .0661; P(X<=28) .9657, P(X<=27) .9475."""
    (day,) = next_days([20] * 56, MONDAY, 1)
    assert (day.low, day.high) == (13, 28)


def test_one_flood_does_not_raise_the_forecast_much():
    """The last Friday had 400 instead of 20: it counts as 36, where far begins (9.03 + 3 halved, squared, less .375)."""
    counts = WEEK * 8
    counts[-3] = 400
    flooded, calm = next_days(counts, MONDAY, 7), next_days(WEEK * 8, MONDAY, 7)
    assert all(one.mean < 1.2 * other.mean for one, other in zip(flooded, calm, strict=True))


def test_nothing_so_far_forecasts_nothing_but_does_not_swear_to_it():
    found = next_days([0] * 56, MONDAY, 2)
    assert [(day.mean, day.low) for day in found] == [(0.0, 0), (0.0, 0)]


@pytest.mark.parametrize("counts", [[], [5] * 27])
def test_less_than_four_weeks_give_no_forecast(counts):
    assert next_days(counts, MONDAY, 3) == ()


def test_nothing_asked_nothing_forecast():
    assert next_days(WEEK * 8, MONDAY, 0) == ()


def test_negative_counts_are_refused():
    with pytest.raises(ValueError):
        next_days([5] * 40 + [-1], MONDAY, 1)


@given(st.lists(st.integers(0, 300), min_size=28, max_size=70), st.sets(st.integers(0, 80), max_size=8))
def test_the_interval_holds_the_expectation(counts, off):
    days_off = {MONDAY + timedelta(days=day) for day in off}
    for day in next_days(counts, MONDAY, 10, days_off):
        assert 0 <= day.low <= day.high
        assert day.mean <= day.high + 1
