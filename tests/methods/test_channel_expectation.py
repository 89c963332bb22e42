"""What a channel usually brings, and how probable little of it is."""

from datetime import UTC, date, datetime, timedelta, timezone
from math import exp

import pytest

from command_center.methods.channel_expectation import (
    HourlyUsual,
    probability_of_at_most,
    silence_probability,
)

ZONE = timezone(timedelta(hours=7))
FRIDAY_EVENING = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
"""23:30 WIB on Friday."""
HOUR = timedelta(hours=1)


def test_parts_of_hours_count_as_parts_each_with_its_own_day():
    """Half an hour of Friday at 1 an hour, half an hour of Saturday at .5."""
    assert HourlyUsual((1.0,) * 24, (0.5,) * 24).expected(FRIDAY_EVENING, FRIDAY_EVENING + HOUR, ZONE) == 0.75


def test_each_hour_has_its_own_mean():
    usual = HourlyUsual(tuple(float(hour) for hour in range(24)), (0.0,) * 24)
    assert usual.expected(FRIDAY_EVENING - 3 * HOUR, FRIDAY_EVENING, ZONE) == 20 / 2 + 21 + 22 + 23 / 2


def test_a_day_off_counts_as_weekend():
    usual = HourlyUsual((1.0,) * 24, (0.5,) * 24)
    thursday = FRIDAY_EVENING - timedelta(days=1, hours=12)
    assert usual.expected(thursday, thursday + HOUR, ZONE) == 1
    assert usual.expected(thursday, thursday + HOUR, ZONE, {date(2026, 11, 19)}) == 0.5


def test_nothing_is_expected_of_no_time():
    usual = HourlyUsual((1.0,) * 24, (1.0,) * 24)
    assert usual.expected(FRIDAY_EVENING, FRIDAY_EVENING, ZONE) == 0
    assert usual.expected(FRIDAY_EVENING, FRIDAY_EVENING - HOUR, ZONE) == 0


def test_silence_where_three_usually_come():
    """e^-3 = .0498."""
    assert silence_probability(3) == pytest.approx(0.0498, abs=5e-5)
    assert silence_probability(0) == 1


def test_hearing_little_is_a_poisson_probability():
    """Mean 5: P(X<=2) = .1247, P(X<=0) = e^-5 (any printed table)."""
    assert probability_of_at_most(2, 5) == pytest.approx(0.1247, abs=5e-5)
    assert probability_of_at_most(0, 5) == pytest.approx(exp(-5))
    assert probability_of_at_most(0, 0) == 1
