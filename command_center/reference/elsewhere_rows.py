"""Names outside the city: elsewhere.csv, neighbours.csv, and namesakes.csv with those that are like ours."""

import re
from pathlib import Path

from command_center.domain.areas import Alone, NameElsewhere, Tier
from command_center.errors import BadReferenceData
from command_center.reference.area_rows import AreaRow, read_rows

ELSEWHERE_COLUMNS = ("kind", "name", "aliases", "kecamatan")
NEIGHBOUR_COLUMNS = ("kabupaten", "kecamatan", "villages")
NAMESAKE_COLUMNS = ("name", "elsewhere", "nearly")

ORDINARY = re.compile(r"\((.+)\)")
"""A name in parentheses is an ordinary word too."""

TOP_TIERS = (Tier.PROVINCE, Tier.REGENCY, Tier.TOWN)


def read_elsewhere(file: Path) -> tuple[NameElsewhere, ...]:
    """Provinces, kabupaten and kota with their kecamatan. Raises BadReferenceData with line and reason."""
    found: list[NameElsewhere] = []
    for row in _rows(file, ELSEWHERE_COLUMNS):
        if row.text("kind") not in TOP_TIERS:
            raise row.fault(f"kind must be one of {', '.join(TOP_TIERS)}, not {row.cells['kind']!r}")
        tier = Tier(row.text("kind"))
        names = (row.text("name"), *_names(row, "aliases"))
        found += [_name(row, name, tier, Alone.AFTER_A_PLACE_WORD) for name in names]
        found += [_smaller(row, name, Tier.KECAMATAN, Alone.NEVER) for name in _names(row, "kecamatan")]
    return tuple(found)


def read_neighbours(file: Path) -> tuple[NameElsewhere, ...]:
    """The kecamatan, desa and kelurahan around the city. Raises BadReferenceData with line and reason."""
    found: list[NameElsewhere] = []
    for row in _rows(file, NEIGHBOUR_COLUMNS):
        row.text("kabupaten")
        found.append(_name(row, row.text("kecamatan"), Tier.KECAMATAN, Alone.AFTER_A_PLACE_WORD))
        found += [_smaller(row, name, Tier.VILLAGE, Alone.AFTER_A_PLACE_WORD) for name in _names(row, "villages")]
    return tuple(found)


def read_namesakes(file: Path) -> tuple[tuple[tuple[str, int], ...], tuple[NameElsewhere, ...]]:
    """How many areas elsewhere bear a name of ours, and the names elsewhere that are nearly ours.

    Raises BadReferenceData with line and reason.
    """
    rows = _rows(file, NAMESAKE_COLUMNS)
    counted = tuple((row.text("name"), row.whole("elsewhere", 0, 100_000)) for row in rows)
    nearly = {
        name: _name(row, f"({name})", Tier.VILLAGE, Alone.NEVER) for row in rows for name in _names(row, "nearly")
    }
    return counted, tuple(nearly.values())


def _rows(file: Path, columns: tuple[str, ...]) -> list[AreaRow]:
    comments, rows = read_rows(file, columns)
    if not comments:
        raise BadReferenceData(file, None, "must name its source in a line that starts with #")
    return rows


def _names(row: AreaRow, column: str) -> list[str]:
    return [name.strip() for name in row.cells[column].split("|") if name.strip()]


def _smaller(row: AreaRow, written: str, tier: Tier, where_ordinary: Alone) -> NameElsewhere:
    """The name of a kecamatan or village: of one word they are so many that most are words of some language as well."""
    name = _name(row, written, tier, where_ordinary)
    if name.alone is Alone.ALWAYS and " " not in name.name:
        return NameElsewhere(name.name, tier, Alone.AFTER_A_PLACE_WORD)
    return name


def _name(row: AreaRow, written: str, tier: Tier, where_ordinary: Alone) -> NameElsewhere:
    """The name as it is written in the file: always counted alone, unless it stands there in parentheses."""
    ordinary = ORDINARY.fullmatch(written)
    name = ordinary[1] if ordinary else written
    if not re.search(r"[A-Za-z]", name) or re.search(r"[()]", name):
        raise row.fault(f"{written!r} is no name: separate names by |, put ordinary words in parentheses")
    if ordinary:
        return NameElsewhere(name, tier, where_ordinary)
    return NameElsewhere(name, tier, Alone.ALWAYS)
