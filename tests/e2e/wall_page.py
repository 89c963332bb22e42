"""The wall as a test sees it: what the page says of itself, and what can be read on it."""

import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from tests.servers.command_center import CommandCenter

PATIENCE_MS = 60_000


@dataclass(frozen=True)
class WallPage:
    """An open wall."""

    page: Page
    problems: list[str]

    def facts(self) -> dict[str, Any]:
        """data-* of the wall's root: state, head, points, map."""
        return dict(self.page.evaluate("({...document.querySelector('#wall-root')?.dataset})"))

    def wait(self, condition: str, timeout_ms: int = PATIENCE_MS) -> None:
        """Until `condition` (JavaScript over `facts` and `text`) holds."""
        self.page.wait_for_function(
            "() => { const root = document.querySelector('#wall-root'); if (!root) return false;"
            f" const facts = root.dataset, text = root.innerText; return {condition}; }}",
            timeout=timeout_ms,
        )


def open_wall(
    browser: Browser, center: CommandCenter, *, link: str = "", size: tuple[int, int] = (1366, 768)
) -> WallPage:
    """Open the wall as a device with a link, and wait until it is live with its map drawn."""
    url = link or center.manage("wall", "add", f"uji {time.monotonic_ns()}").strip()
    # The certificate of a proxy in a test is its own.
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, ignore_https_errors=True)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(url)
    wall = WallPage(page, problems)
    wall.wait("facts.state === 'live' && facts.map === 'ready'")
    return wall
