"""Geometry of outlines: area, crossings, inside or not, and where a label stands."""

import pytest

from command_center.places import outlines

SQUARE = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)]


@pytest.mark.parametrize(
    ("ring", "crossed"),
    [
        (SQUARE, None),
        ([(0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0)], (0, 2)),
        ([(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.0, 0.5), (1.0, 0.0)], (0, 2)),
        ([(0.0, 0.0), (0.0, 2.0), (0.0, 1.0), (1.0, 0.0)], (0, 1)),
        ([(0.0, 0.0), (0.0, 0.0), (0.0, 1.0), (1.0, 0.0)], (0, 1)),
    ],
    ids=["square", "bow tie", "touches an edge", "runs back", "stands still"],
)
def test_a_ring_may_not_cross_or_touch_itself(ring, crossed):
    assert outlines.crossing(ring) == crossed


def test_area_of_a_ring_is_in_square_kilometres():
    assert outlines.area_km2(SQUARE) == pytest.approx(110.574**2, rel=1e-3)


@pytest.mark.parametrize(
    ("point", "inside"),
    [((0.5, 0.5), True), ((0.01, 0.99), True), ((1.5, 0.5), False), ((0.5, -0.1), False), ((-0.5, 1.0), False)],
)
def test_a_point_is_inside_or_not(point, inside):
    assert outlines.contains(SQUARE, *point) is inside


def test_a_ring_is_turned_counter_clockwise_once():
    turned = outlines.counter_clockwise(SQUARE)
    assert turned == SQUARE
    assert outlines.counter_clockwise(SQUARE[::-1]) == SQUARE


def test_the_label_of_a_bent_outline_stands_in_its_widest_part_and_not_at_its_centroid():
    corner = [(0.0, 0.0), (0.0, 1.0), (0.1, 1.0), (0.1, 0.3), (0.3, 0.3), (0.3, 0.1), (1.0, 0.1), (1.0, 0.0)]
    lat, lon = outlines.label_point(corner)
    assert (lat, lon) == pytest.approx((0.15, 0.15), abs=0.02)
