"""People who sign in: one of each role, as a browser keeps them."""

import re
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests.servers.command_center import CommandCenter

PATIENCE_MS = 60_000
LEFT = "/healthz"
"""What a page that was left shows: nothing that asks for anything."""
PASSWORD = "sandi untuk uji saja 2026"


def signed_in(browser: Browser, center: CommandCenter, name: str, role: str, opd: str = "") -> BrowserContext:
    """Add a person and sign in once: the browser of this person, without a page."""
    of_opd = ["--opd", opd] if opd else []
    center.manage("user", "add", name, "--role", role, "--password", PASSWORD, *of_opd)
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{center.url}/masuk")
    fields = page.locator("input:not([type=hidden])")
    fields.nth(0).fill(name)
    fields.nth(1).fill(PASSWORD)
    page.keyboard.press("Enter")
    # Whom the page behind it is for is known by its address: it need not be drawn.
    page.wait_for_url(lambda url: "/masuk" not in url, wait_until="commit")
    leave(page)
    return context


def sign_in(browser: Browser, center: CommandCenter, name: str, role: str, opd: str = "") -> StorageState:
    """Add a person and sign in once: the cookies of the session."""
    context = signed_in(browser, center, name, role, opd)
    state = context.storage_state()
    context.close()
    return state


def page_of(person: BrowserContext, size: tuple[int, int] = (1366, 768)) -> Page:
    """A page in their browser, one that was left if there is one. Which language and theme they chose is forgotten."""
    person.clear_cookies(name=re.compile("bahasa|tema"))
    left = [page for page in person.pages if urlsplit(page.url).path == LEFT]
    page = left[0] if left else person.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return page


def leave(page: Page) -> None:
    """Keep a page for the next who opens one: its process has read the scripts already, which is half of a page's work.

    It stays at the same server: about:blank would be the end of that process. What it kept for itself is gone as with a closed tab.
    """
    page.unroute_all(behavior="wait")
    page.goto(urljoin(page.url, LEFT))
    page.evaluate("sessionStorage.clear()")
