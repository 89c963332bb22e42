"""What became of numbered messages, as sets: acknowledged ⊆ stored ⊆ attempted, and nothing stored twice."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Serials of messages that are not as they must be.

    `lost` were acknowledged and are not stored, `doubled` are stored more than once, `invented` were never sent.
    """

    lost: frozenset[int]
    doubled: frozenset[int]
    invented: frozenset[int]

    @property
    def good(self) -> bool:
        """Nothing is wrong."""
        return not (self.lost or self.doubled or self.invented)


def judge(attempted: Collection[int], acknowledged: Collection[int], stored: Iterable[int]) -> Verdict:
    """Compare what was sent and answered with what is there; `stored` names a serial once for each report of it."""
    counted = Counter(stored)
    return Verdict(
        lost=frozenset(acknowledged) - counted.keys(),
        doubled=frozenset(serial for serial, count in counted.items() if count > 1),
        invented=frozenset(counted) - frozenset(attempted),
    )
