"""The map's figure and the columns of points that the browser draws."""

import json
from dataclasses import replace

import pytest
from shapely.geometry import Point, shape

from command_center.readmodel.wall_view import IncidentMark, MapPoint
from layouts.figures.report_map import Tiles, bounds, circles, columns, names, report_map, style
from tests.layouts.sample_view import CITY, STYLES, many

POINTS = (
    MapPoint(7, "LH-2026-000007", -6.98123456, 110.41, "rob", True),
    MapPoint(8, "LH-2026-000008", -7.0, 110.4, "banjir", False),
    MapPoint(9, "LH-2026-000009", -7.0, 110.4, "rob", False, incident=3),
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
        "loose",
        "joint",
    }


def test_the_map_asks_no_other_host():
    assert "http" not in json.dumps(style(CITY, "gelap"))
    figure = report_map(CITY, "gelap").to_plotly_json()
    assert figure["layout"]["map"]["style"]["sources"].keys() == {"kecamatan", "reports"}


def test_an_address_with_s_is_that_of_three_servers():
    assert Tiles("https://{s}.tiles.example/{z}/{x}/{y}.png").urls == [
        f"https://{server}.tiles.example/{{z}}/{{x}}/{{y}}.png" for server in "abc"
    ]
    assert Tiles("https://tiles.example/{z}/{x}/{y}.png").urls == ["https://tiles.example/{z}/{x}/{y}.png"]


def test_a_tile_server_is_used_where_the_city_names_one():
    made = style(CITY, "gelap", Tiles("https://tiles.example/{z}/{x}/{y}.png", "© Example"))
    assert made["sources"]["tiles"]["tiles"] == ["https://tiles.example/{z}/{x}/{y}.png"]
    assert [layer["id"] for layer in made["layers"]] == ["ground", "tiles", "land", "border", "reports"]


@pytest.mark.parametrize("theme", ["gelap", "terang"])
def test_the_reports_lie_on_top_of_the_outlines(theme):
    assert [layer["id"] for layer in style(CITY, theme)["layers"]] == ["ground", "land", "border", "reports"]


def test_the_extent_holds_every_outline():
    west, south, east, north = bounds(CITY)
    for feature in CITY["features"]:
        for lon, lat in feature["geometry"]["coordinates"][0]:
            assert west <= lon <= east
            assert south <= lat <= north


def test_a_name_stands_inside_its_kecamatan():
    found = {name["name"]: name for name in names(CITY)}
    assert len(found) == len(CITY["features"])
    for feature in CITY["features"]:
        place = found[feature["properties"]["name"]]
        assert shape(feature["geometry"]).contains(Point(place["lon"], place["lat"]))


def test_the_largest_incident_is_drawn_last_on_top_of_the_others():
    small = IncidentMark(1, "rob", -6.95, 110.42, 3, "Kemijen")
    large = replace(small, incident=2, count=30)
    made = circles([small, large], STYLES)
    assert [circle["id"] for circle in made] == [1, 2]
    assert made[0]["colour"] == "#00B48A"
