"""How long the wall takes to be drawn when it is opened, against an empty Dash page opened in turn with it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

from tests.bench.bare_server import bare_server
from tests.bench.empty_page import READY as EMPTY_READY
from tests.bench.figures import Row, milliseconds
from tests.bench.seed import seed
from tests.bench.size import Size
from tests.bench.wall_socket import wall_cookies
from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter

TARGET = 1.3
"""Times an empty page."""
SCREEN: ViewportSize = {"width": 1920, "height": 1080}
WALL_READY = "document.querySelector('#wall-root')?.dataset.map === 'ready'"
NOTE = """
const look = () => {
  if (!(%s)) return requestAnimationFrame(look);
  requestAnimationFrame(() => { window.drawnAfter = performance.now(); });
};
requestAnimationFrame(look);
"""
"""Notes when the picture after the one that has all of it begins, in milliseconds since the page was asked for."""
AFTER = "window.drawnAfter"


@dataclass(frozen=True, slots=True)
class Effort:
    """Open reports on the map, and how often each page is opened; `warm` opens the wall once before."""

    points: int
    times: int
    warm: bool = True


EFFORTS: Mapping[Size, Sequence[Effort]] = {
    Size.TINY: (Effort(20, 1, warm=False),),
    Size.QUICK: (Effort(200, 5), Effort(10_000, 5)),
    Size.FULL: (Effort(200, 15), Effort(50_000, 15)),
}


@dataclass(frozen=True, slots=True)
class OpenedWall:
    """Milliseconds of each opening of the wall with `points` on its map, and of the empty page between them."""

    points: int
    wall: tuple[float, ...]
    empty: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Median to median."""
        return median(self.wall) / median(self.empty)

    def row(self) -> Row:
        """One line."""
        return Row(
            f"wall opened, {self.points:,} points: panels and map drawn in Chromium",
            f"≤ {TARGET} × an empty Dash page",
            f"{self.ratio:.2f} ×: median {milliseconds(median(self.wall))}, longest {milliseconds(max(self.wall))}",
            f"empty Dash page: median {milliseconds(median(self.empty))}",
            met=self.ratio <= TARGET,
        )


@dataclass(frozen=True, slots=True)
class Openings:
    """The wall at each size."""

    walls: tuple[OpenedWall, ...]

    def rows(self) -> Sequence[Row]:
        """A line a size."""
        return [wall.row() for wall in self.walls]


def measure(folder: Path, size: Size) -> Openings:
    """Open both pages in turn, each time in a browser that has nothing of them yet."""
    found = []
    for effort in EFFORTS[size]:
        data = folder / f"opened {effort.points}"
        seed(data, effort.points)
        with (
            bare_server(data, "tests.bench.empty_page", fresh=size.fresh) as port,
            CommandCenter(data, fresh=size.fresh, LOG_LEVEL="warning") as center,
            chromium(whole=size.fresh) as browser,
        ):
            link = center.manage("wall", "add", "dibuka").strip()
            cookies = [
                {"name": name, "value": value, "url": center.url} for name, value in wall_cookies(center, link).items()
            ]
            address = f"{center.url}/wall"
            if effort.warm:
                drawn_after(browser, address, WALL_READY, cookies)
            walls, empties = [], []
            for _ in range(effort.times):
                empties.append(drawn_after(browser, f"http://127.0.0.1:{port}/", EMPTY_READY))
                walls.append(drawn_after(browser, address, WALL_READY, cookies))
            found.append(OpenedWall(effort.points, tuple(walls), tuple(empties)))
    return Openings(tuple(found))


def drawn_after(browser: Browser, url: str, ready: str, cookies: Sequence[Any] = ()) -> float:
    """Milliseconds from asking for the page to its being drawn, in a browser that has nothing but these cookies."""
    with drawn_page(browser, url, ready, cookies) as page:
        return float(page.evaluate(AFTER))


@contextmanager
def drawn_page(browser: Browser, url: str, ready: str, cookies: Sequence[Any] = ()) -> Iterator[Page]:
    """The page once it is drawn, in a browser that has nothing but these cookies; `AFTER` asks it for the time it took."""
    context = browser.new_context(viewport=SCREEN)
    try:
        context.add_cookies(list(cookies))
        page = context.new_page()
        page.add_init_script(NOTE % ready)
        page.goto(url, wait_until="commit")
        page.wait_for_function("() => window.drawnAfter !== undefined", timeout=60_000)
        yield page
    finally:
        context.close()
