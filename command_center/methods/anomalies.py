"""What is usual on a day, from the same weekday of the eight weeks before, and the days that lie outside of it.

The counts of a day vary more than independent reports would: rain, an event, one complaint told by many. So the limits
are those of a negative binomial distribution with the mean and the variance of the weeks before (by moments), of a
Poisson distribution where the weeks vary no more than that. Both leave room for how little eight weeks tell of a mean.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 8
"""How many weeks before a day tell what is usual on it."""
FEWEST = 4
"""With fewer days than this nothing is said to be usual."""
COVERAGE = 0.99
"""Share of ordinary days that lie within the limits."""
SUNDAY = 6
_FAR = 3.0
"""Robust standard deviations over the median beyond which a day of the past counts as no more than that."""
_MAD_TO_SD = 1.4826
"""A normal distribution's standard deviation in median absolute deviations."""
_ANSCOMBE = 0.375


@dataclass(frozen=True, slots=True)
class Usual:
    """Reports a day: the mean of the days compared with, and the lowest and highest count that is still usual."""

    mean: float
    low: int
    high: int

    def side(self, count: int) -> int:
        """1 for a count above what is usual, -1 for one below, 0 for one within the limits."""
        return (count > self.high) - (count < self.low)


def usual(history: Sequence[int], coverage: float = COVERAGE) -> Usual | None:
    """What is usual after these counts of the same weekday; None for fewer than `FEWEST` of them.

    A past day that was itself far out (more than three robust standard deviations above the median, on the scale of
    Anscombe 1948 on which counts vary alike) counts as just that far: a flood makes no flood usual. `mean` is of the
    counts after that. The limits hold `coverage` of ordinary days; of eight days all 0 they say 0 to 1.

    Raises ValueError for a negative count or a coverage that is no share.
    """
    if not 0 < coverage < 1:
        raise ValueError(f"coverage must lie between 0 and 1, not at {coverage}")
    if any(count < 0 for count in history):
        raise ValueError("a day cannot have fewer than 0 reports")
    if len(history) < FEWEST:
        return None
    counts = without_far_days(history)
    days = len(counts)
    mean = sum(counts) / days
    variance = sum((count - mean) ** 2 for count in counts) / (days - 1)
    # Half a report more in all: of a kind that never came yet it is not known that it never comes (Jeffreys' prior).
    centre = (sum(counts) + 0.5) / days
    low, high = count_limits(centre, max(variance, centre) * (1 + 1 / days), coverage)
    return Usual(mean, low, high)


def without_far_days(history: Sequence[int]) -> list[float]:
    """The counts, with those that lie far above the others brought down to where far begins."""
    scaled = [2 * (count + _ANSCOMBE) ** 0.5 for count in history]
    middle = _median(scaled)
    spread = max(1.0, _MAD_TO_SD * _median([abs(value - middle) for value in scaled]))
    highest = ((middle + _FAR * spread) / 2) ** 2 - _ANSCOMBE
    return [min(float(count), highest) for count in history]


def count_limits(mean: float, variance: float, coverage: float) -> tuple[int, int]:
    """The counts between which `coverage` of a negative binomial distribution lies, as much below as above.

    `mean` > 0. A variance that is not larger than the mean gives a Poisson distribution.
    """
    tail = (1 - coverage) / 2
    return count_quantile(mean, variance, tail), count_quantile(mean, variance, 1 - tail)


def count_quantile(mean: float, variance: float, probability: float) -> int:
    """The smallest count that is not exceeded with at least this probability."""
    from scipy.special import betainc, gammaincc

    size = mean**2 / (variance - mean) if variance > mean else float("inf")

    def not_exceeded(count: int) -> float:
        # Beyond this size a negative binomial distribution is a Poisson one to the last digit that is kept.
        if size > 1e9 * max(mean, 1.0):
            return float(gammaincc(count + 1, mean))
        return float(betainc(size, count + 1, size / (size + mean)))

    low, high = -1, 1
    while not_exceeded(high) < probability:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if not_exceeded(middle) >= probability else (middle, high)
    return high


def same_days(
    daily: Mapping[date, int],
    day: date,
    since: date | None = None,
    days_off: Container[date] = frozenset(),
    weeks: int = WEEKS,
) -> list[int]:
    """The counts of the days in the `weeks` before `day` that are of its kind, oldest first: what `usual` is asked with.

    A day off counts as a Sunday, on both sides: a Tuesday that is a holiday is compared with Sundays and holidays, and
    left out where Tuesdays are compared. Days before `since`, the first day of the records, are left out; a day that
    `daily` does not name had no reports.
    """
    kind = kind_of_day(day, days_off)
    before = [day - timedelta(days=ago) for ago in range(7 * weeks, 0, -1)]
    return [
        daily.get(other, 0)
        for other in before
        if (since is None or other >= since) and kind_of_day(other, days_off) == kind
    ]


def kind_of_day(day: date, days_off: Container[date] = frozenset()) -> int:
    """The weekday, 0 for Monday, with days off as Sundays."""
    return SUNDAY if day in days_off else day.weekday()


def moving_mean(counts: Sequence[int], days: int = 7) -> tuple[float | None, ...]:
    """The mean of each day and the days before it, `days` in all; None for the first ones, which lack days before."""
    if days < 1:
        raise ValueError(f"a mean is of at least one day, not of {days}")
    means: list[float | None] = []
    total = 0
    for at, count in enumerate(counts):
        total += count - (counts[at - days] if at >= days else 0)
        means.append(total / days if at >= days - 1 else None)
    return tuple(means)


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
