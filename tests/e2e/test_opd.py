"""The page of an OPD in a browser: a chief begins at it, its tabs have addresses, a row opens by the keyboard."""

import io
import re
import time

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.messages import send_whatsapp
from tests.e2e.people import PASSWORD, page_of, signed_in

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

PATIENCE_MS = 60_000
TEXT = "jalan berlubang dalam di jalan Gajahmada depan sekolah, banyak motor jatuh"


@pytest.fixture(scope="module")
def page(browser, center):
    """A chief of public works, with one report in the queue."""
    center.manage("user", "add", "uji-p3m-opd", "--role", "p3m", "--password", PASSWORD)
    assert send_whatsapp(center, f"wamid.opd.{time.monotonic_ns()}", TEXT).status_code == 200
    return page_of(signed_in(browser, center, "uji-kepala", "opd", "dpu"))


def test_a_chief_begins_at_the_own_page(page, center):
    page.goto(f"{center.url}/")
    page.wait_for_selector(".gauge", timeout=PATIENCE_MS)
    assert page.url == f"{center.url}/opd/dpu"
    assert page.inner_text("h1") == "Dinas Pekerjaan Umum"


def test_tabs_have_addresses_and_the_back_button_works(page, center):
    page.goto(f"{center.url}/opd/dpu")
    page.click(".opd-tab >> text=Tenggat", timeout=PATIENCE_MS)
    page.wait_for_selector(".card-due-now", timeout=PATIENCE_MS)
    assert page.url == f"{center.url}/opd/dpu?tab=tenggat"
    page.click(".opd-period >> text=13 minggu")
    page.wait_for_url("**/opd/dpu?tab=tenggat&minggu=13")
    page.wait_for_selector(".card-due-now", timeout=PATIENCE_MS)
    page.go_back()
    page.wait_for_url("**/opd/dpu?tab=tenggat")


def test_a_row_opens_by_the_keyboard_to_the_working_of_its_deadline(page, center):
    deadline = time.monotonic() + 60
    page.goto(f"{center.url}/opd/dpu?tab=antrean")
    page.wait_for_selector(".card-queue", timeout=PATIENCE_MS)
    row = page.locator(".queue-row", has_text="Gajahmada")
    while not row.count():
        assert time.monotonic() < deadline, "the report never came into the queue"
        page.wait_for_timeout(500)
        page.reload()
        page.wait_for_selector(".card-queue", timeout=PATIENCE_MS)
    row.locator(".queue-line").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".queue-row[open] .strip-due", timeout=PATIENCE_MS)
    assert TEXT in row.locator(".queue-words").inner_text()
    assert row.locator(".strip-due .strip-told").inner_text() == "10"


def test_another_opd_is_refused_in_the_browser(page, center):
    answer = page.goto(f"{center.url}/opd/dlh")
    assert answer is not None
    assert answer.status == 403


def test_a_chief_answers_with_a_photo_and_finds_what_was_typed_after_a_closed_tab(page, center, tmp_path):
    number = page_to_answer(page, center)
    page.fill("#answer-text", "Lubang sudah ditambal pagi ini.")
    page.goto(f"{center.url}/opd/dpu")
    page.goto(f"{center.url}/opd/dpu/laporan/{number}")
    assert page.input_value("#answer-text") == "Lubang sudah ditambal pagi ini."
    photo = tmp_path / "sesudah.jpg"
    Image.effect_noise((2400, 1800), 80).convert("RGB").save(photo, quality=95)
    page.set_input_files("#answer-after", photo)
    chosen = page.locator(".office-photos img")
    expect(chosen).to_have_count(1)
    page.wait_for_function("() => document.querySelector('#answer-after').files[0].size < 1500000")
    before = {"mimeType": "image/png", "buffer": small_picture()}
    page.set_input_files("#answer-before", [{"name": f"sebelum-{n}.png", **before} for n in range(8)])
    expect(page.get_by_text("Paling banyak 8 foto untuk satu jawaban")).to_be_visible()
    expect(chosen).to_have_count(8)
    for _ in range(6):
        page.locator(".office-file", has=page.locator("#answer-before")).locator(".office-photos button").first.click()
    assert page.evaluate("document.querySelector('#answer-before').files.length") == 1
    page.check("input[name=status][value=settled]")
    if page.locator("input[name=publish]").count():
        page.check("input[name=publish]")
    page.click("button:has-text('Kirim jawaban')")
    page.wait_for_url("**selesai=jawab")
    picture = page.locator(".answer-given img")
    assert picture.count() == 2
    assert picture.last.evaluate("image => image.complete && image.naturalWidth > 0")
    assert "Lubang sudah ditambal pagi ini." in page.inner_text(".answer-given")


def small_picture():
    """A picture of a few bytes."""
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "brown").save(drawn, "PNG")
    return drawn.getvalue()


def page_to_answer(page, center):
    """Have P3M forward the chief's report by command, and open it; its number."""
    page.goto(f"{center.url}/opd/dpu?tab=antrean")
    page.wait_for_selector(".queue-row", timeout=PATIENCE_MS)
    row = page.locator(".queue-row", has_text="Gajahmada").first
    row.locator(".queue-line").click()
    number = re.search(r"LH-\d{4}-\d{6}", row.locator(".queue-detail").inner_text())[0]
    center.manage("report", "forward", number, "--opd", "dpu", "--text", "Mohon ditambal.", "--by", "uji-p3m-opd")
    page.goto(f"{center.url}/opd/dpu/laporan/{number}")
    return number
