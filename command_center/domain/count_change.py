"""When two counts may be said to differ: the rule behind every "naik" and "turun" that a page writes."""

from enum import StrEnum
from math import sqrt

FEWEST = 20
"""Reports in both periods together below which nothing is said of their difference."""
_NORMAL_975 = 1.959963984540054


class CountChange(StrEnum):
    """What may be said of a count beside an earlier one."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    """They differ by no more than chance."""
    FEW = "few"
    """Too few to compare."""
    NONE = "none"
    """There is nothing to compare with."""


def count_change(now: int, before: int | None) -> CountChange:
    """Two counts of as many days: do they differ by more than chance in 19 of 20 cases?

    Both are taken as Poisson counts: (now - before) / sqrt(now + before) is then nearly normal where they are alike
    (Przyborowski and Wilenski 1940, by its normal approximation).
    """
    if before is None:
        return CountChange.NONE
    if now + before < FEWEST:
        return CountChange.FEW
    score = (now - before) / sqrt(now + before)
    if abs(score) < _NORMAL_975:
        return CountChange.SAME
    return CountChange.UP if score > 0 else CountChange.DOWN


def shares_differ(part: int, whole: int, other_part: int, other_whole: int) -> bool:
    """Whether two shares differ by more than chance in 19 of 20 cases; False with fewer than `FEWEST` in either whole.

    The usual test of two proportions with their pooled share.
    """
    if min(whole, other_whole) < FEWEST:
        return False
    pooled = (part + other_part) / (whole + other_whole)
    spread = sqrt(pooled * (1 - pooled) * (1 / whole + 1 / other_whole))
    return spread > 0 and abs(part / whole - other_part / other_whole) / spread > _NORMAL_975
