"""The citizens' pages in a telephone's browser: with a script and without one, on a line that breaks, by key and by finger."""

import gzip
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.e2e.test_every_page import barriers
from tests.long_run import only_long
from tests.servers.command_center import PLAIN, CommandCenter

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser, pytest.mark.timeout(300)]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1366, "height": 768}
PATIENCE_MS = 60_000
LIGHT = 60_000
"""Bytes that the form may weigh, compressed, with its scripts and styles and without the map."""


def telephone(browser: Browser, **more) -> BrowserContext:
    context = browser.new_context(viewport=PHONE, bypass_csp=True, **more)
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = telephone(browser)
    yield context.new_page()
    context.close()


def photo(tmp_path: Path) -> Path:
    file = tmp_path / "kamera.jpg"
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 58.0, 5.0)})
    Image.effect_noise((3000, 2000), 80).convert("RGB").save(file, exif=exif, quality=90)
    return file


def reports(center: CommandCenter) -> list[str]:
    """Tracking numbers that there are."""
    lines = center.manage("export", "--format", "jsonl").splitlines()
    return [json.loads(line)["number"] for line in lines if line.startswith("{")]


def test_a_report_with_photo_and_pin_is_followed_with_its_code(center, phone, tmp_path):
    phone.goto(f"{center.url}/lapor")
    phone.fill("#text", "Lampu jalan mati di tiga tiang berturut-turut")
    chosen = photo(tmp_path)
    phone.set_input_files("#photo", chosen)
    expect(phone.locator("#photos img")).to_have_count(1)
    phone.click("#open-map")
    phone.wait_for_function("document.getElementById('map').height > 0")
    phone.wait_for_load_state("networkidle")
    phone.locator("#map").click(position={"x": 180, "y": 150})
    assert re.fullmatch(r"-\d\.\d{6}", phone.input_value("#lat"))
    taken = "fetch(document.querySelector('#photos img').src).then((found) => found.blob()).then((blob) => blob.size)"
    assert phone.evaluate(taken) < chosen.stat().st_size / 2, "the photo is made smaller before it is sent"
    phone.click("#send")
    phone.wait_for_url("**/lapor/terima/**")
    number, code = (phone.inner_text(f"#{name}") for name in ("nomor", "kode"))
    phone.reload()
    assert phone.inner_text("#nomor") == number
    phone.click("a.main")
    phone.wait_for_url(f"**/lacak/{number}")
    assert "kode" not in phone.url, "the code has left the address bar"
    expect(phone.locator("text=Lampu jalan mati di tiga tiang")).to_be_visible()
    expect(phone.locator("#where")).to_be_visible()
    picture = httpx.get(f"{center.url}{phone.get_attribute('.own .photos a', 'href')}", verify=PLAIN)
    assert b"Exif" not in picture.content
    assert max(Image.open(BytesIO(picture.content)).size) == 1600
    phone.reload()
    expect(phone.locator("text=Lampu jalan mati di tiga tiang")).to_be_visible()
    phone.fill("#reply-text", "Sekarang empat tiang")
    phone.click("#balas button")
    expect(phone.locator("text=Sekarang empat tiang")).to_be_visible()
    assert len(code.replace("-", "")) == 8


def test_without_a_script_everything_can_be_done(center, browser, tmp_path):
    page = telephone(browser, java_script_enabled=False).new_page()
    page.goto(f"{center.url}/lapor")
    page.fill("#text", "Saluran air mampet di gang")
    page.fill("#contact", "bukan kontak")
    with page.expect_file_chooser() as chooser:
        page.click("text=Ambil atau pilih foto")
    chooser.value.set_files(photo(tmp_path))
    page.click("#send")
    expect(page.locator("#contact-fault")).to_be_visible()
    assert page.input_value("#text") == "Saluran air mampet di gang"
    page.fill("#contact", "0812 3344 5566")
    page.click("#send")
    number, code = (page.inner_text(f"#{name}") for name in ("nomor", "kode"))
    page.goto(f"{center.url}/lacak")
    page.fill("#number", number.lower())
    page.fill("#kode", code.lower())
    page.click("form .main")
    expect(page.locator("text=Saluran air mampet di gang")).to_be_visible()
    expect(page.locator(".own .photos img")).to_have_count(1)
    page.fill("#reply-text", "Airnya sudah masuk rumah")
    page.click("#balas button")
    expect(page.locator("text=Airnya sudah masuk rumah")).to_be_visible()


def test_a_form_is_kept_while_there_is_no_line_and_sent_once(center, browser):
    context = telephone(browser)
    page = context.new_page()
    page.goto(f"{center.url}/lapor")
    page.fill("#text", "Pohon tumbang menutup jalan di Gunungpati")
    context.set_offline(True)
    page.click("#send")
    expect(page.locator("#offline")).to_be_visible()
    assert "Pohon tumbang" in page.evaluate("localStorage.getItem('lapor-draft')")
    context.set_offline(False)
    page.wait_for_url("**/lapor/terima/**")
    number = page.inner_text("#nomor")
    assert page.evaluate("localStorage.getItem('lapor-draft')") is None
    assert reports(center).count(number) == 1


def test_a_draft_outlives_the_page_with_its_photo_and_an_answer_that_was_lost_makes_no_second_report(
    center, browser, tmp_path
):
    context = telephone(browser)
    page = context.new_page()
    page.goto(f"{center.url}/lapor")
    page.fill("#text", "Jembatan kecil retak di Mijen")
    page.set_input_files("#photo", photo(tmp_path))
    expect(page.locator("#photos img")).to_have_count(1)
    taken = []

    def lose(route):
        """The server takes the form and its answer is lost on the way."""
        taken.append(route.fetch())
        route.abort()

    page.route("**/lapor", lose, times=1)
    page.click("#send")
    expect(page.locator("#offline")).to_be_visible()
    assert taken[0].status == 201
    page.close()
    again = context.new_page()
    again.goto(f"{center.url}/lapor")
    assert again.input_value("#text") == "Jembatan kecil retak di Mijen"
    expect(again.locator("#photos img")).to_have_count(1)
    again.click("#send")
    again.wait_for_url("**/lapor/terima/**")
    assert again.inner_text("#nomor") in taken[0].text()
    again.goto(f"{center.url}/lapor")
    expect(again.locator("#place")).to_be_visible()
    assert again.evaluate("citizenDraft.readPhotos().then((kept) => kept.length)") == 0


def test_what_is_wrong_stands_beside_its_field(center, phone):
    phone.goto(f"{center.url}/lapor")
    phone.click("#send")
    expect(phone.locator("#text-fault")).to_be_visible()
    phone.fill("#text", "Trotoar ambles di depan sekolah")
    phone.click("#send")
    phone.wait_for_url("**/lapor/terima/**")


def test_open_reports_near_the_pin_are_offered(center, phone):
    there = {"lat": "-7.02", "lon": "110.36", "text": "Jalan ambles dekat gapura", "category": "jalan_rusak"}
    known = httpx.post(f"{center.url}/lapor", data=there, headers={"Accept": "application/json"}, verify=PLAIN).json()[
        "number"
    ]
    phone.goto(f"{center.url}/lapor")
    phone.fill("#text", "Ambles juga di sini")
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": -7.0201, "longitude": 110.3601})
    phone.click("#here")
    expect(phone.locator("#near")).to_be_visible()
    phone.check(f"input[value='{known}']")
    phone.click("#send")
    phone.wait_for_url("**/lapor/terima/**")
    assert phone.inner_text("#nomor") != known


def test_the_map_works_by_keys(center, phone):
    phone.goto(f"{center.url}/lapor")
    phone.click("#open-map")
    phone.wait_for_load_state("networkidle")
    phone.focus("#map")
    phone.keyboard.press("Enter")
    first = phone.input_value("#lon")
    phone.keyboard.press("+")
    phone.keyboard.press("ArrowRight")
    assert float(phone.input_value("#lon")) > float(first)
    phone.click("#no-pin")
    assert phone.input_value("#lon") == ""


def test_the_form_is_light(center):
    asked = {"verify": PLAIN, "headers": {"Accept-Encoding": "identity"}}
    page = httpx.get(f"{center.url}/lapor", **asked).text
    files = re.findall(r'(?:src|href)="(/(?:assets|masuk/static)/[^"]+)"', page)
    bodies = [page.encode(), *(httpx.get(f"{center.url}{each}", **asked).content for each in dict.fromkeys(files))]
    assert len(bodies) > 5
    assert sum(len(gzip.compress(body)) for body in bodies) < LIGHT


@pytest.mark.parametrize(("theme", "language"), [("terang", "id"), pytest.param("gelap", "en", marks=only_long)])
def test_the_pages_keep_nobody_out(center, browser, theme, language):
    answer = httpx.post(
        f"{center.url}/lapor",
        data={"text": f"Untuk dilihat semua orang {theme}", "lat": "-6.99", "lon": "110.42"},
        headers={"Accept": "application/json"},
        verify=PLAIN,
    ).json()
    status = f"/lacak/{answer['number']}?kode={answer['code']}"
    problems: list[str] = []
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    for path in ("/lapor", "/lacak", status):
        joint = "&" if "?" in path else "?"
        page.set_viewport_size(PHONE)
        page.goto(f"{center.url}{path}{joint}tema={theme}&bahasa={language}")
        page.wait_for_load_state("networkidle")
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, size)
            assert barriers(page) == [], (path, size)
    context.close()
    assert problems == []
