"""What the wall shows of the departments: how often each is late against what its own mix of cases lets expect."""

from dataclasses import dataclass
from datetime import date, datetime

from command_center.methods.fairness import Standard


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """One OPD. `late` of `cases` against `expected`; `ratio` with its 95 % limits, None where nothing is expected. Where
    no standard covers its cases, `expected` says nothing.

    `rank` with `rank_low` to `rank_high` only where it can be ranked. `median` and `p90` are counted working days until
    the answer, open cases counted, None where so many are not answered yet. `received` is how many reports came. `signed` is the
    part of its settlements that bears a sign of having come too easily, None with too few of them.
    """

    code: str
    name: str
    cases: int
    late: int
    expected: float
    ratio: float | None
    low: float | None
    high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    standard: Standard
    median: float | None
    p90: float | None
    received: int
    signed: float | None = None


@dataclass(frozen=True, slots=True)
class LeagueScene:
    """Scene *OPD* as of one point of the log, of cases whose deadline lay between `first` and `last`.

    `ranked` stand by rank; `own` are measured by their own past, by ratio; `few` have too few expected late cases, those
    with most cases first. `silent` OPD have neither a case nor a report. `cases` and `late` are those of the city.
    """

    head: int
    as_of: datetime
    simulated: bool
    any_data: bool
    first: date
    last: date
    ranked: tuple[LeagueRow, ...]
    own: tuple[LeagueRow, ...]
    few: tuple[LeagueRow, ...]
    silent: int
    cases: int
    late: int
