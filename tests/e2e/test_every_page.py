"""Every page in a browser: nothing that keeps people out, nothing wider than a telephone, no error of its own.

axe-core looks at each; what it calls serious or critical fails. The themes and languages go round from page to page; `make faults`
opens each page in all of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from command_center.web.security.identity import OF_ONE_OPD
from program.pages import PAGES
from tests.e2e.openings import OPENINGS
from tests.e2e.people import LEFT, sign_in
from tests.long_run import only_long
from tests.servers.command_center import CommandCenter
from tests.servers.filled_demo import filled_demo
from tests.servers.programs import find

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
LOOKS = tuple(product(("terang", "gelap"), ("id", "en")))
"""Theme and language."""
PATIENCE_MS = 60_000
RUN_AXE = """() => {
    const lesser = axe._audit.rules.filter((rule) => ['minor', 'moderate'].includes(rule.impact));
    const rules = Object.fromEntries(lesser.map((rule) => [rule.id, { enabled: false }]));
    return axe.run(document, { resultTypes: ['violations'], rules });
}"""
"""A rule with an impact of its own reports that one only: the lesser ones are a third of the work and say nothing here."""
NOT_WIDER = """() => {
    const root = document.querySelector('.work') || document.documentElement;
    return root.scrollWidth <= root.clientWidth;
}"""
"""Whether a page cannot be pushed sideways."""
NOT_FOR_PHONES = {"wall"}
SHOWS_A_FAILURE = {"style"}
"""How a part looks that failed is part of the visual system."""


LOOKED_AT = [
    pytest.param(
        opening,
        *look,
        id=f"{opening.name}-{'-'.join(look)}",
        marks=[only_long] if opening.rarely or look != LOOKS[position % len(LOOKS)] else [],
    )
    for position, opening in enumerate(OPENINGS)
    for look in LOOKS
]
"""Each page in every theme and language: in one of them in every run, going round from page to page, some of its parts in none."""


@dataclass(frozen=True)
class Visited:
    """The window of somebody who goes from page to page, and what went wrong in it."""

    page: Page
    problems: list[str]


@pytest.fixture(scope="module")
def center(tmp_path_factory) -> Iterator[CommandCenter]:
    with filled_demo(tmp_path_factory, "every-page") as running:
        yield running


@pytest.fixture(scope="module")
def windows(browser: Browser, center: CommandCenter) -> Callable[[str], Visited]:
    """Role -> the window of somebody who has it; the chief leads dpu."""

    @cache
    def window(role: str) -> Visited:
        session = sign_in(browser, center, f"uji-{role}", role, "dpu" if role in OF_ONE_OPD else "") if role else None
        # axe runs beside the page's own scripts, which its policy would forbid.
        page = browser.new_context(storage_state=session, bypass_csp=True).new_page()
        visited = Visited(page, [])
        page.on("pageerror", lambda error: visited.problems.append(str(error)))
        page.on("console", lambda said: visited.problems.append(said.text) if said.type == "error" else None)
        return visited

    return window


def barriers(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with where."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(RUN_AXE)
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def test_every_page_is_opened():
    assert {opening.page for opening in OPENINGS} - {""} == {page.key for page in PAGES}


@pytest.mark.needs("chromium")
@pytest.mark.browser
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("opening", "theme", "language"), LOOKED_AT)
def test_a_page_keeps_nobody_out(center, windows, opening, theme, language):
    if not AXE.is_file() and find("npm") is None:
        pytest.skip("axe-core comes by npm, which is not installed")
    visited = windows(opening.role)
    page = visited.page
    # What the page before was still asking for is not this one's problem. The process, which has read the scripts, goes on.
    page.goto(center.url + LEFT)
    visited.problems.clear()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(center.url + opening.query(tema=theme, bahasa=language))
    page.wait_for_selector(opening.drawn, state="attached", timeout=PATIENCE_MS)
    failed = page.locator(".empty-failed, .work-failed").count()
    assert failed == (opening.page in SHOWS_A_FAILURE)
    assert barriers(page) == []
    if opening.page not in NOT_FOR_PHONES:
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(500)
        # A chart that is being drawn as the window narrows takes the new width with its next drawing.
        page.wait_for_function(NOT_WIDER, timeout=PATIENCE_MS, polling=100)
    # The page of a report that is not there says so to the browser, too.
    problems = [said for said in visited.problems if not (opening.drawn == ".office-none" and "404" in said)]
    assert problems == []
