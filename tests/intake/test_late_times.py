"""When a status was taken may be told later than the status, and be corrected; a step that staff took keeps its own time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.casework.sla_watch import flag_breaches
from command_center.casework.triage import Step, Triage
from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.report_kinds import ReportClass
from command_center.domain.workflow import Stage, Status
from command_center.intake.accept import Intake
from command_center.intake.outcome import ItemOutcome
from command_center.store.event_log import EventLog
from command_center.store.reports import Reports
from tests.intake.talking import NOW, deliver, message, stored
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")


def settled(*times, status=Status.SETTLED):
    """A row of another system, once for each time that it says its status was taken."""
    row = message("jalan rusak", channel="sp4n", status=status)
    return [replace(row, status_at=at) for at in times]


def days(number, hour=3):
    return NOW - timedelta(days=number) + timedelta(hours=hour - NOW.hour)


@BOTH_KINDS
def test_a_time_of_settlement_that_comes_later_is_taken_and_corrected(db, intake):
    rows = settled(None, days(2), days(3), days(3, hour=9))
    outcomes, times = [], []
    for row in rows:
        outcomes += deliver(intake, row).outcomes
        times.append(stored(db)[0].state.closed_at)
    assert times == [None, days(2), days(3), days(3)], "a later hour of the same day is how far the day had passed"
    assert outcomes == [ItemOutcome.NEW, ItemOutcome.UPDATED, ItemOutcome.UPDATED, ItemOutcome.UNCHANGED]
    assert stored(db)[0].state.reached[Stage.SETTLE] == days(3)


def test_a_further_answer_does_not_move_the_first(db, intake):
    for row in settled(days(5), days(2), days(6), status=Status.ANSWERED):
        deliver(intake, row)
    assert stored(db)[0].state.reached[Stage.ANSWER] == days(6)


@pytest.mark.parametrize(
    ("told", "verified_at"),
    [
        ([(Status.VERIFIED, days(5)), (Status.ANSWERED, days(2))], days(5)),
        # What was answered was verified, at the latest then.
        ([(Status.ANSWERED, days(2)), (Status.ANSWERED, days(3)), (Status.ANSWERED, days(1))], days(3)),
        ([(Status.VERIFIED, None), (Status.FORWARDED, days(2))], days(2)),
        ([(Status.DEFERRED, days(5))], None),
        ([(Status.NOT_OURS, days(5)), (Status.FORWARDED, days(2))], days(2)),
    ],
)
def test_a_report_is_verified_when_it_first_was_or_went_further(db, intake, told, verified_at):
    """The time is that of the step, not the one at which we heard of it."""
    row = message("jalan rusak", channel="sp4n", status=told[0][0])
    for status, at in told:
        deliver(intake, replace(row, status=status, status_at=at))
    assert stored(db)[0].state.verified_at == verified_at


def test_staff_verify_once(db, intake):
    deliver(intake, message("jalan rusak"))
    hours = [NOW + timedelta(hours=each) for each in range(5)]
    steps = (Status.ARCHIVED, Status.VERIFIED, Status.FORWARDED, Status.SETTLED, Status.FORWARDED)
    for at, status in zip(hours, steps, strict=True):
        Triage(Reports(db)).take([Step(1, status, at, "sari")])
    assert stored(db)[0].state.verified_at == hours[1]


@EITHER_KIND
def test_a_breach_that_was_none_goes_when_we_hear_of_the_forwarding(db, intake):
    row = message("jalan rusak", channel="sp4n", policy="sp4n")
    deliver(intake, row)
    later = NOW + timedelta(days=20)
    flag_breaches(Reports(db), later)
    assert stored(db)[0].state.breach is not None
    deliver(intake, replace(row, status=Status.FORWARDED, status_at=NOW + timedelta(hours=1)), at=later)
    (report,) = stored(db)
    assert report.state.breach is None
    assert EventLog(db).of_report(1)[-1].data["breached_at"] is None


def test_the_time_of_a_step_that_staff_took_is_ours(db, intake):
    (row,) = settled(None, status=Status.RECEIVED)
    deliver(intake, row)
    Triage(Reports(db)).take([Step(1, Status.FORWARDED, NOW, "sari")])
    deliver(intake, replace(row, status=Status.FORWARDED, status_at=days(-1)))
    assert stored(db)[0].state.reached[Stage.FORWARD] == NOW


@BOTH_KINDS
def test_a_wait_for_the_citizen_at_a_known_time_is_a_pause_and_one_at_an_unknown_time_is_none(db, intake):
    """What SP4N tells without a time stops the clock, and invents no pause; the dates stay as SP4N counts them."""
    row = message("jalan rusak", channel="sp4n", status=Status.INCOMPLETE)
    deliver(intake, row)
    before = stored(db)[0]
    assert (before.next_due, before.deadlines.pauses) == (None, ())
    deliver(intake, replace(row, status_at=days(2)))
    (pause,) = stored(db)[0].deadlines.pauses
    assert (pause.start, pause.end) == (before.received_at, None), "no pause begins before the receipt"
    deliver(intake, replace(row, status=Status.FORWARDED))
    after = stored(db)[0]
    assert after.deadlines.pauses == (), "nobody knows how long it waited"
    assert after.deadlines.due == before.deadlines.due
    assert after.next_due is not None


@pytest.fixture
def counting(db, examiner):
    """An intake that counts pauses, by the city's policies."""
    reference = examiner.reference
    clock = DeadlineClock(reference.policies, reference.calendar)
    return Intake(Reports(db, clock=clock), examiner, simulated=False)


def test_when_a_wait_ended_is_corrected_with_the_time_of_the_step_that_ended_it(db, counting):
    """Received on Friday 20 November 2026; it waits from Monday the 23rd to the 26th, which turns out to be the 24th."""
    row = message("jalan rusak", channel="sp4n", policy="seed-2017")
    deliver(counting, row)
    fixed = stored(db)[0].deadlines.due[Stage.ANSWER]
    for status, at in [(Status.INCOMPLETE, days(-3)), (Status.FORWARDED, days(-6))]:
        deliver(counting, replace(row, status=status, status_at=at))
    (after,) = stored(db)
    assert after.deadlines.due[Stage.ANSWER] - fixed == timedelta(days=5), "three working days, and a weekend"
    deliver(counting, replace(row, status=Status.FORWARDED, status_at=days(-4)))
    (after,) = stored(db)
    assert [(each.start, each.end) for each in after.deadlines.pauses] == [(days(-3), days(-4))]
    assert after.state.reached[Stage.FORWARD] == days(-4)
    assert after.deadlines.due[Stage.ANSWER] - fixed == timedelta(days=3), "Friday 4 December, and Monday the 7th"
    last = after.deadlines.changes[-1]
    assert (str(last.cause), last.basis, last.after) == ("pause", "citizen", after.deadlines.due[Stage.ANSWER])


def test_a_wait_that_is_corrected_to_have_ended_before_it_began_was_none(db, counting):
    row = message("jalan rusak", channel="sp4n", policy="seed-2017")
    deliver(counting, row)
    fixed = stored(db)[0].deadlines.due
    for status, at in [(Status.INCOMPLETE, days(-3)), (Status.ANSWERED, days(-6)), (Status.ANSWERED, days(-1))]:
        deliver(counting, replace(row, status=status, status_at=at))
    (after,) = stored(db)
    assert (after.deadlines.pauses, after.deadlines.due) == ((), fixed)
    assert after.state.reached[Stage.ANSWER] == days(-1)


def test_another_class_that_the_other_system_says_has_its_own_terms_with_both_dates(db, counting):
    """SP4N-LAPOR!: a complaint is settled in 14 working days, an information request in 5."""
    row = message("jalan rusak", channel="sp4n", policy="sp4n")
    deliver(counting, row)
    (before,) = stored(db)
    deliver(counting, replace(row, report_class=ReportClass.INFORMATION))
    (after,) = stored(db)
    assert after.deadlines.due[Stage.SETTLE] == after.deadlines.due[Stage.ANSWER] == before.deadlines.due[Stage.ANSWER]
    (change,) = after.deadlines.changes
    assert (str(change.cause), change.basis) == ("report_class", "information")
    assert (change.before, change.after) == (before.deadlines.due[Stage.SETTLE], after.deadlines.due[Stage.SETTLE])


def test_the_class_of_a_report_that_is_closed_moves_nothing_any_more(db, counting):
    row = message("jalan rusak", channel="sp4n", policy="sp4n", status=Status.SETTLED, status_at=days(-8))
    deliver(counting, row)
    due = stored(db)[0].deadlines.due
    deliver(counting, replace(row, report_class=ReportClass.INFORMATION))
    (after,) = stored(db)
    assert (after.report_class, after.deadlines.due) == (ReportClass.INFORMATION, due)
