"""A decree that comes after the receipt moves the deadlines of open reports, and says both dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from command_center.domain.recount import MovedDeadline, moved, recounted
from command_center.domain.report import Breach, with_next_due
from command_center.domain.sla import fix_deadlines
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage
from command_center.domain.working_days import Calendar, end_of_day
from tests.domain.reports import NOW, a_report
from tests.reference.shipped import shipped

REFERENCE = shipped()
KNOWN = REFERENCE.calendar
POLICY = REFERENCE.policies.default


def decreed(*days: date, without: date | None = None) -> Calendar:
    """The calendar with more days off, or with one less."""
    off = {**KNOWN.days_off, **{day: Wording("Cuti Bersama", "Joint leave") for day in days}}
    if without is not None:
        del off[without]
    return Calendar("decreed", off, KNOWN.first_year, KNOWN.last_year, KNOWN.complete_until)


def taken(received_at: datetime = NOW):
    report = a_report(received_at=received_at, policy=POLICY.key)
    return with_next_due(replace(report, deadlines=fix_deadlines(POLICY, KNOWN, received_at)))


def test_a_new_day_off_moves_the_deadline_to_the_next_working_day():
    """Received on Friday 20 November 2026; ten working days end on Friday 4 December, without the 1st on Monday the 7th."""
    before = taken()
    after = recounted(before, POLICY, decreed(date(2026, 12, 1)))
    assert moved(before, after) == [
        MovedDeadline(1, before.number, Stage.ANSWER, end_of_day(date(2026, 12, 4)), end_of_day(date(2026, 12, 7)))
    ]
    assert after.next_due == (Stage.ANSWER, end_of_day(date(2026, 12, 7)))
    assert after.deadlines.calendar == "decreed"
    assert after.deadlines.policy == before.deadlines.policy


def test_a_day_off_outside_the_term_changes_nothing():
    before = taken()
    assert recounted(before, POLICY, decreed(date(2026, 12, 8))) is before
    assert moved(before, before) == []


def test_a_day_off_that_is_taken_back_moves_it_forward():
    before = taken(datetime(2026, 12, 21, 3, tzinfo=UTC))
    christmas = date(2026, 12, 25)
    after = recounted(before, POLICY, decreed(without=christmas))
    (change,) = moved(before, after)
    assert change.after < change.before


def test_a_breach_of_a_deadline_that_moved_was_none():
    before = taken()
    due = before.deadlines.due[Stage.ANSWER]
    flagged = replace(before, state=replace(before.state, breach=Breach(Stage.ANSWER, due, due)))
    after = recounted(flagged, POLICY, decreed(date(2026, 12, 1)))
    assert after.state.breach is None
    assert after.passed_deadline(due + timedelta(hours=1)) is None
    assert after.passed_deadline(due + timedelta(days=4)) is not None


def test_a_breach_of_a_deadline_that_stays_is_kept():
    policy = REFERENCE.policies.find("sp4n")
    before = with_next_due(replace(taken(), deadlines=fix_deadlines(policy, KNOWN, NOW)))
    breach = Breach(Stage.FORWARD, before.deadlines.due[Stage.FORWARD])
    flagged = replace(before, state=replace(before.state, breach=breach))
    after = recounted(flagged, policy, decreed(date(2026, 11, 30)))
    assert {each.stage for each in moved(flagged, after)} == {Stage.SETTLE}
    assert after.state.breach == breach


def test_the_longer_term_stays_the_longer_one():
    policy = REFERENCE.policies.find("sp4n")
    before = with_next_due(replace(taken(), deadlines=fix_deadlines(policy, KNOWN, NOW, extended=True)))
    after = recounted(before, policy, decreed(date(2026, 12, 1)))
    assert after.deadlines.extended
    assert after.deadlines.due[Stage.SETTLE] > before.deadlines.due[Stage.SETTLE]
