"""How kelurahan polygons differ from the reference, kelurahan by kelurahan, and what of it keeps them from being used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from command_center.domain.areas import Areas
from command_center.places.boundary_shapes import Shapes

if TYPE_CHECKING:  # geopandas takes half a second to import: only an import of boundaries pays for it.
    from geopandas import GeoSeries

UTM_49S = 32749
"""EPSG code of the metric grid in which everything is measured; Semarang lies in its zone."""

OUTLINE_ERROR_M = 150.0
"""The reference outlines are good to about 110 m: what is missing nearer to their edge says nothing."""

GRID_M = 0.01
"""Overlays are computed on a grid of a centimetre: without one, turning degrees into metres can tear a valid shape."""

BESIDE_M = 1.0
"""How near a kelurahan lies to a gap that is beside it."""

NAMED = 5
"""How many of the worst faults are told by name."""

SMALLEST_TOLD_M2 = 100.0
"""What is smaller comes of rounding and helps nobody to find a fault."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What is let pass. Shares are of the city's area (0.002 is 0.2 %).

    Open and official sets have slivers between neighbours, so small gaps and overlaps are normal: `sliver_share` is the
    most they may add up to (each), `sliver_m2` the most any single one may measure. `area_share` is by how much the
    whole may differ from the reference. What is beyond these somebody must accept: a coarse set, a river or harbour cut
    out, a coast that moved.

    Nobody can accept overlaps of more than `overlap_share` in all, or of `overlap_of_one` of a kelurahan's own area
    with a single neighbour: it would be left open which of them a report lies in. `away_m` is how far a polygon may lie
    from its kelurahan's centre.
    """

    sliver_share: float = 0.002
    sliver_m2: float = 20_000.0
    area_share: float = 0.03
    overlap_share: float = 0.02
    overlap_of_one: float = 0.10
    away_m: float = 1_500.0


@dataclass(frozen=True, slots=True)
class Difference:
    """How one kelurahan differs from the reference: areas in km², the way its middle moved in m, overlaps and gaps in m².

    `gap_m2` is land beside it that is enclosed by kelurahan and belongs to none; neighbours share it.
    """

    code: str
    name: str
    area_km2: float
    reference_km2: float
    moved_m: float
    overlap_m2: float
    gap_m2: float

    @property
    def more_km2(self) -> float:
        """By how much it is larger than the reference, negative where smaller."""
        return self.area_km2 - self.reference_km2

    @property
    def share(self) -> float:
        """`more_km2` as a share of the reference."""
        return self.more_km2 / self.reference_km2


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured in UTM 49S: areas in km² and m², shares of the city's reference area.

    A gap is land enclosed by kelurahan that belongs to none. `problems` must be mended, `to_accept` somebody must
    accept, `warnings` should be looked at. `differences` has every kelurahan, the worst first.
    """

    area_km2: float
    reference_km2: float
    overlap_m2: float
    overlap_share: float
    gap_m2: float
    gap_share: float
    differences: tuple[Difference, ...]
    problems: tuple[str, ...] = ()
    to_accept: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def outside_problem(shapes: "GeoSeries", areas: Areas) -> str:
    """Why the file as a whole (WGS 84) cannot be this city; "" where it lies in its frame."""
    points = [point for area in areas.kecamatan for point in area.outline]
    margin = 0.05
    low_lat, high_lat = min(lat for lat, _ in points) - margin, max(lat for lat, _ in points) + margin
    low_lon, high_lon = min(lon for _, lon in points) - margin, max(lon for _, lon in points) + margin
    west, south, east, north = (float(value) for value in shapes.total_bounds)
    if low_lon <= west and low_lat <= south and east <= high_lon and north <= high_lat:
        return ""
    if low_lon <= south and low_lat <= west and north <= high_lon and east <= high_lat:
        return (
            "latitude and longitude are exchanged: the first number of each point must be the longitude, about 110 (GeoJSON, "
            "RFC 7946, 3.1.1)"
        )
    return (
        f"the shapes lie between {south:.4f}, {west:.4f} and {north:.4f}, {east:.4f}, the city between {low_lat:.4f}, "
        f"{low_lon:.4f} and {high_lat:.4f}, {high_lon:.4f}: is the right coordinate system declared? "
        "--crs says which one it is (UTM zone 49 south is EPSG:32749)"
    )


def measure(shapes: Mapping[str, shapely.Geometry], areas: Areas, tolerance: Tolerance) -> Measures:
    """Measures valid shapes (WGS 84, by kelurahan code, one each) and lists what is beyond `tolerance`."""
    import geopandas

    def in_metres(degrees: Sequence[shapely.Geometry]) -> Shapes:
        flat = np.array(geopandas.GeoSeries(degrees, crs=4326).to_crs(UTM_49S).array, dtype=object)
        # Rounding can make a ring touch itself that did not before.
        valid: Shapes = shapely.make_valid(flat, method="structure", keep_collapsed=False)
        return valid

    codes = sorted(shapes)
    kelurahan = [areas.kelurahan_by_code[code] for code in codes]
    flat = in_metres([shapes[code] for code in codes])
    outlines = [shapely.Polygon([(lon, lat) for lat, lon in area.outline]) for area in areas.kecamatan]
    centres = in_metres([shapely.Point(area.centre.lon, area.centre.lat) for area in kelurahan])
    reference = sum(area.area_km2 for area in areas.kelurahan)
    whole = shapely.union_all(flat, grid_size=GRID_M)
    overlaps = _overlaps(flat)
    filled = shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(whole)], grid_size=GRID_M)
    gaps = _parts(shapely.difference(filled, whole, grid_size=GRID_M))
    beside = [np.flatnonzero(shapely.dwithin(flat, part, BESIDE_M)) for part in gaps]
    bays = _parts(
        shapely.difference(
            shapely.buffer(shapely.union_all(in_metres(outlines)), -OUTLINE_ERROR_M), filled, grid_size=GRID_M
        )
    )
    overlap, gap = sum(overlaps.values()), sum(part.area for part in gaps)
    names = [areas.name_of(code) for code in codes]
    moved = shapely.distance(shapely.centroid(flat), centres)
    gap_of, overlap_of = np.zeros(len(codes)), np.zeros(len(codes))
    for near, part in zip(beside, gaps, strict=True):
        gap_of[near] += part.area
    for (i, j), common in overlaps.items():
        overlap_of[[i, j]] += common
    differences = [
        Difference(area.code, name, square / 1e6, area.area_km2, *map(float, rest))
        for area, name, square, *rest in zip(
            kelurahan, names, shapely.area(flat).tolist(), moved, overlap_of, gap_of, strict=True
        )
    ]
    differences.sort(key=_weight, reverse=True)
    problems = [
        *_away(names, flat, centres, tolerance),
        *_overlap_problems(names, flat, overlaps, overlap, reference, tolerance),
    ]
    area = whole.area / 1e6
    to_accept = [
        *_area_to_accept(area, reference, differences, tolerance),
        *_slivers("overlaps", _told_overlaps(names, overlaps), overlap, reference, tolerance),
        *_slivers("gaps", _told_gaps(names, beside, gaps), gap, reference, tolerance),
    ]
    return Measures(
        area_km2=area,
        reference_km2=reference,
        overlap_m2=overlap,
        overlap_share=overlap / reference / 1e6,
        gap_m2=gap,
        gap_share=gap / reference / 1e6,
        differences=tuple(differences),
        problems=tuple(problems),
        to_accept=() if problems else tuple(to_accept),
        warnings=tuple(_bay_warnings(names, flat, bays, tolerance)),
    )


def _weight(difference: Difference) -> float:
    """How much a kelurahan differs, in m²: of area, overlap, gap, or the land that its middle moved over."""
    moved = difference.moved_m * (difference.reference_km2 * 1e6) ** 0.5
    return float(max(abs(difference.more_km2) * 1e6, difference.overlap_m2, difference.gap_m2, moved))


def _overlaps(flat: Shapes) -> dict[tuple[int, int], float]:
    """Area in m² that each pair of shapes has in common, by index."""
    one, other = shapely.STRtree(flat).query(flat, predicate="intersects")
    pairs = one < other
    one, other = one[pairs], other[pairs]
    common = shapely.area(shapely.intersection(flat[one], flat[other], grid_size=GRID_M))
    return {(int(i), int(j)): float(area) for i, j, area in zip(one, other, common, strict=True) if area > 0}


def _parts(shape: shapely.Geometry) -> list[shapely.Geometry]:
    return [part for part in shapely.get_parts(shape) if part.area > 0]


def _area_to_accept(
    area: float, reference: float, differences: Sequence[Difference], tolerance: Tolerance
) -> list[str]:
    share = (area - reference) / reference
    if abs(share) <= tolerance.area_share:
        return []
    grown = [each for each in differences if each.more_km2 * share > 0]
    worst = sorted(grown, key=lambda each: -abs(each.more_km2))[:NAMED]
    told = ", ".join(f"{each.name} {each.more_km2:+.2f} km²" for each in worst)
    return [
        f"all together measure {area:.2f} km², {share:+.1%} against the reference of {reference:.2f} km² "
        f"(without a word up to {tolerance.area_share:.0%}); most of it in {told}"
    ]


def _slivers(
    what: str, parts: Sequence[tuple[str, float]], total: float, reference: float, tolerance: Tolerance
) -> list[str]:
    """What to accept of gaps or overlaps, given as where they are with m²."""
    share = total / reference / 1e6
    worst = [part for part in sorted(parts, key=lambda part: -part[1])[:NAMED] if part[1] >= SMALLEST_TOLD_M2]
    if share <= tolerance.sliver_share and not (worst and worst[0][1] > tolerance.sliver_m2):
        return []
    told = ", ".join(f"{where} {area:,.0f} m²" for where, area in worst)
    return [
        f"{what} add up to {total:,.0f} m², {share:.3%} of the city (without a word up to {tolerance.sliver_share:.2%} "
        f"and {tolerance.sliver_m2:,.0f} m² at one place); the largest: {told}"
    ]


def _told_overlaps(names: Sequence[str], overlaps: Mapping[tuple[int, int], float]) -> list[tuple[str, float]]:
    return [(f"{names[i]} and {names[j]}", area) for (i, j), area in overlaps.items()]


def _told_gaps(
    names: Sequence[str], beside: Sequence[NDArray[np.intp]], gaps: Sequence[shapely.Geometry]
) -> list[tuple[str, float]]:
    return [(_beside(names, near), part.area) for near, part in zip(beside, gaps, strict=True)]


def _bay_warnings(names: list[str], flat: Shapes, bays: list[shapely.Geometry], tolerance: Tolerance) -> list[str]:
    return [
        f"{part.area:,.0f} m² inside the city's outline belong to no kelurahan, beside "
        f"{_beside(names, np.flatnonzero(shapely.dwithin(flat, part, BESIDE_M)))}"
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
    names: list[str],
    flat: Shapes,
    overlaps: Mapping[tuple[int, int], float],
    total: float,
    reference: float,
    tolerance: Tolerance,
) -> list[str]:
    problems = []
    areas = shapely.area(flat)
    for (i, j), area in sorted(overlaps.items(), key=lambda item: -item[1]):
        smaller = i if areas[i] < areas[j] else j
        share = area / areas[smaller]
        if share > tolerance.overlap_of_one and area > tolerance.sliver_m2:
            problems.append(
                f"{names[i]} and {names[j]} overlap by {area:,.0f} m², {share:.0%} of {names[smaller]} "
                f"(at most {tolerance.overlap_of_one:.0%})"
            )
    share = total / reference / 1e6
    if not problems and share > tolerance.overlap_share:
        problems.append(
            f"overlaps add up to {total:,.0f} m², {share:.1%} of the city (at most {tolerance.overlap_share:.0%})"
        )
    return problems


def _beside(names: Sequence[str], near: NDArray[np.intp]) -> str:
    return " / ".join(names[i] for i in near) or "none"
