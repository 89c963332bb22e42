"""Triage: the flow, the times it measures, and two operators who never overwrite each other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from command_center.casework.sla_watch import flag_breaches
from command_center.casework.triage import Step, Triage
from command_center.domain.events import EventKind
from command_center.domain.findings import AssignedBy, Assignment
from command_center.domain.workflow import Stage, Status
from command_center.errors import Conflict, NotFound
from command_center.intake.accept import Intake, Parsed
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.store.event_log import EventLog
from command_center.store.reports import Reports
from tests.intake.test_accept import ITEM, NOW
from tests.reference.shipped import shipped
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def examiner():
    reference = shipped()
    return Examiner(reference, Locator(reference.areas))


@pytest.fixture
def reports(db, examiner):
    found = Reports(db)
    items = (ITEM, replace(ITEM, external_id="m2", channel="sp4n", policy="sp4n"))
    Intake(found, examiner, simulated=False).accept([Parsed(None, NOW, items)], NOW)
    return found


def step(report_id, status, hours=1, **more):
    return Step(report_id, status, NOW + hours * HOUR, "uji", **more)


@EITHER_KIND
def test_first_answer_and_settlement_are_measured_apart(reports):
    triage = Triage(reports)
    triage.take([step(1, Status.FORWARDED, 1, opd="dlh"), step(1, Status.ANSWERED, 2), step(1, Status.ANSWERED, 3)])
    triage.take([step(1, Status.SETTLED, 4)])
    report = reports.all_after(0, 1)[0]
    assert report.assignment == Assignment("dlh", AssignedBy.STAFF)
    assert dict(report.state.reached) == {
        Stage.FORWARD: NOW + HOUR,
        Stage.ANSWER: NOW + 2 * HOUR,
        Stage.SETTLE: NOW + 4 * HOUR,
    }
    assert report.state.closed_at == NOW + 4 * HOUR
    assert report.next_due is None


@EITHER_KIND
def test_a_step_that_the_flow_does_not_know_is_refused_and_nothing_of_its_list_is_kept(reports):
    with pytest.raises(Conflict, match="cannot become settled"):
        Triage(reports).take([step(2, Status.VERIFIED), step(1, Status.SETTLED)])
    assert {each.status for each in reports.all_after(0, 9)} == {"received"}


@BOTH_KINDS
def test_the_second_of_two_operators_is_told(reports):
    triage = Triage(reports)
    triage.take([step(1, Status.VERIFIED, version=1)])
    with pytest.raises(Conflict, match="somebody else"):
        triage.take([step(1, Status.ARCHIVED, version=1)])


def test_an_unknown_report_is_named(reports):
    with pytest.raises(NotFound, match="99"):
        Triage(reports).take([step(99, Status.VERIFIED)])


def test_reopening_starts_settlement_anew(reports):
    triage = Triage(reports)
    triage.take([step(2, Status.FORWARDED), step(2, Status.SETTLED, 2), step(2, Status.FORWARDED, 3)])
    report = reports.all_after(1, 1)[0]
    assert (report.state.closed_at, report.state.reached.get(Stage.SETTLE)) == (None, None)
    assert report.next_due is not None
    assert report.next_due[0] is Stage.SETTLE


@BOTH_KINDS
def test_a_deadline_that_passes_is_flagged_once_and_can_be_acknowledged(db, reports):
    later = NOW + timedelta(days=40)
    assert flag_breaches(reports, NOW) == 0
    assert flag_breaches(reports, later) == 2
    assert flag_breaches(reports, later) == 0
    Triage(reports).acknowledge_breach(1, later, "uji")
    Triage(reports).acknowledge_breach(1, later + HOUR, "uji")
    kinds = [event.kind for event in EventLog(db).of_report(1)]
    assert kinds == [EventKind.RECEIVED, EventKind.BREACHED, EventKind.SEEN]
    assert reports.all_after(0, 1)[0].state.breach.seen_at == later


def test_an_answered_report_breaches_no_answer(reports):
    Triage(reports).take([step(1, Status.FORWARDED), step(1, Status.ANSWERED)])
    flag_breaches(reports, NOW + timedelta(days=40))
    report = reports.all_after(0, 1)[0]
    assert report.state.breach is None


def test_each_stage_breaches_by_itself(reports):
    """SP4N asks for forwarding within 3, an answer within 5 working days."""
    four_days = NOW + timedelta(days=6)
    assert flag_breaches(reports, four_days) == 1
    Triage(reports).take([step(2, Status.FORWARDED, 24 * 6)])
    assert flag_breaches(reports, NOW + timedelta(days=12)) == 1
    assert reports.all_after(1, 1)[0].state.breach.stage is Stage.ANSWER


@EITHER_KIND
def test_steps_keep_who_took_them_and_why(db, reports):
    Triage(reports).take([step(1, Status.FORWARDED, opd="dlh", note="mohon ditindaklanjuti")])
    from sqlalchemy import select

    from command_center.store.tables import steps

    with db.read() as connection:
        (row,) = connection.execute(select(steps)).mappings().all()
    assert (row["by"], row["opd"], row["note"]) == ("uji", "dlh", "mohon ditindaklanjuti")
    assert row["at"].astimezone(UTC) == datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@EITHER_KIND
def test_a_rule_that_changed_holds_up_no_breach_and_splits_no_row_from_the_log(db, reports):
    """Reports keep the next deadline that their last step gave them, whatever the table says by now."""
    taken = "UPDATE reports SET status = 'archived' WHERE id = 1"
    db.write(lambda connection: connection.execute(text(taken)))
    assert flag_breaches(reports, NOW + timedelta(days=40)) == 2
    assert flag_breaches(reports, NOW + timedelta(days=40)) == 0
    db.write(lambda connection: connection.execute(text("UPDATE reports SET status = 'received' WHERE id = 1")))
