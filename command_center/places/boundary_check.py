"""Are kelurahan polygons fit for use: valid shapes in the right place, without gaps or overlaps, of the right area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from command_center.domain.areas import Areas

if TYPE_CHECKING:  # geopandas takes half a second to import: only an import of boundaries pays for it.
    from geopandas import GeoSeries

Shapes = NDArray[np.object_]

UTM_49S = 32749
"""EPSG code of the metric grid in which everything is measured; Semarang lies in its zone."""

OUTLINE_ERROR_M = 150.0
"""The reference outlines are good to about 110 m: what is missing nearer to their edge says nothing."""

NOTABLE = 0.2
"""Share of its reference area by which a kelurahan may differ without a word; surveys and the coast do change."""

NAMED = 5
"""How many of the worst faults are told by name."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What is let pass. Shares are of the city's area (0.002 is 0.2 %).

    Open and official sets have slivers between neighbours, so small gaps and overlaps are normal: `sliver_share` is the
    most they may add up to (each), `sliver_m2` the most any single one may measure. `area_share` is by how much the
    whole may differ from the reference, `away_m` how far a polygon may lie from its kelurahan's centre.
    """

    sliver_share: float = 0.002
    sliver_m2: float = 20_000.0
    area_share: float = 0.03
    away_m: float = 1_500.0


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured in UTM 49S: areas in km² and m², shares of the city's reference area.

    A gap is land enclosed by kelurahan that belongs to none. `problems` must be mended, `warnings` looked at.
    """

    area_km2: float
    reference_km2: float
    overlap_m2: float
    overlap_share: float
    gap_m2: float
    gap_share: float
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def shape_problems(names: list[str], shapes: "GeoSeries") -> list[str]:
    """What is wrong with single shapes (WGS 84): none, no area, or not valid by the OGC rules."""
    problems = []
    for name, shape in zip(names, shapes, strict=True):
        if shape is None or shape.is_empty:
            problems.append(f"{name} has no shape")
        elif shape.geom_type not in ("Polygon", "MultiPolygon"):
            problems.append(f"{name} is a {shape.geom_type}, not a polygon")
        elif not shape.is_valid:
            problems.append(f"{name} is not valid: {shapely.is_valid_reason(shape)} (lon lat)")
    return problems


def outside_problem(shapes: "GeoSeries", areas: Areas) -> str:
    """Why the file as a whole (WGS 84) cannot be this city; "" where it lies in its frame."""
    points = [point for area in areas.kecamatan for point in area.outline]
    margin = 0.05
    low_lat, high_lat = min(lat for lat, _ in points) - margin, max(lat for lat, _ in points) + margin
    low_lon, high_lon = min(lon for _, lon in points) - margin, max(lon for _, lon in points) + margin
    west, south, east, north = (float(value) for value in shapes.total_bounds)
    if low_lon <= west and low_lat <= south and east <= high_lon and north <= high_lat:
        return ""
    return (
        f"the shapes lie between {south:.4f}, {west:.4f} and {north:.4f}, {east:.4f}, the city between {low_lat:.4f}, "
        f"{low_lon:.4f} and {high_lat:.4f}, {high_lon:.4f}: is the right coordinate system declared?"
    )


def measure(shapes: Mapping[str, shapely.Geometry], areas: Areas, tolerance: Tolerance) -> Measures:
    """Measures valid shapes (WGS 84, by kelurahan code, one each) and lists what is beyond `tolerance`."""
    import geopandas

    def in_metres(degrees: Sequence[shapely.Geometry]) -> Shapes:
        return np.array(geopandas.GeoSeries(degrees, crs=4326).to_crs(UTM_49S).array, dtype=object)

    codes = sorted(shapes)
    kelurahan = [areas.kelurahan_by_code[code] for code in codes]
    flat = in_metres([shapes[code] for code in codes])
    outlines = [shapely.Polygon([(lon, lat) for lat, lon in area.outline]) for area in areas.kecamatan]
    centres = in_metres([shapely.Point(area.centre.lon, area.centre.lat) for area in kelurahan])
    reference = sum(area.area_km2 for area in areas.kelurahan)
    whole = shapely.union_all(flat)
    overlaps = _overlaps(flat)
    filled = shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(whole)])
    gaps = _parts(shapely.difference(filled, whole))
    bays = _parts(shapely.difference(shapely.buffer(shapely.union_all(in_metres(outlines)), -OUTLINE_ERROR_M), filled))
    overlap, gap = sum(overlaps.values()), sum(part.area for part in gaps)
    names = [areas.name_of(code) for code in codes]
    problems = [
        *_away(names, flat, centres, tolerance),
        *_overlap_problems(names, overlaps, overlap, reference, tolerance),
        *_gap_problems(names, flat, gaps, gap, reference, tolerance),
    ]
    area = whole.area / 1e6
    if abs(area - reference) > tolerance.area_share * reference:
        problems.append(f"all together measure {area:.2f} km², the reference is {reference:.2f} km²")
    return Measures(
        area_km2=area,
        reference_km2=reference,
        overlap_m2=overlap,
        overlap_share=overlap / reference / 1e6,
        gap_m2=gap,
        gap_share=gap / reference / 1e6,
        problems=tuple(problems),
        warnings=(
            *_unusual(names, flat, [area.area_km2 for area in kelurahan]),
            *_bay_warnings(names, flat, bays, tolerance),
        ),
    )


def _overlaps(flat: Shapes) -> dict[tuple[int, int], float]:
    """Area in m² that each pair of shapes has in common, by index."""
    one, other = shapely.STRtree(flat).query(flat, predicate="intersects")
    pairs = one < other
    one, other = one[pairs], other[pairs]
    common = shapely.area(shapely.intersection(flat[one], flat[other]))
    return {(int(i), int(j)): float(area) for i, j, area in zip(one, other, common, strict=True) if area > 0}


def _parts(shape: shapely.Geometry) -> list[shapely.Geometry]:
    return [part for part in shapely.get_parts(shape) if part.area > 0]


def _unusual(names: list[str], flat: Shapes, reference: Sequence[float]) -> list[str]:
    areas = shapely.area(flat) / 1e6
    return [
        f"{name} measures {area:.2f} km², the reference is {known:.2f} km²"
        for name, area, known in zip(names, areas.tolist(), reference, strict=True)
        if abs(area - known) > NOTABLE * known
    ]


def _bay_warnings(names: list[str], flat: Shapes, bays: list[shapely.Geometry], tolerance: Tolerance) -> list[str]:
    return [
        f"{part.area:,.0f} m² inside the city's outline belong to no kelurahan, beside {_beside(names, flat, part)}"
        for part in sorted(bays, key=lambda part: -part.area)[:NAMED]
        if part.area > tolerance.sliver_m2
    ]


def _away(names: list[str], flat: Shapes, centres: Shapes, tolerance: Tolerance) -> list[str]:
    metres = shapely.distance(flat, centres)
    return [
        f"{names[i]} lies {metres[i]:,.0f} m from where it should: is it another kelurahan's shape?"
        for i in np.flatnonzero(metres > tolerance.away_m)
    ]


def _overlap_problems(
    names: list[str], overlaps: dict[tuple[int, int], float], total: float, reference: float, tolerance: Tolerance
) -> list[str]:
    worst = sorted(overlaps.items(), key=lambda item: -item[1])[:NAMED]
    problems = [
        f"{names[i]} and {names[j]} overlap by {area:,.0f} m²" for (i, j), area in worst if area > tolerance.sliver_m2
    ]
    if not problems and total > tolerance.sliver_share * reference * 1e6:
        told = ", ".join(f"{names[i]} and {names[j]} {area:,.0f} m²" for (i, j), area in worst)
        problems.append(_in_all("overlaps", total, reference, tolerance, told))
    return problems


def _gap_problems(
    names: list[str], flat: Shapes, gaps: list[shapely.Geometry], total: float, reference: float, tolerance: Tolerance
) -> list[str]:
    worst = sorted(gaps, key=lambda part: -part.area)[:NAMED]
    problems = [
        f"nobody's land between {_beside(names, flat, part)}: {part.area:,.0f} m²"
        for part in worst
        if part.area > tolerance.sliver_m2
    ]
    if not problems and total > tolerance.sliver_share * reference * 1e6:
        told = ", ".join(f"{_beside(names, flat, part)} {part.area:,.0f} m²" for part in worst)
        problems.append(_in_all("gaps", total, reference, tolerance, told))
    return problems


def _in_all(what: str, total: float, reference: float, tolerance: Tolerance, worst: str) -> str:
    share, most = total / reference / 1e4, tolerance.sliver_share * 100
    return f"{what} add up to {total:,.0f} m² ({share:.3f} % of the city, at most {most:g} %); the worst: {worst}"


def _beside(names: list[str], flat: Shapes, part: shapely.Geometry) -> str:
    near = np.flatnonzero(shapely.distance(flat, part) < 1.0)
    return " / ".join(names[i] for i in near)
