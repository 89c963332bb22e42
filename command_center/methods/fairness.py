"""Departments compared as fairly as counts allow: late cases against those expected of the same mix of categories.

Indirect standardisation: what a department's own cases would have of late ones if each category were late as often as
its standard says; observed by expected is its ratio, 1 for as the standard, below 1 for better. How many cases there
are plays no part: half the cases with half the late ones give the same ratio.

The standard of a category is the city's share of late cases, where several departments answer it. Where one answers it
(nearly) alone the city's share *is* its own, and the ratio would be 1 whatever it does: then the standard is its own
past. A department is measured by the one standard that covers more of its cases; only those measured by the city's are
ranked. Funnel limits after Spiegelhalter 2005 (Statistics in Medicine 24, 1185-1202).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

Mix = Mapping[str, tuple[int, int]]
"""Category -> (cases, those of them that are late)."""

FEWEST_EXPECTED = 5.0
"""Below this many expected late cases a ratio is chance, and a department is not ranked."""
OTHERS = 0.2
"""A category is shared where the other departments have at least this share of its cases."""
DRAWS = 4000
SEED = 20051
"""The draws behind the ranks are the same for the same figures: a rank does not change by looking again."""
_LIMITS = 0.95


class Standard(StrEnum):
    """What a department is measured by."""

    CITY = "city"
    OWN_PAST = "own_past"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Compared:
    """One department. `cases` and `late` are those that its standard covers, `left_out` its cases that it does not.

    `ratio` is late / expected with 95 % limits `low` to `high` (Clopper and Pearson 1934 for the share of late cases,
    divided by the expected share); all None where nothing is expected. `chance_low` to `chance_high` is the range of
    ratios that chance alone gives in 95 % of the time (the funnel). `enough` is False with fewer than
    `FEWEST_EXPECTED` expected late cases. `rank` counts from 1, the lowest ratio, equal ratios sharing a rank;
    `rank_low` to `rank_high` is its 95 % interval; None where it is not ranked.
    """

    code: str
    cases: int
    late: int
    expected: float
    ratio: float | None
    low: float | None
    high: float | None
    chance_low: float | None
    chance_high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    enough: bool
    standard: Standard
    left_out: int

    @property
    def share(self) -> float | None:
        """The plain share of late cases; None without cases."""
        return self.late / self.cases if self.cases else None


def compare(groups: Mapping[str, Mix], past: Mapping[str, Mix] | None = None) -> tuple[Compared, ...]:
    """Every department of `groups` by its code, in their order; `past` are their own past twelve months.

    Raises ValueError where there are more late cases than cases, or fewer than none.
    """
    for mix in (*groups.values(), *(past or {}).values()):
        for category, (cases, late) in mix.items():
            if not 0 <= late <= cases:
                raise ValueError(f"{late} late cases of {cases} in {category!r} cannot be")
    city = _city(groups)
    return _ranked(
        tuple(_measured(code, mix, groups, city, (past or {}).get(code, {})) for code, mix in groups.items())
    )


def with_every_case(compared: Compared, mix: Mix) -> Compared:
    """A department that no standard covers, with all the cases and late ones that it has; any other as it is."""
    if compared.standard is not Standard.NONE:
        return compared
    cases, late = (sum(counts[at] for counts in mix.values()) for at in (0, 1))
    return replace(compared, cases=cases, late=late, left_out=0)


def shared_categories(groups: Mapping[str, Mix]) -> Mapping[str, frozenset[str]]:
    """Code -> the categories in which that department is compared with the city."""
    city = _city(groups)
    return {
        code: frozenset(
            category
            for category, (cases, _) in mix.items()
            if city[category][0] - cases >= OTHERS * city[category][0] > 0
        )
        for code, mix in groups.items()
    }


def chance_range(expected: float, cases: int, coverage: float = _LIMITS) -> tuple[float, float]:
    """The ratios between which chance alone lets a department of so many cases and expected late ones fall.

    From the quantiles of a binomial distribution, which is a little wider than that of a mix of categories (Hoeffding
    1956). `coverage` 0.998 gives the outer funnel. Raises ValueError where nothing can be late.
    """
    from scipy.stats import binom

    if not 0 < expected <= cases:
        raise ValueError(f"{expected} late cases cannot be expected of {cases}")
    tail = (1 - coverage) / 2
    low, high = binom.ppf([tail, 1 - tail], cases, expected / cases)
    return float(low) / expected, float(high) / expected


def _city(groups: Mapping[str, Mix]) -> Mapping[str, tuple[int, int]]:
    total: dict[str, tuple[int, int]] = {}
    for mix in groups.values():
        for category, (cases, late) in mix.items():
            before = total.get(category, (0, 0))
            total[category] = (before[0] + cases, before[1] + late)
    return total


def _measured(
    code: str, mix: Mix, groups: Mapping[str, Mix], city: Mapping[str, tuple[int, int]], past: Mix
) -> Compared:
    shared = shared_categories(groups)[code]
    by_city = {category: city[category] for category in mix if category in shared}
    by_past = {category: past[category] for category in mix if category in past and past[category][0]}
    covered = {
        Standard.CITY: sum(mix[category][0] for category in by_city),
        Standard.OWN_PAST: sum(mix[category][0] for category in by_past if category not in shared),
    }
    every = sum(cases for cases, _ in mix.values())
    if covered[Standard.CITY] and 2 * covered[Standard.CITY] >= every:
        standard, rates = Standard.CITY, by_city
    elif covered[Standard.OWN_PAST]:
        standard, rates = Standard.OWN_PAST, by_past
    elif covered[Standard.CITY]:
        standard, rates = Standard.CITY, by_city
    else:
        standard, rates = Standard.NONE, {}
    cases = sum(mix[category][0] for category in rates)
    late = sum(mix[category][1] for category in rates)
    expected = sum(
        mix[category][0] * rates[category][1] / rates[category][0] for category in rates if rates[category][0]
    )
    return _limits(code, cases, late, expected, standard, every - cases)


def _limits(code: str, cases: int, late: int, expected: float, standard: Standard, left_out: int) -> Compared:
    bare = Compared(code, cases, late, expected, *(None,) * 8, enough=False, standard=standard, left_out=left_out)
    if not expected:
        return bare
    from scipy.special import betaincinv

    tail = (1 - _LIMITS) / 2
    low = float(betaincinv(late, cases - late + 1, tail)) if late else 0.0
    high = float(betaincinv(late + 1, cases - late, 1 - tail)) if late < cases else 1.0
    chance_low, chance_high = chance_range(expected, cases)
    return replace(
        bare,
        ratio=late / expected,
        low=low * cases / expected,
        high=high * cases / expected,
        chance_low=chance_low,
        chance_high=chance_high,
        enough=expected >= FEWEST_EXPECTED,
    )


def _ranked(compared: tuple[Compared, ...]) -> tuple[Compared, ...]:
    """With ranks, where at least two departments can be ranked.

    The interval of a rank comes from drawing each department's share of late cases from what its cases leave possible
    (a beta distribution, Jeffreys' prior) and ranking the draws (Goldstein and Spiegelhalter 1996).
    """
    ranked = [one for one in compared if one.enough and one.standard is Standard.CITY and one.ratio is not None]
    if len(ranked) < 2:
        return compared
    import numpy as np

    late = np.array([one.late for one in ranked], dtype=float)
    cases = np.array([one.cases for one in ranked], dtype=float)
    expected = np.array([one.expected for one in ranked])
    drawn = np.random.default_rng(SEED).beta(late + 0.5, cases - late + 0.5, (DRAWS, len(ranked))) * cases / expected
    places = drawn.argsort(axis=1).argsort(axis=1) + 1
    low, high = np.quantile(places, [(1 - _LIMITS) / 2, (1 + _LIMITS) / 2], axis=0, method="nearest").astype(int)
    ratios = [one.ratio for one in ranked if one.ratio is not None]
    found = {}
    for at, one in enumerate(ranked):
        rank = 1 + sum(other < ratios[at] for other in ratios)
        found[one.code] = replace(one, rank=rank, rank_low=min(int(low[at]), rank), rank_high=max(int(high[at]), rank))
    return tuple(found.get(one.code, one) for one in compared)
