"""How long it takes, the open cases counted: the curve of those still waiting (Kaplan and Meier 1958).

A mean of the answered cases alone flatters whoever answers the easy ones and leaves the others lie. Here an open case
counts as waiting until its present age and leaves the count there (it is censored), neither answered nor forgotten.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

_NORMAL_975 = 1.959963984540054
"""97.5 % quantile of the standard normal distribution: limits of 95 %."""
_SAME = 1e-12
"""Two shares closer than this are one: products of fractions are not exact."""


@dataclass(frozen=True, slots=True)
class AnswerCurve:
    """The share of cases still waiting, as steps: after `days[i]` it is `still_open[i]`, before `days[0]` it is 1.

    `days` are the ages, in the unit that was given (counted working days), at which cases were answered. `low` and
    `high` are 95 % limits at each step: Greenwood's variance on the log(-log) scale (Kalbfleisch and Prentice 1980),
    which stay between 0 and 1. `p50` and `p90` are the ages by which half and nine tenths are answered; None where the
    curve does not get there, because too many are still open. `answered` and `open` count the cases; `reach` is the
    age of the oldest of them: beyond it nothing is known.
    """

    days: tuple[float, ...]
    still_open: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    p50: float | None
    p90: float | None
    answered: int
    open: int
    reach: float

    @property
    def cases(self) -> int:
        """How many cases the curve stands on."""
        return self.answered + self.open

    def late_share(self, term: float) -> float | None:
        """The share still waiting when a term of so many days is over; None where no case has got that old."""
        found = self.late_interval(term)
        return found[0] if found else None

    def late_interval(self, term: float) -> tuple[float, float, float] | None:
        """`late_share` with its 95 % limits; None where no case has got that old and some are still open."""
        at = bisect_right(self.days, term) - 1
        if term > self.reach and not (self.still_open and self.still_open[-1] == 0):
            return None
        return (self.still_open[at], self.low[at], self.high[at]) if at >= 0 else (1.0, 1.0, 1.0)

    def age_of(self, share: float) -> float | None:
        """The age by which this share (0 to 1) is answered; None where the curve does not get there."""
        left = 1 - share + _SAME
        # The share never rises.
        at = bisect_left(self.still_open, -left, key=lambda waiting: -waiting)
        return self.days[at] if at < len(self.days) else None


def answer_curve(answered_days: Sequence[float], open_days: Sequence[float]) -> AnswerCurve | None:
    """The curve of cases answered after `answered_days` and of cases open for `open_days` so far; None without cases.

    An open case as old as an answered one counts as waiting at that age. Raises ValueError for a negative age.
    """
    answered, still_open = len(answered_days), len(open_days)
    return counted_curve(
        [*answered_days, *open_days], [1] * answered + [0] * still_open, [0] * answered + [1] * still_open
    )


def counted_curve(ages: "ArrayLike", answered: "ArrayLike", still_open: "ArrayLike") -> AnswerCurve | None:
    """The same of counts: at each of the `ages`, how many cases were answered then and how many have got so far, open.

    The ages need no order and may repeat. A histogram's upper edges may be given for ages.
    """
    import numpy as np

    aged, met, open_ = (np.asarray(each, dtype=float) for each in (ages, answered, still_open))
    if (aged < 0).any():
        raise ValueError("a case cannot be answered before it is received: its age is negative")
    known = (met != 0) | (open_ != 0)
    if not known.any():
        return None
    times, place = np.unique(aged[known], return_inverse=True)
    done = np.bincount(place, weights=met[known], minlength=len(times))
    left = np.bincount(place, weights=open_[known], minlength=len(times))
    waiting = (done + left)[::-1].cumsum()[::-1]
    steps = done > 0
    days, done_then, waiting_then = times[steps], done[steps], waiting[steps]
    survived = np.cumprod(1 - done_then / waiting_then)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(done_then / (waiting_then * (waiting_then - done_then)))
        log_share = np.log(survived)
        spread = _NORMAL_975 * np.sqrt(greenwood) / np.abs(log_share)
        low, high = survived ** np.exp(spread), survived ** np.exp(-spread)
    if len(survived) and survived[-1] <= 0:
        # Where nobody is left the formula has no value: the upper limit stays where it was a step before.
        low[-1], high[-1] = 0.0, high[-2] if len(high) > 1 else 1.0
    curve = AnswerCurve(
        days=tuple(days.tolist()),
        still_open=tuple(survived.tolist()),
        low=tuple(low.tolist()),
        high=tuple(high.tolist()),
        p50=None,
        p90=None,
        answered=int(done.sum()),
        open=int(left.sum()),
        reach=float(times[-1]),
    )
    return _with_percentiles(curve)


def _with_percentiles(curve: AnswerCurve) -> AnswerCurve:
    return replace(curve, p50=curve.age_of(0.5), p90=curve.age_of(0.9))
