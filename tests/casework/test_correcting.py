"""Corrections by hand that move deadlines: both dates are kept, and taken back with the act."""

from datetime import timedelta

from command_center.casework.handling import Handling
from command_center.domain.acts import Act, ActKind
from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.due_changes import ChangeCause
from command_center.domain.sla import fix_deadlines
from command_center.intake.accept import Intake, Parsed
from command_center.store.audit import Audit
from command_center.store.reports import Reports
from tests.casework.answering_city import P3M, examiner
from tests.intake.test_accept import ITEM, NOW
from tests.reference.shipped import shipped

HOUR = timedelta(hours=1)


def test_another_policy_counts_from_the_receipt_and_is_taken_back_with_its_dates(sqlite_db):
    policies = shipped().policies
    reports = Reports(sqlite_db, clock=DeadlineClock(policies, shipped().calendar))
    intake = Intake(reports, examiner(), simulated=False)
    intake.accept([Parsed(None, NOW, (ITEM,))], NOW)
    handling = Handling(reports, examiner(), lambda: examiner().locator)
    before = reports.by_ids([1])[1]
    (done,) = handling.do([Act(ActKind.CORRECT, 1, policy="sp4n")], P3M, NOW + HOUR)
    after = reports.by_ids([1])[1]
    assert (before.deadlines.policy, after.deadlines.policy) == ("seed-2017@1", "sp4n@1")
    assert after.deadlines.due == fix_deadlines(policies.find("sp4n"), shipped().calendar, before.received_at).due
    assert {(each.cause, each.basis) for each in after.deadlines.changes} == {(ChangeCause.POLICY, "sp4n@1")}
    (entry,) = Audit(sqlite_db).of_report(1)
    assert (entry.act, dict(entry.details)) == ("report.correct", {"policy": "sp4n"})
    handling.undo(1, done.version, P3M, NOW + HOUR)
    back = reports.by_ids([1])[1]
    assert (back.deadlines.policy, back.deadlines.due) == (before.deadlines.policy, before.deadlines.due)
