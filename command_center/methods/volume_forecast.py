"""How many reports the coming days will bring: the profile of the week, at the level of the last four weeks.

The profile is the mean of each kind of day (weekday, days off as Sundays) over eight weeks, divided by the mean of all
days; the level is what the last four weeks had for a day of profile 1. What a day then varies around its expectation
is measured on the same eight weeks (the dispersion of a quasi-Poisson model, McCullagh and Nelder 1989, 4.5), and the
interval is that of a negative binomial distribution with this variance. No trend is drawn on: four weeks do not tell
one from chance.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from command_center.methods.anomalies import WEEKS, Usual, count_limits, kind_of_day, without_far_days

FEWEST_DAYS = 28
"""With fewer days than these there is no forecast."""
COVERAGE = 0.90
"""Share of days that the interval holds."""


@dataclass(frozen=True, slots=True)
class _Level:
    """Reports of a day of profile 1, the profile of each kind of day, and the variance of a day over its mean."""

    reports: float
    profile: tuple[float, ...]
    dispersion: float
    days: int


def next_days(
    daily: Sequence[int],
    first: date,
    days: int,
    days_off: Container[date] = frozenset(),
    coverage: float = COVERAGE,
) -> tuple[Usual, ...]:
    """Expectation and interval of each of the `days` after the history; () where it has fewer than `FEWEST_DAYS`.

    `daily` are the counts of whole days, oldest first, from the day `first` on; of them the last eight weeks are used.
    Days far above the others of their kind count as in `usual`. Raises ValueError for a negative count.
    """
    if any(count < 0 for count in daily):
        raise ValueError("a day cannot have fewer than 0 reports")
    if len(daily) < FEWEST_DAYS:
        return ()
    recent = daily[-7 * WEEKS :]
    end = first + timedelta(days=len(daily))
    kinds = [kind_of_day(end - timedelta(days=len(recent) - at), days_off) for at in range(len(recent))]
    level = _level(recent, kinds)
    found = []
    for ahead in range(days):
        mean = level.reports * level.profile[kind_of_day(end + timedelta(days=ahead), days_off)]
        # Half a report more over all the days: also of nothing so far it is not known that it goes on.
        centre = mean + 0.5 / level.days
        low, high = count_limits(centre, level.dispersion * centre * (1 + 1 / level.days), coverage)
        found.append(Usual(mean, low, high))
    return tuple(found)


def _level(recent: Sequence[int], kinds: Sequence[int]) -> _Level:
    of_kind: dict[int, list[int]] = {}
    for kind, count in zip(kinds, recent, strict=True):
        of_kind.setdefault(kind, []).append(count)
    calmed = {kind: iter(without_far_days(counts)) for kind, counts in of_kind.items()}
    counts = [next(calmed[kind]) for kind in kinds]
    overall = sum(counts) / len(counts)
    if overall == 0:
        return _Level(0.0, (1.0,) * 7, 1.0, len(counts))
    sums = [0.0] * 7
    for kind, calm in zip(kinds, counts, strict=True):
        sums[kind] += calm
    # A kind of day that did not occur (no holiday, say, hides a weekday) is taken for an average one.
    profile = tuple(sums[kind] / len(of_kind[kind]) / overall if kind in of_kind else 1.0 for kind in range(7))
    last, last_kinds = counts[-FEWEST_DAYS:], kinds[-FEWEST_DAYS:]
    weight = sum(profile[kind] for kind in last_kinds)
    reports = sum(last) / weight if weight else 0.0
    expected = [overall * profile[kind] for kind in kinds]
    off = sum((calm - mean) ** 2 / mean for calm, mean in zip(counts, expected, strict=True) if mean > 0)
    free = max(len(counts) - len(of_kind), 1)
    return _Level(reports, profile, max(1.0, off / free), FEWEST_DAYS)
