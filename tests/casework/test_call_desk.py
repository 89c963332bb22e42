"""A call form taken: durable first, its number within two seconds, and what was found; the lists beside the form."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.casework.call_desk import CallDesk
from command_center.casework.call_form import CHANNEL, LINE, CallForm
from command_center.domain.findings import AssignedBy
from command_center.domain.inbound import CallSeen
from command_center.errors import StoreUnavailable
from command_center.intake.examine import Examiner
from command_center.places.locator import Locator
from command_center.readmodel.calls_view import Became
from command_center.store.calls import Calls
from command_center.store.inbox import Inbox
from command_center.store.reports import Reports
from tests.casework.desk_worker import desk_worker, running
from tests.reference.shipped import shipped
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FORM = CallForm(
    "0123456789abcdef" * 2,
    kind="normal",
    caller="0812 2334 455",
    text="Rob masuk rumah setinggi lutut",
    address="Tambak Lorok",
    kelurahan="33.74.02.1008",
)


@pytest.fixture(scope="module")
def reference():
    return shipped()


@pytest.fixture(scope="module")
def examiner(reference):
    return Examiner(reference, Locator(reference.areas))


def desk_of(db, reference, **more):
    return CallDesk(Inbox(db), Reports(db), Calls(db, CHANNEL, LINE), reference, lambda: NOW, **more)


@pytest.fixture
def desk(db, reference):
    return desk_of(db, reference)


@pytest.fixture
def hasty(db, reference):
    """A desk that hardly waits for the number."""
    return desk_of(db, reference, answer_seconds=0.05)


@pytest.fixture
def worker(db, examiner):
    return desk_worker(db, examiner, NOW)


@pytest.fixture
def working(db, worker):
    with running(worker, db):
        yield


def tell(db, call_id, step, ago=0, **more):
    seen = CallSeen("112", "112", call_id, NOW - timedelta(seconds=ago), step, **more)
    Reports(db).write(lambda unit: unit.call(seen))


@pytest.mark.usefixtures("working")
@EITHER_KIND
def test_the_operator_is_told_the_number_and_what_was_found_with_the_reasons(db, desk):
    receipt = desk.take(FORM, "sari")
    assert (receipt.became, receipt.number) == (Became.REPORT, "LH-2026-000001")
    assert (receipt.category, receipt.category_chosen) == ("rob", False)
    assert "rob" in receipt.words
    assert (receipt.kelurahan, receipt.kecamatan, receipt.place_chosen) == ("Tanjung Mas", "Semarang Utara", True)
    assert receipt.opd == "DPU"
    assert receipt.opd_label is not None
    assert receipt.opd_label.en == "Public Works Department"
    assert receipt.opd_by is AssignedBy.ROUTE
    assert receipt.opd_rule is not None
    assert receipt.opd_rule.id != receipt.opd_rule.en
    assert (receipt.due_stage, receipt.due_at) == ("answer", datetime(2026, 12, 4, 16, 59, 59, tzinfo=UTC))
    assert receipt.policy is not None
    assert "10 hari kerja" in receipt.policy.id
    report = Reports(db).by_number(receipt.number)
    assert (report.origin.channel, report.visibility, report.origin.answerable) == ("112", "public", True)


@pytest.mark.usefixtures("working")
def test_what_the_operator_chose_is_told_as_chosen_and_what_was_overruled_as_such(desk):
    chosen = desk.take(replace(FORM, category="sampah"), "sari")
    assert (chosen.category, chosen.category_chosen) == ("sampah", True)
    other = desk.take(
        replace(FORM, form_id="f" * 32, kelurahan="33.74.16.1004", address="Kelurahan Miroto, Semarang Tengah"), "sari"
    )
    assert other.place_chosen is not bool(other.place_differs)


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize("kind", ["prank", "ghost"])
def test_a_call_that_is_no_report_is_counted(db, desk, kind):
    receipt = desk.take(replace(FORM, kind=kind, text=""), "sari")
    assert (receipt.became, receipt.number) == (Became.COUNTED, "")
    assert Reports(db).count() == 0
    assert [(line.kind, line.number) for line in desk.view("sari").written] == [(kind, "")]


@pytest.mark.usefixtures("working")
@BOTH_KINDS
def test_the_same_form_twice_is_one_report_and_tells_the_same(db, desk):
    tell(db, "1795301291.17", "answered", ago=20, caller="+628122334455", agent="op-01")
    form = replace(FORM, call_id="1795301291.17")
    first, again = desk.take(form, "sari"), desk.take(form, "sari")
    assert first == again
    tell(db, "1795301291.17", "completed", agent="op-01")
    assert desk.take(form, "sari") == first
    assert Reports(db).count() == 1


@pytest.mark.usefixtures("working")
@EITHER_KIND
def test_a_form_that_was_changed_before_it_was_sent_again_is_still_one_report(db, desk):
    number = desk.take(FORM, "sari").number
    assert desk.take(replace(FORM, text="Rob masuk rumah, sudah setinggi pinggang"), "sari").number == number
    assert desk.take(replace(FORM, caller="0813 9000 1234"), "sari").number == number
    assert Reports(db).count() == 1


@pytest.mark.usefixtures("working")
@EITHER_KIND
def test_nobodys_report_is_replaced_by_another_operators(db, desk):
    tell(db, "1795301291.17", "answered", ago=20, caller="+628122334455")
    form = replace(FORM, call_id="1795301291.17")
    first = desk.take(form, "sari")
    second = desk.take(replace(form, form_id="f" * 32, text="Pohon tumbang"), "budi")
    assert first.number != second.number
    assert first.asked.call_id == "1795301291.17"
    assert second.asked.call_id == "desk-" + "f" * 32
    assert Reports(db).by_number(first.number).content.text == FORM.text


@BOTH_KINDS
def test_a_worker_that_is_slow_leaves_the_form_kept_and_its_number_follows(hasty, worker):
    receipt = hasty.take(FORM, "sari")
    assert receipt.became is Became.WAITING
    assert hasty.receipt(receipt.asked).became is Became.WAITING
    worker.run_once()
    later = hasty.receipt(receipt.asked)
    assert (later.became, later.number, later.place_chosen) == (Became.REPORT, "LH-2026-000001", True)


def test_a_form_that_is_held_back_says_why(db, hasty):
    asked = hasty.take(FORM, "sari").asked
    Inbox(db).quarantine(asked.inbox_id, "failed 5 times: out of luck")
    receipt = hasty.receipt(asked)
    assert (receipt.became, receipt.problem) == (Became.REFUSED, "failed 5 times: out of luck")


def test_a_database_that_is_away_keeps_nothing_and_says_so(sqlite_db, reference):
    desk = desk_of(sqlite_db, reference)
    sqlite_db.close()
    with pytest.raises(StoreUnavailable):
        desk.take(FORM, "sari")


@pytest.mark.usefixtures("working")
@EITHER_KIND
def test_the_lists_beside_the_form(db, desk):
    tell(db, "c1", "ringing", ago=60, caller="+628122334455")
    tell(db, "c1", "answered", ago=50, agent="op-01")
    tell(db, "c2", "queued", ago=30, caller="+6281390001234")
    tell(db, "c0", "ringing", ago=3600)
    desk.sit_at("sari", "op-01")
    view = desk.view("sari")
    assert [call.call_id for call in view.calls] == ["c2", "c1"]
    assert (view.suggested, view.phone) == ("c1", "op-01")
    assert view.written == ()
    desk.take(replace(FORM, call_id="c1"), "sari")
    view = desk.view("sari")
    assert view.suggested == ""
    (line,) = view.written
    assert (line.at, line.number, line.category, line.kelurahan) == (
        NOW - timedelta(seconds=60),
        "LH-2026-000001",
        "rob",
        "Tanjung Mas",
    )
    assert desk.view("budi").written == ()


@EITHER_KIND
def test_a_phone_belongs_to_the_operator_who_chose_it_last(db, desk):
    tell(db, "c1", "answered", ago=50, agent="op-01")
    tell(db, "c2", "answered", ago=50, agent="budi")
    assert (desk.view("sari").phone, desk.view("sari").suggested) == ("", "")
    assert desk.view("budi").phone == "budi"
    desk.sit_at("sari", "op-01")
    desk.sit_at("wati", "op-01")
    assert [desk.view(name).phone for name in ("sari", "wati")] == ["", "op-01"]
    desk.sit_at("wati", "budi")
    assert [(each.name, each.operator) for each in desk.view("wati").phones] == [("budi", "wati"), ("op-01", "")]
    assert desk.view("budi").phone == "", "another sits there: it is not guessed by the name"
    desk.sit_at("wati", "nowhere")
    assert desk.view("wati").phone == "", "a phone that the switchboard has not named is nobody's"


@pytest.mark.usefixtures("working")
@EITHER_KIND
def test_two_forms_of_one_call_are_two_reports_also_where_one_operator_has_two_tabs(db, desk):
    tell(db, "c1", "answered", ago=20, caller="+628122334455", agent="op-01")
    form = replace(FORM, call_id="c1")
    first = desk.take(form, "sari")
    second = desk.take(replace(form, form_id="f" * 32, text="Pohon tumbang"), "sari")
    assert (first.number, second.number) == ("LH-2026-000001", "LH-2026-000002")
    assert Reports(db).by_number(first.number).content.text == FORM.text


@BOTH_KINDS
def test_of_two_forms_on_their_way_one_is_the_calls(db, hasty, worker):
    tell(db, "c1", "answered", ago=20, caller="+628122334455", agent="op-01")
    form = replace(FORM, call_id="c1")
    asked = [hasty.take(each, "sari").asked for each in (form, replace(form, form_id="f" * 32, text="Pohon tumbang"))]
    worker.run_once()
    assert [each.call_id for each in asked] == ["c1", "desk-" + "f" * 32]
    assert [hasty.receipt(each).number for each in asked] == ["LH-2026-000001", "LH-2026-000002"]


@pytest.mark.usefixtures("working")
@EITHER_KIND
def test_a_number_that_is_taken_out_leaves_the_form_with_its_call(db, desk):
    tell(db, "c1", "answered", ago=20, caller="+628122334455", agent="op-01")
    receipt = desk.take(replace(FORM, call_id="c1", caller=""), "sari")
    assert receipt.asked.call_id == "c1"
    assert Calls(db, CHANNEL, LINE).find("c1").written


def test_a_form_that_may_be_under_the_wrong_caller_is_doubted(db, desk):
    tell(db, "x", "answered", ago=60, caller="+628122334455", agent="op-01")
    desk.sit_at("sari", "op-01")
    form = replace(FORM, call_id="x")
    assert desk.doubt(form, "sari") is None
    tell(db, "x", "hungup", ago=50)
    assert desk.doubt(form, "sari").key == "ended"
    tell(db, "y", "answered", ago=40, caller="+6281390001234", agent="op-01")
    assert desk.doubt(form, "sari").key == "other:y"
    assert desk.doubt(replace(FORM, call_id="", caller="0813 9000 1234"), "sari") is None
    assert desk.doubt(replace(form, call_id="y", caller="0813 9000 1234"), "sari") is None
    tell(db, "y", "answered", ago=30, agent="op-02")
    assert desk.doubt(replace(form, call_id="y", caller="0813 9000 1234"), "sari").key == "elsewhere"
