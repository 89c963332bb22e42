"""A real Chromium, driven by Playwright, as on a computer without a graphics card.

No page needs WebGL. Without the part of Chromium that would emulate a card an open wall takes a third of the work.
Where Chromium's headless shell is installed tests drive that one; benchmarks measure the browser that people have.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.servers.programs import find

FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
)


@contextmanager
def chromium(*, whole: bool = False) -> Iterator[Browser]:
    """A browser without a window; `whole` is the one that has windows elsewhere."""
    program = find("chromium" if whole else "chromium-headless-shell")
    if program is None:
        raise FileNotFoundError("chromium is not installed: run tests/install_programs.sh as root")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
