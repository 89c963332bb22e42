"""What is usual on a day, what is not, and what comes next; and days that are counted together."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from command_center.domain.selection import DaySpan, Dimension, Preset, Selection
from command_center.domain.working_days import WIB
from command_center.readmodel.analysis.counts import bucket_days, buckets_of
from command_center.readmodel.analysis.load import load_analytics
from command_center.readmodel.selected import RowRights
from tests.readmodel.facts import received
from tests.readmodel.sixty import city, every_day, model_of

TODAY = date(2026, 9, 30)
NOW = datetime(2026, 9, 30, 13, 0, tzinfo=WIB)
FLOOD = date(2026, 9, 16)


@pytest.fixture(scope="module")
def steady():
    """Three reports on every day of twenty weeks, and twenty more of rob on 16 September; today has two at noon so far."""
    begin = TODAY - timedelta(days=139)
    at = datetime(2026, 9, 16, 9, tzinfo=WIB)
    events = [
        *every_day(begin, TODAY - timedelta(days=1), 3),
        *[received(5000 + each, at, category="rob") for each in range(20)],
        *every_day(TODAY, TODAY, 2, number=6000),
    ]
    return model_of(events)


def view(model, *filters, first=date(2026, 9, 1), last=TODAY):
    selection = Selection(Preset.OWN, DaySpan(first, last))
    for dimension, values in filters:
        selection = selection.with_filter(dimension, values)
    return load_analytics(model, selection, city(), RowRights(), NOW)


def test_a_day_beyond_the_limits_is_told_with_what_made_it(steady):
    unusual = [day for day in view(steady).days if day.unusual]
    assert [(day.day, day.selected, day.category, day.category_count) for day in unusual] == [(FLOOD, 23, "rob", 20)]
    assert unusual[0].limits.mean == 3


def test_a_day_that_is_not_over_is_never_too_few(steady):
    today = view(steady).days[-1]
    assert (today.selected, today.partial, today.unusual) == (2, True, False)
    assert today.mean is None


def test_the_moving_mean_is_that_of_seven_days(steady):
    days = {day.day: day for day in view(steady).days}
    assert days[date(2026, 9, 1)].mean == 3
    assert days[FLOOD].mean == pytest.approx((7 * 3 + 20) / 7)
    assert days[FLOOD + timedelta(days=7)].mean == 3
    assert days[FLOOD].before_mean == 3


def test_the_coming_week_is_as_the_weeks_before(steady):
    coming = view(steady).forecast
    assert [day.day for day in coming] == [TODAY + timedelta(days=ahead) for ahead in range(1, 8)]
    # A flood makes no flood usual: days far above count as just that far.
    assert all(2.9 < day.limits.mean < 4.2 for day in coming)
    assert all(day.limits.low <= 3 <= day.limits.high for day in coming)


def test_a_period_that_ended_has_no_forecast(steady):
    assert view(steady, last=TODAY - timedelta(days=2)).forecast == ()


def test_the_city_is_drawn_at_the_selections_share(steady):
    """Of September's 3 x 29 + 22 = 109 reports 20 are rob: the city's mean of 3 becomes 3 x 20 / 109."""
    day = view(steady, (Dimension.CATEGORY, ["rob"])).days[0]
    assert day.city_mean == pytest.approx(3 * 20 / 109)


def test_a_new_city_has_nothing_that_is_usual():
    found = view(model_of(every_day(date(2026, 9, 20), TODAY, 3)))
    assert not any(day.unusual or day.limits for day in found.days)
    assert found.forecast == ()
    assert [day.mean for day in found.days if day.mean is not None] == [3.0] * 4


@pytest.mark.parametrize(
    ("days", "size", "number"), [(1, 1, 1), (31, 1, 31), (32, 7, 5), (91, 7, 13), (455, 7, 65), (456, 28, 17)]
)
def test_days_are_counted_together_where_they_are_many(days, size, number):
    span = DaySpan(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=days - 1))
    buckets = buckets_of(span)
    assert bucket_days(span) == size
    assert len(buckets) == number
    assert buckets[0].first == span.first
    assert buckets[-1].last == span.last
    assert all(later.first == earlier.last + timedelta(days=1) for earlier, later in pairwise(buckets))
