"""Intake: what citizens send becomes reports, once, with every finding; in any order the same."""

import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.findings import AssignedBy, Assignment
from command_center.domain.inbound import Action, CallKind, CallSeen, Inbound, Payload, Position, Reporter
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Stage, Status
from command_center.intake.accept import Intake, Parsed
from command_center.intake.outcome import ItemOutcome
from command_center.store.event_log import EventLog
from command_center.store.inbox import Inbox
from command_center.store.reports import Reports
from command_center.web.live.frame_of_events import frame_of
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ITEM = Inbound(
    channel="whatsapp",
    account="kota",
    external_id="m1",
    sent_at=NOW,
    text="Lapor Hendi, jalan berlubang di Tlogosari Kulon, mohon diperbaiki",
    reporter=Reporter("628000001", "Warga Contoh 1", "+62 800-000-0001"),
)


def accept(intake, *items, at=NOW):
    return intake.accept([Parsed(None, at, items)], at)[0]


def stored(db):
    return Reports(db).all_after(0, 1000)


@EITHER_KIND
def test_a_complaint_is_classified_located_routed_and_given_deadlines_with_the_reasons(db, intake, examiner):
    (number,) = accept(intake, ITEM).numbers
    assert number == "LH-2026-000001"
    report = Reports(db).by_number(number)
    assert report.content.text.startswith("jalan berlubang"), (
        "the words that address the service are not part of the report"
    )
    assert report.classification.category == "jalan_rusak"
    assert report.classification.words
    assert report.location.kelurahan.startswith("33.74.06")
    assert "tlogosari kulon" in report.location.evidence.words[0].casefold()
    assert not report.location.exact
    assert report.assignment == Assignment(
        report.assignment.opd, AssignedBy.ROUTE, "jalan_rusak", report.location.kecamatan
    )
    assert examiner.reference.router.reason(report.assignment) is not None
    assert report.deadlines.policy.startswith("seed-2017@")
    assert report.deadlines.calendar
    assert report.next_due == (Stage.ANSWER, report.deadlines.due[Stage.ANSWER])
    assert report.status == Status.RECEIVED


@BOTH_KINDS
def test_the_same_item_again_changes_nothing(db, intake):
    first = accept(intake, ITEM)
    head = EventLog(db).head()
    again = accept(intake, ITEM, ITEM, at=NOW + timedelta(days=5))
    assert again.numbers == first.numbers
    assert again.outcomes == (ItemOutcome.UNCHANGED, ItemOutcome.UNCHANGED)
    assert len(stored(db)) == 1
    assert EventLog(db).head() == head


@BOTH_KINDS
def test_twice_in_one_delivery_is_once(db, intake):
    accept(intake, ITEM, ITEM)
    assert len(stored(db)) == 1


@EITHER_KIND
def test_an_edit_replaces_the_text_and_keeps_number_and_deadlines(db, intake):
    accept(intake, ITEM)
    before = stored(db)[0]
    edit = replace(
        ITEM,
        external_id="m1-edit",
        action=Action.AMEND,
        amends="m1",
        text="lampu jalan mati di Tlogosari Kulon",
        sent_at=NOW + timedelta(minutes=5),
    )
    accept(intake, edit, at=NOW + timedelta(minutes=5))
    (after,) = stored(db)
    assert after.classification.category == "lampu"
    assert (after.number, after.deadlines, after.received_at) == (before.number, before.deadlines, before.received_at)
    assert after.version == 2


def variants():
    edit = replace(
        ITEM,
        external_id="m1-a",
        action=Action.AMEND,
        amends="m1",
        text="lampu mati di Miroto",
        sent_at=NOW + timedelta(minutes=1),
    )
    later = replace(edit, external_id="m1-b", text="sampah menumpuk di Miroto", sent_at=NOW + timedelta(minutes=2))
    back = Inbound(
        "whatsapp", "kota", "m1-x", NOW + timedelta(minutes=3), "", ITEM.reporter, Action.RETRACT, amends="m1"
    )
    return [ITEM, edit, later, back]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_items_in_any_order_lead_to_the_same_report(db, examiner, order):
    intake = Intake(Reports(db), examiner, simulated=False)
    items = variants()
    for index in order:
        accept(intake, items[index])
    (report,) = stored(db)
    assert (report.content.text, report.classification.category) == ("sampah menumpuk di Miroto", "sampah")
    assert report.retracted


@BOTH_KINDS
def test_the_same_id_saying_something_new_updates_its_report(db, intake):
    """A second export of another system names the same report with a new status."""
    row = replace(ITEM, channel="sp4n", external_id="10293", policy="sp4n")
    accept(intake, row)
    accept(intake, replace(row, status=Status.FORWARDED), at=NOW + timedelta(days=1))
    (report,) = stored(db)
    assert report.status == Status.FORWARDED
    assert Stage.FORWARD in report.state.reached
    assert report.deadlines.policy.startswith("sp4n@")


def test_a_status_that_came_with_the_report_is_taken(db, intake):
    accept(intake, replace(ITEM, channel="sp4n", status=Status.SETTLED))
    (report,) = stored(db)
    assert (report.status, report.next_due) == (Status.SETTLED, None)


def test_a_report_that_the_policy_gives_longer_keeps_that_it_does(db, intake):
    """SP4N: a supervisory complaint is settled within 60 working days, any other within 14."""
    row = replace(ITEM, channel="sp4n", policy="sp4n")
    accept(intake, row, replace(row, external_id="m2", extended=True), replace(ITEM, external_id="m3", extended=True))
    usual, longer, no_longer_term = (each.deadlines for each in stored(db))
    assert (usual.extended, longer.extended, no_longer_term.extended) == (False, True, False)
    assert usual.due[Stage.ANSWER] == longer.due[Stage.ANSWER]
    assert longer.due[Stage.SETTLE] - usual.due[Stage.SETTLE] > timedelta(days=60)


@BOTH_KINDS
def test_a_possible_resend_is_flagged_and_never_dropped(db, intake):
    """Within minutes it goes on with its report; what the SMSC sends again after days is a report of its own."""
    sms = replace(ITEM, channel="sms", resend_key="k")
    accept(intake, sms)
    accept(intake, replace(sms, external_id="m2", sent_at=NOW + timedelta(days=1)))
    first, second = stored(db)
    assert (first.possible_duplicate_of, second.possible_duplicate_of) == (None, first.id)


def test_coordinates_come_before_the_text(db, intake):
    accept(intake, replace(ITEM, position=Position(-6.9837, 110.4187)))
    (report,) = stored(db)
    assert (report.location.kelurahan, report.location.exact) == ("33.74.01.1001", True)
    assert report.location.evidence.text_names, "the text names another kelurahan: that is said"


def test_without_a_place_it_says_so(db, intake):
    accept(intake, replace(ITEM, text="tolong jalan rusak pak"))
    (report,) = stored(db)
    assert (report.location.found_by, report.location.position, report.location.kelurahan) == ("none", None, "")


@BOTH_KINDS
def test_reports_of_the_same_flood_are_one_incident(db, intake):
    flood = [
        replace(ITEM, external_id=f"r{n}", text="rob masuk rumah", position=Position(-6.9545 + n / 5000, 110.4205))
        for n in range(3)
    ]
    accept(intake, *flood)
    accept(intake, replace(flood[0], external_id="far", position=Position(-7.09, 110.40)))
    *near, far = stored(db)
    assert len({each.incident_id for each in near}) == 1
    assert far.incident_id not in {each.incident_id for each in near}


@EITHER_KIND
def test_calls_are_kept_and_prank_calls_are_no_reports(db, intake):
    steps = [
        CallSeen("112", "112", "c1", NOW, "ringing", caller="0800"),
        CallSeen("112", "112", "c1", NOW, "classified", kind=CallKind.PRANK),
    ]
    accept(intake, *steps)
    assert stored(db) == []
    assert [event.data["step"] for event in EventLog(db).after(0, 10)] == ["ringing", "classified"]


def test_no_event_carries_what_the_citizen_wrote_or_who_it_was(db, intake):
    secret = replace(ITEM, text="jalan rusak, saya Warga Contoh 1, 0800-000-0001", address="Jalan Contoh 1")
    accept(intake, secret, replace(secret, external_id="m2", visibility=Visibility.CONFIDENTIAL))
    said = json.dumps([dict(event.data) for event in EventLog(db).after(0, 10)])
    for word in ("Warga", "0800", "Contoh", "jalan rusak,"):
        assert word not in said


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x00 jalan rusak",
        "\ud800 jalan rusak",
        "‮" + "a" * 100_000,
        "<script>alert(1)</script>",
        "'; DROP TABLE reports; --",
    ],
)
@EITHER_KIND
def test_hostile_text_is_kept_clean(db, intake, text):
    hostile = replace(
        ITEM,
        text=text,
        subject=text,
        address=text,
        external_id="x" * 500 + text,
        reporter=Reporter(text or "k", text, text),
    )
    assert len(accept(intake, hostile).numbers) == 1
    (report,) = stored(db)
    assert "\x00" not in report.content.text
    assert accept(intake, hostile).outcomes == (ItemOutcome.UNCHANGED,)


def test_deadlines_run_from_the_other_system_s_receipt_where_the_channel_says_so(db, intake):
    old = replace(ITEM, channel="sp4n", sent_at=NOW - timedelta(days=60))
    intake.accept([Parsed(None, NOW, (old,), clock_from_sender=True)], NOW)
    (report,) = stored(db)
    assert report.received_at == NOW - timedelta(days=60)
    assert report.deadlines.due[Stage.ANSWER] < NOW


@EITHER_KIND
def test_tracking_numbers_count_a_year_each(db, intake):
    first, second, third = (replace(ITEM, external_id=f"m{n}", reporter=Reporter(f"62800000{n}")) for n in (1, 2, 3))
    accept(intake, first, second)
    new_year = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # 00:30 of 1 January in Semarang
    accept(intake, third, at=new_year)
    assert [each.number for each in stored(db)] == ["LH-2026-000001", "LH-2026-000002", "LH-2027-000001"]


def exported(status, **more):
    return replace(ITEM, channel="sp4n", external_id="10293", policy="sp4n", status=status, **more)


def kept(db, name):
    payload = Payload("sp4n", "lapor", name, NOW, "text/csv", {}, b"x")
    return Inbox(db).put(payload).inbox_id


@BOTH_KINDS
def test_an_older_export_worked_on_later_undoes_nothing(db, intake):
    older, newer = kept(db, "older"), kept(db, "newer")
    accept(intake, exported(Status.RECEIVED))
    intake.accept([Parsed(newer, NOW, (exported(Status.SETTLED),))], NOW)
    intake.accept([Parsed(older, NOW, (exported(Status.FORWARDED),))], NOW)
    assert stored(db)[0].status == Status.SETTLED


def test_a_report_made_rahasia_later_leaves_the_wall(db, intake):
    accept(intake, exported(None))
    accept(intake, exported(None, visibility=Visibility.CONFIDENTIAL), at=NOW + timedelta(days=1))
    assert stored(db)[0].visibility == "rahasia"
    events = EventLog(db).after(0, 10)
    frame = frame_of(events, 0, events[-1].seq, NOW, lambda kelurahan, kecamatan: "")
    assert (frame.points, frame.removed) == ((), (1,))


@BOTH_KINDS
def test_a_large_delivery_in_pieces_is_finished_with_its_last(db, intake):
    whole = kept(db, "whole")
    first = Parsed(whole, NOW, (ITEM,), goes_on=True)
    last = Parsed(whole, NOW, (replace(ITEM, external_id="m2"),))
    intake.accept([first], NOW)
    assert Inbox(db).outcome(whole).state == "new"
    intake.accept([last], NOW)
    assert Inbox(db).outcome(whole).state == "done"
    assert len(Inbox(db).outcome(whole).numbers) == 2
