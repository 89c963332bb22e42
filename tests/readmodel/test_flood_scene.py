"""What the flood scene tells, against a small log whose answer can be counted by hand. Now is Saturday 14:05 WIB."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from command_center.domain.events import EventKind
from command_center.methods.tides import Constituent, FloodCause, Tide
from command_center.places.area_shapes import area_shapes
from command_center.places.locator import Locator
from command_center.places.points import approximate_cells
from command_center.readmodel.flood_scene import DrawnCity, load_floods
from command_center.readmodel.flood_scene_view import FloodedArea
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, changed, received
from tests.readmodel.test_wall import NAMES as CITY_NAMES
from tests.readmodel.test_wall import ZONE
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
NAMES = replace(
    CITY_NAMES,
    kelurahan={"33.74.02.1008": "Tanjung Mas", "33.74.02.1001": "Bandarharjo"},
    incident_minimum={"rob": 3, "banjir": 2},
)
# One constituent of a day less 24 minutes, so that there is one high water a day.
TIDE = Tide("uji", "nol", "uji", -6.95, 0.5, (Constituent("K1", 0.4, 0.0),), flood_level=0.8)


@cache
def shapes():
    areas = shipped().areas
    return area_shapes(approximate_cells(areas), areas)


@cache
def high_water():
    """The last high water before now."""
    return TIDE.high_waters(NOW - 25 * HOUR, NOW)[-1].at


def scene_of(*events, tide=TIDE, now=NOW):
    model = borrowed(ZONE, CALENDAR)
    model.apply(events)
    return load_floods(model, NAMES, tide, shapes(), now)


def rob(number, at, kelurahan="33.74.02.1008", **facts):
    return received(number, at, category="rob", kelurahan=kelurahan, **facts)


def test_kelurahan_are_counted_by_their_open_reports_of_flood_and_rob():
    scene = scene_of(
        rob(1, NOW - HOUR),
        rob(2, NOW - 30 * HOUR),
        received(3, NOW - HOUR, category="banjir", kelurahan="33.74.02.1001"),
        received(4, NOW - HOUR, category="jalan_rusak", kelurahan="33.74.02.1001"),
        rob(5, NOW - HOUR, kelurahan=""),
        rob(6, NOW - HOUR, visibility="rahasia"),
        rob(7, NOW - HOUR, status="settled", closed_at=NOW),
        rob(8, NOW - HOUR),
        changed(9, NOW, 8, EventKind.RETRACTED, retracted=True),
    )
    assert scene.areas == (
        FloodedArea("33.74.02.1008", "Tanjung Mas", 2),
        FloodedArea("33.74.02.1001", "Bandarharjo", 1),
    )
    assert (scene.open, scene.unplaced, scene.apart, scene.incidents) == (4, 1, 4, ())


def test_an_incident_has_its_reports_channels_and_first_report():
    scene = scene_of(
        rob(1, NOW - 5 * HOUR, incident_id=7),
        rob(2, NOW - 2 * HOUR, incident_id=7, channel="x"),
        rob(3, NOW - HOUR, incident_id=7, channel="x"),
        rob(4, NOW - HOUR, incident_id=8),
        received(5, NOW, category="banjir", incident_id=9, kelurahan="33.74.02.1001"),
        received(6, NOW, category="banjir", incident_id=9, kelurahan="33.74.02.1001"),
    )
    first, second = scene.incidents
    assert (first.incident, first.place, first.reports, first.channels) == (7, "Tanjung Mas", 3, ("sms", "x"))
    assert (first.since, first.last) == (NOW - 5 * HOUR, NOW - HOUR)
    assert (second.incident, second.category, second.reports) == (9, "banjir", 2)
    assert scene.apart == 1, "one rob alone is no incident"


def incident_at(*moments, tide=TIDE):
    events = [rob(number, at, incident_id=7) for number, at in enumerate(moments, start=1)]
    [incident] = scene_of(*events, tide=tide).incidents
    return incident


def test_what_is_told_around_a_high_water_is_rob_and_what_is_not_is_rain():
    high = high_water()
    told = incident_at(high - 2 * HOUR, high, high + 2 * HOUR)
    assert (told.cause, told.near_high) == (FloodCause.TIDE, 3)
    assert told.highest is not None
    assert told.highest.level == pytest.approx(0.9, abs=0.06), (
        "mean level and amplitude; nodal factors change it a little"
    )
    low = high - 12 * HOUR
    rain = incident_at(low, low + HOUR, low + HOUR)
    assert (rain.cause, rain.near_high) == (FloodCause.NOT_TIDE, 0)
    assert rain.highest is not None
    assert rain.highest.level < 0.8


def test_most_of_the_reports_decide_and_half_of_them_do_not():
    high, low = high_water(), high_water() - 12 * HOUR
    assert (incident_at(high, high, low).cause, incident_at(high, high, low).near_high) == (FloodCause.TIDE, 2)
    assert (incident_at(high, low, low).cause, incident_at(high, low, low).near_high) == (FloodCause.NOT_TIDE, 1)
    assert incident_at(high, high, low, low).cause is FloodCause.UNKNOWN


def test_without_a_flood_level_or_a_table_nobody_knows():
    high = high_water()
    assert incident_at(high, high, high, tide=replace(TIDE, flood_level=None)).cause is FloodCause.UNKNOWN
    untold = incident_at(high, high, high, tide=None)
    assert (untold.cause, untold.highest, untold.near_high) == (None, None, 0)
    assert scene_of(tide=None).tide is None


def test_the_course_goes_from_a_day_before_to_a_day_ahead():
    tide = scene_of().tide
    assert tide is not None
    assert (tide.curve[0].at, tide.curve[-1].at) == (NOW - 24 * HOUR, NOW + 24 * HOUR)
    assert len(tide.curve) == 48 * 6 + 1
    assert tide.level == pytest.approx(TIDE.level(NOW))
    assert tide.following is not None
    assert NOW < tide.following.at < NOW + 24 * HOUR
    assert next(high.at for high in tide.highs if high.at > NOW) == tide.following.at


def test_the_last_day_is_counted_by_hours_with_what_is_closed_since():
    scene = scene_of(
        rob(1, NOW),
        rob(2, NOW - 59 * HOUR / 60, status="settled", closed_at=NOW),
        rob(3, NOW - HOUR),
        received(4, NOW - 24 * HOUR + timedelta(seconds=1), category="banjir"),
        received(5, NOW - 24 * HOUR, category="banjir"),
        rob(6, NOW - HOUR, retracted=True),
    )
    assert scene.hourly["rob"] == (0,) * 22 + (1, 2)
    assert scene.hourly["banjir"] == (1,) + (0,) * 23


def test_a_new_installation_is_told_from_a_dry_day():
    assert not scene_of().any_data
    dry = scene_of(received(1, NOW))
    assert dry.any_data
    assert (dry.open, dry.areas, dry.incidents) == (0, (), ())


def test_the_areas_are_drawn_anew_only_for_other_boundaries():
    areas = shipped().areas
    locator = Locator(areas)
    city = DrawnCity(locator, areas)
    first = city.shapes()
    assert len(first.kelurahan) == 177
    assert first.approximate
    assert city.shapes() is first
    locator.take(approximate_cells(areas))
    assert city.shapes() is not first
