"""Where a report in somebody's file happened: its point, and its address put together of the cells that tell of it."""

from collections.abc import Callable

from command_center.domain.inbound import Position
from data_sources.cells import words
from data_sources.degrees import both_in, degrees
from data_sources.reading import position
from data_sources.tables import Cell

INDONESIA = ((-11.1, 6.1), (94.9, 141.1))
"""Latitudes and longitudes between which the country lies (Badan Informasi Geospasial: 6° LU to 11° LS, 95° to 141° BT)."""


def position_of(lat: Cell, lon: Cell, remark: Callable[[str], None]) -> Position | None:
    """The point of two cells, None where there is none; `remark` is told of cells that say something and are no place in
    the country, where no citizen of the city reports from: exchanged ones, a lost sign, 0 and 0.
    """
    if pair := both_in(lat) or both_in(lon):
        lat, lon = pair
    north_said, east_said = words(lat), words(lon)
    if not north_said and not east_said:
        return None
    said = f"lat {north_said!r:.20} and lon {east_said!r:.20}"
    if not north_said or not east_said:
        remark(f"{said}: one of the two is missing, so that the point was left out")
        return None
    north, east = degrees(lat), degrees(lon)
    if north is None or east is None:
        remark(f"{said} are no degrees, so that the point was left out: write them like -6.9932 and 110.4203")
    elif _in_the_country(north, east):
        return position(north, east)
    elif _in_the_country(east, north):
        remark(f"{said} are exchanged, so that the point was left out: exchange the columns")
    elif position(north, east) is None:
        remark(f"{said} are no place on earth, so that the point was left out")
    else:
        remark(f"{said} lie outside Indonesia, so that the point was left out: is a sign missing?")
    return None


def _in_the_country(north: float, east: float) -> bool:
    (south_end, north_end), (west_end, east_end) = INDONESIA
    return south_end <= north <= north_end and west_end <= east <= east_end


def address_of(text: Callable[[str], str]) -> str:
    """The address of the cells ``address kelurahan kecamatan city``, as `text` reads them, from the street to the city."""
    kelurahan, kecamatan = text("kelurahan"), text("kecamatan")
    parts = (
        text("address"),
        kelurahan and f"Kelurahan {kelurahan}",
        kecamatan and f"Kecamatan {kecamatan}",
        text("city"),
    )
    return ", ".join(part for part in parts if part)
