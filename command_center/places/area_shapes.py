"""The shapes of kelurahan and kecamatan for a drawing: simplified so that neighbours keep their common border."""

from collections.abc import Mapping
from dataclasses import dataclass

from command_center.domain.areas import Areas
from command_center.places.points import Polygons

TOLERANCE = 0.0006
"""Degrees by which a drawn border may be off: about 65 m, less than a pixel where the whole city is shown."""

Rings = tuple[tuple[tuple[float, float], ...], ...]
"""Outer rings of an area, as (lon, lat) in degrees."""


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """One area: its rings, and the point inside it that is farthest from its border (`room` degrees), for its name."""

    code: str
    rings: Rings
    label: tuple[float, float]
    room: float


@dataclass(frozen=True, slots=True)
class AreaShapes:
    """All areas by code. `approximate` says that the limits between kelurahan are not the city's own."""

    kelurahan: Mapping[str, DrawnArea]
    kecamatan: Mapping[str, DrawnArea]
    approximate: bool


def area_shapes(polygons: Polygons, areas: Areas, tolerance: float = TOLERANCE) -> AreaShapes:
    """From the polygons in use; takes about a second, since geopandas is loaded and every border simplified."""
    import geopandas

    frame = geopandas.GeoDataFrame(
        {
            "kelurahan": list(polygons.codes),
            "kecamatan": [areas.kecamatan_of(code) for code in polygons.codes],
        },
        geometry=list(polygons.shapes),
        crs=4326,
    )
    frame.geometry = frame.geometry.simplify_coverage(tolerance)
    by_kecamatan = frame.dissolve("kecamatan")
    return AreaShapes(
        kelurahan={code: _drawn(code, shape) for code, shape in zip(frame["kelurahan"], frame.geometry, strict=True)},
        kecamatan={str(code): _drawn(str(code), shape) for code, shape in by_kecamatan.geometry.items()},
        approximate=polygons.approximate,
    )


def _drawn(code: str, shape: object) -> DrawnArea:
    import shapely

    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 0]
    parts.sort(key=lambda part: -part.area)
    # Slivers of a ten-thousandth of the area are left over where shapes are cut, and would be drawn as specks.
    kept = [part for part in parts if part.area >= parts[0].area * 1e-4]
    rings = tuple(tuple((round(x, 5), round(y, 5)) for x, y in part.exterior.coords) for part in kept)
    radius = shapely.maximum_inscribed_circle(kept[0], tolerance=0.0005)
    x, y = radius.coords[0]
    return DrawnArea(code, rings, (round(x, 5), round(y, 5)), float(radius.length))
