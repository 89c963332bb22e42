"""The desk as a test uses it: opened in the browser of an operator, with the keyboard, and read as a person reads it."""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page

from tests.e2e.people import page_of
from tests.servers.command_center import CommandCenter

PATIENCE_MS = 60_000


@dataclass(frozen=True)
class DeskPage:
    """An open desk. `problems` are script errors and what the content policy forbade."""

    page: Page
    problems: list[str]

    def text(self, selector: str) -> str:
        """What is written there, "" for nothing."""
        found = self.page.query_selector(selector)
        return found.inner_text() if found else ""

    def wait(self, condition: str) -> None:
        """Until `condition` (JavaScript over `text(selector)` and `all(selector)`, texts) holds."""
        self.page.wait_for_function(
            "() => { const text = (selector) => document.querySelector(selector)?.innerText ?? '',"
            " all = (selector) => [...document.querySelectorAll(selector)].map((each) => each.innerText);"
            f" return {condition}; }}",
            timeout=PATIENCE_MS,
            polling=100,
        )

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def opened(self, number: str) -> None:
        """Wait until this report is the one that is open."""
        self.wait(f"text('.desk-number') === '{number}'")


def open_desk(operator: BrowserContext, center: CommandCenter, query: str = "") -> DeskPage:
    """Open the desk and wait until its script has begun."""
    page = page_of(operator)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(f"{center.url}/desk{query}")
    page.wait_for_selector("#desk-root[data-ready]", timeout=PATIENCE_MS)
    return DeskPage(page, problems)
