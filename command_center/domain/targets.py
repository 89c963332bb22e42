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


Targets = Mapping[str, Target]
"""Figure -> its target, for those of `TARGETED` that have one."""
