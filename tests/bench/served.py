"""A server on ten years of a city: its pages over HTTP, what it takes of the memory, and what a change of a report costs."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from command_center.domain.events import FACTS, TIMES, Event, EventKind
from command_center.domain.working_days import WIB
from command_center.readmodel.read_model import ReadModel
from tests.bench.big_city import found
from tests.bench.figures import Row, Spread, milliseconds
from tests.bench.installation import core_of
from tests.bench.memory import pss_mb
from tests.bench.size import Size
from tests.servers.command_center import CommandCenter

GROWTH = 1.5
MEMORY_MB: Mapping[int, float] = {1_000_000: 300.0, 10_000_000: 500.0}
PAGES: Mapping[str, str] = {
    "wall": "/wall",
    "analytics, 91 days": "/analytics?periode=13-minggu",
    "briefing of today": "/briefing/hari-ini",
    "OPD dpu": "/opd/dpu",
}
"""What is opened. The analysis and the OPD's page answer with their first parts, as a browser gets them."""
MARKS = {
    "/wall": "wall-root",
    "/analytics": "analytics-root",
    "/briefing/hari-ini": "brief-sheet",
    "/opd/dpu": "opd-root",
}
"""Address -> what its answer holds when it is the page."""
BRIEFING_SECONDS = 180
"""How long the briefings of the last seven mornings may take, which the first start issues."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Numbers of reports, how often each page is opened, and by how many viewers at once, as many for each page."""

    reports: tuple[int, ...]
    times: int
    viewers: int = 20


EFFORTS: Mapping[Size, Effort] = {
    Size.TINY: Effort((120,), 1, viewers=4),
    Size.QUICK: Effort((10_000, 1_000_000), 5),
    Size.FULL: Effort((10_000, 1_000_000, 10_000_000), 15),
}


@dataclass(frozen=True, slots=True)
class ServedCity:
    """One size: page -> its openings; the pages opened by so many viewers at once; memory before and after all that; changes."""

    reports: int
    start: float
    pages: Mapping[str, Spread]
    first: Mapping[str, float]
    together: int
    viewers: Spread
    quiet_mb: float
    after_mb: float
    changes: Mapping[str, Spread]

    def rows(self) -> Sequence[Row]:
        """Its lines."""
        of = f"{self.reports:,} reports"
        most = MEMORY_MB.get(self.reports)
        return [
            *(
                Row(
                    f"`{page}` over HTTP, {of}",
                    "–",
                    f"median {milliseconds(spread.p50)}, p95 {milliseconds(spread.p95)}",
                    f"the first time {milliseconds(self.first[page] * 1000)}",
                )
                for page, spread in self.pages.items()
            ),
            Row(
                f"an opening by {self.together} viewers of these pages at once, {of}",
                "–",
                f"median {milliseconds(self.viewers.p50)}, p95 {milliseconds(self.viewers.p95)}",
            ),
            Row(
                f"memory of the server (PSS), {of}",
                f"≤ {most:.0f} MB" if most else "–",
                f"{self.quiet_mb:.0f} MB ready, {self.after_mb:.0f} MB after all these pages",
                f"ready after {self.start:.1f} s",
                self.after_mb <= most if most else None,
            ),
            *(
                Row(
                    f"read model: {change}, {of}",
                    "–",
                    f"median {milliseconds(spread.p50)}, p95 {milliseconds(spread.p95)}",
                )
                for change, spread in self.changes.items()
            ),
        ]


@dataclass(frozen=True, slots=True)
class Served:
    """All sizes, smallest first."""

    cities: tuple[ServedCity, ...]

    def rows(self) -> Sequence[Row]:
        """A block a size, and the growth of each page."""
        first, last = self.cities[0], self.cities[-1]
        growth = {page: last.pages[page].p50 / first.pages[page].p50 for page in PAGES}
        return [
            *(row for city in self.cities for row in city.rows()),
            *(
                Row(
                    f"growth of `{page}` over HTTP from {first.reports:,} to {last.reports:,} reports",
                    f"≤ {GROWTH}",
                    f"{times:.2f}",
                    met=times <= GROWTH,
                )
                for page, times in growth.items()
            ),
        ]


def measure(folder: Path, size: Size) -> Served:
    """An installation a size, one after the other."""
    effort = EFFORTS[size]
    return Served(tuple(_city(folder / f"city {amount}", amount, effort, size.fresh) for amount in effort.reports))


def _city(folder: Path, amount: int, effort: Effort, fresh: bool) -> ServedCity:
    found(folder, amount, datetime.now(UTC))
    with CommandCenter(folder, fresh=fresh, LOG_LEVEL="warning") as center:
        begun = time.monotonic()
        client = center.sign_in("diskominfo")
        start = time.monotonic() - begun
        quiet = pss_mb(center.pid)
        _wait_for_briefing(client)
        first = {page: _opened(client, path) for page, path in PAGES.items()}
        pages = {page: Spread.of(_opened(client, path) for _ in range(effort.times)) for page, path in PAGES.items()}
        with ThreadPoolExecutor(effort.viewers) as viewers:
            paths = [path for path in PAGES.values() for _ in range(effort.viewers // len(PAGES))]
            together = Spread.of(viewers.map(lambda path: _opened(client, path), paths))
        after = pss_mb(center.pid)
        center.stop()
    city = ServedCity(amount, start, pages, first, effort.viewers, together, quiet, after, {})
    return replace(city, changes=_changes(folder, effort.times))


def _opened(client: httpx.Client, path: str) -> float:
    """Seconds until the whole answer with the page's content is there."""
    begun = time.perf_counter()
    text = _content(client, path)
    if MARKS[path.partition("?")[0]] not in text:
        raise RuntimeError(f"the answer to {path} does not hold its page")
    return time.perf_counter() - begun


def _content(client: httpx.Client, path: str) -> str:
    """The wall is one document; the content of other pages is what Dash asks for when their address is opened."""
    if path == "/wall":
        return client.get(path).raise_for_status().text
    address, _, query = path.partition("?")
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": address},
            {"id": "_pages_location", "property": "search", "value": f"?{query}"},
        ],
        "changedPropIds": [],
    }
    headers = {"Origin": str(client.base_url).rstrip("/")}
    return client.post("/_dash-update-component", json=body, headers=headers).raise_for_status().text


def _wait_for_briefing(client: httpx.Client) -> None:
    """Until the briefings that the start issues are there, so that their work is no page's."""
    until = time.monotonic() + BRIEFING_SECONDS
    while "brief-sheet" not in _content(client, PAGES["briefing of today"]):
        if time.monotonic() > until:
            raise TimeoutError(f"no briefing was issued within {BRIEFING_SECONDS} s")
        time.sleep(0.5)


def _changes(folder: Path, times: int) -> Mapping[str, Spread]:
    """What the projection needs for one event of each kind, in a batch of its own as on an ordinary day."""
    core = core_of(folder)
    model = ReadModel.open(folder / "var" / "read_model.duckdb", WIB, core.reference.calendar)
    try:
        with model.cursor() as cursor:
            wanted = "SELECT report_id FROM open_reports WHERE status = 'forwarded' AND exact ORDER BY report_id DESC LIMIT ?"
            ids = [row[0] for row in cursor.execute(wanted, [times]).fetchall()]
            (newest,) = cursor.execute("SELECT max(report_id) FROM facts").fetchall()[0]
        now = datetime.now(UTC)
        told = now.isoformat()
        steps: Mapping[str, Callable[[int, int], Event]] = {
            "a report is settled": lambda at, _: Event(
                EventKind.STEP,
                now,
                ids[at % len(ids)],
                {"status": "settled", "answered_at": told, "settled_at": told, "closed_at": told},
            ),
            "its category is corrected": lambda at, _: Event(
                EventKind.AMENDED, now, ids[at % len(ids)], {"category": "lampu" if at % 2 else "banjir"}
            ),
            "a report is received": lambda at, seq: _received(model, newest - at, seq, now + timedelta(seconds=at)),
        }
        found: dict[str, Spread] = {}
        for name, step in steps.items():
            taken = []
            for at in range(times):
                seq = model.position().seq + 1
                event = replace(step(at, newest + at + 1), seq=seq)
                begun = time.perf_counter()
                model.apply([event])
                taken.append(time.perf_counter() - begun)
            found[name] = Spread.of(taken)
        return found
    finally:
        model.close()
        core.close()


def _received(model: ReadModel, like: int, report_id: int, at: datetime) -> Event:
    """A new report like one that is there."""
    with model.cursor() as cursor:
        values = cursor.execute(f"SELECT {', '.join(FACTS)} FROM facts WHERE report_id = ?", [like]).fetchall()[0]
    data = {name: None if name in TIMES else value for name, value in zip(FACTS, values, strict=True)}
    data |= {"received_at": at.isoformat(), "status": "received", "number": f"LH-0000-{report_id}"}
    return Event(EventKind.RECEIVED, at, report_id, data)
