"""Moments that somebody wrote are read strictly, and none lies where a sum with it would leave the calendar."""

from datetime import UTC, date, datetime

import pytest

from command_center.domain.moments import in_calendar, moment_of


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-21T10:00:00+07:00", datetime(2026, 11, 21, 3, tzinfo=UTC)),
        ("2026-11-21T03:00:00Z", datetime(2026, 11, 21, 3, tzinfo=UTC)),
        ("2026-11-21T10:00:00", None),
        ("0001-01-01T00:00:00+07:00", None),
        ("9999-12-31T23:59:59-07:00", None),
        ("1899-12-31T23:59:59+00:00", None),
        ("kemarin", None),
        ("", None),
    ],
)
def test_a_text_names_a_moment_with_a_zone_or_none(text, moment):
    assert moment_of(text) == moment


@pytest.mark.parametrize(
    ("day", "there"), [(date(1, 1, 1), False), (date(1900, 1, 1), True), (date(2999, 12, 31), True), (date.max, False)]
)
def test_which_years_are_asked_for(day, there):
    assert in_calendar(day) is there
