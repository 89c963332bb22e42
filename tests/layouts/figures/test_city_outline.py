"""The outlines of the city as a drawing in the page."""

import math
import re

import pytest
from shapely.geometry import Point, shape

from layouts.figures.city_outline import WIDTH, bounds, city_outline, names, outline_drawing
from layouts.markup import markup
from tests.layouts.sample_view import CITY


def test_the_corners_of_the_city_are_the_corners_of_the_drawing():
    made = city_outline(CITY)
    west, south, east, north = bounds(CITY)
    assert (made.projection.x(west), made.projection.y(north)) == (0, 0)
    assert made.projection.x(east) == pytest.approx(WIDTH)
    assert made.projection.y(south) == pytest.approx(made.height, abs=0.1)


def test_a_degree_is_as_long_northwards_as_web_mercator_has_it():
    """One over the cosine of the latitude: at 7 degrees 1.0075 times what it is eastwards."""
    projection = city_outline(CITY).projection
    northwards = (projection.y(-7.001) - projection.y(-6.999)) / 0.002
    assert northwards / projection.per_degree == pytest.approx(1 / math.cos(math.radians(7)), rel=1e-6)


def test_each_kecamatan_is_one_closed_path_of_whole_units():
    made = city_outline(CITY)
    assert len(made.paths) == len(CITY["features"])
    for path in made.paths:
        assert re.fullmatch(r"M\d+ \d+l(-?\d+ -?\d+ ?)+z", path)


def test_parts_and_holes_are_rings_of_the_same_path():
    ring = [[110.3, -7.0], [110.4, -7.0], [110.4, -6.9], [110.3, -7.0]]
    hole = [[110.35, -6.98], [110.36, -6.98], [110.36, -6.97], [110.35, -6.98]]
    island = {"type": "MultiPolygon", "coordinates": [[ring, hole], [ring]]}
    city = {"features": [{"properties": {"name": "Pulau"}, "geometry": island}]}
    (path,) = city_outline(city).paths
    assert path.count("M") == path.count("z") == 3


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


def test_the_drawing_asks_no_other_host_and_says_nothing_to_who_does_not_see_it():
    written = markup(outline_drawing(city_outline(CITY)))
    assert "http" not in written
    assert 'aria-hidden="true"' in written
