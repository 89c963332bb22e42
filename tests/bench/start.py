"""Starting: until the server is ready, until the first complete answer of the wall, and again after a death."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import httpx

from program.startup import HISTORY, HISTORY_DAYS
from simulation.fill import fill_history
from tests.bench.figures import Row, seconds
from tests.bench.installation import core_of
from tests.bench.seed import seed
from tests.bench.size import Size
from tests.servers.command_center import CommandCenter

PAGE_S, RESTART_S = 5.0, 2.0


@dataclass(frozen=True, slots=True)
class Effort:
    """Reports of the first installation, of which 2 % are open; days of the demo's history, and how often it dies after
    living for so many seconds.
    """

    reports: int
    days: int
    deaths: int
    lives: float = 2.0


EFFORTS: Mapping[Size, Effort] = {
    Size.TINY: Effort(50, 1, 1, 0.1),
    Size.QUICK: Effort(10_000, HISTORY_DAYS, 1),
    Size.FULL: Effort(100_000, HISTORY_DAYS, 5),
}
SHARE_OPEN = 0.02


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of the process to /readyz, and to the first complete wall."""

    ready: float
    page: float

    def told(self) -> str:
        """Both in words."""
        return f"ready {seconds(self.ready)}, first wall {seconds(self.page)}"


@dataclass(frozen=True, slots=True)
class Starts:
    """With many reports: from the log alone (no read model yet), then as usual; and after each kill -9 of a demo-size one."""

    reports: int
    rebuilt: Start
    usual: Start
    days: int
    restarts: tuple[float, ...]

    def rows(self) -> Sequence[Row]:
        """A line for each."""
        restarts = self.restarts
        return [
            Row(
                f"start to the first complete wall, {self.reports:,} reports",
                f"≤ {PAGE_S:.0f} s",
                self.usual.told(),
                met=self.usual.page <= PAGE_S,
            ),
            Row(f"the same with the read model built anew, {self.reports:,} reports", "–", self.rebuilt.told()),
            Row(
                f"ready again after kill -9, {self.days} days of demo history",
                f"≤ {RESTART_S:.0f} s",
                f"median {seconds(median(restarts))}, longest {seconds(max(restarts))} of {len(restarts)}",
                met=max(restarts) <= RESTART_S,
            ),
        ]


def measure(folder: Path, size: Size) -> Starts:
    """Two installations, one after the other."""
    effort = EFFORTS[size]
    seed(folder / "start", effort.reports, share_open=SHARE_OPEN)
    center = CommandCenter(folder / "start", fresh=size.fresh)
    with_link = center.manage("wall", "add", "ukur").strip()
    try:
        rebuilt = _start(center, with_link)
        center.stop()
        usual = _start(center, with_link)
    finally:
        center.kill()
    return Starts(effort.reports, rebuilt, usual, effort.days, _restarts(folder / "restart", effort, size.fresh))


def _start(center: CommandCenter, link: str) -> Start:
    begun = time.monotonic()
    ready = center.start()
    with httpx.Client(base_url=center.url, timeout=60, follow_redirects=True) as client:
        client.get(link).raise_for_status()
        if 'id="wall-root"' not in _wall(client):
            raise RuntimeError("the wall's answer holds no wall")
    return Start(ready, time.monotonic() - begun)


def _wall(client: httpx.Client) -> str:
    """The wall as a browser gets it: one answer with all panels and points in it."""
    return client.get("/wall").raise_for_status().text


def _restarts(folder: Path, effort: Effort, fresh: bool) -> tuple[float, ...]:
    """Seconds until ready after each kill -9 of an installation with a demo's history."""
    core = core_of(folder, demo=True)
    try:
        now = datetime.now(UTC)
        fill_history(
            core.reference, core.channels, core.intake, core.triage, core.reports, now, effort.days, lambda _: None
        )
        core.reports.remember(HISTORY, now.isoformat())
    finally:
        core.close()
    with CommandCenter(folder, demo=True, fresh=fresh) as center:
        taken = []
        for _ in range(effort.deaths):
            time.sleep(effort.lives)
            center.kill()
            taken.append(center.start())
    return tuple(taken)
