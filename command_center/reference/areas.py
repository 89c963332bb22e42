"""The city's areas and places from the reference files, checked: kelurahan, kecamatan, outlines, places, words."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from command_center.domain.areas import (
    Areas,
    Kecamatan,
    Kelurahan,
    PlaceWord,
    WordKind,
)
from command_center.domain.inbound import Position
from command_center.errors import BadReferenceData
from command_center.places import outlines
from command_center.reference.area_rows import AreaRow, read_rows
from command_center.reference.elsewhere_rows import read_elsewhere, read_namesakes, read_neighbours
from command_center.reference.place_rows import read_places

KECAMATAN_COLUMNS = ("code", "name", "area_km2", "kelurahan", "population_2020")
OUTLINE_COLUMNS = ("kecamatan_code", "vertex", "lat", "lon")
KELURAHAN_COLUMNS = ("code", "name", "kecamatan_code", "kecamatan", "postal_code", "lat", "lon", "area_km2")
WORD_COLUMNS = ("word", "kind", "meaning")

KECAMATAN_CODE = re.compile(r"\d\d\.\d\d\.\d\d")
KELURAHAN_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")

AREA_SLACK = 0.05
"""Share by which an outline's area, or the sum of the kelurahan areas, may differ from the kecamatan's own figure."""

CENTRE_SLACK = 0.01
"""Degrees (about 1.1 km) by which a kelurahan's centre may lie outside the frame of its kecamatan's outline."""


def load_areas(folder: Path, city_dir: Path | None = None) -> Areas:
    """All areas from the files in `folder`; a file of the same name in `city_dir` is taken in its place.

    How many kelurahan there must be, in all and in each kecamatan, is the column `kelurahan` of kecamatan.csv. Raises
    BadReferenceData with file, line and reason at the first fault.
    """
    kecamatan_file = _file("kecamatan.csv", folder, city_dir)
    kecamatan_rows = _unique(read_rows(kecamatan_file, KECAMATAN_COLUMNS)[1], "code", "name")
    rings = _outlines(_file("kecamatan_outline.csv", folder, city_dir), kecamatan_rows)
    kecamatan = {row.text("code"): _kecamatan(row, rings) for row in kecamatan_rows}
    kelurahan = _kelurahan(_file("kelurahan.csv", folder, city_dir), kecamatan)
    _check_sums(kecamatan_rows, kelurahan)
    namesakes, nearly = read_namesakes(_file("namesakes.csv", folder, city_dir))
    return Areas(
        kelurahan=tuple(sorted(kelurahan, key=lambda area: area.code)),
        kecamatan=tuple(kecamatan[code] for code in sorted(kecamatan)),
        places=read_places(_file("places.csv", folder, city_dir), {area.code for area in kelurahan}, kecamatan),
        words=_words(_file("place_words.csv", folder, city_dir)),
        elsewhere=(
            *read_elsewhere(_file("elsewhere.csv", folder, city_dir)),
            *read_neighbours(_file("neighbours.csv", folder, city_dir)),
            *nearly,
        ),
        namesakes=namesakes,
    )


def outline_geojson(areas: Areas) -> dict[str, Any]:
    """The kecamatan outlines as a GeoJSON FeatureCollection, ready to draw.

    Each feature has `id` (the code), a Polygon (lon, lat; outer ring counter-clockwise and closed) and the properties
    `code`, `name`, `label_lat`, `label_lon`: the point inside that is farthest from the edge.
    """
    features = []
    for area in areas.kecamatan:
        lat, lon = outlines.label_point(area.outline)
        ring = [[lon, lat] for lat, lon in outlines.counter_clockwise(area.outline)]
        features.append(
            {
                "type": "Feature",
                "id": area.code,
                "properties": {
                    "code": area.code,
                    "name": area.name,
                    "label_lat": round(lat, 5),
                    "label_lon": round(lon, 5),
                },
                "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def _file(name: str, folder: Path, city_dir: Path | None) -> Path:
    own = city_dir / name if city_dir else None
    return own if own and own.exists() else folder / name


def _unique(rows: list[AreaRow], *columns: str) -> list[AreaRow]:
    """The same rows, refused where two have the same text in one of `columns`."""
    for column in columns:
        first: dict[str, int] = {}
        for row in rows:
            value = row.text(column)
            if value.casefold() in first:
                raise row.fault(f"{column} {value!r} stands already in line {first[value.casefold()]}")
            first[value.casefold()] = row.line
    return rows


def _code(row: AreaRow, column: str, form: re.Pattern[str], example: str) -> str:
    code = row.text(column)
    if not form.fullmatch(code):
        raise row.fault(f"{column} must be a Kemendagri code such as {example}, not {code!r}")
    return code


def _outlines(file: Path, kecamatan_rows: list[AreaRow]) -> dict[str, tuple[tuple[float, float], ...]]:
    known = {_code(row, "code", KECAMATAN_CODE, "33.74.01"): row for row in kecamatan_rows}
    vertices: dict[str, list[AreaRow]] = {code: [] for code in known}
    for row in read_rows(file, OUTLINE_COLUMNS)[1]:
        code = row.text("kecamatan_code")
        if code not in known:
            raise row.fault(f"kecamatan.csv has no kecamatan {code!r}")
        if row.whole("vertex", 0, 100_000) != len(vertices[code]):
            raise row.fault(f"vertex {len(vertices[code])} of {code} expected, {row.cells['vertex']} found")
        vertices[code].append(row)
    return {code: _ring(file, code, rows, known[code]) for code, rows in vertices.items()}


def _ring(file: Path, code: str, rows: list[AreaRow], kecamatan: AreaRow) -> tuple[tuple[float, float], ...]:
    if not rows:
        raise BadReferenceData(file, None, f"has no outline of {code} {kecamatan.text('name')}")
    points = [(row.number("lat", -90, 90), row.number("lon", -180, 180)) for row in rows]
    # Rounding makes neighbouring vertices fall together, and a ring may be closed by its first vertex: once is enough.
    kept = [index for index in range(len(points)) if points[index] != points[index - 1]]
    points, rows = [points[index] for index in kept], [rows[index] for index in kept] or rows
    if len(points) < 3:
        raise rows[-1].fault(f"the outline of {code} has {len(points)} different vertices, at least 3 are needed")
    crossed = outlines.crossing(points)
    if crossed:
        raise rows[crossed[0]].fault(
            f"the outline of {code} crosses or touches itself: the edge from here meets that from line "
            f"{rows[crossed[1]].line}"
        )
    area, figure = outlines.area_km2(points), kecamatan.number("area_km2", 0.01, 100_000)
    if abs(area - figure) > AREA_SLACK * figure:
        raise rows[-1].fault(
            f"the outline of {code} that ends here measures {area:.2f} km², kecamatan.csv says {figure}"
        )
    return tuple(points)


def _kecamatan(row: AreaRow, rings: dict[str, tuple[tuple[float, float], ...]]) -> Kecamatan:
    return Kecamatan(
        code=row.text("code"),
        name=row.text("name"),
        area_km2=row.number("area_km2", 0.01, 100_000),
        population_2020=row.whole("population_2020", 1, 100_000_000),
        outline=rings[row.text("code")],
    )


def _kelurahan(file: Path, kecamatan: dict[str, Kecamatan]) -> list[Kelurahan]:
    found = []
    names: dict[tuple[str, str], int] = {}
    for row in _unique(read_rows(file, KELURAHAN_COLUMNS)[1], "code"):
        code = _code(row, "code", KELURAHAN_CODE, "33.74.01.1001")
        within = kecamatan.get(row.text("kecamatan_code"))
        if within is None or not code.startswith(f"{within.code}."):
            raise row.fault(f"kecamatan_code {row.cells['kecamatan_code']!r} does not belong to the code {code}")
        if row.text("kecamatan") != within.name:
            raise row.fault(
                f"kecamatan {within.code} is {within.name!r} in kecamatan.csv, not {row.cells['kecamatan']!r}"
            )
        name = row.text("name")
        before = names.setdefault((within.code, name.casefold()), row.line)
        if before != row.line:
            raise row.fault(f"{within.name} has a kelurahan {name!r} already in line {before}")
        if not re.fullmatch(r"\d{5}", row.text("postal_code")):
            raise row.fault(f"postal_code must have five digits, not {row.cells['postal_code']!r}")
        found.append(
            Kelurahan(
                code=code,
                name=name,
                kecamatan=within.code,
                postal_code=row.text("postal_code"),
                centre=_centre(row, within),
                area_km2=row.number("area_km2", 0.01, 10_000),
            )
        )
    return found


def _centre(row: AreaRow, within: Kecamatan) -> Position:
    lat, lon = row.number("lat", -90, 90), row.number("lon", -180, 180)
    for column, value, axis in (("lat", lat, 0), ("lon", lon, 1)):
        low = min(point[axis] for point in within.outline) - CENTRE_SLACK
        high = max(point[axis] for point in within.outline) + CENTRE_SLACK
        if not low <= value <= high:
            raise row.fault(f"{column} {value} lies outside the outline of {within.name} ({low:.4f} to {high:.4f})")
    return Position(lat, lon)


def _check_sums(kecamatan_rows: list[AreaRow], kelurahan: list[Kelurahan]) -> None:
    counted = Counter(area.kecamatan for area in kelurahan)
    for row in kecamatan_rows:
        code, expected = row.text("code"), row.whole("kelurahan", 1, 10_000)
        if counted[code] != expected:
            raise row.fault(f"{row.text('name')} must have {expected} kelurahan, kelurahan.csv has {counted[code]}")
        total = sum(area.area_km2 for area in kelurahan if area.kecamatan == code)
        figure = row.number("area_km2", 0.01, 100_000)
        if abs(total - figure) > AREA_SLACK * figure:
            raise row.fault(f"the kelurahan of {row.text('name')} add up to {total:.2f} km², not {figure}")


def _words(file: Path) -> tuple[PlaceWord, ...]:
    found = []
    for row in _unique(read_rows(file, WORD_COLUMNS)[1], "word"):
        word, kind, meaning = row.text("word"), row.text("kind"), row.cells["meaning"]
        if kind not in set(WordKind):
            raise row.fault(f"kind must be one of {', '.join(WordKind)}, not {kind!r}")
        for column in ("word", "meaning"):
            if row.cells[column] and not re.fullmatch(r"[a-z]+", row.cells[column]):
                raise row.fault(f"{column} must be one word in small letters a to z, not {row.cells[column]!r}")
        if (kind == WordKind.SHORT) != bool(meaning):
            raise row.fault("a short word needs its meaning" if not meaning else "only a short word has a meaning")
        found.append(PlaceWord(word, WordKind(kind), meaning))
    return tuple(found)
