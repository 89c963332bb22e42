"""Parts of a term: when they are over, in working time, before a deadline and after it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.domain.report import after_step, with_next_due
from command_center.domain.sla import fix_deadlines
from command_center.domain.thresholds import threshold_at
from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import WIB, wib_day
from tests.domain.lives import calendar_of, clock_of, days_off, lived, moments, policies, taken, waits
from tests.domain.reports import a_report
from tests.reference.shipped import shipped

REFERENCE = shipped()
CALENDAR = REFERENCE.calendar


def wib(text):
    return datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(UTC)


def report_of(policy, received_at):
    found = REFERENCE.policies.find(policy)
    deadlines = fix_deadlines(found, CALENDAR, received_at)
    return with_next_due(replace(a_report(received_at=received_at), deadlines=deadlines)), found


# Received on Monday 2 March 2026, 09:00: 3=1 4=2 5=3 6=4 9=5 10=6 11=7 12=8 13=9 16=10, then 17 and the 25th.
@pytest.mark.parametrize(
    ("policy", "stage", "percent", "at"),
    [
        ("seed-2017", Stage.ANSWER, 50, "2026-03-09 23:59:59"),
        ("seed-2017", Stage.ANSWER, 80, "2026-03-12 23:59:59"),
        ("seed-2017", Stage.ANSWER, 100, "2026-03-16 23:59:59"),
        # Two fifths are four days: the end of a Friday, not the midnight of a Saturday.
        ("seed-2017", Stage.ANSWER, 40, "2026-03-06 23:59:59"),
        ("seed-2017", Stage.ANSWER, 45, "2026-03-09 12:00:00"),
        # After the deadline it goes on in working time: the feast lies between.
        ("seed-2017", Stage.ANSWER, 110, "2026-03-17 23:59:59"),
        ("seed-2017", Stage.ANSWER, 120, "2026-03-25 23:59:59"),
        ("seed-2017", Stage.ANSWER, 115, "2026-03-25 12:00:00"),
        ("diskominfo-2025", Stage.FORWARD, 50, "2026-03-02 21:00:00"),
        ("diskominfo-2025", Stage.FORWARD, 80, "2026-03-03 04:12:00"),
        ("diskominfo-2025", Stage.FORWARD, 100, "2026-03-03 09:00:00"),
        ("diskominfo-2025", Stage.ANSWER, 50, "2026-03-04 12:00:00"),
    ],
)
def test_a_part_of_a_term(policy, stage, percent, at):
    report, found = report_of(policy, wib("2026-03-02 09:00:00"))
    assert threshold_at(report, stage, percent, CALENDAR, found) == wib(at)


def test_hours_that_run_over_a_weekend():
    """From Friday 15:00: nine hours are over at midnight, and half of the term three hours into Monday."""
    report, found = report_of("diskominfo-2025", wib("2026-03-06 15:00:00"))
    assert threshold_at(report, Stage.FORWARD, 50, CALENDAR, found) == wib("2026-03-09 03:00:00")


def test_while_a_report_waits_its_thresholds_stand_where_they_were_as_its_deadline_does():
    report, policy = report_of("seed-2017", wib("2026-03-02 09:00:00"))
    asked = after_step(report, Status.INCOMPLETE, wib("2026-03-02 10:00:00"))
    for percent in (50, 80, 100, 120):
        at = threshold_at(report, Stage.ANSWER, percent, CALENDAR, policy)
        assert threshold_at(asked, Stage.ANSWER, percent, CALENDAR, policy) == at


def test_a_stage_without_a_deadline_has_no_threshold():
    report, found = report_of("seed-2017", wib("2026-03-02 09:00:00"))
    assert threshold_at(report, Stage.SETTLE, 50, CALENDAR, found) is None


@pytest.mark.parametrize("percent", [0, -1])
def test_a_percent_that_is_none_is_refused(percent):
    report, found = report_of("seed-2017", wib("2026-03-02 09:00:00"))
    with pytest.raises(ValueError, match="at least 1"):
        threshold_at(report, Stage.ANSWER, percent, CALENDAR, found)


def test_without_its_policy_a_term_is_one_of_days():
    report, _ = report_of("seed-2017", wib("2026-03-02 09:00:00"))
    assert threshold_at(report, Stage.ANSWER, 50, CALENDAR, None) == wib("2026-03-09 23:59:59")


@given(days_off, policies, moments, waits, st.integers(1, 250), st.integers(1, 250))
def test_thresholds_lie_on_working_days_in_their_order_and_a_hundred_is_the_deadline(
    off, policy, received_at, found, one, other
):
    calendar = calendar_of(off)
    report = lived(taken(policy, calendar, received_at), found, clock_of(policy, calendar))
    few, many = sorted((one, other))
    for stage, due in report.deadlines.due.items():
        early, late = (threshold_at(report, stage, percent, calendar, policy) for percent in (few, many))
        for moment in (early, late):
            assert calendar.is_working(wib_day(moment))
        assert early <= late
        assert threshold_at(report, stage, 100, calendar, policy) == due
        if many < 100:
            assert late <= due
        if few > 100:
            # Whatever is left of the second before midnight is rounding.
            assert early >= due - timedelta(seconds=1)


@given(days_off, policies, moments, waits)
def test_no_threshold_falls_into_a_pause_that_moves(off, policy, received_at, found):
    """While it waits nobody is reminded: what would be over then is over as much later."""
    calendar = calendar_of(off)
    report = lived(taken(policy, calendar, received_at), found, clock_of(policy, calendar))
    for stage, due in report.deadlines.due.items():
        moment = threshold_at(report, stage, 50, calendar, policy)
        for pause in report.deadlines.pauses:
            moves = policy.pauses.get(pause.why) == "moves" and pause.start <= due
            inside = pause.start + timedelta(seconds=1) < moment < pause.end
            assert not (moves and inside)
