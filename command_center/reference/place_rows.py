"""The streets and landmarks of places.csv, checked against the city's areas."""

from collections.abc import Mapping
from pathlib import Path

from command_center.domain.areas import Kecamatan, Place, PlaceKind
from command_center.domain.inbound import Position
from command_center.errors import BadReferenceData
from command_center.places import outlines
from command_center.reference.area_rows import AreaRow, read_rows

PLACE_COLUMNS = ("name", "aliases", "kind", "areas")
POINT_COLUMNS = ("lat", "lon")

POINT_SLACK_KM = 0.5
"""How far a place's point may lie outside the outlines of its kecamatan: streets run along borders."""


def read_places(file: Path, kelurahan: set[str], kecamatan: Mapping[str, Kecamatan]) -> tuple[Place, ...]:
    """The places of `file`. Raises BadReferenceData with line and reason; the file must name its source."""
    comments, rows = read_rows(file, PLACE_COLUMNS, POINT_COLUMNS)
    if not comments:
        raise BadReferenceData(file, None, "must name its source in a line that starts with #")
    found = []
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.text("kind") not in set(PlaceKind):
            raise row.fault(f"kind must be one of {', '.join(PlaceKind)}, not {row.cells['kind']!r}")
        before = first.setdefault((row.text("kind"), row.text("name").casefold()), row.line)
        if before != row.line:
            raise row.fault(f"{row.cells['kind']} {row.cells['name']!r} stands already in line {before}")
        codes = tuple(row.text("areas").split())
        unknown = [code for code in codes if code not in kelurahan and code not in kecamatan]
        if unknown:
            raise row.fault(f"there is no kelurahan or kecamatan {unknown[0]!r}")
        if len(codes) > 1 and (kelurahan.intersection(codes) or len(set(codes)) != len(codes)):
            raise row.fault("areas must be one kelurahan, or one or several different kecamatan")
        aliases = tuple(alias.strip() for alias in row.cells["aliases"].split("|") if alias.strip())
        point = _point(row, [kecamatan[code[:8]] for code in codes])
        found.append(Place(row.text("name"), aliases, PlaceKind(row.text("kind")), codes, " ".join(comments), point))
    return tuple(found)


def _point(row: AreaRow, within: list[Kecamatan]) -> Position | None:
    """The point of a place, which must lie in one of its kecamatan; None where both cells are empty."""
    if not row.cells["lat"] and not row.cells["lon"]:
        return None
    lat, lon = row.number("lat", -90, 90), row.number("lon", -180, 180)
    if all(outlines.outside_km(area.outline, lat, lon) > POINT_SLACK_KM for area in within):
        names = ", ".join(area.name for area in within)
        raise row.fault(f"the point {lat}, {lon} lies in none of its areas ({names})")
    return Position(lat, lon)
