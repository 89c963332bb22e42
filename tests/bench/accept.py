"""Accepting a message: from the moment it is posted to the answer 200, when it is durable, at an offered rate.

The baseline is a bare Flask view on the same server class, with the same requests from the same client, before and after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.bare_server import bare_server
from tests.bench.figures import Row, Spread, milliseconds
from tests.bench.installation import wait_until_worked
from tests.bench.load import Plan, run_load
from tests.bench.size import Size
from tests.servers.command_center import CommandCenter

P50_MS, P99_MS, RATIO = 25.0, 100.0, 0.7
CLOSED_CONNECTIONS = 32


@dataclass(frozen=True, slots=True)
class Effort:
    """Messages a second that are offered, each rate for `seconds`; then `count` as fast as they go; `warming_up` before."""

    rates: tuple[int, ...]
    seconds: int
    count: int
    warming_up: int


EFFORTS: Mapping[Size, Effort] = {
    Size.TINY: Effort((50,), 1, 60, 0),
    Size.QUICK: Effort((100, 300, 500), 5, 1500, 100),
    Size.FULL: Effort((100, 300, 500), 20, 10_000, 100),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """What became of messages offered at `rate` a second."""

    rate: int
    spread: Spread
    per_second: float
    refused: int


@dataclass(frozen=True, slots=True)
class Accepting:
    """Latency at each offered rate, and answers a second with every connection busy: ours, and of the bare view."""

    offered: tuple[Offered, ...]
    ours: float
    bare: tuple[float, ...]

    def rows(self) -> Sequence[Row]:
        """A line for each rate, and one for the throughput."""
        bare = sum(self.bare) / len(self.bare)
        runs = " and ".join(f"{each:.0f}" for each in self.bare)
        throughput = Row(
            "message accepted, as many as it takes",
            f"≥ {RATIO} of a bare view",
            f"{self.ours:.0f}/s, ratio {self.ours / bare:.2f}",
            f"bare Flask view {runs}/s",
            self.ours >= RATIO * bare,
        )
        highest = max(each.rate for each in self.offered)
        return [*(_row(each, aimed=each.rate == highest) for each in self.offered), throughput]


def _row(offered: Offered, aimed: bool) -> Row:
    spread = offered.spread
    figures = ", ".join(f"{name} {milliseconds(getattr(spread, name))}" for name in ("p50", "p95", "p99"))
    refused = f", {offered.refused} not accepted" if offered.refused else ""
    return Row(
        f"message accepted, {offered.rate}/s offered",
        f"p50 ≤ {P50_MS:.0f} ms, p99 ≤ {P99_MS:.0f} ms" if aimed else "–",
        f"{figures}; {offered.per_second:.0f}/s answered{refused}",
        met=(spread.p50 <= P50_MS and spread.p99 <= P99_MS and not offered.refused) if aimed else None,
    )


def measure(folder: Path, size: Size) -> Accepting:
    """Each rate in turn on one installation, every message worked on before the next; then both as fast as they go."""
    effort = EFFORTS[size]
    first = 1
    offered = []
    before = _bare(folder, effort, size.fresh)
    with CommandCenter(folder / "accept", fresh=size.fresh, LOG_LEVEL="warning") as center:
        if effort.warming_up:
            run_load(Plan(center.port, effort.warming_up, 50, first=10_000_000), fresh=size.fresh)
        for rate in effort.rates:
            load = run_load(Plan(center.port, rate * effort.seconds, rate, first), fresh=size.fresh)
            first += rate * effort.seconds
            offered.append(Offered(rate, load.spread, load.per_second, load.refused))
            wait_until_worked(center)
        ours = run_load(Plan(center.port, effort.count, 0, first, CLOSED_CONNECTIONS), fresh=size.fresh).per_second
        wait_until_worked(center)
    return Accepting(tuple(offered), ours, (before, _bare(folder, effort, size.fresh)))


def _bare(folder: Path, effort: Effort, fresh: bool) -> float:
    with bare_server(folder, fresh=fresh) as port:
        if effort.warming_up:
            run_load(Plan(port, 2 * effort.warming_up, 0, connections=CLOSED_CONNECTIONS), fresh=fresh)
        return run_load(Plan(port, effort.count, 0, connections=CLOSED_CONNECTIONS), fresh=fresh).per_second
