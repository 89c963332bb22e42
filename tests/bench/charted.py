"""How long the analysis and an OPD's page take until every chart is drawn, against a page with as many empty charts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from os import environ
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from tests.bench.bare_server import bare_server
from tests.bench.big_city import found
from tests.bench.empty_charts import NUMBER
from tests.bench.figures import Row, milliseconds
from tests.bench.opened import AFTER, drawn_after, drawn_page
from tests.bench.size import Size
from tests.long_run import LONG_RUN
from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter

TARGET, EIGHT_MS = 1.15, 2200.0
"""Times the page of empty charts; and how long eight of those may take at most."""
DRAWN = "[...document.querySelectorAll('.js-plotly-plot')].every((each) => each.querySelector('.main-svg'))"
PAGES: Mapping[str, tuple[str, str]] = {
    "analytics": (
        "/analytics",
        f"document.querySelector('#analytics-root')?.dataset.complete !== undefined && {DRAWN}",
    ),
    "OPD dpu": (
        "/opd/dpu",
        "document.querySelector('#opd-content')?.children.length > 0"
        " && document.querySelectorAll('#opd-root .chart').length"
        f" === document.querySelectorAll('#opd-root .js-plotly-plot').length && {DRAWN}",
    ),
}
"""Page -> (its address, JavaScript that tells whether all of it is drawn)."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Reports of the city, and how often each of the pages is opened; `apart` counts their charts in openings before those."""

    reports: int
    times: int
    pages: Sequence[str] = tuple(PAGES)
    apart: bool = True


EFFORTS: Mapping[Size, Effort] = {
    Size.TINY: Effort(60, 1, tuple(PAGES) if LONG_RUN else ("OPD dpu",), apart=False),
    Size.QUICK: Effort(10_000, 5),
    Size.FULL: Effort(1_000_000, 15),
}


@dataclass(frozen=True, slots=True)
class ChartedPage:
    """Milliseconds of each opening of a page with so many charts, and of the page of empty charts between them."""

    page: str
    charts: int
    reports: int
    opened: tuple[float, ...]
    empty: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Median to median."""
        return median(self.opened) / median(self.empty)

    def row(self) -> Row:
        """One line."""
        return Row(
            f"`{self.page}` opened, {self.reports:,} reports: its {self.charts} charts drawn in Chromium",
            f"≤ {TARGET} × as many empty charts",
            f"{self.ratio:.2f} ×: median {milliseconds(median(self.opened))}, longest {milliseconds(max(self.opened))}",
            f"{self.charts} empty charts: median {milliseconds(median(self.empty))}",
            self.ratio <= TARGET,
        )


@dataclass(frozen=True, slots=True)
class Charted:
    """Both pages, and eight empty charts."""

    pages: tuple[ChartedPage, ...]
    eight: tuple[float, ...]

    def rows(self) -> Sequence[Row]:
        """A line each."""
        eight = median(self.eight)
        return [
            *(page.row() for page in self.pages),
            Row(
                "eight empty charts drawn",
                f"≤ {EIGHT_MS / 1000:.1f} s",
                f"median {milliseconds(eight)}",
                met=eight <= EIGHT_MS,
            ),
        ]


def measure(folder: Path, size: Size) -> Charted:
    """Open each in turn with its baseline, each time in a browser that has nothing of them yet."""
    effort = EFFORTS[size]
    found(folder, effort.reports, datetime.now(UTC))
    with CommandCenter(folder, fresh=size.fresh, LOG_LEVEL="warning") as center, chromium(whole=size.fresh) as browser:
        client = center.sign_in("diskominfo")
        cookies = [{"name": name, "value": value, "url": center.url} for name, value in client.cookies.items()]
        pages = tuple(_page(browser, center, page, cookies, folder, size) for page in effort.pages)
        with _empty(folder, 8, size.fresh) as url:
            eight = tuple(drawn_after(browser, url, _drawn(8)) for _ in range(effort.times))
    return Charted(pages, eight)


def _page(
    browser: Browser, center: CommandCenter, page: str, cookies: Sequence[Any], folder: Path, size: Size
) -> ChartedPage:
    path, ready = PAGES[page]
    address, effort = f"{center.url}{path}", EFFORTS[size]
    charts, first = _counted(browser, address, ready, cookies)
    opened, empty = [] if effort.apart else [first], []
    with _empty(folder, charts, size.fresh) as url:
        for _ in range(effort.times):
            empty.append(drawn_after(browser, url, _drawn(charts)))
            if effort.apart:
                opened.append(drawn_after(browser, address, ready, cookies))
    return ChartedPage(page, charts, effort.reports, tuple(opened), tuple(empty))


def _counted(browser: Browser, address: str, ready: str, cookies: Sequence[Any]) -> tuple[int, float]:
    """How many charts the page has, and the milliseconds until all were drawn."""
    with drawn_page(browser, address, ready, cookies) as page:
        charts: int = page.evaluate("document.querySelectorAll('.js-plotly-plot').length")
        return charts, float(page.evaluate(AFTER))


def _drawn(charts: int) -> str:
    return f"document.querySelectorAll('.js-plotly-plot').length === {charts} && {DRAWN}"


@contextmanager
def _empty(folder: Path, charts: int, fresh: bool) -> Iterator[str]:
    """The address of a page with so many empty charts."""
    environ[NUMBER] = str(charts)
    try:
        with bare_server(folder, "tests.bench.empty_charts", fresh=fresh) as port:
            yield f"http://127.0.0.1:{port}/"
    finally:
        del environ[NUMBER]
