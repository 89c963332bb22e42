"""The outlines of the city as a drawing that stands in the page, and how degrees become places on it.

The projection is the Web Mercator of the tiles that may lie under it (EPSG:3857), in units of the drawing.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dash.development.base_component import Component

from layouts.figures.marks import ARIA_HIDDEN
from layouts.svg import SvgElement

WIDTH = 20_000
"""Units of the drawing from the west to the east of the city: one is two metres in Semarang."""


@dataclass(frozen=True, slots=True)
class CityProjection:
    """Degrees to units of the drawing: x from the west, y from the north; `per_degree` are units a degree of longitude."""

    west: float
    north: float
    per_degree: float

    def x(self, lon: float) -> float:
        """Units from the west."""
        return (lon - self.west) * self.per_degree

    def y(self, lat: float) -> float:
        """Units from the north."""
        return (mercator(self.north) - mercator(lat)) * self.per_degree


@dataclass(frozen=True)
class CityOutline:
    """The city as it is drawn. `height` is in units of the drawing, as WIDTH; `paths` is SVG's path data a kecamatan.

    `names` are the kecamatan with the point where each has most room: the centre of its largest inscribed circle.
    `centre` is the middle of the extent, longitude and latitude in degrees.
    """

    projection: CityProjection
    height: float
    paths: tuple[str, ...]
    names: tuple[dict[str, Any], ...]
    centre: tuple[float, float]


def city_outline(city: Mapping[str, Any]) -> CityOutline:
    """From GeoJSON of the kecamatan (polygons, property `name`). Takes a moment: it is kept with the city's data."""
    west, south, east, north = bounds(city)
    projection = CityProjection(west, north, WIDTH / (east - west))
    return CityOutline(
        projection,
        round(projection.y(south), 1),
        tuple(path(feature["geometry"], projection) for feature in city["features"]),
        tuple(names(city)),
        ((west + east) / 2, (south + north) / 2),
    )


def outline_drawing(outline: CityOutline) -> Component:
    """The drawing, which fills the box that it is given as far as its shape allows."""
    return SvgElement(
        "svg",
        [SvgElement("path", d=each) for each in outline.paths],
        viewBox=f"0 0 {WIDTH} {outline.height}",
        className="map-city",
        preserveAspectRatio="xMidYMid meet",
        **ARIA_HIDDEN,
    )


def mercator(lat: float) -> float:
    """Latitude stretched as in Web Mercator, in degrees of longitude at the equator."""
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    """The rings of a polygon or of several."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for part in parts:
        yield from part


def path(geometry: Mapping[str, Any], projection: CityProjection) -> str:
    """Path data of a kecamatan: absolute beginnings, then steps, in whole units."""
    written = []
    for ring in rings(geometry):
        spots = [(round(projection.x(lon)), round(projection.y(lat))) for lon, lat, *_ in ring]
        steps = [
            f"{x - before_x} {y - before_y}"
            for (before_x, before_y), (x, y) in pairwise(spots)
            if (x, y) != (before_x, before_y)
        ]
        written.append(f"M{spots[0][0]} {spots[0][1]}l{' '.join(steps)}z")
    return "".join(written)


def bounds(city: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """West, south, east, north of all outlines, in degrees."""
    every = [spot for feature in city["features"] for ring in rings(feature["geometry"]) for spot in ring]
    lons, lats = [spot[0] for spot in every], [spot[1] for spot in every]
    return min(lons), min(lats), max(lons), max(lats)


def names(city: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Name of each kecamatan and where it has most room, in degrees."""
    import shapely  # loads slowly, and only here
    from shapely.geometry import shape

    rows = []
    for feature in city["features"]:
        spoke = shapely.maximum_inscribed_circle(shape(feature["geometry"]), tolerance=0.0005)
        lon, lat = spoke.coords[0]
        rows.append({"name": feature["properties"]["name"], "lon": round(lon, 4), "lat": round(lat, 4)})
    return rows
