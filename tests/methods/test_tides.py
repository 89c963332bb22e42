"""The tide from its constituents, checked against astronomy written down here once more, and rob told from rain."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.methods.tides import (
    CONSTITUENTS,
    Constituent,
    FloodCause,
    Tide,
    UnknownConstituent,
    causes_of_floods,
    greenwich_phase,
    rob_or_rain,
)
from tests.methods.schureman import schureman

MIDNIGHT = datetime(2026, 11, 21, tzinfo=UTC)
HOUR = timedelta(hours=1)


def tide(*constituents, flood_level=None, mean_level=0.6):
    listed = tuple(Constituent(*each) for each in constituents)
    return Tide("Test", "chart datum", "test", -6.95, mean_level, listed, flood_level)


SOLAR = tide(("S2", 0.4, 90), flood_level=0.9)
"""The sun's half-daily tide alone: 30 degrees an hour from midnight at Greenwich, so 90 degrees are 03:00 and 15:00."""


def test_the_suns_tide_is_high_at_its_phase():
    highs = SOLAR.high_waters(MIDNIGHT, MIDNIGHT + 24 * HOUR)
    assert [
        abs(point.at - MIDNIGHT - at * HOUR) < timedelta(minutes=3) for point, at in zip(highs, (3, 15), strict=True)
    ] == [True, True]
    assert highs[0].level == pytest.approx(1.0, abs=0.002)
    lows = SOLAR.low_waters(MIDNIGHT, MIDNIGHT + 24 * HOUR)
    assert [round((point.at - MIDNIGHT) / HOUR) for point in lows] == [9, 21]
    assert lows[0].level == pytest.approx(0.2, abs=0.002)


@pytest.mark.parametrize("name", ["M2", "S2", "N2", "K1", "O1", "P1"])
@pytest.mark.parametrize("year", [1998, 2006, 2015, 2026])
def test_levels_are_those_of_the_formulas_all_through_the_moons_node(name, year):
    """Within 2 cm of a tide of 1 m: the formulas are shorter series than UTide's."""
    times = [datetime(year, 3, 5, tzinfo=UTC) + hour * HOUR for hour in range(0, 700, 7)]
    levels = tide((name, 1.0, 40), mean_level=0).levels(times)
    assert levels == pytest.approx([schureman(at, name, 1.0, 40) for at in times], abs=0.02)


def test_constituents_add_up():
    both = tide(("M2", 0.1, 10), ("K1", 0.2, 300))
    apart = [tide(("M2", 0.1, 10), mean_level=0), tide(("K1", 0.2, 300), mean_level=0)]
    assert both.level(MIDNIGHT) == pytest.approx(0.6 + sum(one.level(MIDNIGHT) for one in apart))


def test_a_curve_has_a_point_a_step_with_its_last_where_one_falls_on_it():
    points = SOLAR.curve(MIDNIGHT, MIDNIGHT + HOUR, timedelta(minutes=20))
    assert [point.at.minute for point in points] == [0, 20, 40, 0]
    assert points[0].level == pytest.approx(SOLAR.level(MIDNIGHT))
    assert len(SOLAR.curve(MIDNIGHT, MIDNIGHT + HOUR, timedelta(minutes=25))) == 3
    assert SOLAR.curve(MIDNIGHT, MIDNIGHT - HOUR) == ()
    with pytest.raises(ValueError):
        SOLAR.curve(MIDNIGHT, MIDNIGHT + HOUR, timedelta(0))


def test_a_moment_is_the_same_in_every_zone():
    wib = MIDNIGHT.astimezone(timezone(timedelta(hours=7)))
    assert SOLAR.level(wib) == SOLAR.level(MIDNIGHT)
    assert SOLAR.curve(wib, wib + HOUR)[0].at == MIDNIGHT
    with pytest.raises(ValueError):
        SOLAR.level(MIDNIGHT.replace(tzinfo=None))


def test_the_equator_is_a_place():
    from dataclasses import replace

    assert replace(SOLAR, latitude=0.0).level(MIDNIGHT) == pytest.approx(0.6, abs=0.01)


def test_a_phase_in_the_time_of_the_zone():
    """S2 turns 30 degrees an hour: high at 10:00 WIB is a phase of 300 in WIB and of 90 at Greenwich."""
    assert greenwich_phase("S2", 300, 7) == pytest.approx(90)
    assert greenwich_phase("S2", 90, 0) == pytest.approx(90)
    with pytest.raises(UnknownConstituent):
        greenwich_phase("X9", 1, 7)


def test_unknown_constituents_are_named():
    from utide import ut_constants

    assert [name.strip() for name in ut_constants.const.name] == ["Z0", *CONSTITUENTS]
    with pytest.raises(UnknownConstituent, match="X9"):
        tide(("X9", 1, 2)).level(MIDNIGHT)


@pytest.mark.parametrize(
    ("hour", "cause"),
    [
        (3, FloodCause.TIDE),
        (1, FloodCause.TIDE),
        (5, FloodCause.TIDE),
        (9, FloodCause.NOT_TIDE),
        (21, FloodCause.NOT_TIDE),
    ],
)
def test_a_flood_around_high_water_is_rob(hour, cause):
    """High at 03:00 with 1.0 m, over .9 within about 1.4 hours of it."""
    found = rob_or_rain(SOLAR, MIDNIGHT + hour * HOUR)
    assert found.cause is cause
    assert found.threshold == 0.9
    assert found.level == pytest.approx(SOLAR.level(MIDNIGHT + hour * HOUR))
    assert (found.high_water.level >= 0.9) is (cause is FloodCause.TIDE)


def test_a_high_water_below_the_flood_level_floods_nothing():
    calm = tide(("S2", 0.4, 90), flood_level=1.2)
    assert rob_or_rain(calm, MIDNIGHT + 3 * HOUR).cause is FloodCause.NOT_TIDE


def test_without_a_flood_level_nothing_is_told():
    found = rob_or_rain(tide(("S2", 0.4, 90)), MIDNIGHT)
    assert (found.cause, found.threshold) == (FloodCause.UNKNOWN, None)


def test_many_floods_are_told_as_each_alone():
    times = [MIDNIGHT + timedelta(minutes=137 * number) for number in range(20)]
    assert causes_of_floods(SOLAR, times) == tuple(rob_or_rain(SOLAR, at) for at in times)
    assert causes_of_floods(SOLAR, []) == ()
    with pytest.raises(ValueError):
        causes_of_floods(SOLAR, [MIDNIGHT.replace(tzinfo=None)])


@given(st.integers(0, 30 * 24 * 60).map(lambda minute: MIDNIGHT + timedelta(minutes=minute)))
def test_the_highest_water_near_a_flood_lies_near_it_and_is_no_lower(at):
    found = rob_or_rain(SOLAR, at)
    assert abs(found.high_water.at - at) <= timedelta(hours=3)
    assert found.high_water.level >= found.level
