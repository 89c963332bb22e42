"""From a message to its point drawn in Chromium, on a wall whose map holds many points already.

A socket without a screen watches too: what lies between both is the browser's share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.figures import Row, Spread, milliseconds
from tests.bench.frames import join
from tests.bench.installation import stored_reports, wait_until_worked
from tests.bench.load import Load, Plan, run_load
from tests.bench.seed import seed
from tests.bench.size import Size
from tests.bench.wall_socket import wall_socket
from tests.e2e.wall_page import open_wall
from tests.servers.chromium import chromium
from tests.servers.command_center import CommandCenter

RATE = 30
P95_MS = 500.0
PATIENCE_MS = 15_000
SCREEN = (1920, 1080)


@dataclass(frozen=True, slots=True)
class Effort:
    """Points on the map before; messages come for `lasts` seconds, after `warming_up` messages."""

    points: int
    lasts: int
    warming_up: int


EFFORTS: Mapping[Size, Effort] = {
    Size.TINY: Effort(20, 1, 0),
    Size.QUICK: Effort(10_000, 10, 60),
    Size.FULL: Effort(50_000, 20, 60),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """Messages at 30/s on a map of `points`: from due to drawn and to the frame, those never drawn, errors of the page."""

    points: int
    lasting: float
    spread: Spread
    framed: Spread
    refused: int
    missing: int
    problems: tuple[str, ...]

    def rows(self) -> Sequence[Row]:
        """One line."""
        spread = self.spread
        figures = ", ".join(f"{name} {milliseconds(getattr(spread, name))}" for name in ("p50", "p95", "p99"))
        faults = f"{self.missing} of {spread.count + self.missing} not drawn"
        if self.refused:
            faults += f", {self.refused} not accepted"
        if self.problems:
            faults += f"; the page says: {self.problems[0]}"
        return [
            Row(
                f"message → drawn in Chromium, {self.points:,} points on the map, {RATE}/s for {self.lasting:.0f} s",
                f"p95 ≤ {P95_MS:.0f} ms",
                f"{figures}; {faults}",
                f"frame at a socket meanwhile: p50 {milliseconds(self.framed.p50)}, p95 {milliseconds(self.framed.p95)}",
                met=spread.p95 <= P95_MS and not (self.missing or self.refused or self.problems),
            )
        ]


def measure(folder: Path, size: Size) -> Drawn:
    """Fill the map, open the wall, send, and ask the page when it drew each report."""
    effort = EFFORTS[size]
    seed(folder / "drawn", effort.points)
    with (
        CommandCenter(folder / "drawn", fresh=size.fresh, LOG_LEVEL="warning") as center,
        chromium(whole=size.fresh) as browser,
    ):
        wall = open_wall(browser, center, size=SCREEN)
        # An invented place may lie just outside the city, so a few reports are not on the map.
        wall.wait(f"Number(facts.points) >= {0.99 * effort.points - 2}")
        shown = int(wall.facts()["points"])
        with wall_socket(center) as socket:
            if effort.warming_up:
                run_load(Plan(center.port, effort.warming_up, RATE, first=10_000_000), fresh=size.fresh)
            load = run_load(Plan(center.port, RATE * effort.lasts, RATE), fresh=size.fresh)
            wait_until_worked(center)
            due = _placed(center, load)
            drawn = _drawn_at(wall.page, due)
        framed = join(socket.arrived, 0).first_seen
        return Drawn(
            points=shown,
            lasting=load.plan.seconds,
            spread=Spread.of(at - since for since, at in drawn if at is not None),
            framed=Spread.of(framed[number] - since for number, since in due.items() if number in framed),
            refused=load.refused,
            missing=sum(at is None for _, at in drawn),
            problems=tuple(wall.problems),
        )


def _placed(center: CommandCenter, load: Load) -> dict[str, float]:
    """Number of each report that has a place on the map -> when its message was due."""
    reports = stored_reports(center)
    return {
        reports[each.serial].number: each.due
        for each in load.accepted
        if each.serial in reports and reports[each.serial].placed
    }


def _drawn_at(page: Page, due: dict[str, float]) -> list[tuple[float, float | None]]:
    """(due, drawn or None) of each report, in seconds of the epoch: one machine, one clock."""
    numbers = list(due)
    page.evaluate(
        """async ([numbers, patience]) => {
            const until = Date.now() + patience;
            while (Date.now() < until && !numbers.every((number) => window.wallFacts.drawn(number)))
                await new Promise((resolve) => setTimeout(resolve, 200));
        }""",
        [numbers, PATIENCE_MS],
    )
    at: list[float | None] = page.evaluate("numbers => numbers.map(number => window.wallFacts.drawn(number))", numbers)
    return [(due[number], drawn / 1000 if drawn else None) for number, drawn in zip(numbers, at, strict=True)]
