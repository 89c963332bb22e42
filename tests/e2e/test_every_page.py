"""Every page in a browser: nothing that keeps people out, nothing wider than a telephone, no error of its own.

axe-core looks at each in both themes; what it calls serious or critical fails.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState

from program.pages import PAGES
from tests.e2e.openings import OPENINGS, Opening
from tests.e2e.people import sign_in
from tests.servers.command_center import CommandCenter
from tests.servers.programs import find

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE_MS = 60_000
NOT_FOR_PHONES = {"wall"}
SHOWS_A_FAILURE = {"style"}
"""How a part looks that failed is part of the visual system."""


@pytest.fixture(scope="module")
def center(tmp_path_factory) -> Iterator[CommandCenter]:
    with CommandCenter(tmp_path_factory.mktemp("every-page"), demo=True, DEMO_SPEED="1") as running:
        yield running


@pytest.fixture(scope="module")
def sessions(browser: Browser, center: CommandCenter) -> dict[str, StorageState]:
    """Role -> the cookies of somebody who has it; the chief leads dpu."""
    roles = sorted({opening.role for opening in OPENINGS} - {""})
    return {role: sign_in(browser, center, f"uji-{role}", role, "dpu" if role == "opd" else "") for role in roles}


def opened(
    browser: Browser, center: CommandCenter, sessions: dict[str, StorageState], opening: Opening, path: str
) -> tuple[Page, list[str]]:
    """The page, drawn, and what went wrong with it."""
    # axe runs beside the page's own scripts, which its policy would forbid.
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, storage_state=sessions.get(opening.role), bypass_csp=True
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.goto(f"{center.url}{path}")
    page.wait_for_selector(opening.drawn, state="attached", timeout=PATIENCE_MS)
    return page, problems


def barriers(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with where."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def test_every_page_is_opened():
    assert {opening.page for opening in OPENINGS} - {""} == {page.key for page in PAGES}


@pytest.mark.parametrize(("theme", "language"), [("terang", "id"), ("gelap", "en")])
@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.name)
def test_a_page_keeps_nobody_out(browser, center, sessions, opening, theme, language):
    if not AXE.is_file() and find("npm") is None:
        pytest.skip("axe-core comes by npm, which is not installed")
    page, problems = opened(browser, center, sessions, opening, opening.query(tema=theme, bahasa=language))
    try:
        failed = page.locator(".empty-failed, .work-failed").count()
        assert failed == (opening.page in SHOWS_A_FAILURE)
        assert barriers(page) == []
        if opening.page not in NOT_FOR_PHONES:
            page.set_viewport_size({"width": 390, "height": 844})
            page.wait_for_timeout(500)
            wider = page.evaluate(
                "() => { const root = document.querySelector('.work') || document.documentElement;"
                " return root.scrollWidth - root.clientWidth; }"
            )
            assert wider <= 0, "the page can be pushed sideways on a telephone"
        assert problems == []
    finally:
        page.context.close()
