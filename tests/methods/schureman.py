"""The tides of moon and sun by formulas of the books, written down apart from the program: what it is checked against."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import cos, radians, sin

HOUR = timedelta(hours=1)


def schureman(at, name, amplitude, phase):
    """One constituent by the formulas of Schureman 1958 with the mean longitudes of Meeus 1998, in metres.

    P1 and N2 belong to them: P1 has no nodal factors, N2 those of M2.
    """
    days = (at - datetime(2000, 1, 1, 12, tzinfo=UTC)) / timedelta(days=1)
    hours = (at - at.replace(hour=0, minute=0, second=0, microsecond=0)) / HOUR
    moon = 218.3164477 + 13.17639648 * days
    sun = 280.46646 + 0.98564736 * days
    perigee = 83.3532465 + 0.1114040803 * days
    node = radians(125.04452 - 0.0529537648 * days)
    # The sun's hour angle is counted from midnight: K1, T + h - 90 degrees from noon, is 15 t + h + 90 from there.
    argument = {
        "M2": 2 * (15 * hours + sun - moon),
        "S2": 30 * hours,
        "K1": 15 * hours + sun + 90,
        "O1": 15 * hours + sun - 2 * moon - 90,
        "P1": 15 * hours - sun - 90,
        "N2": 30 * hours + 2 * sun - 3 * moon + perigee,
    }[name]
    half_daily = 1.0004 - 0.0373 * cos(node) + 0.0002 * cos(2 * node), -2.14 * sin(node)
    factor, shift = {
        "M2": half_daily,
        "N2": half_daily,
        "P1": (1.0, 0.0),
        "S2": (1.0, 0.0),
        "K1": (1.006 + 0.115 * cos(node) - 0.0088 * cos(2 * node), -8.86 * sin(node) + 0.68 * sin(2 * node)),
        "O1": (1.0089 + 0.1871 * cos(node) - 0.0147 * cos(2 * node), 10.8 * sin(node) - 1.34 * sin(2 * node)),
    }[name]
    return factor * amplitude * cos(radians(argument + shift - phase))


def levels_by_hand(
    times: Sequence[datetime], mean: float, constituents: Sequence[tuple[str, float, float]]
) -> list[float]:
    """The sum of constituents (name, metres, degrees) at each time."""
    return [mean + sum(schureman(at, *each) for each in constituents) for at in times]
