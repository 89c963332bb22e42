"""Harmonic constituents fitted to the levels of a gauge, with what the fit leaves unexplained.

Least squares by UTide (Codiga 2011). Which constituents can be told apart follows from the length of the series
(Rayleigh): the moon's and the sun's half-daily tides M2 and S2 after 14.8 days, K1 and P1, S2 and K2 only after 182.6.
Of a shorter series P1 and K2 are inferred from K1 and S2 in the ratio of the equilibrium tide. Kept are constituents
that stand out of the noise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import degrees
from typing import TYPE_CHECKING, Any

from command_center.methods.tides import Constituent, Tide

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SHORTEST = timedelta(days=15)
"""A lunar fortnight, 14.77 days, and a little: before it M2 and S2, and K1 and O1, cannot be told apart."""
HALF_A_YEAR = timedelta(days=182.7)
FEWEST_READINGS = 300
LEAST_EXPLAINED = 0.5
"""Share of the variance that the constituents must explain: what is more noise than tide is not predicted from."""
LEAST_MOON = 0.05
"""Share of the explained variance that must be the moon's: else it is something that the sun alone drives."""
_MOON = frozenset(("M2", "N2", "O1", "Q1", "M4", "NU2", "MU2", "2N2", "L2", "MM", "MF"))
_STANDS_OUT = 3.5
"""An amplitude below so many of its standard errors is noise, and is left out: of white noise it is one in 450."""
_NORMAL_975 = 1.96
_SPIKE = 8.0
"""Robust standard deviations from the fitted tide beyond which a reading is a spike."""
_ROUNDS = 4
"""How often spikes are looked for anew: each round fits without those of the one before."""
_FINEST = 0.001
"""Metres: no gauge reads finer, so a residual is never taken for a spike below eight of these."""
_MOST_FOR_COLOURED = 20_000
"""With more readings than this the limits take the noise for white: its spectrum takes time with their square."""
_STUCK = 24
"""So many equal readings in a row are a gauge that hangs."""
_MAD_TO_SD = 1.4826
_INFERRED = {"P1": ("K1", 0.331), "K2": ("S2", 0.272)}
"""Constituent -> the one that it is inferred from, and its ratio in the equilibrium tide (Doodson and Warburg 1941)."""
_YEAR = 365.25


class NoTide(ValueError):
    """The levels give no tide that could be predicted; the message says why and what would be needed."""


@dataclass(frozen=True, slots=True)
class FittedConstituent:
    """A constituent with 95 % limits: amplitude +- `amplitude_error` metres, phase +- `phase_error` degrees.

    `inferred` where it follows from another one, not from the levels.
    """

    constituent: Constituent
    amplitude_error: float
    phase_error: float
    inferred: bool


@dataclass(frozen=True, slots=True)
class TideFit:
    """What was fitted, and how well.

    `readings` were used, from `start` to `end`; `spikes` and `stuck` readings were not; `longest_gap` lies between two
    readings. `mean_level` is in metres above the zero of the levels, at the middle of the series; `rise_per_year` in
    metres, None for less than a year. `rms` is the root mean square of what the constituents leave, in metres, `r2` the
    share of variance that they explain.
    """

    constituents: tuple[FittedConstituent, ...]
    mean_level: float
    rise_per_year: float | None
    start: datetime
    end: datetime
    readings: int
    spikes: int
    stuck: int
    longest_gap: timedelta
    rms: float
    r2: float

    @property
    def length(self) -> timedelta:
        """From the first reading to the last."""
        return self.end - self.start

    @property
    def middle(self) -> datetime:
        """The moment for which the mean level holds."""
        return self.start + self.length / 2

    def tide(self, station: str, datum: str, source: str, latitude: float, flood_level: float | None = None) -> Tide:
        """The tide that these constituents predict."""
        return Tide(
            station=station,
            datum=datum,
            source=source,
            latitude=latitude,
            mean_level=self.mean_level,
            constituents=tuple(each.constituent for each in self.constituents),
            flood_level=flood_level,
            epoch=self.middle.date(),
        )


def fit_tide(times: Sequence[datetime], levels: Sequence[float], latitude: float) -> TideFit:
    """The constituents of readings in metres at aware moments, which ascend; about hourly ones are enough.

    Raises NoTide for a series that is too short or too thin, that never moves, or that is no tide.
    """
    import numpy as np

    values = np.asarray(levels, dtype=float)
    hours = np.array([(at - times[0]) / timedelta(hours=1) for at in times]) if times else np.zeros(0)
    stuck = _stuck(values)
    hours, values, kept = hours[~stuck], values[~stuck], [at for at, bad in zip(times, stuck, strict=True) if not bad]
    _refuse_short(kept, int(stuck.sum()))
    near = _near_the_median(values)
    for _ in range(_ROUNDS):
        residual = values - _predicted(_solve(kept, values, near, latitude), kept, latitude)
        good = np.abs(residual - np.median(residual[near])) <= _SPIKE * max(_spread(residual[near]), _FINEST)
        _refuse_short([at for at, fine in zip(kept, good, strict=True) if fine], int(stuck.sum() + (~good).sum()))
        if (good == near).all():
            break
        near = good
    solved = _solve(kept, values, near, latitude, errors=True)
    used = [at for at, fine in zip(kept, near, strict=True) if fine]
    fit = replace(
        solved,
        start=used[0],
        end=used[-1],
        readings=len(used),
        spikes=int((~near).sum()),
        stuck=int(stuck.sum()),
        longest_gap=timedelta(hours=float(np.diff(hours[near]).max())),
    )
    residual = (values - _predicted(fit, kept, latitude))[near]
    rms, r2 = float(np.sqrt(np.mean(residual**2))), float(1 - residual.var() / values[near].var())
    _refuse_no_tide(fit, r2)
    return replace(fit, rms=rms, r2=r2)


def _refuse_short(times: Sequence[datetime], left_out: int) -> None:
    beside = f" ({left_out} more hang or are spikes)" if left_out else ""
    length = times[-1] - times[0] if times else timedelta(0)
    if length < SHORTEST:
        raise NoTide(
            f"the levels span {length / timedelta(days=1):.1f} days with {len(times)} readings{beside}, and at least "
            f"{SHORTEST.days} days are needed: the tides of moon and sun (M2 and S2, O1 and K1) part only after 14.8 days. "
            "A month is better, half a year tells P1 from K1, a year is best"
        )
    if len(times) < FEWEST_READINGS:
        raise NoTide(
            f"there are {len(times)} readings{beside}, and at least {FEWEST_READINGS} are needed: hourly ones of 15 days "
            "with few gaps"
        )


def _refuse_no_tide(fit: TideFit, r2: float) -> None:
    energy = {each.constituent.name: each.constituent.amplitude**2 for each in fit.constituents}
    moon = sum(energy[name] for name in energy if name in _MOON)
    if not energy or r2 < LEAST_EXPLAINED:
        raise NoTide(
            f"the constituents explain {max(r2, 0):.0%} of the variance of these levels, and at least {LEAST_EXPLAINED:.0%} "
            "are needed: this is no tide, or more river and weather than tide. Is it the right column, and is the time zone "
            "told?"
        )
    if moon < LEAST_MOON * sum(energy.values()):
        raise NoTide(
            "these levels follow the sun alone, as a temperature or a pump does: the moon's tides (M2, O1) are missing. "
            "Is it the right column?"
        )


def _stuck(values: "Numbers") -> "NDArray[np.bool_]":
    """The readings of a gauge that hangs, all but the first of each run: that one may be right."""
    import numpy as np

    hangs = np.zeros(len(values), dtype=bool)
    begin = 0
    for at in range(1, len(values) + 1):
        if at == len(values) or values[at] != values[begin]:
            if at - begin >= _STUCK:
                hangs[begin + 1 : at] = True
            begin = at
    return hangs


def _near_the_median(values: "Numbers") -> "NDArray[np.bool_]":
    """Without what is far off at first sight, such as 9999 for a missing reading: it would bend the first fit."""
    import numpy as np

    spread = _spread(values)
    if spread <= 0:
        raise NoTide("the levels hardly ever move: this is no tide. Is it the right column?")
    near: NDArray[np.bool_] = np.abs(values - np.median(values)) <= _SPIKE * spread
    return near


def _spread(values: "Numbers") -> float:
    import numpy as np

    return float(_MAD_TO_SD * np.median(np.abs(values - np.median(values))))


def _predicted(fit: TideFit, times: Sequence[datetime], latitude: float) -> "Numbers":
    import numpy as np

    levels = np.array(fit.tide("", "", "", latitude).levels(times))
    if fit.rise_per_year:
        years = np.array([(at - fit.middle) / timedelta(days=_YEAR) for at in times])
        levels += fit.rise_per_year * years
    return levels


def _solve(
    times: Sequence[datetime],
    values: "Numbers",
    used: "NDArray[np.bool_]",
    latitude: float,
    *,
    errors: bool = False,
) -> TideFit:
    """All constituents that the length allows; with `errors` those that stand out alone, with their limits."""
    import numpy as np
    from utide import solve

    moments = [at for at, fine in zip(times, used, strict=True) if fine]
    stamps = np.array([at.astimezone(UTC).replace(tzinfo=None) for at in moments], dtype="datetime64[ms]")
    length = moments[-1] - moments[0]
    year = length >= timedelta(days=365)
    inferred = dict(_INFERRED) if length < HALF_A_YEAR else {}
    solved: Any = solve(
        stamps,
        values[used],
        lat=latitude or 5.0,
        trend=year,
        infer=_ratios() if inferred else None,
        conf_int="linear" if errors else "none",
        white=len(moments) > _MOST_FOR_COLOURED,
        verbose=False,
    )
    slope = float(solved.slope) if year else 0.0
    middle = moments[0] + length / 2
    # UTide's mean holds at its own middle of the times; the trend is metres a day from there.
    mean = float(solved["mean"]) + slope * ((middle - _moment(solved.aux.reftime)) / timedelta(days=1))
    limits = (solved.A_ci, solved.g_ci) if errors else (np.zeros(len(solved.A)), np.zeros(len(solved.A)))
    found = [
        FittedConstituent(
            Constituent(str(name), float(height), float(phase) % 360), float(error), float(turn), str(name) in inferred
        )
        for name, height, phase, error, turn in zip(solved.name, solved.A, solved.g, *limits, strict=True)
    ]
    fit = TideFit(
        constituents=tuple(found),
        mean_level=mean,
        rise_per_year=slope * _YEAR if year else None,
        start=moments[0],
        end=moments[-1],
        readings=len(moments),
        spikes=0,
        stuck=0,
        longest_gap=timedelta(0),
        rms=0.0,
        r2=0.0,
    )
    if not errors:
        return fit
    left = values[used] - _predicted(fit, moments, latitude)
    return replace(fit, constituents=_standing_out(found, float(np.sqrt(2 * np.mean(left**2) / len(moments)))))


def _standing_out(found: Sequence[FittedConstituent], noise: float) -> tuple[FittedConstituent, ...]:
    """Those above their own limits and above `noise`, the standard error of an amplitude in white noise.

    What is inferred stands and falls with what it is inferred from. UTide's limits are never told narrower than those
    of white noise.
    """
    names = {
        each.constituent.name
        for each in found
        if each.constituent.amplitude > max(each.amplitude_error, _STANDS_OUT * noise)
    }
    return tuple(
        replace(
            each,
            amplitude_error=max(each.amplitude_error, _NORMAL_975 * noise),
            phase_error=max(each.phase_error, degrees(_NORMAL_975 * noise / each.constituent.amplitude)),
        )
        for each in found
        if (_INFERRED[each.constituent.name][0] if each.inferred else each.constituent.name) in names
    )


def _ratios() -> Any:
    from utide.utilities import Bunch

    return Bunch(
        inferred_names=list(_INFERRED),
        reference_names=[name for name, _ in _INFERRED.values()],
        amp_ratios=[ratio for _, ratio in _INFERRED.values()],
        phase_offsets=[0.0] * len(_INFERRED),
    )


def _moment(ordinal: float) -> datetime:
    """The moment of UTide's count of days, which is Python's of ordinals."""
    return datetime(1, 1, 1, tzinfo=UTC) + timedelta(days=ordinal - 1)
