"""Where a report in somebody's file happened: its point, and its address put together of the cells that tell of it."""

from collections.abc import Callable

from command_center.domain.inbound import Position
from data_sources.cells import degrees, words
from data_sources.reading import position
from data_sources.tables import Cell


def position_of(lat: Cell, lon: Cell, remark: Callable[[str], None]) -> Position | None:
    """The point of two cells, None where there is none; `remark` is told of cells that say something and are no place."""
    found = position(degrees(lat), degrees(lon))
    if found is None and words(lat) and words(lon):
        remark(f"lat {words(lat)!r:.20} and lon {words(lon)!r:.20} are no place on earth")
    return found


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
