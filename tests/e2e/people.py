"""People who sign in: one of each role, as a browser keeps them."""

from playwright.sync_api import Browser, StorageState

from tests.servers.command_center import CommandCenter

PATIENCE_MS = 60_000
PASSWORD = "sandi untuk uji saja 2026"


def sign_in(browser: Browser, center: CommandCenter, name: str, role: str, opd: str = "") -> StorageState:
    """Add a person and sign in once: the cookies of the session."""
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
    page.wait_for_url(lambda url: "/masuk" not in url)
    state = context.storage_state()
    context.close()
    return state
