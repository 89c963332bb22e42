"""What the address of an OPD page asks for: read, written, and garbage passed over and named."""

import pytest

from command_center.readmodel.opd_view import OpdTab, QueuePart
from layouts.opd.place_in_address import OpdPlace, place_of


@pytest.mark.parametrize(
    "place",
    [
        OpdPlace("dpu"),
        OpdPlace("dpu", OpdTab.MAP, 52),
        OpdPlace("satpol_pp", OpdTab.QUEUE, 13, QueuePart.OVERDUE, 3, "LH-2026-000123"),
    ],
)
def test_what_is_kept_is_read_again(place):
    assert place_of(place.stored) == place


def test_an_address_has_only_what_is_not_as_usual():
    assert OpdPlace("dpu").address == "/opd/dpu"
    place = OpdPlace("dpu", OpdTab.QUEUE, 13, QueuePart.OVERDUE, 2, "LH-2026-000001")
    assert place.address == "/opd/dpu?tab=antrean&minggu=13&bagian=lewat&hal=2&laporan=LH-2026-000001"
    assert OpdPlace("dpu", OpdTab.DUE, 8, QueuePart.OVERDUE, 2).address == "/opd/dpu?tab=tenggat"
    assert OpdPlace("a/b?c").address == "/opd/a%2Fb%3Fc"


@pytest.mark.parametrize(
    ("asked", "misread"),
    [
        ({"tab": "kinerjaa"}, ("tab",)),
        ({"minggu": "9"}, ("minggu",)),
        ({"minggu": ["8", "13"]}, ("minggu",)),
        ({"hal": "-1"}, ("hal",)),
        ({"hal": "0"}, ("hal",)),
        ({"hal": "²"}, ("hal",)),
        ({"hal": "9" * 30}, ("hal",)),
        ({"bagian": "'; DROP TABLE facts"}, ("bagian",)),
        ({"tab": None, "bagian": 5}, ("tab", "bagian")),
        ({"lain": "x"}, ()),
    ],
)
def test_garbage_is_passed_over_and_named(asked, misread):
    place = place_of({"code": "dpu", **asked})
    assert place == OpdPlace("dpu")
    assert place.misread == misread
