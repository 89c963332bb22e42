"""Which incident a report joins: the nearest of its kind in reach of place and time; areas join by their kelurahan."""

from datetime import timedelta
from random import Random

import pytest

from command_center.domain.categories import IncidentRule
from command_center.intake.incidents import (
    ActiveIncidents,
    around,
    can_belong,
    distance_m,
    find_incident,
    open_incident,
)
from tests.domain.reports import NOW, a_report
from tests.long_run import LONG_RUN

RADIUS, HOURS = 300.0, 48.0


def incident(number, **changes):
    return open_incident(a_report(**changes), number)


def joined_by(report, *incidents, radius=RADIUS):
    found = find_incident(report, ActiveIncidents(incidents).near(report, radius), radius, HOURS)
    return found.id if found else None


def test_distance_is_right_to_a_metre_at_a_known_pair():
    assert distance_m(-6.98, 110.41, -6.99, 110.41) == pytest.approx(1112, abs=1)
    assert distance_m(-6.98, 110.41, -6.98, 110.42) == pytest.approx(1104, abs=1)


@pytest.mark.parametrize(
    ("changes", "joins"),
    [
        ({}, 1),
        ({"lat": -6.9820}, 1),
        ({"lat": -6.9840}, None),
        ({"category": "sampah"}, None),
        ({"received_at": NOW + timedelta(hours=47)}, 1),
        ({"received_at": NOW + timedelta(hours=49)}, None),
        ({"received_at": NOW - timedelta(hours=49)}, None),
        ({"exact": False}, None),
        ({"lat": None, "lon": None}, None),
    ],
)
def test_reach(changes, joins):
    assert joined_by(a_report(**changes), incident(1)) == joins


def test_a_flood_known_by_its_kelurahan_joins_the_incident_of_that_kelurahan():
    far = a_report(exact=False, lat=-6.995)
    assert joined_by(far, incident(1), radius=1000.0) == 1
    assert joined_by(a_report(exact=False, kelurahan="other"), incident(1), radius=1000.0) is None


def test_the_nearest_is_joined():
    assert joined_by(a_report(), incident(1, lat=-6.9818), incident(2, lat=-6.9805)) == 2


def test_looking_at_neighbours_finds_what_looking_at_all_finds():
    rng = Random(5)
    spots = [(rng.uniform(-7.1, -6.93), rng.uniform(110.28, 110.5)) for _ in range(600)]
    incidents = [incident(number, lat=lat, lon=lon) for number, (lat, lon) in enumerate(spots, 1)]
    active = ActiveIncidents(incidents)
    for _ in range(300 if LONG_RUN else 60):
        report = a_report(lat=rng.uniform(-7.1, -6.93), lon=rng.uniform(110.28, 110.5), kelurahan="elsewhere")
        for radius in (150.0, 800.0, 2500.0):
            by_all = find_incident(report, incidents, radius, HOURS)
            assert find_incident(report, active.near(report, radius), radius, HOURS) == by_all


def test_the_frame_holds_every_point_with_its_reach_and_little_more():
    points = [(-6.95, 110.40), (-7.00, 110.45)]
    (south, west), (north, east) = around(points, 500.0)
    assert distance_m(south, 110.4, -7.0, 110.4) == pytest.approx(500, abs=1)
    assert distance_m(north, 110.4, -6.95, 110.4) == pytest.approx(500, abs=1)
    assert distance_m(-7.0, west, -7.0, 110.40) == pytest.approx(500, abs=1)
    assert distance_m(-7.0, east, -7.0, 110.45) == pytest.approx(500, abs=1)


RULES = {"jalan_rusak": IncidentRule(200, 168, 3), "banjir": IncidentRule(1000, 24, 3)}


@pytest.mark.parametrize(
    ("changes", "can"),
    [
        ({"category": "jalan_rusak"}, True),
        ({"category": "jalan_rusak", "exact": False}, False),
        ({"category": "banjir", "exact": False}, True),
        ({"category": "banjir", "kelurahan": ""}, False),
        ({"category": "banjir", "lat": None, "lon": None}, False),
        ({"category": "lampu"}, False),
    ],
)
def test_what_lies_nobody_knows_where_is_no_incident_unless_it_is_of_the_area(changes, can):
    assert can_belong(a_report(**changes), RULES) is can
