"""The reports and incidents of the map as the browser takes them."""

import json
from dataclasses import replace

from command_center.readmodel.wall_view import IncidentMark, MapPoint, PointState
from layouts.figures.report_columns import circles, columns
from tests.layouts.sample_view import STYLES, many

POINTS = (
    MapPoint(7, "LH-2026-000007", -6.98123456, 110.41, "rob", True),
    MapPoint(8, "LH-2026-000008", -7.0, 110.4, "banjir", False, state=PointState.OVERDUE),
    MapPoint(9, "LH-2026-000009", -7.0, 110.4, "rob", False, incident=3, state=PointState.ANSWERED),
)
INCIDENTS = (IncidentMark(3, "rob", -7.0, 110.4, 3, "Kemijen"),)


def test_points_become_columns_of_equal_length():
    assert columns(POINTS, INCIDENTS, 42) == {
        "head": 42,
        "categories": ["banjir", "rob"],
        "id": [7, 8, 9],
        "lon": [110.41, 110.4, 110.4],
        "lat": [-6.98123, -7.0, -7.0],
        "category": [1, 0, 1],
        "state": [1, 0, 3],
        "loose": [1, 2],
        "joint": [2],
    }


def test_a_report_of_an_incident_too_small_to_be_shown_is_like_any_other():
    assert columns(POINTS, (), 42)["joint"] == []


def test_no_points_are_empty_columns():
    made = columns((), (), 0)
    assert made["id"] == made["lon"] == made["categories"] == made["loose"] == []


def test_fifty_thousand_points_stay_below_two_megabytes():
    assert len(json.dumps(columns(many().points, (), 1))) < 2_000_000


def test_columns_carry_nothing_that_names_a_person_or_a_text():
    assert set(columns(POINTS, INCIDENTS, 1)) == {
        "head",
        "categories",
        "id",
        "lon",
        "lat",
        "category",
        "state",
        "loose",
        "joint",
    }


def test_the_largest_incident_is_drawn_last_on_top_of_the_others():
    small = IncidentMark(1, "rob", -6.95, 110.42, 3, "Kemijen")
    large = replace(small, incident=2, count=30)
    made = circles([small, large], STYLES)
    assert [circle["id"] for circle in made] == [1, 2]
    assert made[0]["colour"] == "#00B48A"
