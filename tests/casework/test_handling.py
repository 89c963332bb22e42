"""Acts on reports: who may, what each does, what is refused, who was faster, and what can be undone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.casework.sla_watch import flag_breaches
from command_center.domain.acting import SYSTEM, acting_person
from command_center.domain.acts import Act, ActKind, BadAct, Overtaken
from command_center.domain.events import EventKind
from command_center.domain.findings import AssignedBy, FoundBy
from command_center.domain.inbound import Action, Position, Reporter
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Stage, Status
from command_center.errors import Conflict, NotAllowed, NotFound
from command_center.intake.accept import Parsed
from command_center.store.audit import Audit
from command_center.store.event_log import EventLog
from command_center.store.labels import Labels
from tests.intake.test_accept import ITEM, NOW
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")
HOUR = timedelta(hours=1)
SARI = acting_person("sari", frozenset({"p3m"}), address="10.0.0.7")
BUDI = acting_person("budi", frozenset({"p3m"}))
DPU = acting_person("kepala.dpu", frozenset({"opd"}), "dpu")
DLH = acting_person("kepala.dlh", frozenset({"opd"}), "dlh")
MAYOR = acting_person("wali", frozenset({"mayor"}))
FLOOD = replace(ITEM, text="Lapor Hendi banjir selutut di Kaligawe depan RSI Sultan Agung", external_id="b1")


def taken(intake, *items, at=NOW):
    """Ids of the reports that the items made."""
    return intake.accept([Parsed(None, at, tuple(items))], at)[0].report_ids


def one(reports, report_id):
    return next(each for each in reports.all_after(report_id - 1, 1))


def do(handling, kind, report_id=1, who=SARI, hours=1, **more):
    return handling.do([Act(kind, report_id, **more)], who, NOW + hours * HOUR)[0]


@EITHER_KIND
def test_p3m_verifies_and_forwards_with_an_instruction_and_the_audit_knows_who(db, intake, reports, handling):
    taken(intake, ITEM)
    do(handling, ActKind.VERIFY)
    done = do(handling, ActKind.FORWARD, hours=2, opd="dlh", note="Cek gang RT 03", version=2)
    report = one(reports, 1)
    assert (report.status, report.assignment.opd, report.assignment.by) == (Status.FORWARDED, "dlh", AssignedBy.STAFF)
    assert done.version == report.version == 3
    acts = [(each.who, each.act, each.subject, dict(each.details), each.address) for each in Audit(db).of_report(1)]
    assert acts == [
        ("sari", "report.verify", report.number, {"status": "verified"}, "10.0.0.7"),
        ("sari", "report.forward", report.number, {"status": "forwarded", "opd": "dlh"}, "10.0.0.7"),
    ]


@pytest.mark.parametrize("kind", [ActKind.DEFER, ActKind.NOT_OURS, ActKind.ARCHIVE])
def test_what_ends_or_delays_a_report_needs_a_reason(intake, reports, handling, kind):
    taken(intake, ITEM)
    with pytest.raises(BadAct) as told:
        do(handling, kind, note="  ")
    assert told.value.field == "note"
    assert one(reports, 1).status is Status.RECEIVED
    do(handling, kind, note="bukan di kota ini")
    assert str(one(reports, 1).status) == {"defer": "deferred", "archive": "archived"}.get(kind, "not_ours")


@pytest.mark.parametrize("who", [DPU, DLH, MAYOR, acting_person("tamu", frozenset()), acting_person("d", frozenset({"diskominfo"}))])  # fmt: skip
def test_before_it_is_forwarded_a_report_is_p3ms_alone(intake, reports, handling, who):
    first, second = taken(intake, ITEM, FLOOD)
    given = {"note": "x", "opd": "dpu", "others": (second,), "category": "lampu", "message": ("a", "b", "c")}
    for kind in ActKind:
        with pytest.raises(NotAllowed):
            do(handling, kind, first, who, **given)
    assert one(reports, first).version == 1


def test_an_opd_hands_back_its_own_report_and_no_other(intake, reports, handling):
    taken(intake, ITEM)
    do(handling, ActKind.FORWARD, opd="dpu")
    with pytest.raises(NotAllowed):
        do(handling, ActKind.RETURN, who=DLH, note="bukan kami")
    with pytest.raises(BadAct):
        do(handling, ActKind.RETURN, who=DPU)
    do(handling, ActKind.RETURN, who=DPU, note="jalan provinsi")
    assert one(reports, 1).status is Status.VERIFIED
    with pytest.raises(NotAllowed):
        do(handling, ActKind.RETURN, who=DPU, note="lagi")
    # What the OPD cannot do even with its own reports: those acts are P3M's.
    do(handling, ActKind.FORWARD, opd="dpu", hours=3)
    for kind in (ActKind.FORWARD, ActKind.ARCHIVE, ActKind.CORRECT, ActKind.SPLIT, ActKind.REOPEN):
        with pytest.raises((NotAllowed, Conflict)):
            do(handling, kind, who=DPU, note="x", opd="dlh", category="lampu")
    assert one(reports, 1).assignment.opd == "dpu"


@BOTH_KINDS
def test_the_second_of_two_operators_is_told_what_changed(intake, reports, handling):
    taken(intake, ITEM)
    seen = one(reports, 1).version
    do(handling, ActKind.VERIFY, who=BUDI, version=seen)
    do(handling, ActKind.FORWARD, who=BUDI, opd="dlh", hours=2)
    with pytest.raises(Overtaken) as told:
        do(handling, ActKind.FORWARD, version=seen, opd="dishub")
    changes = told.value.changes
    assert [(each.by, each.kind) for each in changes] == [("budi", "report.step"), ("budi", "report.step")]
    assert changes[1].facts["opd"] == "dlh"
    assert one(reports, 1).assignment.opd == "dlh"
    assert "budi" in str(told.value)


@BOTH_KINDS
def test_a_list_of_acts_is_taken_as_a_whole_or_not_at_all(intake, reports, handling):
    first, second = taken(intake, ITEM, FLOOD)
    with pytest.raises(BadAct):
        handling.do([Act(ActKind.VERIFY, first), Act(ActKind.DEFER, second)], SARI, NOW)
    assert one(reports, first).status is Status.RECEIVED
    handling.do([Act(ActKind.VERIFY, first), Act(ActKind.FORWARD, first), Act(ActKind.VERIFY, second)], SARI, NOW)
    assert [one(reports, each).status for each in (first, second)] == [Status.FORWARDED, Status.VERIFIED]
    with pytest.raises(NotFound):
        do(handling, ActKind.VERIFY, 99)


@EITHER_KIND
def test_a_correction_by_hand_stands_against_what_the_citizen_says_later(db, intake, reports, handling):
    taken(intake, ITEM)
    do(handling, ActKind.CORRECT, category="lampu")
    report = one(reports, 1)
    assert (report.classification.category, report.classification.chosen_by_staff) == ("lampu", True)
    assert report.assignment.opd == "disperkim"
    taken(intake, replace(ITEM, text=ITEM.text + " sekali"), at=NOW + HOUR)
    assert one(reports, 1).classification.category == "lampu"
    (learned,) = Labels(db).newest_of_each("category")
    assert (learned.report_id, learned.found, learned.right, learned.by) == (1, "jalan_rusak", "lampu", "sari")


def test_a_pin_is_put_inside_the_city_alone(intake, reports, handling):
    taken(intake, ITEM)
    with pytest.raises(BadAct) as told:
        do(handling, ActKind.CORRECT, position=Position(-7.5, 110.4))
    assert told.value.field == "position"
    do(handling, ActKind.CORRECT, position=Position(-6.9837, 110.4187))
    place = one(reports, 1).location
    assert (place.kelurahan, place.exact, place.found_by) == ("33.74.01.1001", True, FoundBy.COORDINATES)
    do(handling, ActKind.CORRECT, kelurahan="33.74.06.1007")
    place = one(reports, 1).location
    assert (place.kelurahan, place.exact, place.found_by) == ("33.74.06.1007", False, FoundBy.KELURAHAN)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "category"),
        ({"category": "ufo"}, "category"),
        ({"opd": "tidak_ada"}, "opd"),
        ({"kelurahan": "33.74.99.1001"}, "kelurahan"),
        ({"report_class": "keluhan"}, "report_class"),
        ({"visibility": "privat"}, "visibility"),
        ({"policy": "sp4n@9"}, "policy"),
        ({"position": Position(float("nan"), 110.4)}, "position"),
    ],
)
def test_a_correction_to_what_there_is_not_names_the_field(intake, reports, handling, more, field):
    taken(intake, ITEM)
    with pytest.raises(BadAct) as told:
        do(handling, ActKind.CORRECT, **more)
    assert told.value.field == field
    assert one(reports, 1).version == 1


def test_class_and_visibility_are_corrected(intake, reports, handling):
    taken(intake, replace(ITEM, channel="sp4n", policy="sp4n"))
    before = one(reports, 1)
    do(handling, ActKind.CORRECT, report_class="information", visibility="rahasia")
    after = one(reports, 1)
    assert (after.report_class, after.visibility) == (ReportClass.INFORMATION, Visibility.CONFIDENTIAL)
    assert after.deadlines.due[Stage.SETTLE] < before.deadlines.due[Stage.SETTLE]


@EITHER_KIND
def test_a_proposal_is_taken_or_dropped(intake, reports, handling):
    taken(intake, replace(ITEM, channel="sp4n", visibility=Visibility.CONFIDENTIAL))
    taken(intake, replace(ITEM, channel="sp4n", visibility=Visibility.PUBLIC, external_id="m1"), at=NOW + HOUR)
    (proposed,) = reports.proposals(1)
    do(handling, ActKind.DROP_PROPOSAL, field=str(proposed.field))
    assert not reports.proposals(1)
    with pytest.raises(Conflict):
        do(handling, ActKind.TAKE_PROPOSAL, field=str(proposed.field))
    taken(intake, replace(ITEM, channel="sp4n", visibility=Visibility.ANONYMOUS), at=NOW + 2 * HOUR)
    do(handling, ActKind.TAKE_PROPOSAL, field="visibility")
    assert one(reports, 1).visibility is Visibility.ANONYMOUS


@EITHER_KIND
def test_an_act_is_undone_at_once_by_who_did_it_and_by_nobody_else(db, intake, reports, handling):
    taken(intake, ITEM)
    before = one(reports, 1)
    at = NOW + HOUR
    done = handling.do([Act(ActKind.FORWARD, 1, opd="dlh")], SARI, at)[0]
    with pytest.raises(Conflict):
        handling.undo(1, done.version, BUDI, at + timedelta(seconds=1))
    with pytest.raises(Conflict):
        handling.undo(1, done.version, SARI, at + timedelta(seconds=30))
    handling.undo(1, done.version, SARI, at + timedelta(seconds=9))
    after = one(reports, 1)
    assert after == replace(before, version=3)
    with pytest.raises(Conflict):
        handling.undo(1, 3, SARI, at + timedelta(seconds=9))
    assert [each.kind for each in EventLog(db).of_report(1)][-1] is EventKind.UNDONE
    assert [each.act for each in Audit(db).of_report(1)] == ["report.forward", "report.undo"]


def test_what_was_undone_was_never_decided(intake, reports, handling):
    taken(intake, ITEM)
    at = NOW + HOUR
    done = handling.do([Act(ActKind.CORRECT, 1, category="sampah")], SARI, at)[0]
    handling.undo(1, done.version, SARI, at)
    taken(intake, replace(ITEM, text="Lapor Hendi, lampu jalan mati di Tlogosari Kulon"), at=NOW + 2 * HOUR)
    assert one(reports, 1).classification.category == "lampu"


def test_what_the_citizen_says_meanwhile_is_not_undone(intake, reports, handling):
    taken(intake, ITEM)
    at = NOW + timedelta(seconds=5)
    done = handling.do([Act(ActKind.VERIFY, 1)], SARI, at)[0]
    more = replace(ITEM, external_id="m2", text="dekat SD", sent_at=at)
    taken(intake, more, at=at)
    with pytest.raises(Overtaken):
        handling.undo(1, done.version, SARI, at + timedelta(seconds=2))
    assert one(reports, 1).status is Status.VERIFIED


@BOTH_KINDS
def test_a_merge_is_undone_on_both_sides(db, intake, reports, handling):
    first, second = taken(intake, FLOOD, replace(ITEM, external_id="z"))
    before = one(reports, second)
    at = NOW + HOUR
    done = handling.do([Act(ActKind.MERGE, second, others=(first,))], SARI, at)[0]
    handling.undo(second, done.version, SARI, at)
    assert one(reports, second) == replace(before, version=one(reports, second).version)


@EITHER_KIND
def test_who_reported_is_shown_to_p3m_and_leaves_a_trace(db, intake, handling):
    taken(intake, ITEM)
    assert handling.reveal(1, SARI, NOW) == ITEM.reporter
    (entry,) = Audit(db).of_report(1)
    assert (entry.who, entry.act, dict(entry.details)) == ("sari", "contact.reveal", {})
    for who in (DPU, MAYOR, SYSTEM):
        with pytest.raises(NotAllowed):
            handling.reveal(1, who, NOW)
    assert len(Audit(db).of_report(1)) == 1


def test_work_on_a_closed_report_goes_on(intake, reports, handling):
    first, second = taken(intake, ITEM, FLOOD)
    do(handling, ActKind.ARCHIVE, first, note="ganda")
    with pytest.raises(BadAct):
        do(handling, ActKind.REOPEN, first, hours=2)
    do(handling, ActKind.REOPEN, first, hours=2, note="ternyata bukan")
    assert one(reports, first).status is Status.VERIFIED
    with pytest.raises(Conflict):
        do(handling, ActKind.REOPEN, second, note="x")


def test_a_breach_is_acknowledged_by_p3m(intake, reports, handling):
    taken(intake, ITEM)
    with pytest.raises(Conflict):
        do(handling, ActKind.ACKNOWLEDGE)
    later = datetime(2026, 12, 31, tzinfo=UTC)
    flag_breaches(reports, later)
    handling.do([Act(ActKind.ACKNOWLEDGE, 1)], SARI, later)
    assert one(reports, 1).state.breach.seen_at == later


def test_the_longer_term_is_given_once_with_a_reason_and_undone(intake, reports, handling):
    taken(intake, replace(ITEM, channel="sp4n", policy="lapor-hendi-2021"))
    before = one(reports, 1).deadlines
    with pytest.raises(BadAct):
        do(handling, ActKind.EXTEND)
    at = NOW + HOUR
    done = handling.do([Act(ActKind.EXTEND, 1, note="perlu anggaran")], SARI, at)[0]
    longer = one(reports, 1).deadlines
    assert longer.extended
    assert longer.due[Stage.SETTLE] > before.due[Stage.SETTLE]
    assert longer.due[Stage.ANSWER] == before.due[Stage.ANSWER]
    assert reports.steps(1)[-1].note == "perlu anggaran"
    with pytest.raises(Conflict):
        do(handling, ActKind.EXTEND, note="lagi")
    handling.undo(1, done.version, SARI, at)
    assert one(reports, 1).deadlines == before
    assert reports.steps(1)[-1].undone
    taken(intake, replace(ITEM, external_id="n", reporter=Reporter("9")))
    with pytest.raises(BadAct):
        do(handling, ActKind.EXTEND, 2, note="kebijakan ini tidak punya")


def test_what_was_passed_to_the_province_waits_for_the_province(intake, reports, handling):
    taken(intake, ITEM)
    with pytest.raises(BadAct) as told:
        do(handling, ActKind.NOT_OURS, note="x", level="bulan")
    assert told.value.field == "level"
    do(handling, ActKind.NOT_OURS, note="jalan provinsi", level="province")
    do(handling, ActKind.REOPEN, hours=24 * 5, note="dikembalikan provinsi")
    (pause,) = one(reports, 1).deadlines.pauses
    assert (str(pause.why), pause.start, pause.end) == ("province", NOW + HOUR, NOW + HOUR * 24 * 5)


def test_nothing_is_done_with_a_report_that_its_citizen_withdrew(intake, reports, handling):
    taken(intake, ITEM)
    taken(intake, replace(ITEM, external_id="m1:gone", action=Action.RETRACT, amends="m1", text=""), at=NOW + HOUR)
    assert one(reports, 1).retracted
    with pytest.raises(Conflict):
        do(handling, ActKind.VERIFY, hours=2)
