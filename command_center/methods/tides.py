"""The tide at a gauge, from its harmonic constituents, and whether the water of a flood came from the sea.

The level is the sum of the constituents: f A cos(V + u - g), with amplitude A and Greenwich phase g of the gauge, the
astronomical argument V of the moment, and the nodal factors f and u of the moon's 18.6 years (Foreman 1977, as UTide
computes them: Codiga 2011). It is what moon and sun do: wind, river and sinking land come on top.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SAMPLING = timedelta(minutes=10)
AROUND = timedelta(hours=3)
"""How far from a high water a flood may be told and still be the tide's."""
_NAMES = """
    SA SSA MSM MM MSF MF ALP1 2Q1 SIG1 Q1 RHO1 O1 TAU1 BET1 NO1 CHI1 PI1 P1 S1 K1 PSI1 PHI1 THE1 J1 2PO1 SO1 OO1
    UPS1 ST36 2NS2 ST37 ST1 OQ2 EPS2 ST2 ST3 O2 2N2 MU2 SNK2 N2 NU2 ST4 OP2 GAM2 H1 M2 H2 MKS2 ST5 ST6 LDA2 L2 2SK2
    T2 S2 R2 K2 MSN2 ETA2 ST7 2SM2 ST38 SKM2 2SN2 NO3 MO3 M3 NK3 SO3 MK3 SP3 SK3 ST8 N4 3MS4 ST39 MN4 ST9 ST40 M4
    ST10 SN4 KN4 MS4 MK4 SL4 S4 SK4 MNO5 2MO5 3MP5 MNK5 2MP5 2MK5 MSK5 3KM5 2SK5 ST11 2NM6 ST12 2MN6 ST13 ST41 M6
    MSN6 MKN6 ST42 2MS6 2MK6 NSK6 2SM6 MSK6 S6 ST14 ST15 M7 ST16 3MK7 ST17 ST18 3MN8 ST19 M8 ST20 ST21 3MS8 3MK8
    ST22 ST23 ST24 ST25 ST26 4MK9 ST27 ST28 M10 ST29 ST30 ST31 ST32 ST33 M12 ST34 ST35
"""
CONSTITUENTS = tuple(_NAMES.split())
"""The names that a constituent may have, those of UTide without its mean level Z0: kept here, UTide loads slowly."""


class UnknownConstituent(ValueError):
    """A name that UTide has no frequency for."""


@dataclass(frozen=True, slots=True)
class Constituent:
    """One harmonic constituent: its name as UTide writes it (M2, K1), amplitude in metres, Greenwich phase in degrees."""

    name: str
    amplitude: float
    phase: float


@dataclass(frozen=True, slots=True)
class TidePoint:
    """The level in metres above the datum at an aware moment in UTC."""

    at: datetime
    level: float


class FloodCause(StrEnum):
    """What the tide says of a flood: the sea was high, or it was not, or the city gave no level to tell by."""

    TIDE = "tide"
    NOT_TIDE = "not_tide"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FloodWater:
    """Why a flood counts as rob or as rain.

    `level` is the tide's at the time of the flood, `high_water` the highest water within `AROUND` of it, `threshold`
    the level from which the sea comes over the quays (None where the city gave none), all in metres above the datum.
    """

    cause: FloodCause
    level: float
    high_water: TidePoint
    threshold: float | None


@dataclass(frozen=True, slots=True)
class Tide:
    """The constituents of one gauge.

    `datum` says what levels are above, `mean_level` is the mean sea level above it in metres, `latitude` is in degrees.
    `flood_level` is the level from which the sea floods streets, None where it is not known. `simulated` marks the
    curve of a demo. `epoch` is the day for which the mean level holds: where land sinks it does not hold for long.
    """

    station: str
    datum: str
    source: str
    latitude: float
    mean_level: float
    constituents: tuple[Constituent, ...]
    flood_level: float | None = None
    simulated: bool = False
    epoch: date | None = None

    def level(self, at: datetime) -> float:
        """Metres above the datum at an aware moment. Raises ValueError for a naive one."""
        return self.levels([at])[0]

    def curve(self, start: datetime, end: datetime, step: timedelta = _SAMPLING) -> tuple[TidePoint, ...]:
        """The level from `start` on every `step`, up to and including `end` where a step falls on it."""
        if step <= timedelta(0):
            raise ValueError("a curve needs a step above 0")
        _aware(start)
        times = [start.astimezone(UTC) + number * step for number in range((end - start) // step + 1)]
        return tuple(map(TidePoint, times, self.levels(times)))

    def high_waters(self, start: datetime, end: datetime) -> tuple[TidePoint, ...]:
        """Every high water from `start` to `end`, to the minute."""
        return self._turns(start, end, 1.0)

    def low_waters(self, start: datetime, end: datetime) -> tuple[TidePoint, ...]:
        """Every low water from `start` to `end`, to the minute."""
        return self._turns(start, end, -1.0)

    def levels(self, times: Sequence[datetime]) -> list[float]:
        """The level at each of the aware moments."""
        import numpy as np

        if not times:
            return []
        amplitudes = np.array([constituent.amplitude for constituent in self.constituents])
        phases = np.array([constituent.phase for constituent in self.constituents]) / 360
        factors, arguments = self._arguments(times)
        sums = (factors * amplitudes * np.cos(2 * np.pi * (arguments - phases))).sum(axis=1)
        levels: list[float] = (self.mean_level + sums).tolist()
        return levels

    def _turns(self, start: datetime, end: datetime, sign: float) -> tuple[TidePoint, ...]:
        points = self.curve(start - _SAMPLING, end + _SAMPLING)
        found = []
        for before, middle, after in zip(points, points[1:], points[2:], strict=False):
            rise, fall = sign * (middle.level - before.level), sign * (middle.level - after.level)
            if rise > 0 and fall >= 0:
                # The top of the parabola through the three points.
                at = middle.at + (rise - fall) / (2 * (rise + fall)) * _SAMPLING
                at = (at + timedelta(seconds=30)).replace(second=0, microsecond=0)
                if start <= at <= end:
                    found.append(at)
        return tuple(map(TidePoint, found, self.levels(found)))

    def _arguments(self, times: Sequence[datetime]) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
        """f, and V + u in cycles, of each time and constituent."""
        import numpy as np
        from utide.harmonics import FUV

        for at in times:
            _aware(at)
        # UTide counts days as Python's ordinals do.
        epoch = datetime(1, 1, 1, tzinfo=UTC)
        days = np.array([1 + (at - epoch) / timedelta(days=1) for at in times])
        places = _places([constituent.name for constituent in self.constituents])
        # On the equator itself UTide would divide by zero; it takes 5 degrees of the hemisphere for all nearer ones.
        latitude = self.latitude or 5.0
        f, u, v = FUV(days, float(days[0]), np.array(places, dtype=int), latitude, (0, 0, 0, 0))
        return f, u + v


def rob_or_rain(tide: Tide, at: datetime, around: timedelta = AROUND) -> FloodWater:
    """Whether a flood told of at `at` lay around a high water above the flood level: rob, else rain or a drain.

    The highest water within `around` of the moment counts, also one that has not come yet: streets fill before.
    """
    return causes_of_floods(tide, [at], around)[0]


def causes_of_floods(tide: Tide, times: Sequence[datetime], around: timedelta = AROUND) -> tuple[FloodWater, ...]:
    """`rob_or_rain` of many floods at once, in their order: the tide is computed once for all of them."""
    for at in times:
        _aware(at)
    near = {at: _samples(at.astimezone(UTC), around) for at in times}
    every = sorted({moment for at, samples in near.items() for moment in (at, *samples)})
    levels = dict(zip(every, tide.levels(every), strict=True))
    found = []
    for at in times:
        highest = max((TidePoint(moment, levels[moment]) for moment in near[at]), key=lambda point: point.level)
        found.append(FloodWater(_cause(highest.level, tide.flood_level), levels[at], highest, tide.flood_level))
    return tuple(found)


def _samples(at: datetime, around: timedelta) -> list[datetime]:
    """Moments within `around`, on whole steps of the hour where others have theirs too, and the moment itself."""
    since = datetime.min.replace(tzinfo=UTC)
    first, last = -((since - at + around) // _SAMPLING), (at + around - since) // _SAMPLING
    return [at, *(since + number * _SAMPLING for number in range(first, last + 1))]


def _cause(highest: float, threshold: float | None) -> FloodCause:
    if threshold is None:
        return FloodCause.UNKNOWN
    return FloodCause.TIDE if highest >= threshold else FloodCause.NOT_TIDE


def greenwich_phase(name: str, local_phase: float, zone_hours: float) -> float:
    """The Greenwich phase in degrees of a phase given in the time of a zone, as Indonesian tables do (7 for WIB).

    Raises UnknownConstituent.
    """
    from utide import ut_constants

    (place,) = _places([name])
    cycles_an_hour = float(ut_constants.const.freq[place])
    return (local_phase - 360 * cycles_an_hour * zone_hours) % 360


def _places(names: Sequence[str]) -> list[int]:
    """Where UTide has these constituents in its tables."""
    for name in names:
        if name not in CONSTITUENTS:
            raise UnknownConstituent(f"{name!r} is no constituent; known are {', '.join(CONSTITUENTS)}")
    # The first place is that of Z0.
    return [1 + CONSTITUENTS.index(name) for name in names]


def _aware(at: datetime) -> None:
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone: a tide needs aware datetimes")
