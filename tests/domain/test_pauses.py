"""Pauses of the clock: kept by the steps, counted in working time, and the same however they are counted."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.domain.due_changes import ChangeCause
from command_center.domain.due_explained import explain
from command_center.domain.pauses import Pause, PauseReason, PauseRule, after_change
from command_center.domain.recount import recounted, with_policy
from command_center.domain.report import after_step, with_time_of_status
from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import DeadlinePolicy, Term, Terms
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import wib_day
from tests.domain.lives import calendar_of, clock_of, days_off, lived, moments, policies, saved, taken, waits
from tests.domain.reports import NOW, a_report

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CITIZEN, PROVINCE, NATION = PauseReason


def test_a_step_into_a_status_in_which_the_clock_stands_begins_a_pause_and_the_step_out_ends_it():
    asked = after_step(a_report(), Status.INCOMPLETE, NOW + HOUR)
    assert asked.deadlines.pauses == (Pause(NOW + HOUR, None, CITIZEN),)
    verified = after_step(asked, Status.VERIFIED, NOW + 3 * HOUR)
    assert verified.deadlines.pauses == (Pause(NOW + HOUR, NOW + 3 * HOUR, CITIZEN),)


def test_who_has_it_is_whose_time_ran():
    away = after_step(a_report(), Status.NOT_OURS, NOW + HOUR, level="province")
    assert away.deadlines.pauses == (Pause(NOW + HOUR, None, PROVINCE),)
    back = after_step(away, Status.FORWARDED, NOW + DAY)
    away_again = after_step(back, Status.NOT_OURS, NOW + 2 * DAY, level="nation")
    assert [(each.why, each.end) for each in away_again.deadlines.pauses] == [(PROVINCE, NOW + DAY), (NATION, None)]


def test_what_is_not_ours_and_of_no_other_level_is_no_pause():
    assert after_step(a_report(), Status.NOT_OURS, NOW + HOUR).deadlines.pauses == ()


def test_a_level_counts_only_where_a_report_is_passed_on():
    assert after_step(a_report(), Status.VERIFIED, NOW + HOUR, level="province").deadlines.pauses == ()


@pytest.mark.parametrize("level", ["city", "citizen", "PROVINCE", "x"])
def test_a_level_that_there_is_not_is_refused(level):
    with pytest.raises(ValueError, match="use province, nation, or leave it empty"):
        after_step(a_report(), Status.NOT_OURS, NOW, level=level)


def test_from_the_citizen_to_the_province_one_pause_follows_the_other():
    asked = after_step(a_report(), Status.INCOMPLETE, NOW + HOUR)
    away = after_step(asked, Status.NOT_OURS, NOW + 2 * HOUR, level="province")
    assert away.deadlines.pauses == (Pause(NOW + HOUR, NOW + 2 * HOUR, CITIZEN), Pause(NOW + 2 * HOUR, None, PROVINCE))


@pytest.mark.parametrize(("at", "known"), [(None, True), (NOW + HOUR, False)])
def test_a_step_at_an_unknown_time_invents_no_pause(at, known):
    asked = after_step(a_report(), Status.INCOMPLETE, at, known=known)
    assert asked.deadlines.pauses == ()
    assert asked.next_due is None, "the clock stands all the same"
    assert after_step(asked, Status.VERIFIED, NOW + DAY).deadlines.pauses == ()


@pytest.mark.parametrize(("at", "known"), [(None, True), (NOW + DAY, False)])
def test_a_pause_whose_end_nobody_knows_is_none(at, known):
    asked = after_step(a_report(), Status.INCOMPLETE, NOW + HOUR)
    assert after_step(asked, Status.VERIFIED, at, known=known).deadlines.pauses == ()


def test_since_when_it_waits_may_be_told_later_and_corrected():
    asked = after_step(a_report(), Status.INCOMPLETE, NOW + DAY, known=False)
    told = with_time_of_status(asked, NOW + 5 * HOUR)
    assert told.deadlines.pauses == (Pause(NOW + 5 * HOUR, None, CITIZEN),)
    earlier = with_time_of_status(told, NOW + 2 * HOUR)
    assert earlier.deadlines.pauses == (Pause(NOW + 2 * HOUR, None, CITIZEN),)
    assert with_time_of_status(earlier, NOW + 3 * HOUR) is earlier, "a later hour of the same day is no correction"


@pytest.mark.parametrize("end", [NOW + HOUR, NOW])
def test_a_pause_without_length_is_none(end):
    asked = after_step(a_report(), Status.INCOMPLETE, NOW + HOUR)
    assert after_step(asked, Status.VERIFIED, end).deadlines.pauses == ()


def test_no_pause_begins_before_the_receipt_or_within_another():
    before = after_change((), CITIZEN, NOW - DAY, NOW)
    assert before == (Pause(NOW, None, CITIZEN),)
    past = (Pause(NOW, NOW + DAY, CITIZEN),)
    assert after_change(past, PROVINCE, NOW + HOUR, NOW) == (*past, Pause(NOW + DAY, None, PROVINCE))


@given(days_off, policies, moments, waits)
def test_pauses_are_in_order_and_never_overlap(off, policy, received_at, found):
    report = lived(taken(policy, calendar_of(off), received_at), found, clock_of(policy, calendar_of(off)))
    for each in report.deadlines.pauses:
        assert received_at <= each.start < each.end
    assert all(one.end <= other.start for one, other in pairwise(report.deadlines.pauses))


@given(days_off, policies, moments, waits)
def test_counted_as_they_end_and_counted_all_at_once_are_the_same(off, policy, received_at, found):
    calendar = calendar_of(off)
    report = lived(taken(policy, calendar, received_at), found, clock_of(policy, calendar))
    assert recounted(report, policy, calendar) is report
    again = with_policy(report, policy, calendar)
    assert dict(again.deadlines.due) == dict(report.deadlines.due)
    assert again.deadlines.pauses == report.deadlines.pauses


@given(days_off, policies, moments, waits)
def test_every_deadline_lies_on_a_working_day_and_pauses_never_bring_it_forward(off, policy, received_at, found):
    calendar = calendar_of(off)
    before = taken(policy, calendar, received_at)
    after = lived(before, found, clock_of(policy, calendar))
    for stage, due in after.deadlines.due.items():
        assert calendar.is_working(wib_day(due))
        assert due >= before.deadlines.due[stage]


@given(days_off, policies, moments, waits)
def test_exactly_the_term_runs_outside_the_pauses_that_move(off, policy, received_at, found):
    calendar = calendar_of(off)
    report = lived(taken(policy, calendar, received_at), found, clock_of(policy, calendar))
    for stage in explain(report, clock_of(policy, calendar).policies, calendar).stages:
        # A term that is used up with a day ends a second before midnight: 2 seconds of rounding, in the unit of the term.
        assert stage.total == pytest.approx(stage.term.hours or stage.term.days, abs=1e-3)
        assert not stage.counted_otherwise
        assert stage.days[-1].counted


@given(days_off, policies, moments, waits)
def test_who_waits_never_breaches(off, policy, received_at, found):
    calendar, seen = calendar_of(off), []
    lived(taken(policy, calendar, received_at), found, clock_of(policy, calendar), seen)
    for report in seen:
        waits_now = bool(report.deadlines.pauses) and report.deadlines.pauses[-1].end is None
        if waits_now:
            assert report.next_due is None
            assert report.passed_deadline(received_at + 900 * DAY) is None


@given(days_off, policies, moments, waits)
def test_what_was_breached_before_a_pause_stays_breached(off, policy, received_at, found):
    calendar = calendar_of(off)
    report, clock, at = taken(policy, calendar, received_at), clock_of(policy, calendar), received_at
    for why, running, waiting in found:
        at += running
        passed = {stage: due for stage, due in report.deadlines.due.items() if due < at}
        report = lived(report, [(why, at - received_at, waiting)], clock)
        at += waiting
        assert passed.items() <= dict(report.deadlines.due).items()


@given(days_off, st.dates(date(2025, 6, 1), date(2026, 6, 30)), policies, moments, waits)
def test_a_new_day_off_never_shortens_whatever_was_paused(off, new, policy, received_at, found):
    calendar, more = calendar_of(off), calendar_of(off | {new}, "more")
    report = lived(taken(policy, calendar, received_at), found, clock_of(policy, calendar))
    after = recounted(report, policy, more)
    for stage, due in report.deadlines.due.items():
        assert after.deadlines.due[stage] >= due
    assert after.deadlines.calendar == ("any" if after is report else "more")


@given(days_off, policies, moments, waits, st.timedeltas(timedelta(0), timedelta(days=5)))
def test_a_longer_pause_never_means_an_earlier_deadline(off, policy, received_at, found, longer):
    calendar = calendar_of(off)
    clock = clock_of(policy, calendar)
    short = lived(taken(policy, calendar, received_at), found, clock)
    stretched = [(why, running, waiting + longer) for why, running, waiting in found[-1:]]
    long = lived(taken(policy, calendar, received_at), [*found[:-1], *stretched], clock)
    for stage, due in short.deadlines.due.items():
        assert long.deadlines.due[stage] >= due


@given(days_off, policies, moments, waits)
def test_what_moved_a_deadline_leads_from_the_first_date_to_the_one_that_stands(off, policy, received_at, found):
    calendar = calendar_of(off)
    before = taken(policy, calendar, received_at)
    after = lived(before, found, clock_of(policy, calendar))
    for stage in after.deadlines.due:
        moves = [each for each in after.deadlines.changes if each.stage is stage]
        dates = [before.deadlines.due[stage], *(each.after for each in moves)]
        assert [each.before for each in moves] == dates[:-1]
        assert dates[-1] == after.deadlines.due[stage]
        assert all(each.cause is ChangeCause.PAUSE for each in moves)


def test_counting_one_pause_twice_moves_nothing():
    """Several changes of one report in one transaction save it again and again."""
    policy, calendar = moving(), calendar_of(())
    report = lived(taken(policy, calendar, NOW), [(CITIZEN, 30 * HOUR, 30 * HOUR)], clock_of(policy, calendar))
    assert clock_of(policy, calendar).after_pauses(report) is report


def test_a_deadline_that_moves_to_the_first_moment_of_a_day_keeps_its_count_on_that_day():
    """A pause of a second takes 23:59:59 to midnight, with which a working day begins of which nothing counts."""
    policy, calendar = moving(), calendar_of(())
    start = datetime(2025, 6, 4, 5, tzinfo=UTC)
    report = taken(policy, calendar, start)
    away = after_step(report, Status.INCOMPLETE, start + DAY)
    back = saved(
        away, after_step(away, Status.VERIFIED, start + DAY + timedelta(seconds=1)), clock_of(policy, calendar), start
    )
    assert back.deadlines.due[Stage.ANSWER] == datetime(2025, 6, 11, 17, tzinfo=UTC)
    stage = explain(back, clock_of(policy, calendar).policies, calendar).of("answer")
    assert [(day.day.day, round(day.number, 3), round(day.share, 3)) for day in stage.days[-2:]] == [
        (11, 5, 1),
        (12, 5, 0),
    ]


def test_an_answer_that_was_given_before_the_pause_keeps_its_date():
    policy, calendar = moving(), calendar_of(())
    clock = clock_of(policy, calendar)
    before = taken(policy, calendar, NOW)
    answered = after_step(before, Status.ANSWERED, NOW + DAY)
    asked = after_step(answered, Status.INCOMPLETE, NOW + 4 * DAY)
    after = saved(asked, after_step(asked, Status.FORWARDED, NOW + 6 * DAY), clock, NOW + 6 * DAY)
    assert after.deadlines.due[Stage.ANSWER] == before.deadlines.due[Stage.ANSWER]
    assert after.deadlines.due[Stage.SETTLE] > before.deadlines.due[Stage.SETTLE]


def test_a_report_of_a_policy_that_the_city_no_longer_has_keeps_its_dates():
    policy, calendar = moving(), calendar_of(())
    other = clock_of(moving("other"), calendar)
    report = lived(taken(policy, calendar, NOW), [(CITIZEN, 30 * HOUR, 30 * HOUR)], other)
    assert report.deadlines.due == taken(policy, calendar, NOW).deadlines.due
    assert report.deadlines.pauses, "and what it waited is kept"


def moving(code="p"):
    """A policy whose every pause moves."""
    terms = dict.fromkeys(ReportClass, Terms(answer=Term(5), settle=Term(10)))
    return DeadlinePolicy(code, 1, Wording("p", "p"), "test", terms, pauses=dict.fromkeys(PauseReason, PauseRule.MOVES))
