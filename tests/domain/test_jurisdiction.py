"""Whose time ran while a report was passed on: working days of city, province, nation and citizen."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from command_center.domain.jurisdiction import jurisdiction_times
from command_center.domain.report import after_step
from command_center.domain.workflow import Status
from command_center.domain.working_days import WIB, start_of_day, wib_day
from tests.domain.lives import calendar_of, clock_of, days_off, lived, moments, policies, taken, waits
from tests.domain.reports import a_report
from tests.reference.shipped import shipped

CALENDAR = shipped().calendar


def wib(text):
    return datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(UTC)


def walked():
    """Received on Monday 2 March 2026; at the province for a day, at the nation for two over a weekend, then asked."""
    report = a_report(received_at=wib("2026-03-02 09:00"))
    for status, at, level in (
        (Status.NOT_OURS, "2026-03-03 12:00", "province"),
        (Status.FORWARDED, "2026-03-04 12:00", ""),
        (Status.NOT_OURS, "2026-03-06 00:00", "nation"),
        (Status.FORWARDED, "2026-03-10 00:00", ""),
        (Status.INCOMPLETE, "2026-03-10 06:00", ""),
        (Status.FORWARDED, "2026-03-10 18:00", ""),
    ):
        report = after_step(report, status, wib(at), level=level)
    return report


def test_each_has_the_working_days_that_it_had_the_report():
    # From 3 March 00:00 to 11 March 00:00 there are six working days.
    ran = jurisdiction_times(walked(), wib("2026-03-11 00:00"), CALENDAR)
    assert (ran.province, ran.nation, ran.citizen) == (1, 2, 0.5)
    assert ran.city == pytest.approx(2.5)


def test_the_time_of_who_has_it_now_goes_on():
    away = after_step(
        a_report(received_at=wib("2026-03-02 09:00")), Status.NOT_OURS, wib("2026-03-03 00:00"), level="nation"
    )
    assert jurisdiction_times(away, wib("2026-03-05 12:00"), CALENDAR).nation == 2.5
    assert jurisdiction_times(away, wib("2026-03-05 12:00"), CALENDAR).city == 0


def test_what_is_settled_costs_nobody_any_more_time():
    settled = after_step(walked(), Status.SETTLED, wib("2026-03-11 00:00"))
    later = jurisdiction_times(settled, wib("2026-05-11 00:00"), CALENDAR)
    assert later == jurisdiction_times(walked(), wib("2026-03-11 00:00"), CALENDAR)


def test_on_the_day_of_receipt_no_time_runs():
    ran = jurisdiction_times(a_report(received_at=wib("2026-03-02 09:00")), wib("2026-03-02 23:00"), CALENDAR)
    assert (ran.city, ran.province, ran.nation, ran.citizen) == (0, 0, 0, 0)


@given(days_off, policies, moments, waits)
def test_together_they_are_the_working_time_since_the_receipt(off, policy, received_at, found):
    calendar = calendar_of(off)
    report = lived(taken(policy, calendar, received_at), found, clock_of(policy, calendar))
    now = received_at + timedelta(days=120)
    ran = jurisdiction_times(report, now, calendar)
    begin = start_of_day(wib_day(received_at) + timedelta(days=1))
    whole = calendar.working_time(begin, now) / timedelta(days=1)
    assert ran.city + ran.province + ran.nation + ran.citizen == pytest.approx(whole)
    assert min(ran.city, ran.province, ran.nation, ran.citizen) >= 0
