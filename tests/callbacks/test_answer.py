"""One report for its department: who reads it, answers with evidence, hands it back; nothing that was typed is lost."""

import html
import re
from datetime import UTC, datetime

import pytest

from command_center.domain.acts import Act, ActKind
from command_center.domain.workflow import Status
from command_center.store.audit import Audit
from tests.callbacks.office_program import NAMES, PERSON, SARI, TEXT, picture, token_of, version_of


def address(number, opd="dpu"):
    return f"/opd/{opd}/laporan/{number}"


@pytest.fixture
def number(office, request):
    return office.received(f"jawab-{request.node.name}"[:60])


def test_the_department_reads_all_but_who_sent_it(office, number):
    page = office.people["dpu"].get(address(number))
    assert page.status_code == 200
    for told in (TEXT, "Mohon dicek ke lokasi.", "Belum ada jawaban kepada warga.", "hari kerja sesudah hari masuk"):
        assert told in page.text
    for hidden in (PERSON.name, PERSON.contact):
        assert hidden not in page.text


@pytest.mark.parametrize(("who", "status"), [("dpu", 200), ("p3m", 200), ("admin", 200), ("mayor", 200), ("dlh", 403)])
def test_another_department_is_refused(office, number, who, status):
    assert office.people[who].get(address(number)).status_code == status


def test_under_another_departments_address_there_is_no_such_report(office, number):
    assert office.people["dlh"].get(address(number, "dlh")).status_code == 404
    assert TEXT not in office.people["dlh"].get(address(number, "dlh")).text


def test_what_was_not_forwarded_is_not_there_for_the_department(office, number):
    office.running.core.handling.do(
        [Act(ActKind.RETURN, office.report(number).id, note="bukan tugas kami")], SARI, datetime.now(UTC)
    )
    forwarded_before = office.people["dpu"].get(address(number))
    assert 'name="act" value="jawab"' not in forwarded_before.text, "P3M has it again: it is answered by nobody else"


def test_rahasia_is_read_by_its_department_and_p3m_alone(office, request):
    number = office.received("rahasia-1", visibility="rahasia")
    seen = {
        who: office.people[who].get(address(number)).status_code
        for who in ("dpu", "p3m", "admin", "mayor", "diskominfo")
    }
    assert seen == {"dpu": 200, "p3m": 200, "admin": 200, "mayor": 404, "diskominfo": 404}


@pytest.mark.parametrize("who", ["mayor", "diskominfo"])
def test_who_only_reads_has_no_forms_and_changes_nothing(office, number, who):
    page = office.people[who].get(address(number))
    assert 'name="act"' not in page.text
    before = office.report(number)
    token = token_of(office.people[who].get("/keluar").text)
    sent = office.people[who].post(
        address(number), data={"csrf_token": token, "act": "jawab", "text": "Sudah.", "status": "answered"}
    )
    assert sent.status_code == 400
    assert office.report(number) == before


def test_an_answer_with_pictures_before_and_after_is_written_for_the_status_page(office, number):
    before, after = picture("red", "sebelum.jpg"), picture("green", "sesudah.jpg")
    page = office.people["dpu"].get(address(number))
    sent = office.post(
        "dpu",
        address(number),
        {
            "act": "jawab",
            "version": version_of(page.text),
            "text": "Lubang sudah ditambal.",
            "status": "settled",
            "publish": "1",
        },
        [("after", after), ("before", before)],
    )
    assert sent.status_code == 303
    assert sent.location.endswith("?selesai=jawab")
    (answer,) = office.running.core.answering.of_report(office.report(number).id)
    assert [each.label for each in answer.media] == ["before", "after"]
    assert (answer.by, answer.status) == ("uji-dpu", Status.SETTLED)
    assert office.report(number).status is Status.SETTLED
    shown = office.people["dpu"].get(sent.location)
    pictures = [html.unescape(each) for each in re.findall(r'src="(/opd/[^"]+)"', shown.text)]
    assert len(pictures) == 2
    assert {office.people["dpu"].get(each).content_type for each in pictures} == {"image/jpeg"}
    readers = {who: office.people[who].get(pictures[0]).status_code for who in NAMES}
    assert {who for who, status in readers.items() if status == 200} == {"dpu", "staf-dpu", "p3m", "admin"}
    assert pictures[0] in html.unescape(office.people["staf-dpu"].get(sent.location).text)
    assert "report.settle" in [entry.act for entry in Audit(office.running.core.db).of_report(answer.report_id)]


def test_a_refused_photo_loses_neither_the_text_nor_the_other_photo(office, number):
    version = version_of(office.people["dpu"].get(address(number)).text)
    said = {"act": "jawab", "version": version, "text": "Ditambal pagi ini.", "status": "answered", "publish": "1"}
    wrong = office.post(
        "dpu", address(number), said, [("before", picture()), ("after", (b_text(), "catatan.txt", "text/plain"))]
    )
    assert wrong.status_code == 400
    assert "catatan.txt: bukan JPEG" in wrong.text
    assert "Ditambal pagi ini.</textarea>" in wrong.text
    (kept,) = re.findall(r'name="kept" value="([^"]+)"', wrong.text)
    assert office.running.core.answering.of_report(office.report(number).id) == []
    assert office.post("dpu", address(number), said | {"kept": html.unescape(kept)}).status_code == 303
    (answer,) = office.running.core.answering.of_report(office.report(number).id)
    assert [each.label for each in answer.media] == ["before"]


def b_text():
    import io

    return io.BytesIO(b"bukan foto")


def test_a_picture_that_was_kept_for_another_report_is_not_taken(office, number):
    other = office.received("lain-untuk-foto")
    version = version_of(office.people["dpu"].get(address(number)).text)
    said = {"act": "jawab", "version": version, "text": "Sudah.", "status": "answered", "publish": "1"}
    wrong = office.post(
        "dpu", address(number), said, [("before", picture()), ("after", (b_text(), "a.txt", "text/plain"))]
    )
    (kept,) = re.findall(r'name="kept" value="([^"]+)"', wrong.text)
    version = version_of(office.people["dpu"].get(address(other)).text)
    assert (
        office.post("dpu", address(other), said | {"version": version, "kept": html.unescape(kept)}).status_code == 303
    )
    (answer,) = office.running.core.answering.of_report(office.report(other).id)
    assert answer.media == ()


@pytest.mark.parametrize("act", ["jawab", "kembalikan", "tanya"])
def test_the_second_is_told_what_changed_and_keeps_what_was_typed(office, number, act):
    page = office.people["dpu"].get(address(number)).text
    office.running.core.handling.do(
        [Act(ActKind.CORRECT, office.report(number).id, category="drainase")], SARI, datetime.now(UTC)
    )
    late = office.post(
        "dpu",
        address(number),
        {"act": act, "version": version_of(page), "text": "Kalimat saya.", "status": "answered", "publish": "1"},
    )
    assert late.status_code == 409
    assert "sari mengoreksi" in late.text
    assert "Kalimat saya.</textarea>" in late.text
    again = office.post(
        "dpu",
        address(number),
        {"act": act, "version": version_of(late.text), "text": "Kalimat saya.", "status": "answered", "publish": "1"},
    )
    assert again.status_code == 303


def test_an_ended_session_gives_back_what_was_typed(office, number):
    nobody = office.running.server.test_client()
    sent = nobody.post(address(number), data={"act": "jawab", "version": "3", "text": "Panjang sekali tulisan ini"})
    assert sent.status_code == 401
    assert "Panjang sekali tulisan ini</textarea>" in sent.text
    assert number not in sent.text.replace(address(number), ""), "nothing of the report is told"


def test_an_old_token_gives_back_what_was_typed_with_a_new_one(office, number):
    sent = office.people["dpu"].post(
        address(number), data={"csrf_token": "lama", "act": "kembalikan", "text": "Bukan tugas kami", "version": "3"}
    )
    assert sent.status_code == 400
    assert "Bukan tugas kami</textarea>" in sent.text
    assert office.report(number).status is Status.FORWARDED
    again = office.people["dpu"].post(
        address(number),
        data={
            "csrf_token": token_of(sent.text),
            "act": "kembalikan",
            "text": "Bukan tugas kami",
            "version": str(office.report(number).version),
        },
    )
    assert again.status_code == 303


def test_another_site_cannot_send_the_form(office, number):
    token = token_of(office.people["dpu"].get(address(number)).text)
    sent = office.people["dpu"].post(
        address(number),
        data={"csrf_token": token, "act": "kembalikan", "text": "x", "version": "3"},
        headers={"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert sent.status_code == 403
    assert office.report(number).status is Status.FORWARDED


def test_a_report_goes_back_to_p3m_with_the_reason(office, number):
    version = version_of(office.people["dpu"].get(address(number)).text)
    empty = office.post("dpu", address(number), {"act": "kembalikan", "version": version, "text": "  "})
    assert (empty.status_code, "Tulis alasannya." in empty.text) == (400, True)
    sent = office.post("dpu", address(number), {"act": "kembalikan", "version": version, "text": "Jalan provinsi."})
    assert sent.status_code == 303
    assert office.report(number).status is Status.VERIFIED
    assert office.running.core.reports.steps(office.report(number).id)[-1].note == "Jalan provinsi."


def test_an_answer_of_another_report_is_not_taken_back_here(office, number):
    other = office.received("lain-untuk-batal")
    version = version_of(office.people["dpu"].get(address(other)).text)
    office.post(
        "dpu",
        address(other),
        {"act": "jawab", "version": version, "text": "Sudah.", "status": "answered", "publish": "1"},
    )
    (answer,) = office.running.core.answering.of_report(office.report(other).id)
    sent = office.post("dpu", address(number), {"act": "batalkan", "answer": str(answer.id)})
    assert sent.status_code == 400
    assert office.running.core.answering.of_report(office.report(other).id) == [answer]


def test_no_picture_is_kept_of_who_may_not_answer(office, number):
    token = token_of(office.people["mayor"].get("/keluar").text)
    sent = office.people["mayor"].post(
        address(number),
        data={"csrf_token": token, "act": "jawab", "text": "x", "before": picture("blue")},
        content_type="multipart/form-data",
    )
    assert sent.status_code == 400
    assert 'name="kept"' not in sent.text
    assert "/foto/" not in sent.text
