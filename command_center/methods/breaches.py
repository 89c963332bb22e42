"""The chance that an open case stays open past its deadline, and how many will.

From past cases, open ones included, comes how many of those still waiting at an age are answered next (Kaplan and Meier
1958): for all cases, for those under the same policy (many answers come on the last day of a term, so terms are not to
be mixed), of these for the category, and for the category at one department. A kind with few cases is drawn towards the
wider one: each step counts as if `WEIGHT` more cases had gone as the wider kind did (the posterior mean under a beta
process, Hjort 1990, Annals of Statistics 18, 1259-1294). The chance of a case is that of staying open until its
deadline, given that it has stayed open until now. Ages are counted working days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.float64]

WEIGHT = 20.0
"""How many cases of its own weigh as much as what is known of the wider kind."""
FEWEST = 20
"""With fewer past cases than this no chance is told."""
STEPS = 4
"""Steps a working day: what happens within one counts at its end, so that a whole number of days is exact."""
COVERAGE = 0.90


@dataclass(frozen=True, slots=True)
class PastCase:
    """`count` past cases of one kind: answered after `days` counted working days, or open since so many.

    `policy` is the deadline policy, "" where cases are not told apart by it.
    """

    category: str
    opd: str
    days: float
    answered: bool
    count: int = 1
    policy: str = ""


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """An open case: its age and what is left of its term, in counted working days (negative: it is over)."""

    category: str
    opd: str
    age_days: float
    days_left: float
    policy: str = ""


@dataclass(frozen=True, slots=True)
class BreachTotal:
    """How many of some cases will stay open past their deadline: expected, and between what numbers in 90 %."""

    expected: float
    low: int
    high: int


def chances(waiting: Sequence[WaitingCase], history: Sequence[PastCase]) -> tuple[float, ...] | None:
    """The chance of each to be open still when its term is over; 1 where it is over. None with too little history.

    `history` may contain the waiting cases too. Beyond the age of the oldest past case nobody was seen to be answered:
    there a case stays open. Raises ValueError for a negative age in the history.
    """
    return BreachCurves(history).chances(waiting)


def total(chances: Sequence[float], coverage: float = COVERAGE) -> BreachTotal:
    """The sum of independent cases of different chances: a Poisson-binomial distribution, computed exactly.

    Cases that share a cause (a strike, a flood) move together: then the interval is too narrow. Raises ValueError for
    what is no chance.
    """
    import numpy as np

    if any(not 0 <= chance <= 1 for chance in chances):
        raise ValueError("a chance lies between 0 and 1")
    below = np.cumsum(_distribution(np.asarray(chances, dtype=float)))
    tail = (1 - coverage) / 2
    low, high = (int(np.searchsorted(below, at - 1e-9)) for at in (tail, 1 - tail))
    return BreachTotal(float(sum(chances)), low, min(high, len(chances)))


def _distribution(chances: "Counts") -> "Counts":
    """Probability of each number from 0 to all: the product of the cases' own two-term distributions, in halves."""
    import numpy as np

    if len(chances) <= 32:
        found = np.ones(1)
        for chance in chances:
            found = np.convolve(found, (1 - chance, chance))
        return found
    from scipy.signal import fftconvolve

    middle = len(chances) // 2
    joined: Counts = fftconvolve(_distribution(chances[:middle]), _distribution(chances[middle:])).clip(min=0)
    joined /= joined.sum()
    return joined


Kind = tuple[str, ...]
"""A kind of case, such as ("seed@1", "jalan_rusak", "dpu"); () stands for all."""


def _kinds(case: PastCase | WaitingCase) -> tuple[Kind, ...]:
    """The kinds of a case, from all cases to its own, each within the one before."""
    own = (case.policy, case.category, case.opd)
    narrower = (own[:1], own[:2], own) if case.policy else (own[:2], own)
    return ((), *narrower)


class BreachCurves:
    """What a history tells of every kind of case: made once, asked for the chances of any waiting cases."""

    def __init__(self, history: Sequence[PastCase]) -> None:
        """`history` as of `chances`. Raises ValueError for a negative age."""
        import numpy as np

        if any(case.days < 0 for case in history):
            raise ValueError("a case cannot be answered before it is received: its age is negative")
        self.cases = sum(case.count for case in history)
        self._steps = 1 + max((_step(case.days) for case in history), default=0)
        counts: dict[Kind, Counts] = {}
        for case in history:
            for kind in _kinds(case):
                if kind not in counts:
                    counts[kind] = np.zeros((2, self._steps))
                counts[kind][int(case.answered), _step(case.days)] += case.count
        self._counts = counts
        self._rates: dict[Kind, Counts] = {}
        self._logs: dict[Kind, Counts] = {}

    def chances(self, waiting: Sequence[WaitingCase]) -> tuple[float, ...] | None:
        """The chance of each to be open still when its term is over, as the function `chances` tells it."""
        if self.cases < FEWEST:
            return None
        return tuple(
            1.0 if case.days_left <= 0 else self._stays_open(_kinds(case), case.age_days, case.days_left)
            for case in waiting
        )

    def _stays_open(self, kinds: tuple[Kind, ...], age: float, left: float) -> float:
        """The chance to be open at `age` + `left`, given that it is open at `age`; steps are shared out evenly."""
        import numpy as np

        if kinds[-1] not in self._logs:
            self._logs[kinds[-1]] = np.cumsum(np.log1p(-self._rate(kinds)))
        at = np.arange(self._steps)
        now, then = np.interp([age * STEPS, (age + left) * STEPS], at, self._logs[kinds[-1]])
        return float(np.exp(then - now))

    def _rate(self, kinds: tuple[Kind, ...]) -> "Counts":
        """Of those waiting at the start of each step, the share that is answered in it."""
        import numpy as np

        *wider, kind = kinds
        if kind not in self._rates:
            open_then, answered = self._counts.get(kind, np.zeros((2, self._steps)))
            waiting = (open_then + answered)[::-1].cumsum()[::-1]
            if wider:
                self._rates[kind] = (answered + WEIGHT * self._rate(tuple(wider))) / (waiting + WEIGHT)
            else:
                # One case more that is never answered: the last one answered of all makes no step certain.
                self._rates[kind] = answered / (waiting + 1)
        return self._rates[kind]


def _step(days: float) -> int:
    """The step at whose end an age counts; what is a hair over a step by rounding is in it."""
    return max(0, -int(-(days * STEPS - 1e-6) // 1))
