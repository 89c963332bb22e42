"""States of pages besides the usual one: while it loads, asked for what there is not, not allowed, and cut off."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Route

from tests.servers.command_center import CommandCenter

PATIENCE_MS = 60_000

Act = Callable[[Page, CommandCenter], None]
"""What is done with a page before it is opened, or after it is drawn."""


@dataclass(frozen=True)
class PageState:
    """`name` begins the picture's; it is opened by a person of `role` at `path`. `last` are drawn when all else is: their
    server is gone afterwards.
    """

    name: str
    role: str
    path: str
    before: Act | None = None
    after: Act | None = None
    wall: bool = False
    last: bool = False


def held_up(page: Page, center: CommandCenter) -> None:
    """Answers to the page's questions never come."""
    page.route("**/_dash-update-component*", lambda route: None)


def asked_in_vain(page: Page, center: CommandCenter) -> None:
    """A click whose question does not reach the server."""

    def lost(route: Route) -> None:
        route.abort("connectionfailed")

    page.route("**/_dash-update-component*", lost)
    page.locator(".card-channels .mix-row", has_text="WhatsApp").click()
    page.locator(".work-told-unanswered").wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(500)


def without_server(page: Page, center: CommandCenter) -> None:
    """The server ends; the wall has noticed and goes on counting the age of what it shows."""
    center.kill()
    page.wait_for_selector("#wall-root:not([data-state=live])", timeout=PATIENCE_MS)
    page.wait_for_timeout(45_000)


STATES = (
    PageState("analytics-memuat", "diskominfo", "/analytics", before=held_up),
    PageState("analytics-alamat-salah", "diskominfo", "/analytics?periode=kemarin&kanal=fax&dari=2026-99-99"),
    PageState("analytics-tanpa-jaringan", "diskominfo", "/analytics", after=asked_in_vain),
    PageState("analytics-tanpa-hasil", "diskominfo", "/analytics?periode=7-hari&kategori=rob&kanal=blackberry"),
    PageState("tidak-boleh", "opd", "/analytics"),
    PageState("tidak-ada", "mayor", "/tidak-ada"),
    PageState("wall-terputus", "p3m", "/wall", after=without_server, wall=True, last=True),
)
