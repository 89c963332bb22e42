"""A correction is a correction: whatever a sender corrects changes the report, with an event, or is proposed where staff decided."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from command_center.casework.triage import Step, Triage
from command_center.domain.events import EventKind
from command_center.domain.inbound import Action, Media, Payload, Position, Reporter
from command_center.domain.proposals import ProposedField
from command_center.domain.report_kinds import ReportClass, Visibility
from command_center.domain.workflow import Status
from command_center.intake.accept import Parsed
from command_center.intake.new_report import _first_form, _hash, digest
from command_center.intake.outcome import ItemOutcome
from command_center.store.event_log import EventLog
from command_center.store.reports import Reports
from command_center.store.tables import messages, reporters
from data_sources.channels.call112 import Call112, Call112Settings
from data_sources.channels.sp4n import Sp4n
from tests.intake.talking import NOW, PETERONGAN, deliver, message, stored
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

pytestmark = pytest.mark.usefixtures("recount")
ROW = {
    "Tracking ID": "8817501", "Tanggal Laporan Masuk": "18/11/2026", "Isi Laporan Awal": "jalan rusak parah",
    "Kategori": "", "Instansi Terdisposisi": "", "Kelurahan": "", "Latitude": "", "Longitude": "", "Klasifikasi Laporan": "Pengaduan",
    "Tipe Laporan (Anonim/Rahasia)": "-",
}  # fmt: skip


def export(intake, **cells):
    """A row of an SP4N export, delivered; its cells by the words that begin their columns."""
    row = dict(ROW)
    for name, value in cells.items():
        (column,) = (each for each in row if each.startswith(name.replace("_", " ")))
        row[column] = value
    body = "\n".join(";".join(line) for line in (row.keys(), row.values())).encode()
    payload = Payload("sp4n", "lapor.go.id", "file", NOW, "text/csv", {}, body)
    items = tuple(Sp4n(Sp4n.Settings()).parse(payload))
    return intake.accept([Parsed(None, NOW, items, clock_from_sender=True)], NOW)[0]


@pytest.mark.parametrize(
    ("cells", "changed"),
    [
        ({"Kelurahan": "Gemah"}, lambda report: report.location.kelurahan == "33.74.06.1007"),
        ({"Instansi_T": "Dinas Perhubungan"}, lambda report: report.assignment.opd == "dishub"),
        ({"Kategori": "Lampu Jalan"}, lambda report: report.classification.category == "lampu"),
        ({"Latitude": "-6.9837", "Longitude": "110.4187"}, lambda report: report.location.kelurahan == "33.74.01.1001"),
        ({"Klasifikasi": "Aspirasi"}, lambda report: report.report_class is ReportClass.ASPIRATION),
        ({"Tipe": "Rahasia"}, lambda report: report.visibility is Visibility.CONFIDENTIAL),
        ({"Isi": "lampu mati"}, lambda report: report.classification.category == "lampu"),
    ],
)  # fmt: skip
def test_a_row_that_comes_again_with_another_field_changes_the_report(db, intake, cells, changed):
    export(intake)
    (before,) = stored(db)
    assert not changed(before)
    assert export(intake, **cells).outcomes == (ItemOutcome.UPDATED,)
    (after,) = stored(db)
    assert changed(after)
    assert (after.number, after.deadlines, after.received_at) == (before.number, before.deadlines, before.received_at)
    assert [each.kind for each in EventLog(db).of_report(1)] == [EventKind.RECEIVED, EventKind.AMENDED]
    assert export(intake, **cells).outcomes == (ItemOutcome.UNCHANGED,)


def test_another_kelurahan_and_category_lead_to_another_department_while_it_is_at_p3m(db, intake):
    export(intake, Kategori="Jalan Rusak", Kelurahan="Gemah")
    export(intake, Kategori="Sampah", Kelurahan="Tanjung Mas")
    (report,) = stored(db)
    assert (report.classification.category, report.assignment.category) == ("sampah", "sampah")
    assert report.location.kecamatan == "33.74.02"


def test_an_agency_that_the_other_system_corrects_after_its_own_forwarding_is_taken(db, intake):
    row = message("jalan rusak", channel="sp4n", opd="dpu", status=Status.FORWARDED)
    deliver(intake, row)
    deliver(intake, replace(row, opd="dishub"))
    assert stored(db)[0].assignment.opd == "dishub"


def call(intake, **fields):
    body = json.dumps({"call_id": "1.7", "kind": "normal", "text": "lampu mati"} | fields).encode()
    payload = Payload("112", "112", json.dumps(fields), NOW, "application/json", {}, body)
    items = tuple(Call112(Call112Settings(call112_token="x")).parse(payload))
    return intake.accept([Parsed(None, NOW, items)], NOW)[0]


@EITHER_KIND
def test_a_call_s_form_with_an_address_a_name_and_a_number_corrects_the_report(db, intake):
    call(intake)
    call(intake, revision=1, address="Jl Ketileng, Kelurahan Sendangmulyo", name="Bu Contoh", caller="08000000001")
    (report,) = stored(db)
    assert report.content.address.startswith("Jl Ketileng")
    assert report.location.kelurahan.startswith("33.74.10")
    assert report.origin.answerable
    with db.read() as connection:
        (person,) = connection.execute(reporters.select()).mappings().all()
    assert (person["name"], person["contact"]) == ("Bu Contoh", "+628000000001")
    said = json.dumps([dict(event.data) for event in EventLog(db).after(0, 10)])
    assert "Contoh" not in said
    call(intake, revision=2, lat=-6.9995, lon=110.4335)
    (report,) = stored(db)
    assert report.location.exact
    assert report.content.address.startswith("Jl Ketileng"), "what a form leaves out takes nothing back"


@EITHER_KIND
def test_only_a_corrected_name_is_an_event_without_facts(db, intake):
    call(intake, caller="08000000001")
    call(intake, caller="08000000001", revision=1, name="Pak Contoh")
    kinds = [(event.kind, dict(event.data)) for event in EventLog(db).of_report(1)][1:]
    assert kinds == [(EventKind.AMENDED, {})]


PHOTO, OTHER_PHOTO = Media("image", "satu"), Media("image", "dua")


@pytest.mark.parametrize(
    ("channel", "media", "keeps", "left"),
    [
        ("facebook", (OTHER_PHOTO,), False, (OTHER_PHOTO,)),
        ("telegram", (PHOTO, OTHER_PHOTO), False, (PHOTO, OTHER_PHOTO)),
        ("facebook", (), False, ()),
        ("whatsapp", (), True, (PHOTO,)),
    ],
)
def test_pictures_are_those_that_the_message_carries_now(db, intake, channel, media, keeps, left):
    post = message("lampu mati di Gemah", channel=channel, media=(PHOTO,))
    deliver(intake, post)
    edit = replace(post, external_id="e", action=Action.AMEND, amends=post.external_id, media=media, keeps_media=keeps)
    deliver(intake, replace(edit, sent_at=NOW + timedelta(minutes=1)))
    assert stored(db)[0].content.media == left


@BOTH_KINDS
def test_a_picture_that_is_replaced_under_the_same_id_is_taken(db, intake):
    row = message("jalan rusak", channel="web", media=(PHOTO,))
    deliver(intake, row)
    assert deliver(intake, replace(row, media=(OTHER_PHOTO,))).outcomes == (ItemOutcome.UPDATED,)
    assert stored(db)[0].content.media == (OTHER_PHOTO,)


# What staff has decided


def staff(db, status, opd=""):
    Triage(Reports(db)).take([Step(1, status, NOW + timedelta(minutes=5), "sari", opd)])


def decided(db, **parts):
    """Staff changes what the desk will let it change."""
    before = stored(db)[0]
    Reports(db).write(lambda unit: unit.save(before, replace(before, **parts), EventKind.AMENDED, NOW, "sari"))


def proposed(db):
    return {each.field: (each.old, each.proposed) for each in Reports(db).proposals(1)}


@EITHER_KIND
def test_a_department_that_staff_chose_stays_and_the_sender_s_is_proposed(db, intake):
    export(intake)
    staff(db, Status.FORWARDED, "dlh")
    export(intake, Instansi_T="Dinas Perhubungan")
    assert stored(db)[0].assignment.opd == "dlh"
    assert proposed(db) == {ProposedField.OPD: ("dlh", "dishub")}
    assert EventLog(db).of_report(1)[-1].kind is EventKind.PROPOSED
    head = EventLog(db).head()
    export(intake, Instansi_T="Dinas Perhubungan")
    assert EventLog(db).head() == head, "the same row again proposes nothing again"


@EITHER_KIND
def test_a_proposal_is_idle_when_the_sender_agrees_again(db, intake):
    export(intake)
    staff(db, Status.FORWARDED, "dlh")
    export(intake, Instansi_T="Dinas Perhubungan")
    export(intake, Instansi_T="Dinas Lingkungan Hidup")
    assert proposed(db) == {}


def test_a_category_and_a_pin_that_staff_set_stay(db, intake):
    export(intake)
    before = stored(db)[0]
    decided(
        db,
        classification=replace(before.classification, category="pohon"),
        location=replace(before.location, position=PETERONGAN, exact=True),
    )
    export(intake, Kategori="Lampu Jalan", Latitude="-6.9837", Longitude="110.4187")
    (report,) = stored(db)
    assert (report.classification.category, report.location.position) == ("pohon", PETERONGAN)
    found = proposed(db)
    assert found[ProposedField.CATEGORY] == ("pohon", "lampu")
    assert (found[ProposedField.PLACE][1]["lat"], found[ProposedField.PLACE][1]["kelurahan"]) == (
        -6.9837,
        "33.74.01.1001",
    )


def test_visibility_gets_stricter_by_itself_and_looser_only_by_the_desk(db, intake):
    export(intake, Tipe="Anonim")
    export(intake, Tipe="Publik")
    assert stored(db)[0].visibility is Visibility.ANONYMOUS
    assert proposed(db) == {ProposedField.VISIBILITY: ("anonim", "public")}


def test_what_a_sender_only_repeats_is_no_correction_of_what_staff_decided(db, intake):
    """The desk hid a public report: every later row still says public, and proposes nothing."""
    export(intake)
    decided(db, visibility=Visibility.CONFIDENTIAL, report_class=ReportClass.ASPIRATION)
    export(intake, Isi="jalan rusak parah sekali")
    (report,) = stored(db)
    assert (report.visibility, report.report_class) == (Visibility.CONFIDENTIAL, ReportClass.ASPIRATION)
    assert report.content.text == "jalan rusak parah sekali"
    assert proposed(db) == {}


# Digests are kept for good


def old_digest(db, item):
    """As version 0.2 kept it."""
    kept = {"digest": _hash(_first_form(item), 16)}
    db.write(lambda connection: connection.execute(messages.update().values(kept)))


@BOTH_KINDS
def test_an_unchanged_row_of_before_the_upgrade_is_unchanged_and_later_changes_are_seen(db, intake):
    row = message("jalan rusak", channel="sp4n", media=(PHOTO,))
    deliver(intake, row)
    old_digest(db, row)
    head = EventLog(db).head()
    assert deliver(intake, row).outcomes == (ItemOutcome.UNCHANGED,)
    assert EventLog(db).head() == head
    assert deliver(intake, replace(row, media=(OTHER_PHOTO,))).outcomes == (ItemOutcome.UPDATED,)


@EITHER_KIND
def test_a_changed_row_of_before_the_upgrade_is_taken(db, intake):
    row = message("jalan rusak", channel="sp4n")
    deliver(intake, row)
    old_digest(db, row)
    deliver(intake, replace(row, position=PETERONGAN))
    assert stored(db)[0].location.position == PETERONGAN


@pytest.mark.parametrize(
    "change",
    [
        {"text": "y"}, {"subject": "y"}, {"address": "y"}, {"position": Position(-7.0, 110.4)}, {"category": "y"}, {"opd": "y"},
        {"media": (PHOTO,)}, {"keeps_media": True}, {"policy": "y"}, {"status": Status.SETTLED}, {"extended": True},
        {"report_class": ReportClass.ASPIRATION}, {"visibility": Visibility.ANONYMOUS}, {"answerable": False},
        {"reporter": Reporter("1", "y")}, {"reporter": Reporter("1", "", "y")}, {"action": Action.RETRACT},
    ],
)  # fmt: skip
def test_every_field_that_may_be_corrected_is_in_the_digest(change):
    item = message("x", by=Reporter("1"))
    assert digest(replace(item, **change)) != digest(item)
    assert len(digest(item)) == 32


PICTURES = tuple(Media("image", f"https://cdn.example/v/9_{number}_7_n.jpg") for number in (31, 32, 33))


def taken_back(post, picture, **fields):
    fields = {
        "external_id": f"{post.external_id}:{picture}",
        "action": Action.RETRACT,
        "media": (),
        "text": "",
    } | fields
    return replace(post, amends=post.external_id, picture=picture, sent_at=NOW + timedelta(minutes=1), **fields)


@pytest.mark.parametrize("alone", [True, False])
def test_a_picture_that_is_taken_back_leaves_the_others_and_the_text(db, intake, alone):
    post = message("lampu mati di Gemah", channel="facebook", media=PICTURES)
    deliver(intake, post)
    if not alone:
        deliver(intake, message("tiang nomor 12", 1, channel="facebook", pictures=1))
    others = stored(db)[0].content.media[3:]
    assert deliver(intake, taken_back(post, "32")).outcomes == (ItemOutcome.UPDATED,)
    (report,) = stored(db)
    assert report.content.media == (PICTURES[0], PICTURES[2], *others)
    assert report.content.text.startswith("lampu mati di Gemah")
    assert not report.retracted
    assert EventLog(db).of_report(1)[-1].kind is EventKind.AMENDED
    assert deliver(intake, taken_back(post, "32")).outcomes == (ItemOutcome.UNCHANGED,)


@EITHER_KIND
def test_a_picture_that_cannot_be_told_apart_stays_and_the_post_too(db, intake):
    post = message("lampu mati di Gemah", channel="facebook", media=PICTURES)
    deliver(intake, post)
    assert deliver(intake, taken_back(post, "99")).outcomes == (ItemOutcome.UNCHANGED,)
    assert stored(db)[0].content.media == PICTURES


def test_the_only_picture_of_a_post_goes_with_it(db, intake):
    post = message("lampu mati di Gemah", channel="facebook", media=PICTURES[:1])
    deliver(intake, post)
    deliver(intake, taken_back(post, "31"))
    assert stored(db)[0].retracted


@EITHER_KIND
def test_a_picture_taken_back_before_its_post_came_does_not_take_the_post(db, intake):
    post = message("lampu mati di Gemah", channel="facebook", media=PICTURES[1:])
    deliver(intake, taken_back(post, "31"))
    deliver(intake, post)
    (report,) = stored(db)
    assert not report.retracted
    assert report.content.media == PICTURES[1:]


@EITHER_KIND
def test_a_row_whose_day_of_receipt_is_corrected_goes_on_to_be_corrected(db, intake):
    export(intake)
    export(intake, Tanggal="17/11/2026", Isi="lampu mati")
    export(intake, Tanggal="16/11/2026", Isi="lampu mati", Kelurahan="Gemah")
    (report,) = stored(db)
    assert (report.content.text, report.location.kelurahan) == ("lampu mati", "33.74.06.1007")


@EITHER_KIND
def test_a_place_that_is_taken_back_is_no_place_of_the_report_any_more(db, intake):
    pin = message("", 1, position=PETERONGAN)
    deliver(intake, message("lampu mati, gelap sekali"))
    deliver(intake, pin)
    assert stored(db)[0].location.exact
    gone = {"external_id": "gone", "action": Action.RETRACT, "amends": pin.external_id, "position": None}
    deliver(intake, replace(pin, sent_at=NOW + timedelta(minutes=2), **gone))
    (report,) = stored(db)
    assert (report.location.position, report.location.kelurahan) == (None, "")
    assert EventLog(db).of_report(1)[-1].data["lat"] is None


def pinned_by_staff(db):
    """Staff moves the pin of the first report to an exact place in Pekunden."""

    def move(unit):
        before = unit.load([1])[1]
        place = replace(
            before.location,
            kelurahan="33.74.01.1013",
            kecamatan="33.74.01",
            position=Position(-6.9869, 110.4207),
            exact=True,
        )
        return unit.save(before, replace(before, location=place), EventKind.LOCATED, NOW, "sari")

    Reports(db).write(move)


@pytest.mark.parametrize(
    ("further", "proposed"),
    [
        ("ralat: maksud saya di Kelurahan Sendangguwo", True),
        ("di Kelurahan Pekunden", False),
        ("gelap sekali", False),
    ],
)
def test_another_area_is_proposed_however_exact_the_pin_of_staff_is(db, intake, further, proposed):
    deliver(intake, message("lampu mati"))
    pinned_by_staff(db)
    deliver(intake, message(further, 5))
    (report,) = stored(db)
    assert report.location.kelurahan == "33.74.01.1013"
    found = [each.proposed["kelurahan"] for each in Reports(db).proposals(1) if each.field is ProposedField.PLACE]
    assert found == (["33.74.10.1010"] if proposed else [])


def test_a_row_with_another_kelurahan_is_proposed_under_the_pin_of_staff(db, intake):
    export(intake)
    pinned_by_staff(db)
    export(intake, Kelurahan="Gemah")
    (proposal,) = Reports(db).proposals(1)
    assert (proposal.field, proposal.proposed["kelurahan"]) == (ProposedField.PLACE, "33.74.06.1007")
