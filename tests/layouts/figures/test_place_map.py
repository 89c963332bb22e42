"""The drawing of a place: names that can be read, none over another, over the pin, over the scale or cut off."""

import pytest

from command_center.places.locator import Locator
from command_center.readmodel.flood_scene import DrawnCity
from layouts.figures.place_map import WIDTH, place_map, readable
from layouts.markup import markup
from tests.reference.shipped import shipped


def test_a_name_that_lies_over_another_is_left_out_and_the_own_one_has_the_first_choice():
    wanted = [
        (True, "Miroto", (240.0, 100.0, 50.0, 16.0)),
        (False, "Sekayu", (260.0, 104.0, 50.0, 16.0)),
        (True, "Kranggan", (240.0, 140.0, 60.0, 16.0)),
    ]
    assert [name for name, _ in readable(wanted, ())] == ["Sekayu", "Kranggan"]


@pytest.mark.parametrize("x", [20.0, WIDTH - 20.0])
def test_a_name_that_would_be_cut_off_is_left_out(x):
    assert readable([(True, "Gajahmungkur", (x, 100.0, 90.0, 16.0))], ()) == []


def test_names_stand_over_nothing_that_is_drawn_there():
    assert readable([(False, "Randusari", (240.0, 130.0, 60.0, 16.0))], ((240.0, 132.0, 28.0, 40.0),)) == []


@pytest.mark.parametrize("exact", [True, False])
def test_in_the_city_some_names_are_written_and_the_place_is_drawn(exact):
    areas = shipped().areas
    shapes = DrawnCity(Locator(areas), areas).shapes().kelurahan
    names = {area.code: area.name for area in areas.kelurahan}
    drawn = markup(place_map(-6.98680, 110.41450, "", shapes, names, "Peta", exact=exact, scale="500 m"))
    assert drawn.count('class="place-name"') > 8
    assert ("place-pin" in drawn) == exact
