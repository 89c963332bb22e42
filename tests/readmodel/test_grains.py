"""Durations grouped by grains: medians and P90 within one percent, whole days exact, the same in Python and in SQL."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.domain.working_days import WIB
from command_center.readmodel.grains import Waited, days_of, grain_of
from command_center.readmodel.read_model import ReadModel
from tests.readmodel.facts import CALENDAR


@pytest.fixture(scope="module")
def model():
    return ReadModel.open(None, WIB, CALENDAR)


@given(st.floats(0.04, 20_000))
def test_a_grain_is_never_more_than_one_percent_off(days):
    assert days_of(grain_of(days)) == pytest.approx(days, rel=0.01)


@given(st.floats(0, 0.125))
def test_below_three_hours_it_is_half_a_minute_off_at_most(days):
    assert days_of(grain_of(days)) == pytest.approx(days, abs=0.5 / 1440 + 1e-12)


def test_whole_days_and_hours_of_one_are_exact():
    assert [days_of(grain_of(day)) for day in range(400)] == list(range(400))
    assert [days_of(grain_of(minute / 1440)) for minute in range(180)] == [minute / 1440 for minute in range(180)]


def test_longer_takes_no_smaller_grain_and_each_number_is_one():
    grains = [grain_of(days_of(grain)) for grain in range(5000)]
    assert grains == list(range(5000))
    assert sorted(map(days_of, grains)) == list(map(days_of, grains))


def test_what_nobody_knows_or_went_backwards_has_none():
    assert grain_of(None) is grain_of(-0.5) is None
    assert grain_of(0.0) == 0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0.2, 400), min_size=1, max_size=300))
def test_medians_and_p90_of_grains_are_those_of_the_durations_to_one_percent(model, days):
    quantiles = "quantile_cont(days, 0.5), quantile_cont(days, 0.9)"
    with model.cursor() as cursor:
        exact = cursor.execute(f"SELECT {quantiles} FROM (SELECT unnest(?) AS days)", [days]).fetchone()
        grouped = cursor.execute(
            f"SELECT {quantiles} FROM (SELECT unnest(?) AS days)", [[days_of(grain_of(each)) for each in days]]
        ).fetchone()
    assert grouped == pytest.approx(exact, rel=0.01)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(-3, 20_000)), max_size=100))
def test_sql_and_python_agree(model, days):
    with model.cursor() as cursor:
        found = cursor.execute("SELECT grain(days) FROM (SELECT unnest(?::DOUBLE[]) AS days)", [days]).fetchall()
    assert [row[0] for row in found] == [grain_of(each) for each in days]


def test_what_waits_is_as_old_as_its_day_of_receipt():
    """Received on a Friday: a half of Monday has passed. On the day of receipt nothing has."""
    monday = datetime(2026, 11, 16, 12, tzinfo=WIB).astimezone(UTC).replace(tzinfo=None)
    waited = Waited(CALENDAR, monday)
    assert waited[date(2026, 11, 13)] == 0.5
    assert waited[date(2026, 11, 16)] == 0
    assert Waited(CALENDAR, monday + timedelta(days=2))[date(2026, 11, 13)] == pytest.approx(2), "Wednesday is free"
