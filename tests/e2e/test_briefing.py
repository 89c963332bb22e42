"""The briefing as the mayor has it: issued by the server at its start, read on any screen, printed on one page, handed on."""

import io
import re
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from command_center.settings import read_settings
from layouts.briefing.movable_map import movable_map_there
from program.core import build_core
from simulation.fill import fill_history
from tests.e2e import people
from tests.long_run import only_long
from tests.servers.command_center import CommandCenter

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

PATIENCE_MS = 60_000
SHEET = ".brief-sheet"


@pytest.fixture(scope="module")
def center(tmp_path_factory):
    """An installation with nine days of reports, started: it issues what is due by itself."""
    folder = tmp_path_factory.mktemp("center")
    running = CommandCenter(folder)
    settings = read_settings(
        var_dir=folder / "var", demo=False, secret_key=running.environment["SECRET_KEY"], _env_file=None
    )
    core = build_core(settings)
    now = datetime.now(UTC)
    fill_history(core.reference, core.channels, core.intake, core.triage, core.reports, now, 9, lambda _: None)
    core.close()
    with running:
        yield running


@pytest.fixture(scope="module")
def mayor(center, browser):
    """The mayor's browser, signed in."""
    return people.signed_in(browser, center, "wali", "mayor")


@pytest.fixture
def opened(center, mayor):
    """Opens an address of the briefing; what went wrong in the page fails the test."""
    pages, problems = [], []

    def open_page(path="/briefing", until=SHEET):
        page = people.page_of(mayor)
        pages.append(page)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.goto(center.url + path)
        # The server issues in the background once it runs.
        for _ in range(20):
            page.wait_for_selector(f"{SHEET}, .brief-absent", timeout=PATIENCE_MS)
            if page.query_selector(until):
                break
            page.wait_for_timeout(500)
            page.reload()
        return page

    yield open_page
    told = list(problems)
    for page in pages:
        people.leave(page)
    assert told == []


def test_the_mayor_begins_at_today_s_sheet(opened):
    page = opened("/")
    assert page.url.endswith("/briefing/hari-ini")
    assert len(page.query_selector_all(".brief-said p")) == 3
    assert "data sampai 06.00 WIB" in page.inner_text(".brief-head")


def test_a_footnote_opens_the_reports_behind_its_figure(opened):
    page = opened()
    number = int(re.sub(r"\D", "", page.inner_text(".brief-one:first-child .brief-value")))
    page.click(".brief-one:first-child .brief-note")
    page.wait_for_selector("#briefing-figure-1[open] .brief-case-list", timeout=PATIENCE_MS)
    cases = page.query_selector_all("#briefing-figure-1 .brief-case-list li")
    assert len(cases) == number
    assert all(re.match(r"LH-\d{4}-\d{6}", case.inner_text().strip()) for case in cases)
    page.wait_for_function("document.activeElement.closest('#briefing-figure-1') !== null", timeout=PATIENCE_MS)


def test_the_same_figure_has_the_same_number_wherever_it_stands(opened):
    page = opened()
    named = page.eval_on_selector_all(
        ".brief-note", "notes => notes.map(note => [note.getAttribute('href'), note.innerText.trim()])"
    )
    assert all(href == f"#briefing-figure-{number}" for href, number in named)
    entries = page.eval_on_selector_all(".brief-entry", "entries => entries.map(entry => entry.id)")
    assert {href.lstrip("#") for href, _ in named} <= set(entries)


@pytest.mark.parametrize("look", ["?bahasa=id&tema=terang", pytest.param("?bahasa=en&tema=gelap", marks=only_long)])
def test_nothing_is_wider_than_the_screen(opened, look):
    page = opened(f"/briefing/hari-ini{look}")
    for width, height in ((390, 844), (1366, 768), (1920, 1080), (3840, 2160)):
        page.set_viewport_size({"width": width, "height": height})
        assert not page.evaluate(
            "document.querySelector('.work').scrollWidth > document.querySelector('.work').clientWidth"
        ), width
        beyond = page.evaluate(
            """() => { const sheet = document.querySelector('.brief-sheet').getBoundingClientRect();
            return [...document.querySelectorAll('.brief-sheet h1, .brief-sheet h2, .brief-sheet p, .brief-sheet table')]
            .filter(each => each.getBoundingClientRect().right > sheet.right + 1 && !each.closest('.brief-due'))
            .map(each => each.innerText.slice(0, 40)); }"""
        )
        assert beyond == [], width


@pytest.mark.parametrize(
    ("theme", "language", "title", "ledger"),
    [
        pytest.param("terang", "id", "Laporan pagi Wali Kota", "Buku angka", marks=only_long),
        ("gelap", "en", "Morning briefing for", "Ledger"),
    ],
)
def test_it_is_printed_on_one_page_without_the_rest_of_the_screen(opened, theme, language, title, ledger):
    page = opened(f"/briefing/hari-ini?tema={theme}&bahasa={language}")
    # Also where the cases of a figure are open on the screen.
    page.click(".brief-one:first-child .brief-note")
    page.wait_for_selector("#briefing-figure-1[open]", timeout=PATIENCE_MS)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    (only,) = printed.pages
    text = only.extract_text()
    assert title in text
    assert ledger in text
    for unseen in ("Keluar", "Sign out", "Buka laporan baru", "Open new reports"):
        assert unseen not in text, "what is for the screen is not printed"


@pytest.mark.skipif(not movable_map_there(), reason="npm did not install leaflet: run npm ci")
def test_the_map_opens_from_a_disk_without_a_network(opened, browser, tmp_path):
    page = opened()
    with page.expect_download() as download:
        page.click("a[href*='.html']")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    context = browser.new_context(offline=True)
    asked, problems = [], []
    alone = context.new_page()
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("pageerror", lambda error: problems.append(str(error)))
    alone.goto(file.as_uri())
    alone.wait_for_selector(".leaflet-marker-icon svg", timeout=PATIENCE_MS)
    assert alone.query_selector_all("path.leaflet-interactive")
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    assert [url for url in asked if url.startswith("file:")] == [file.as_uri()]
    assert problems == []
    context.close()


def test_an_address_without_a_briefing_leads_to_the_newest(opened):
    page = opened("/briefing/1999-01-01", until=".brief-absent")
    assert "Data mulai" in page.inner_text(".brief-absent")
    page.click(".brief-absent a")
    page.wait_for_selector(SHEET, timeout=PATIENCE_MS)


def test_who_may_not_gets_neither_page_nor_file(center):
    client = center.sign_in("p3m")
    assert client.get("/briefing/hari-ini").status_code == 403
    day = datetime.now(UTC).date().isoformat()
    assert client.get(f"/api/v1/briefing/{day}.pdf").status_code == 403
