"""The analysis in a browser: the address is the selection, marks filter, steps go back, and late answers show nothing stale."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route
from pypdf import PdfReader

from tests.e2e.people import leave, page_of, signed_in
from tests.long_run import only_long
from tests.servers.command_center import CommandCenter
from tests.servers.filled_demo import filled_demo

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser, pytest.mark.timeout(600)]

PATIENCE_MS = 60_000
LOOK_MS = 100
NUMBERS = ".card.nums .num-value"
SIZE = (1366, 768)
MONTH = "?periode=30-hari"
ROB = "?periode=30-hari&kategori=rob&opd=dpu"


@pytest.fixture(scope="module")
def center(tmp_path_factory) -> Iterator[CommandCenter]:
    """A demo, which has months of history."""
    with filled_demo(tmp_path_factory, "analytics") as running:
        yield running


@pytest.fixture(scope="module")
def analyst(browser: Browser, center: CommandCenter) -> BrowserContext:
    """The browser of somebody of Diskominfo, who signed in."""
    return signed_in(browser, center, "uji-analitik", "diskominfo")


@dataclass(frozen=True)
class Window:
    """The window of the analyst, and errors of its scripts."""

    page: Page
    problems: list[str]


@pytest.fixture(scope="module")
def window(analyst: BrowserContext) -> Window:
    """One for the file: to open the page costs more than twice what a choice in it costs."""
    found = Window(page_of(analyst), [])
    found.page.on("pageerror", lambda error: found.problems.append(str(error)))
    return found


@pytest.fixture
def opened(center: CommandCenter, window: Window) -> Iterator:
    """Opens the page at an address; no error of a script is left unseen."""

    def open_page(query: str, size: tuple[int, int] = SIZE) -> Page:
        leave(window.page)
        window.page.set_viewport_size({"width": size[0], "height": size[1]})
        window.page.goto(f"{center.url}/analytics{query}")
        complete(window.page)
        return window.page

    window.problems.clear()
    yield open_page
    assert window.problems == []


@pytest.fixture
def chosen(opened, window: Window):
    """The page with this selection, "" for any: where it is open already, as a step back leads there."""

    def choose(query: str = MONTH) -> Page:
        page = window.page
        if not page.locator("#analytics-root").count():
            return opened(query)
        page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
        page.keyboard.press("Escape")  # A list that is unfolded is folded.
        if query not in ("", page.evaluate("location.search")):
            page.evaluate(
                "(to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')); }", query
            )
            wait_for_query(page, query)
        return page

    return choose


def complete(page: Page) -> None:
    """Until nothing is asked for any more."""
    page.wait_for_selector(".card-integrity .sign-row", state="attached", timeout=PATIENCE_MS)
    page.wait_for_function(
        "() => { const root = document.querySelector('#analytics-root');"
        " return !('busy' in root.dataset) && !('below' in root.dataset); }",
        timeout=PATIENCE_MS,
        polling=LOOK_MS,
    )


def asked_for(request: Request) -> str:
    """What a page asks Dash for, by the names of its parts; nothing where it asks anything else."""
    asked: Any = request.post_data_json if "/_dash-update-component" in request.url else None
    return str(asked["output"]) if asked else ""


def number(page: Page) -> int:
    return int(page.locator(NUMBERS).first.inner_text().replace(".", ""))


def wait_for_query(page: Page, part: str) -> None:
    page.wait_for_function("(part) => location.search.includes(part)", arg=part, timeout=PATIENCE_MS, polling=LOOK_MS)
    complete(page)


def test_on_a_telephone_the_filter_bar_folds_and_nothing_is_pushed_sideways(opened):
    page = opened(MONTH, size=(390, 844))
    assert not page.locator(".fold-kanal").is_visible()
    page.locator(".bar-open").click()
    page.locator(".fold-kanal summary").click()
    assert page.locator(".fold-kanal label").first.is_visible()
    assert (
        page.evaluate("() => { const w = document.querySelector('.work'); return w.scrollWidth - w.clientWidth; }") <= 0
    )


def test_garbage_in_the_address_is_told_and_the_usual_shown(chosen):
    page = chosen("?periode=kemarin&kanal=fax&dari=2026-99-99")
    said = page.locator(".problems").inner_text()
    assert "kemarin" in said
    assert "fax" in said
    assert number(page) > 0


def test_a_choice_is_in_the_address_and_opens_the_same_in_another_browser(browser, center, analyst, chosen):
    page = chosen()
    whole = number(page)
    page.locator(".fold-kanal summary").click()
    page.locator(".fold-kanal label", has_text="WhatsApp").click()
    wait_for_query(page, "kanal=whatsapp")
    page.wait_for_function(f"() => document.querySelector('{NUMBERS}').innerText !== '{whole}'")
    other = browser.new_context(storage_state=analyst.storage_state())
    again, problems = other.new_page(), []
    again.on("pageerror", lambda error: problems.append(str(error)))
    again.goto(page.url)
    complete(again)
    # The demo's citizens go on writing while the test runs.
    assert abs(number(again) - number(page)) <= 3
    assert number(page) < whole
    assert "WhatsApp" in again.locator(".chips").inner_text()
    assert problems == []
    other.close()


def test_a_mark_filters_all_else_and_the_step_back_takes_it_away(chosen):
    page = chosen()
    whole = number(page)
    page.locator(".card-categories .course-head", has_text="Rob").click()
    wait_for_query(page, "kategori=rob")
    page.wait_for_selector(".chip >> text=Rob")
    rob = number(page)
    assert 0 < rob < whole
    assert page.locator(".card-categories .course-head", has_text="Rob").get_attribute("aria-pressed") == "true"
    assert page.locator(".funnel-count").first.inner_text() == page.locator(NUMBERS).first.inner_text()
    page.locator(".card-categories .course-head", has_text="Rob").click()
    page.wait_for_function("() => !location.search.includes('kategori')")
    complete(page)
    page.go_back()
    wait_for_query(page, "kategori=rob")
    page.wait_for_selector(".chip >> text=Rob")
    page.locator(".chip").click()
    page.wait_for_selector(".chip", state="detached")


def test_charts_are_chosen_in_with_the_keyboard(chosen):
    page = chosen()
    page.locator(".card-hours figure").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for_query(page, "hari=selasa&jam=00")


def test_a_click_on_the_map_filters(chosen):
    page = chosen("")
    chips = page.locator(".chip").count()
    plot = page.locator(".card-map .js-plotly-plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    x, y = box["x"] + box["width"] * 0.35, box["y"] + box["height"] * 0.6
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    wait_for_query(page, "kecamatan=33.74.")
    assert page.locator(".chip").count() == chips + 1


@only_long
def test_a_click_on_a_part_of_the_channel_chart_filters(chosen):
    page = chosen()
    most = page.locator(".card-channels .mix-name").first.inner_text()
    bar = page.locator(".card-channels .barlayer .trace").last.locator(".point").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    wait_for_query(page, "kanal=")
    page.wait_for_selector(f".chip >> text={most}")


def test_an_answer_that_was_overtaken_shows_nothing_stale(chosen):
    """The first of two questions is held up: its answer is never shown as if it were that of the second one."""
    page = chosen()
    held: list[Route] = []

    def hold(route: Route) -> None:
        asked = route.request.post_data or ""
        if "analytics-ask" in asked and "kategori=rob" in asked and "kanal=whatsapp" not in asked:
            held.append(route)
        else:
            route.continue_()

    page.evaluate(
        """() => {
            const root = document.querySelector('#analytics-root');
            new MutationObserver(() => {
                if (!('busy' in root.dataset) && document.querySelectorAll('.chip').length === 1) window.staleShown = true;
            }).observe(root, { subtree: true, childList: true, attributes: true });
        }"""
    )
    page.route("**/_dash-update-component*", hold)
    page.locator(".card-categories .course-head", has_text="Rob").click()
    page.wait_for_function("() => location.search.includes('kategori=rob')")
    page.locator(".card-channels .mix-row", has_text="WhatsApp").click()
    page.wait_for_function("() => location.search.includes('kanal=whatsapp&kategori=rob')")
    page.wait_for_timeout(300)
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_function("() => document.querySelectorAll('.chip').length === 2", timeout=PATIENCE_MS)
    complete(page)
    page.unroute("**/_dash-update-component*")
    assert page.locator(".chip").count() == 2
    assert not page.evaluate("() => window.staleShown === true")


def test_the_file_has_the_rows_of_the_page(chosen):
    page = chosen(ROB)
    told = int(page.locator(".export-name").inner_text().split()[1].replace(".", ""))
    with page.expect_download() as download:
        page.locator(".actions a", has_text="CSV").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    assert len(rows) == told
    assert {row["category"] for row in rows} == {"rob"}
    page.locator("#analytics-grid").scroll_into_view_if_needed()
    first = ".ag-row[row-index='0'] [col-id=number]"
    page.wait_for_function("(cell) => document.querySelector(cell)?.innerText.trim()", arg=first)
    assert rows[0]["number"] == page.locator(first).first.inner_text()


def test_a_view_is_kept_and_opened_again(chosen):
    page = chosen(ROB)
    page.locator(".saved summary").click()
    page.fill("#analytics-view-name", "Rob bulan ini")
    page.locator("[data-view=save]").click()
    page.wait_for_selector(".saved-link >> text=Rob bulan ini")
    page.locator("[data-period='7-hari']").click()
    wait_for_query(page, "periode=7-hari")
    page.locator(".saved summary").click()
    page.locator(".saved-link", has_text="Rob bulan ini").click()
    page.wait_for_url(f"**/analytics{ROB}")
    complete(page)
    assert "Rob" in page.locator(".chips").inner_text()


def test_a_session_that_ended_and_a_server_that_is_away_are_told_at_the_next_choice(analyst, chosen, window):
    page = chosen()
    week, month = (page.locator(f"[data-period='{name}']") for name in ("7-hari", "30-hari"))
    page.route("**/_dash-update-component*", lambda route: route.abort())
    week.click()
    told = page.locator(".work-told-unanswered")
    told.wait_for(timeout=PATIENCE_MS)
    assert "periode=7-hari" in told.locator("a").get_attribute("href")
    page.unroute("**/_dash-update-component*")
    month.click()
    told.wait_for(state="hidden", timeout=PATIENCE_MS)
    wait_for_query(page, "periode=30-hari")

    kept = analyst.cookies()
    analyst.clear_cookies()
    week.click()
    page.locator(".work-told-ended").wait_for(timeout=PATIENCE_MS)
    back = page.locator(".work-told-ended a").get_attribute("href")
    assert back == "/masuk?next=%2Fanalytics%3Fperiode%3D7-hari"
    analyst.add_cookies(kept)
    month.click()
    page.locator(".work-told-ended").wait_for(state="hidden", timeout=PATIENCE_MS)
    complete(page)
    # Dash's script raises an error for every answer that it is refused.
    window.problems.clear()


@only_long
def test_parts_below_that_are_not_answered_are_told(chosen, window):
    page = chosen()
    week, month = (page.locator(f"[data-period='{name}']") for name in ("7-hari", "30-hari"))
    told = page.locator(".work-told-unanswered")

    def away_below(route: Route) -> None:
        if "later" in asked_for(route.request):
            route.fulfill(status=503)
        else:
            route.continue_()

    page.route("**/_dash-update-component*", away_below)
    with page.expect_response(lambda each: "getRowsResponse" in asked_for(each.request)) as rows:
        week.click()
        told.wait_for(timeout=PATIENCE_MS)
    assert rows.value.ok
    rows.value.finished()
    page.wait_for_timeout(500)
    assert told.is_visible(), "the parts below are old, whatever else is answered"
    assert "below" in page.evaluate("() => ({...document.querySelector('#analytics-root').dataset})")
    page.unroute("**/_dash-update-component*")
    month.click()
    told.wait_for(state="hidden", timeout=PATIENCE_MS)
    wait_for_query(page, "periode=30-hari")
    # Dash's script raises an error for every answer that it is refused.
    window.problems.clear()


def test_what_is_printed_says_that_it_is_simulated_and_who_printed_it(chosen):
    page = chosen()
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    for told in ("Lapor Hendi", "SIMULASI", "uji-analitik"):
        assert told in text
    for unseen in ("Keluar", "Dinding video", "XLSX"):
        assert unseen not in text


def test_a_page_in_the_hands_of_a_translator_goes_on(chosen):
    """A browser's own translator wraps every text in elements of its own."""
    page = chosen()
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.querySelector('.panels'), NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
            for (const text of texts) {
                const outer = document.createElement('font');
                const inner = document.createElement('font');
                text.replaceWith(outer);
                outer.append(inner);
                inner.append(text);
            }
        }"""
    )
    page.locator(".card-categories .course-head").nth(0).click()
    wait_for_query(page, "kategori=")
    page.wait_for_selector(".chip")
    leave(page)
