"""Areas from which less is heard than their people let expect: empirical Bayes of rates (Marshall 1991).

A small area has a low rate by chance in one month and a high one in the next. So each rate is drawn towards the city's,
the more the fewer people live there, as far as the areas differ at all (Applied Statistics 40, 283-294, the global
estimator by moments). Silence is no verdict: it may be a quiet place, or one where nobody knows where to complain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_LIMITS = 0.95


@dataclass(frozen=True, slots=True)
class AreaRate:
    """One area, all in reports of the period. `expected` is the city's rate times its people.

    `smoothed` is the estimate of what its own rate lets expect, with the 95 % limits `low` and `high` (of the gamma
    distribution that Marshall's mean and variance belong to); None for an area without people, which has no rate.
    `quiet`: the upper limit lies below `expected` times the threshold that was asked for.
    """

    observed: int
    expected: float
    low: float | None
    high: float | None
    smoothed: float | None
    quiet: bool

    @property
    def ratio(self) -> float | None:
        """`smoothed` by `expected`: 1 for as the city. None where there is nothing to compare."""
        return self.smoothed / self.expected if self.smoothed is not None and self.expected else None


def quiet_areas(reports: Sequence[int], population: Sequence[int], threshold: float = 1.0) -> tuple[AreaRate, ...]:
    """The areas in their order, from the reports and the people of each.

    `threshold` is the share of the city's rate below which an area must surely lie to be quiet: 1 for quieter than the
    city, 0.5 for less than half of it. Where areas differ no more than chance makes them, none is quiet. Raises
    ValueError for lists of different lengths, negative numbers, or a threshold that is not above 0.
    """
    if len(reports) != len(population):
        raise ValueError(f"{len(reports)} areas have reports and {len(population)} have people")
    if min((*reports, *population), default=0) < 0:
        raise ValueError("reports and people cannot be fewer than 0")
    if threshold <= 0:
        raise ValueError(f"the threshold is a share of the city's rate, not {threshold}")
    peopled = [(count, people) for count, people in zip(reports, population, strict=True) if people]
    if not peopled:
        return tuple(AreaRate(count, 0.0, None, None, None, False) for count in reports)
    rate, between = _city(peopled)
    return tuple(
        _area(count, people, rate, between, threshold) if people else AreaRate(count, 0.0, None, None, None, False)
        for count, people in zip(reports, population, strict=True)
    )


def _city(peopled: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """The city's rate m, and the variance A between the true rates of areas, 0 where chance explains all of it."""
    everybody = sum(people for _, people in peopled)
    rate = sum(count for count, _ in peopled) / everybody
    observed = sum(people * (count / people - rate) ** 2 for count, people in peopled) / everybody
    return rate, max(0.0, observed - rate * len(peopled) / everybody)


def _area(count: int, people: int, rate: float, between: float, threshold: float) -> AreaRate:
    expected = rate * people
    if not between:
        return AreaRate(count, expected, expected, expected, expected, False)
    from scipy.special import gammaincinv

    # The prior of the rates is a gamma distribution of mean m and variance A; its posterior has Marshall's mean.
    shape, pace = rate**2 / between + count, rate / between + people
    tail = (1 - _LIMITS) / 2
    low, high = (float(gammaincinv(shape, at)) / pace * people for at in (tail, 1 - tail))
    return AreaRate(count, expected, low, high, shape / pace * people, high < threshold * expected)
