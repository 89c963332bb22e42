"""What the city wants of a figure: a limit, and where it is written; a figure without one has no target."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.domain.wording import Wording

TARGETED = ("answered", "settled", "late", "median")
"""Figures that can have a target: nobody steers how many citizens report."""


@dataclass(frozen=True, slots=True)
class Target:
    """`limit` in the figure's own unit (reports, working days); `at_most` says on which side of it is good."""

    limit: float
    at_most: bool
    source: Wording

    def gap(self, value: float) -> float:
        """How far a value misses the limit, 0 where it keeps it."""
        return max(0.0, value - self.limit if self.at_most else self.limit - value)


Targets = Mapping[str, Target]
"""Figure -> its target, for those of `TARGETED` that have one."""
