"""What moved a deadline is kept with the report: pauses, decrees, another policy or class, the longer term; both dates each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from command_center.domain.deadline_clock import DeadlineClock, noted
from command_center.domain.due_changes import ChangeCause, DueChange
from command_center.domain.recount import recounted, with_extension, with_policy
from command_center.domain.report import Breach, after_step, with_longer_settlement, with_next_due
from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import fix_deadlines
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import WIB, Calendar
from tests.domain.reports import a_report
from tests.reference.shipped import shipped

REFERENCE = shipped()
CALENDAR = REFERENCE.calendar
CLOCK = DeadlineClock(REFERENCE.policies, CALENDAR)


def wib(text):
    return datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(UTC)


def end(day):
    return wib(f"2026-{day} 23:59:59")


RECEIVED = wib("2026-03-02 09:00:00")
LATER = wib("2026-03-12 10:00:00")


def policy(code):
    return REFERENCE.policies.find(code)


def taken(code="seed-2017", report_class=ReportClass.COMPLAINT):
    deadlines = fix_deadlines(policy(code), CALENDAR, RECEIVED, report_class)
    return with_next_due(replace(a_report(received_at=RECEIVED, report_class=str(report_class)), deadlines=deadlines))


def waited(code="seed-2017", level=""):
    """It waited from Wednesday 4 March 12:00 to Friday the 6th 12:00: two working days."""
    before = taken(code)
    away = after_step(before, Status.NOT_OURS if level else Status.INCOMPLETE, wib("2026-03-04 12:00:00"), level=level)
    back = CLOCK.after_pauses(after_step(away, Status.VERIFIED, wib("2026-03-06 12:00:00")))
    return noted(before, back, wib("2026-03-06 12:00:00"))


def test_a_pause_is_kept_as_what_moved_it():
    assert waited().deadlines.changes == (
        DueChange(Stage.ANSWER, wib("2026-03-06 12:00:00"), ChangeCause.PAUSE, end("03-16"), end("03-25"), "citizen"),
    )


def test_another_policy_keeps_earlier_pauses_and_counts_them_by_its_own_rules():
    before = waited()
    after = noted(before, with_policy(before, policy("lapor-hendi-2021"), CALENDAR), LATER)
    # Forwarding ended on the 3rd, before the pause; five days end on the 9th, and two later on the 11th.
    assert dict(after.deadlines.due) == {
        Stage.FORWARD: end("03-03"),
        Stage.ANSWER: end("03-11"),
        Stage.SETTLE: end("03-25"),
    }
    assert after.deadlines.policy == "lapor-hendi-2021@1"
    assert [(each.stage, each.cause, each.before, each.after) for each in after.deadlines.changes[1:]] == [
        (Stage.FORWARD, ChangeCause.POLICY, None, end("03-03")),
        (Stage.ANSWER, ChangeCause.POLICY, end("03-25"), end("03-11")),
        (Stage.SETTLE, ChangeCause.POLICY, None, end("03-25")),
    ]
    assert [(each.start, each.end) for each in after.deadlines.pauses] == [
        (each.start, each.end) for each in before.deadlines.pauses
    ]
    # SP4N adds nothing for the citizen: the same pause moves nothing there, and does again on the way back.
    sp4n = with_policy(after, policy("sp4n"), CALENDAR)
    assert sp4n.deadlines.due[Stage.ANSWER] == end("03-09")
    assert with_policy(sp4n, policy("seed-2017"), CALENDAR).deadlines.due == before.deadlines.due


def test_another_class_has_its_own_terms_and_keeps_what_waited():
    before = waited("sp4n", level="province")
    after = noted(before, with_policy(before, policy("sp4n"), CALENDAR, ReportClass.INFORMATION), LATER)
    assert after.report_class is ReportClass.INFORMATION
    # Five days end on the 9th, and two later on the 11th; fourteen days and two had ended on the 31st.
    assert (before.deadlines.due[Stage.SETTLE], after.deadlines.due[Stage.SETTLE]) == (end("03-31"), end("03-11"))
    (change,) = [each for each in after.deadlines.changes if each.cause is ChangeCause.REPORT_CLASS]
    assert (change.stage, change.basis) == (Stage.SETTLE, "information")


def test_the_longer_term_keeps_what_waited_and_leaves_the_other_stages():
    before = waited("sp4n", level="province")
    after = noted(before, with_extension(before, policy("sp4n"), CALENDAR), LATER)
    # March 16, April 21, May 16 and June 2-5, 8-10 are sixty days: to Wednesday 10 June, and two more.
    assert after.deadlines.due[Stage.SETTLE] == end("06-12")
    assert after.deadlines.due[Stage.ANSWER] == before.deadlines.due[Stage.ANSWER]
    assert after.deadlines.extended
    assert after.deadlines.changes[-1].cause is ChangeCause.EXTENSION
    # The same where another system says so: the term from the receipt, what waited counted when it is saved.
    base = fix_deadlines(policy("sp4n"), CALENDAR, RECEIVED, extended=True).due[Stage.SETTLE]
    told = CLOCK.after_pauses(with_longer_settlement(before, base))
    assert told.deadlines.due == after.deadlines.due
    assert told.deadlines.pauses == after.deadlines.pauses


def test_a_policy_without_a_longer_term_grants_none():
    with pytest.raises(ValueError, match="has no longer term"):
        with_extension(taken(), policy("seed-2017"), CALENDAR)


def test_a_decree_counts_anew_with_the_pauses():
    before = waited()
    off = {**CALENDAR.days_off, date(2026, 3, 17): Wording("Cuti", "Leave")}
    decreed = Calendar("decreed", off, CALENDAR.first_year, CALENDAR.last_year, CALENDAR.complete_until)
    after = noted(before, recounted(before, policy("seed-2017"), decreed), LATER)
    assert after.deadlines.due[Stage.ANSWER] == end("03-26")
    assert after.deadlines.calendar == "decreed"
    assert [(each.cause, each.basis) for each in after.deadlines.changes] == [
        (ChangeCause.PAUSE, "citizen"),
        (ChangeCause.CALENDAR, "decreed"),
    ]


def test_a_breach_of_a_deadline_that_moved_is_forgotten_and_one_that_stays_is_kept():
    before = taken("sp4n")
    breach = Breach(Stage.FORWARD, before.deadlines.due[Stage.FORWARD])
    flagged = replace(before, state=replace(before.state, breach=breach))
    assert with_extension(flagged, policy("sp4n"), CALENDAR).state.breach == breach
    assert with_policy(flagged, policy("lapor-hendi-2021"), CALENDAR).state.breach is None


def test_a_change_of_something_else_notes_nothing():
    before = waited()
    assert noted(before, replace(before, retracted=True), LATER).deadlines.changes == before.deadlines.changes


def test_what_is_taken_back_is_noted_too():
    """Undoing the step that ended a pause puts the old date back."""
    asked = after_step(taken(), Status.INCOMPLETE, wib("2026-03-04 12:00:00"))
    back = noted(asked, CLOCK.after_pauses(after_step(asked, Status.VERIFIED, wib("2026-03-06 12:00:00"))), RECEIVED)
    undone = noted(back, replace(back, deadlines=asked.deadlines, state=asked.state), RECEIVED + timedelta(seconds=9))
    assert undone.deadlines.due == asked.deadlines.due
    assert [(each.before, each.after, each.cause) for each in undone.deadlines.changes] == [
        (end("03-16"), end("03-25"), ChangeCause.PAUSE),
        (end("03-25"), end("03-16"), ChangeCause.PAUSE),
    ]
    again = CLOCK.after_pauses(after_step(undone, Status.VERIFIED, wib("2026-03-06 12:00:00")))
    assert again.deadlines.due[Stage.ANSWER] == end("03-25")
