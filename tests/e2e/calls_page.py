"""The desk as a test uses it: with the keyboard, and read as a person reads it."""

import re
import time
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e import people
from tests.servers.ami import AmiServer
from tests.servers.command_center import CommandCenter

PATIENCE_MS = 60_000
LOOK_MS = 100
"""How often a page is asked whether it is so: at each of its pictures would keep it busy with answering."""


@dataclass(frozen=True)
class CallsPage:
    """An open desk. `problems` are script errors and what the content policy forbade."""

    page: Page
    problems: list[str]

    def text(self, selector: str) -> str:
        """What is written there, "" for nothing."""
        found = self.page.query_selector(selector)
        return found.inner_text() if found else ""

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.page.input_value(f"#calls-{name}")

    def wait(self, condition: str, timeout_ms: int = PATIENCE_MS) -> None:
        """Until `condition` (JavaScript over `text(selector)`, `value(name)` and `focus`, an id) holds."""
        self.page.wait_for_function(
            "() => { const text = (selector) => document.querySelector(selector)?.innerText ?? '',"
            " value = (name) => document.querySelector('#calls-' + name).value, focus = document.activeElement.id;"
            f" return {condition}; }}",
            timeout=timeout_ms,
            polling=LOOK_MS,
        )

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)


def sign_in(browser: Browser, center: CommandCenter, name: str) -> BrowserContext:
    """The browser of an operator of P3M, who signed in."""
    return people.signed_in(browser, center, name, "p3m")


def open_calls(operator: BrowserContext, center: CommandCenter, *, query: str = "") -> CallsPage:
    """Open the desk in the operator's browser and wait until it is ready."""
    page = people.page_of(operator)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
    desk = CallsPage(page, problems)
    open_anew(desk, center, query=query)
    return desk


def open_anew(desk: CallsPage, center: CommandCenter, *, query: str = "") -> None:
    """Open it in the same page, with an empty form: half the work of another page, whose process reads all scripts first."""
    desk.page.context.clear_cookies(name=re.compile("bahasa|tema"))
    desk.page.set_viewport_size({"width": 1366, "height": 768})
    desk.page.goto(f"{center.url}/panggilan?{query}")
    desk.page.wait_for_selector("#calls-submit", timeout=PATIENCE_MS)
    desk.wait("focus === 'calls-kind-box'")


def sit_at(desk: CallsPage, phone: str) -> None:
    """Choose the operator's telephone."""
    desk.page.click("#calls-phone")
    desk.page.click(f".calls-phone [role=option] >> text={phone}")
    desk.wait("text('#calls-phone-note') === '' && focus === 'calls-kind-box'")


def ring(switchboard: AmiServer, call_id: str, number: str, *steps: str, agent: str = "op-01") -> None:
    """Let the switchboard tell of the steps of one call, all of them now."""
    for step in steps or ("Newchannel", "QueueCallerJoin"):
        event = {"Event": step, "Uniqueid": call_id, "Linkedid": call_id, "CallerIDNum": number, "Queue": "darurat"}
        event |= {"Timestamp": f"{time.time():.6f}"} | ({"MemberName": agent} if step.startswith("Agent") else {})
        switchboard.play([event])
