"""A recount is one act: it keeps who, why and both dates, moves open reports only, and nothing a second time."""

from datetime import date, timedelta

import pytest

from command_center.casework import recount
from command_center.casework.triage import Triage
from command_center.domain.events import EventKind
from command_center.domain.sla import Policies
from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import end_of_day
from command_center.store.event_log import EventLog
from command_center.store.recounts import Recounts
from tests.casework.test_triage import examiner, reports, step
from tests.domain.test_recount import decreed
from tests.intake.test_accept import NOW
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

__all__ = ["examiner", "reports"]
pytestmark = pytest.mark.usefixtures("recount")
DECREE = decreed(date(2026, 12, 1))
LATER = NOW + timedelta(days=3)


@pytest.fixture
def apply(db, reports, examiner):
    """Apply a decree; returns the number of the act and how many reports it moved."""

    def run(calendar=DECREE, policies=examiner.reference.policies):
        return recount.apply(
            reports,
            Recounts(db),
            policies,
            calendar,
            now=LATER,
            by="sari",
            reason="SKB 1/2026",
            progress=lambda _done: None,
        )

    return run


@EITHER_KIND
def test_open_reports_move_and_the_act_keeps_both_dates(db, reports, examiner, apply):
    seen = recount.preview(reports, examiner.reference.policies, DECREE)
    before = {each.id: each for each in reports.all_after(0, 9)}
    assert apply() == (1, 2)
    kept = Recounts(db).of_act(1)
    assert tuple(kept) == seen.moved
    assert {(each.report_id, each.before) for each in kept} == {
        (each.report_id, before[each.report_id].deadlines.due[each.stage]) for each in kept
    }
    now_due = {each.id: each.deadlines.due for each in reports.all_after(0, 9)}
    assert all(now_due[each.report_id][each.stage] == each.after for each in kept)
    (act,) = Recounts(db).every()
    assert (act.by, act.reason, act.at, act.calendar) == ("sari", "SKB 1/2026", LATER, "decreed")
    assert act.deadlines == len(kept)


@EITHER_KIND
def test_each_report_is_an_event_that_says_who_and_the_new_date(db, reports, apply):
    apply()
    event = EventLog(db).of_report(1)[-1]
    assert (event.kind, event.by) == (EventKind.RECOUNTED, "sari")
    assert event.data["answer_due"] == end_of_day(date(2026, 12, 7)).isoformat()
    assert reports.all_after(0, 1)[0].deadlines.due[Stage.ANSWER] == end_of_day(date(2026, 12, 7))


def test_a_closed_report_stays_as_it_was(reports, apply):
    before = reports.all_after(0, 1)[0]
    Triage(reports).take([step(1, Status.ARCHIVED)])
    assert apply()[1] == 1
    assert reports.all_after(0, 1)[0].deadlines == before.deadlines


@BOTH_KINDS
def test_a_second_time_finds_nothing_to_do(reports, examiner, apply):
    apply()
    assert recount.preview(reports, examiner.reference.policies, DECREE).moved == ()
    assert apply() == (2, 0)


def test_a_report_with_a_policy_that_the_city_no_longer_has_is_named_and_stays(reports, examiner, apply):
    policies = examiner.reference.policies
    left = Policies(tuple(each for each in policies.every if each.code != "sp4n"), policies.default)
    numbers = {each.id: each.number for each in reports.all_after(0, 9)}
    assert recount.preview(reports, left, DECREE).unknown_policy == (numbers[2],)
    assert apply(policies=left)[1] == 1
