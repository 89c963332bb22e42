"""The wall as a test sees it: what the page says of itself, and what can be read on it."""

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, TimeoutError

from tests.servers.command_center import CommandCenter

PATIENCE_MS = 60_000
LOOK_MS = 100
"""How often a page is asked whether it is so: at each of its pictures would keep it busy with answering."""


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
        text = ", text = root.innerText" if "text" in condition else ""
        self.page.wait_for_function(
            "() => { const root = document.querySelector('#wall-root'); if (!root) return false;"
            f" const facts = root.dataset{text}; return {condition}; }}",
            timeout=timeout_ms,
            polling=LOOK_MS,
        )

    def later(self, seconds: float) -> None:
        """The page's own clock goes on by so many seconds at once; what was due meanwhile happens once. (`own_clock`)"""
        self.page.clock.fast_forward(round(seconds * 1000))

    def hurry(self, condition: str) -> None:
        """Until `condition` holds, while the page's own clock goes on faster, but hears its server often enough."""
        ends = time.monotonic() + PATIENCE_MS / 1000
        while time.monotonic() < ends:
            with suppress(TimeoutError):
                return self.wait(condition, 500)
            self.later(1.5)
        self.wait(condition, 1)


def open_wall(
    browser: Browser,
    center: CommandCenter,
    *,
    link: str = "",
    size: tuple[int, int] = (1366, 768),
    own_clock: bool = False,
    **context_options: Any,
) -> WallPage:
    """Open the wall as a device with a link, and wait until it is live with its map drawn.

    With an `own_clock` a test puts the page's clock on instead of waiting, and until it is live it goes faster.
    """
    # The certificate of a proxy in a test is its own.
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, ignore_https_errors=True, **context_options
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    if own_clock:
        page.clock.install()
    page.goto(link or center.wall_link)
    wall = WallPage(page, problems)
    (wall.hurry if own_clock else wall.wait)("facts.state === 'live' && facts.map === 'ready'")
    return wall
