"""The place of a row: a point that is on earth, and an address of what its cells say."""

import pytest

from command_center.domain.inbound import Position
from data_sources.row_place import address_of, position_of
from data_sources.tables import Cell

HERE = Position(-6.98, 110.42)


@pytest.mark.parametrize(
    ("lat", "lon", "found"),
    [
        ("-6.98", "110.42", HERE),
        ("-6,98", "110,42", HERE),
        (-6.98, 110.42, HERE),
        ("\u22126.98", "110.42", HERE),
        ("6.98 S", "110.42 E", HERE),
        ("S 6,98", "110,42 BT", HERE),
        ("6°58'48\" LS", "110°25'12\" BT", HERE),
        ("6° 58.8' S", "110° 25,2' E", HERE),
        ("-6.98, 110.42", "", HERE),
        ("-6.98, 110.42", "-6.98, 110.42", HERE),
        ("", "", None),
        (None, None, None),
    ],
)
def test_a_point_is_read_however_it_is_written(lat: Cell, lon: Cell, found: Position | None):
    remarks: list[str] = []
    point = position_of(lat, lon, remarks.append)
    assert (point is None) == (found is None)
    assert point is None or (round(point.lat, 6), round(point.lon, 6)) == (HERE.lat, HERE.lon)
    assert remarks == []


@pytest.mark.parametrize(
    ("lat", "lon", "told"),
    [
        ("-6.98", "", "one of the two is missing"),
        ("", "110.42", "one of the two is missing"),
        ("110.42", "-6.98", "are exchanged, so that the point was left out"),
        (110.42, -6.98, "are exchanged"),
        ("0", "0", "lie outside Indonesia"),
        ("6.98", "110.42", "lie outside Indonesia, so that the point was left out: is a sign missing?"),
        ("698", "110.42", "are no place on earth"),
        ("-6980000", "110420000", "are no place on earth"),
        ("6°75'00\" LS", "110°25'12\" BT", "are no degrees"),
        ("utara", "timur", "are no degrees, so that the point was left out: write them like"),
        ("nan", "inf", "are no degrees"),
    ],
)
def test_a_point_that_cannot_be_is_left_out_and_told(lat: Cell, lon: Cell, told: str):
    remarks: list[str] = []
    assert position_of(lat, lon, remarks.append) is None
    assert len(remarks) == 1
    assert told in remarks[0]


def test_an_address_goes_from_the_street_to_the_city_and_leaves_out_what_is_empty():
    cells = {
        "address": "Jl Veteran 4",
        "kelurahan": "Lempongsari",
        "kecamatan": "Gajahmungkur",
        "city": "Kota Semarang",
    }
    assert address_of(lambda name: cells[name]) == (
        "Jl Veteran 4, Kelurahan Lempongsari, Kecamatan Gajahmungkur, Kota Semarang"
    )
    assert address_of(lambda name: "Candi" if name == "kelurahan" else "") == "Kelurahan Candi"
