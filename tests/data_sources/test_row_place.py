"""The place of a row: a point that is on earth, and an address of what its cells say."""

import pytest

from command_center.domain.inbound import Position
from data_sources.row_place import address_of, position_of


@pytest.mark.parametrize(
    ("lat", "lon", "found", "told"),
    [
        ("-6.98", "110.42", Position(-6.98, 110.42), 0),
        ("", "", None, 0),
        ("-6.98", "", None, 0),
        ("698", "110.42", None, 1),
        ("utara", "timur", None, 1),
    ],
)
def test_a_point_is_taken_where_it_is_on_earth_and_told_where_it_is_not(lat, lon, found, told):
    remarks = []
    assert position_of(lat, lon, remarks.append) == found
    assert len(remarks) == told


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
