"""From a message to the frame at a wall's socket: how long, none missing, none doubled, and caught up soon after a rush."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Row, Spread, milliseconds, seconds
from tests.bench.frames import join
from tests.bench.installation import stored_reports, wait_until_worked
from tests.bench.load import Plan, run_load
from tests.bench.size import Size
from tests.bench.wall_socket import WallSocket, wall_socket
from tests.servers.command_center import CommandCenter

P50_MS, P95_MS, RUSH_P95_MS, CAUGHT_UP_S = 150.0, 400.0, 1000.0, 5.0
PATIENCE = 60.0
"""Seconds for the last frames to come before they count as missing."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Messages a second and for how many seconds: an ordinary stream, and a rush; `warming_up` messages before."""

    ordinary: int
    calm_lasts: int
    rush: int
    rush_lasts: int
    warming_up: int


EFFORTS: Mapping[Size, Effort] = {
    Size.TINY: Effort(20, 1, 40, 1, 0),
    Size.QUICK: Effort(30, 10, 500, 10, 60),
    Size.FULL: Effort(30, 30, 500, 60, 60),
}


@dataclass(frozen=True, slots=True)
class Watched:
    """Messages at `rate` a second for `lasting` seconds, as the wall's socket saw them.

    `missing` were accepted and came in no frame; `caught_up` is the time from the end of sending to the last frame.
    """

    rate: int
    lasting: float
    spread: Spread
    refused: int
    missing: int
    doubled: int
    resets: int
    caught_up: float

    @property
    def whole(self) -> bool:
        """Everything was accepted and came once."""
        return not (self.refused or self.missing or self.doubled or self.resets)

    def told(self) -> str:
        """The figures in words."""
        figures = ", ".join(
            f"{name} {milliseconds(value)}"
            for name, value in (("p50", self.spread.p50), ("p95", self.spread.p95), ("max", self.spread.longest))
        )
        faults = f"{self.missing} missing, {self.doubled} doubled"
        if self.refused:
            faults += f", {self.refused} not accepted"
        if self.resets:
            faults += f", {self.resets} only by loading anew"
        return f"{figures}; {faults}"


@dataclass(frozen=True, slots=True)
class Framed:
    """An ordinary stream of messages, and a rush."""

    ordinary: Watched
    rush: Watched

    def rows(self) -> Sequence[Row]:
        """A line for each, and one for catching up."""
        calm, rush = self.ordinary, self.rush
        return [
            Row(
                f"message → frame at a socket, {calm.rate}/s for {calm.lasting:.0f} s",
                f"p50 ≤ {P50_MS:.0f} ms, p95 ≤ {P95_MS:.0f} ms; none missing or doubled",
                calm.told(),
                met=calm.whole and calm.spread.p50 <= P50_MS and calm.spread.p95 <= P95_MS,
            ),
            Row(
                f"message → frame at a socket, {rush.rate}/s for {rush.lasting:.0f} s",
                f"p95 ≤ {RUSH_P95_MS / 1000:.0f} s; none missing or doubled",
                rush.told(),
                met=rush.whole and rush.spread.p95 <= RUSH_P95_MS,
            ),
            Row(
                "all caught up after the rush",
                f"≤ {CAUGHT_UP_S:.0f} s",
                seconds(rush.caught_up) if not rush.missing else f"{rush.missing} missing after {PATIENCE:.0f} s",
                met=not rush.missing and rush.caught_up <= CAUGHT_UP_S,
            ),
        ]


def measure(folder: Path, size: Size) -> Framed:
    """Both on one installation, one wall watching."""
    effort = EFFORTS[size]
    with CommandCenter(folder / "frame", fresh=size.fresh, LOG_LEVEL="warning") as center, wall_socket(center) as wall:
        if effort.warming_up:
            run_load(Plan(center.port, effort.warming_up, effort.ordinary, first=10_000_000), fresh=size.fresh)
        calm = Plan(center.port, effort.ordinary * effort.calm_lasts, effort.ordinary)
        ordinary = _watch(center, wall, calm, size.fresh)
        rushing = Plan(center.port, effort.rush * effort.rush_lasts, effort.rush, calm.count + 1)
        rush = _watch(center, wall, rushing, size.fresh)
    return Framed(ordinary, rush)


def _watch(center: CommandCenter, wall: WallSocket, plan: Plan, fresh: bool) -> Watched:
    before = wall.arrived
    load = run_load(plan, fresh=fresh)
    ended = max(each.due for each in load.sent)
    wait_until_worked(center)
    reports = stored_reports(center)
    numbers = {reports[each.serial].number for each in load.accepted if each.serial in reports}
    deadline = time.monotonic() + PATIENCE
    while not wall.covers(numbers) and time.monotonic() < deadline:
        time.sleep(0.2)
    joined = join(wall.arrived[len(before) :], max((each.frame["to_seq"] for each in before), default=0))
    seen = {
        each.serial: joined.first_seen[reports[each.serial].number]
        for each in load.accepted
        if each.serial in reports and reports[each.serial].number in joined.first_seen
    }
    return Watched(
        rate=round(plan.rate),
        lasting=plan.seconds,
        spread=Spread.of(seen[each.serial] - each.due for each in load.accepted if each.serial in seen),
        refused=load.refused,
        missing=len(load.accepted) - len(seen) + joined.gaps,
        doubled=joined.doubled + joined.overlaps,
        resets=joined.resets,
        caught_up=max(0.0, max(seen.values(), default=ended) - ended),
    )
