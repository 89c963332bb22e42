"""What a measurement gives: percentiles of durations, and rows of the table that compare them with a target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Spread:
    """Percentiles of durations in milliseconds, by nearest rank; of no durations they are infinite: a target missed."""

    count: int
    p50: float
    p95: float
    p99: float
    longest: float

    @classmethod
    def of(cls, seconds: Iterable[float]) -> "Spread":
        """The spread of durations given in seconds."""
        ordered = sorted(seconds)
        if not ordered:
            return cls(0, *[float("inf")] * 4)
        ranks = (ordered[ceil(share * len(ordered)) - 1] * 1000 for share in (0.5, 0.95, 0.99, 1.0))
        return cls(len(ordered), *ranks)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `met` is None where there is no target."""

    what: str
    target: str
    measured: str
    baseline: str = "–"
    met: bool | None = None


class Measured(Protocol):
    """The result of a measurement."""

    def rows(self) -> Sequence[Row]:
        """Its lines of the table."""
        ...


def milliseconds(value: float) -> str:
    """A duration as a table shows it: `4.2 ms`, `380 ms`, `12.4 s`."""
    if value >= 10_000:
        return f"{value / 1000:.1f} s"
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"


def seconds(value: float) -> str:
    """Seconds as a table shows them."""
    return f"{value:.1f} s"
