"""The page of methods in a browser: a chart's link leads to its section, and paper holds all of them."""

import pytest
from pypdf import PdfReader

from layouts.i18n import words
from layouts.methods.sections import ANCHORS
from tests.e2e.people import LEFT, page_of, signed_in
from tests.long_run import only_long

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def page(browser, center):
    return page_of(signed_in(browser, center, "uji-diskominfo", "diskominfo"))


@pytest.mark.parametrize(
    "anchor", ["anomali", *(pytest.param(name, marks=only_long) for name in ("waktu-jawab", "hari-kerja"))]
)
def test_a_link_of_a_chart_leads_to_its_section(page, center, anchor):
    """The section comes into view, and is marked as the one that was asked for."""
    page.goto(center.url + LEFT)
    page.goto(f"{center.url}/metode#{anchor}")
    section = page.locator(f"#{anchor}:target")
    section.wait_for(timeout=PATIENCE_MS)
    page.wait_for_function(
        "anchor => { const box = document.getElementById(anchor).getBoundingClientRect();"
        " return box.top >= 0 && box.top < innerHeight / 2; }",
        arg=anchor,
        timeout=PATIENCE_MS,
    )


def test_the_contents_lead_to_a_section(page, center):
    page.goto(f"{center.url}/metode")
    page.click("#methods-contents a[href='#sepi']", timeout=PATIENCE_MS)
    page.wait_for_selector("#sepi:target", timeout=PATIENCE_MS)


@pytest.mark.parametrize("theme", [pytest.param("terang", marks=only_long), "gelap"])
def test_paper_holds_all_sections_and_nothing_of_the_navigation(page, center, tmp_path, theme):
    page.goto(f"{center.url}/metode?bahasa=id&tema={theme}")
    page.wait_for_selector("#hari-kerja", timeout=PATIENCE_MS)
    file = tmp_path / "metode.pdf"
    page.pdf(path=file, format="A4")
    read = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(file).pages).split())
    for anchor in ANCHORS:
        assert words("id")(f"methods.{anchor}.title") in read
    assert words("id")("work.sign_out") not in read
