"""The mayor's page and the department's answer: marks reports seen, instructs, closes; each refused to everybody else."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.instructions import InstructionState
from command_center.domain.working_days import wib_day
from tests.callbacks.office_program import PERSON, token_of

TOMORROW = (wib_day(datetime.now(UTC)) + timedelta(days=1)).isoformat()


def unseen(office):
    return re.findall(r'name="nomor" value="([^"]+)"', office.people["mayor"].get("/wali").text)


def given(office, text, **more):
    """A new instruction to public works, by the form."""
    sent = office.post("mayor", "/wali", {"act": "arahan", "opd": "dpu", "text": text, **more})
    assert sent.status_code == 303, sent.text[:2000]
    return next(each for each in office.running.core.instructing.every() if each.text == text)


def test_reports_are_marked_one_by_one_or_all_of_the_list(office):
    first, second, third = (office.received(f"lihat-{at}") for at in range(3))
    assert {first, second, third} <= set(unseen(office))
    assert office.post("mayor", "/wali", {"act": "lihat", "nomor": [first]}).status_code == 303
    assert first not in unseen(office)
    office.post("mayor", "/wali", {"act": "lihat_semua", "semua": [second, third]})
    assert not {first, second, third} & set(unseen(office))


@pytest.mark.parametrize(
    ("morning", "back"), [("2026-11-27", "/briefing/2026-11-27?selesai=lihat"), ("//a.example", "/wali?selesai=lihat")]
)
def test_who_marks_from_a_briefing_comes_back_to_it(office, morning, back):
    number = office.received(f"lihat-pagi-{morning}")
    sent = office.post("mayor", "/wali", {"act": "lihat_semua", "semua": [number], "pagi": morning})
    assert sent.headers["Location"] == back
    assert number not in unseen(office)


def test_a_department_opens_of_an_instruction_its_own_reports_alone(office):
    """The mayor may name a report that lies elsewhere: its department is told where, and led to no page that is not there."""
    own, before = office.received("arahan-sendiri"), office.received("arahan-dlh", opd="dlh")
    for number in (own, before):
        given(office, f"Bantu {number}.", laporan=number)
    page = office.people["dpu"].get("/opd/dpu/arahan").text
    assert f'href="/opd/dpu/laporan/{own}"' in page
    assert f'laporan/{before}"' not in page
    assert "di DLH: diteruskan" in page
    mayor = office.people["mayor"].get("/wali").text
    assert f'href="/opd/dlh/laporan/{before}"' in mayor


def test_the_list_has_masked_words_and_nothing_of_rahasia(office):
    number = office.received("lihat-masker", f"Lubang dalam, hubungi {PERSON.contact}")
    secret = office.received("lihat-rahasia", "Pungutan liar oleh petugas", visibility="rahasia")
    page = office.people["mayor"].get("/wali").text
    assert number in page
    assert PERSON.contact not in page
    assert secret not in page
    assert "Pungutan" not in page


@pytest.mark.parametrize("who", ["diskominfo", "admin"])
def test_who_only_reads_marks_and_instructs_nothing(office, who):
    number = office.received(f"lihat-oleh-{who}")
    page = office.people[who].get("/wali")
    assert number.rpartition("-")[2] in page.text
    assert "<form" not in page.text
    token = token_of(office.people[who].get("/keluar").text)
    for values in ({"act": "lihat", "nomor": number}, {"act": "arahan", "opd": "dpu", "text": "x"}):
        assert office.people[who].post("/wali", data={"csrf_token": token, **values}).status_code == 403
    assert number in unseen(office)


@pytest.mark.parametrize("who", ["p3m", "dpu"])
def test_others_do_not_open_the_page(office, who):
    assert office.people[who].get("/wali").status_code == 403


def test_an_instruction_is_answered_with_reports_and_closed(office):
    number = office.received("arahan-1")
    made = given(office, "Periksa semua rumah pompa.", tenggat=TOMORROW, kategori="rob")
    page = office.people["dpu"].get("/opd/dpu/arahan")
    assert "Periksa semua rumah pompa." in page.text
    told = {"arahan": str(made.id), "dilihat": "0", "text": "Lima dari delapan.", "laporan": f"lihat {number}"}
    assert office.post("dpu", "/opd/dpu/arahan", {**told, "jenis": "progress"}).status_code == 303
    shown = office.people["mayor"].get("/wali").text
    assert "Lima dari delapan." in shown
    assert f'href="/opd/dpu/laporan/{number}"' in shown
    office.post("mayor", "/wali", {"act": "kata", "arahan": str(made.id), "dilihat": "1", "jenis": "close"})
    now = next(each for each in office.running.core.instructing.every() if each.id == made.id)
    assert now.state is InstructionState.CLOSED


def test_another_department_neither_reads_nor_answers_it(office):
    made = given(office, "Hanya untuk DPU.")
    assert office.people["dlh"].get("/opd/dpu/arahan").status_code == 403
    assert "Hanya untuk DPU." not in office.people["dlh"].get("/opd/dlh/arahan").text
    token = token_of(office.people["dlh"].get("/keluar").text)
    told = {"csrf_token": token, "arahan": str(made.id), "dilihat": "0", "text": "Selesai.", "jenis": "done"}
    for path in ("/opd/dlh/arahan", "/opd/dpu/arahan"):
        assert office.people["dlh"].post(path, data=told).status_code == 403
    assert next(each for each in office.running.core.instructing.every() if each.id == made.id).acts == ()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"opd": ""}, "Pilih OPD yang diberi arahan."),
        ({"text": " "}, "Arahan masih kosong"),
        ({"laporan": "LH-2026-999999"}, "Tidak ada laporan dengan nomor itu"),
        ({"tenggat": "kemarin"}, "tidak terbaca"),
        ({"tenggat": "2020-01-01"}, "sudah lewat"),
    ],
)
def test_a_wrong_instruction_is_shown_again_with_what_to_do(office, wrong, told):
    values = {"act": "arahan", "opd": "dpu", "text": "Bersihkan saluran.", "laporan": "", "tenggat": ""} | wrong
    sent = office.post("mayor", "/wali", values)
    assert sent.status_code == 400
    assert told in sent.text
    if wrong.get("text") is None:
        assert "Bersihkan saluran.</textarea>" in sent.text


def test_who_was_slower_keeps_what_was_typed(office):
    made = given(office, "Dua orang menjawab.")
    first = {"arahan": str(made.id), "dilihat": "0", "text": "Yang pertama.", "jenis": "progress"}
    office.post("dpu", "/opd/dpu/arahan", first)
    late = office.post("dpu", "/opd/dpu/arahan", first | {"text": "Yang kedua."})
    assert late.status_code == 409
    assert "Yang kedua.</textarea>" in late.text
    assert "Yang pertama." in late.text
