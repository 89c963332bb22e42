"""The desk with very many open reports: how long it takes to be there against an empty Dash page, and to move a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from tests.bench.bare_server import bare_server
from tests.bench.big_city import found
from tests.bench.empty_page import READY as EMPTY_READY
from tests.bench.figures import Row, Spread, milliseconds
from tests.bench.opened import SCREEN, drawn_after
from tests.bench.size import Size
from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter

LATER_MS = 1500.0
"""How much later than an empty page the desk may be there."""
MOVE_MS = 100.0
READY = "document.querySelector('.desk-row-line')?.textContent"
"""JavaScript that tells whether lines can be read."""
WHOLE = "() => window.commandCenterDesk?.inbox.ids.length >= %d"
MOVE = """
async (times) => {
  const took = [];
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const desk = window.commandCenterDesk;
  for (let time = 0; time < times; time++) {
    const before = desk.inbox.at;
    const begun = performance.now();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    await painted();
    if (desk.inbox.at !== before + 1 || !document.querySelector(".desk-row-now")) throw new Error("the row did not move");
    took.push(performance.now() - begun);
    await new Promise((done) => setTimeout(done, 150));
  }
  return took;
}
"""
"""Presses j; milliseconds until the picture that shows it, of each press. Reports are opened meanwhile, as they are for a person."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Open reports, how often both pages are opened, and how often the row is moved; `warm` opens the desk once before."""

    reports: int
    times: int
    moves: int
    warm: bool = True


EFFORTS: Mapping[Size, Effort] = {
    Size.TINY: Effort(300, 1, 2, warm=False),
    Size.QUICK: Effort(20_000, 3, 20),
    Size.FULL: Effort(100_000, 9, 60),
}


@dataclass(frozen=True, slots=True)
class OpenedDesk:
    """Milliseconds of each opening of the desk and of the empty page between them, and of each move of the row."""

    reports: int
    desk: tuple[float, ...]
    empty: tuple[float, ...]
    moved: Spread

    def rows(self) -> Sequence[Row]:
        """Its lines."""
        later = median(self.desk) - median(self.empty)
        of = f"{self.reports:,} open reports"
        return [
            Row(
                f"desk opened, {of}: lines drawn in Chromium",
                f"≤ {LATER_MS / 1000} s after an empty Dash page",
                f"{milliseconds(abs(later))} {'later' if later > 0 else 'earlier'}: median {milliseconds(median(self.desk))}, "
                f"longest {milliseconds(max(self.desk))}",
                f"empty Dash page: median {milliseconds(median(self.empty))}",
                met=later <= LATER_MS,
            ),
            Row(
                f"desk, {of}: a key to the row that moved, drawn",
                f"≤ {MOVE_MS:.0f} ms",
                f"median {milliseconds(self.moved.p50)}, p95 {milliseconds(self.moved.p95)}",
                met=self.moved.p95 <= MOVE_MS,
            ),
        ]


def measure(folder: Path, size: Size) -> OpenedDesk:
    """Open both pages in turn, each time in a browser that has nothing of them yet; then go down the list."""
    effort = EFFORTS[size]
    found(folder, effort.reports + 100, datetime.now(UTC), effort.reports)
    with (
        bare_server(folder, "tests.bench.empty_page", fresh=size.fresh) as port,
        CommandCenter(folder, fresh=size.fresh, LOG_LEVEL="warning") as center,
        chromium(whole=size.fresh) as browser,
    ):
        client = center.sign_in("p3m")
        cookies = [{"name": each.name, "value": each.value or "", "url": center.url} for each in client.cookies.jar]
        address, bare = f"{center.url}/desk?antrean=semua", f"http://127.0.0.1:{port}/"
        if effort.warm:
            drawn_after(browser, address, READY, cookies)
        pairs = [
            (drawn_after(browser, address, READY, cookies), drawn_after(browser, bare, EMPTY_READY))
            for _ in range(effort.times)
        ]
        moved = _moved(browser, address, cookies, effort)
    desk, empty = (tuple(each) for each in zip(*pairs, strict=True))
    return OpenedDesk(effort.reports, desk, empty, Spread.of(each / 1000 for each in moved))


def _moved(browser: Browser, address: str, cookies: Sequence[dict[str, str]], effort: Effort) -> Sequence[float]:
    context = browser.new_context(viewport=SCREEN)
    try:
        context.add_cookies(list(cookies))  # type: ignore[arg-type]  # a dict as it wants it
        page = context.new_page()
        page.goto(address)
        page.wait_for_function(WHOLE % min(effort.reports, 200), timeout=60_000)
        moved: Sequence[float] = page.evaluate(MOVE, effort.moves)
        return moved
    finally:
        context.close()
