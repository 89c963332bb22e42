"""When reports arrive: an inhomogeneous Poisson process with the shape of a day and a week, and the mix of kinds."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from command_center.domain.working_days import WIB
from command_center.errors import BadReferenceData

RHYTHM = Path(__file__).parent / "rhythm.toml"


@dataclass(frozen=True, slots=True)
class KecamatanShare:
    """Weight of a kecamatan for a category, and the kelurahan in it where it happens (empty: all of them)."""

    weight: float
    kelurahan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`hours` are 24 weights (WIB), `weekdays` 7 factors from Monday, `categories` and `channels` weights a code.

    `off_topic` is the share (0 to 1) of messages that are no report. `where` maps a category to kecamatan names and
    their weights; categories that are not in it happen everywhere. `channels` comes from the city's reference data.
    """

    per_day: float
    hours: tuple[float, ...]
    weekdays: tuple[float, ...]
    categories: Mapping[str, float]
    off_topic: float
    where: Mapping[str, Mapping[str, KecamatanShare]]
    channels: Mapping[str, float] = field(default_factory=dict)

    def rate(self, at: datetime) -> float:
        """Expected reports an hour at `at` (aware); a week of it sums to seven times `per_day`."""
        local = at.astimezone(WIB)
        day = self.per_day * self.weekdays[local.weekday()] * 7 / sum(self.weekdays)
        return day * self.hours[local.hour] / sum(self.hours)

    @property
    def peak(self) -> float:
        """The highest rate of the week, in reports an hour."""
        return self.per_day * 7 * max(self.weekdays) / sum(self.weekdays) * max(self.hours) / sum(self.hours)


def load_rhythm(file: Path = RHYTHM) -> Rhythm:
    """Read and check the rhythm file. Raises BadReferenceData."""
    try:
        table: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
        rhythm = Rhythm(
            per_day=float(table["per_day"]),
            hours=tuple(float(weight) for weight in table["hours"]),
            weekdays=tuple(float(weight) for weight in table["weekdays"]),
            categories={code: float(weight) for code, weight in table["categories"].items()},
            off_topic=float(table["off_topic"]["share"]),
            where={
                category: {
                    kecamatan: KecamatanShare(float(spot["weight"]), tuple(spot.get("kelurahan", ())))
                    for kecamatan, spot in spots.items()
                }
                for category, spots in table.get("where", {}).items()
            },
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadReferenceData(file, None, f"cannot be read as a rhythm: {error!r}") from error
    if len(rhythm.hours) != 24 or len(rhythm.weekdays) != 7:
        raise BadReferenceData(file, None, "hours needs 24 weights and weekdays 7 factors")
    weights = (*rhythm.hours, *rhythm.weekdays, *rhythm.categories.values())
    if rhythm.per_day <= 0 or min(weights) < 0 or not 0 <= rhythm.off_topic < 1:
        raise BadReferenceData(file, None, "per_day must be above 0, no weight below 0, off_topic.share in [0, 1)")
    return rhythm


def arrivals(
    rng: Random, start: datetime, until: datetime | None, rate: Callable[[datetime], float], peak: float
) -> Iterator[datetime]:
    """Arrival times after `start` (before `until`, or without end) by thinning: `rate` never exceeds `peak` (an hour)."""
    at = start
    while True:
        at += timedelta(hours=rng.expovariate(peak))
        if until is not None and at >= until:
            return
        if rng.random() * peak < rate(at):
            yield at


def choose(rng: Random, weights: Mapping[str, float]) -> str:
    """One key of `weights`, as often as its weight says."""
    return rng.choices(tuple(weights), tuple(weights.values()))[0]
