"""Rows that have no room on a shape of screen are marked for it, and counted."""

import pytest

from layouts.figures.room import RowRoom, beyond, left_over, shared

ROOM = RowRoom(wide=10, portrait=12, ultrawide=20)


def test_larger_type_leaves_room_for_fewer_rows_and_at_least_one():
    assert ROOM.at({"wide": 1.25, "portrait": 1.0, "ultrawide": 100.0}) == RowRoom(8, 12, 1)


@pytest.mark.parametrize(
    ("first", "second", "upper", "lower"),
    [
        (3, 2, RowRoom(3, 3, 3), RowRoom(2, 2, 2)),
        (100, 2, RowRoom(8, 10, 18), RowRoom(2, 2, 2)),
        (100, 100, RowRoom(5, 7, 15), RowRoom(5, 5, 5)),
        (3, 100, RowRoom(3, 3, 3), RowRoom(7, 9, 17)),
        (0, 0, RowRoom(0, 0, 0), RowRoom(0, 0, 0)),
    ],
)
def test_two_lists_share_the_room_and_the_second_keeps_five(first, second, upper, lower):
    assert shared(ROOM, first, second, 5) == (upper, lower)


def test_a_row_says_which_shapes_have_no_room_for_it():
    assert beyond(9, ROOM) == ""
    assert beyond(10, ROOM) == "not-wide"
    assert beyond(12, ROOM) == "not-wide not-portrait"


def test_what_is_left_over_is_counted_by_shape():
    assert left_over(15, ROOM) == [("wide", 10, 5), ("portrait", 12, 3)]
    assert left_over(10, ROOM) == []
