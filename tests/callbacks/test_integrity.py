"""Closures with a sign: found by their figures, looked at with a comment, and shown to no department."""

import re
from datetime import UTC, datetime

import pytest

from command_center.domain.acts import Act, ActKind
from command_center.domain.closures import ClosureSign
from command_center.store.audit import Audit
from tests.callbacks.office_program import SARI, picture, token_of, version_of


@pytest.fixture(scope="module")
def closed(office):
    """Ten settlements of public works with the same words, two with a photo: their numbers."""
    numbers = []
    for at in range(10):
        number = office.received(f"tutup-{at}")
        page = office.people["dpu"].get(f"/opd/dpu/laporan/{number}").text
        files = [("after", picture())] if at < 2 else []
        said = {
            "act": "jawab",
            "version": version_of(page),
            "text": f"{number} selesai dikerjakan tim.",
            "status": "settled",
            "publish": "1",
        }
        assert office.post("dpu", f"/opd/dpu/laporan/{number}", said, files).status_code == 303
        numbers.append(number)
    office.follow()
    return numbers


def fresh(office):
    """Found anew: what was found before is shown for a minute."""
    from program.office import ClosingAnswers, ClosureReviews, Closures

    core = office.running.core
    return Closures(office.running.model, ClosingAnswers(core.db), ClosureReviews(core.db))


def signs_of(office, number):
    found = {each.number: each for each in fresh(office).flagged(datetime.now(UTC))}
    return found[number]


def test_the_same_words_ten_times_and_no_photo_are_signs(office, closed):
    with_photo, without = signs_of(office, closed[0]), signs_of(office, closed[5])
    assert with_photo.signs == (ClosureSign.TEMPLATED,)
    assert with_photo.same_words == 10
    assert without.signs == (ClosureSign.TEMPLATED, ClosureSign.NO_EVIDENCE)


def settle(office, number, files=(), text="Selesai dikerjakan."):
    """Its department says that it is settled."""
    page = office.people["dpu"].get(f"/opd/dpu/laporan/{number}").text
    said = {"act": "jawab", "version": version_of(page), "text": text, "status": "settled", "publish": "1"}
    assert office.post("dpu", f"/opd/dpu/laporan/{number}", said, files).status_code == 303
    office.follow()


def test_a_photo_of_an_earlier_answer_is_evidence_too(office):
    number = office.received("tutup-foto-dulu")
    page = office.people["dpu"].get(f"/opd/dpu/laporan/{number}").text
    said = {"act": "jawab", "version": version_of(page), "text": "Ini hasilnya.", "status": "answered", "publish": "1"}
    assert office.post("dpu", f"/opd/dpu/laporan/{number}", said, [("after", picture())]).status_code == 303
    settle(office, number, text="Terima kasih, kami tutup.")
    assert number not in {each.number for each in fresh(office).flagged(datetime.now(UTC))}


def test_what_was_only_to_be_told_is_not_asked_for_photos(office):
    number = office.received("tutup-informasi")
    act = Act(ActKind.CORRECT, office.report(number).id, report_class="information")
    office.running.core.handling.do([act], SARI, datetime.now(UTC))
    settle(office, number, text="Buka pukul delapan.")
    assert number not in {each.number for each in fresh(office).flagged(datetime.now(UTC))}


def test_what_was_opened_again_came_back_whatever_was_found_before(office):
    number, core = office.received("tutup-kembali"), office.running.core
    settle(office, number, [("after", picture())], "Sudah diperbaiki tuntas.")
    closed = fresh(office).by_opd(datetime.now(UTC))["dpu"].closed
    acts = [Act(ActKind.REOPEN, office.report(number).id, note="Warga bilang belum.")]
    core.handling.do(acts, SARI, datetime.now(UTC))
    office.follow()
    closures, now = fresh(office), datetime.now(UTC)
    came_back = signs_of(office, number)
    assert came_back.signs == (ClosureSign.RETURNED,)
    assert came_back.reopened_at is not None
    assert closures.by_opd(now)["dpu"].closed == closed
    settle(office, number, text="Kali ini sungguh selesai.")
    first, second = sorted(
        (each for each in fresh(office).flagged(datetime.now(UTC)) if each.number == number),
        key=lambda each: each.closed_at,
    )
    assert first.signs == (ClosureSign.RETURNED,)
    assert second.signs == (ClosureSign.INSTANT, ClosureSign.NO_EVIDENCE)
    assert fresh(office).review([second.key], True, "Dicek di lapangan.", SARI, datetime.now(UTC)) == 1
    looked = {each.key: each.looked for each in fresh(office).flagged(datetime.now(UTC)) if each.number == number}
    assert looked[first.key] is None
    assert looked[second.key] is not None


def test_it_is_looked_at_with_a_comment_and_counts_no_more(office, closed):
    from command_center.domain.acting import acting_person

    closures, now = fresh(office), datetime.now(UTC)
    marked = closures.by_opd(now)["dpu"].marked
    sari = acting_person("sari", frozenset({"p3m"}))
    assert closures.review(closed[:3], True, "Foto ada di surat.", sari, now) == 3
    assert closures.by_opd(now)["dpu"].marked == marked - 3
    assert closures.review(closed[3:4], False, "Belum dikerjakan.", sari, now) == 1
    assert closures.by_opd(now)["dpu"].marked == marked - 3
    (entry,) = (
        each
        for each in Audit(office.running.core.db).of_report(office.report(closed[0]).id)
        if each.act == "closure.review"
    )
    assert (entry.who, dict(entry.details)) == ("sari", {"fine": True})


@pytest.mark.parametrize("who", ["p3m", "diskominfo", "mayor", "admin"])
def test_who_looks_at_closures_names_the_department_and_not_its_people(office, closed, who):
    page = office.people[who].get("/integritas?keadaan=semua")
    assert page.status_code == 200
    assert "uji-dpu" not in page.text


def test_no_department_opens_it(office, closed):
    assert office.people["dpu"].get("/integritas").status_code == 403
    token = token_of(office.people["dpu"].get("/keluar").text)
    sent = office.people["dpu"].post("/integritas", data={"csrf_token": token, "nomor": closed[0], "text": "wajar"})
    assert sent.status_code == 403


def test_a_finding_without_a_comment_is_shown_again_with_its_ticks(office, closed):
    page = office.people["p3m"].get("/integritas").text
    there = re.findall(r'name="nomor" value="([^"]+)"', page)
    if not there:
        pytest.fail("the page has no closure to look at")
    sent = office.post("p3m", "/integritas", {"nomor": there[0], "temuan": "tindak", "text": " "})
    assert sent.status_code == 400
    assert "Tulis apa yang ditemukan" in sent.text
    assert re.search(rf'value="{there[0]}" checked', sent.text)
