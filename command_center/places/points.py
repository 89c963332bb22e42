"""Which kelurahan a point lies in: the city's polygons when they are loaded, else cells made from the centres."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from command_center.domain.areas import Areas
from command_center.domain.inbound import Position
from command_center.errors import BadBoundaries

METRES_PER_DEGREE = 110_574.0
"""Metres in a degree of latitude near the equator; a degree of longitude is 0.8 % shorter in Semarang."""

OUTLINE_ERROR_M = 110.0
"""How far the kecamatan outlines of the reference files may be off: a point this near outside still counts as inside."""

POLYGON_GAP_M = 30.0
"""The same for imported polygons, between which surveys leave slivers."""


@dataclass(frozen=True, slots=True, eq=False)
class Polygons:
    """One (multi)polygon a kelurahan, WGS 84 degrees as (lon, lat), in the order of `codes`.

    `approximate` marks cells that were made from the centres; `slack_m` is how far outside a point still counts.
    """

    codes: tuple[str, ...]
    shapes: NDArray[np.object_]
    approximate: bool
    slack_m: float


def approximate_cells(areas: Areas) -> Polygons:
    """The cells used until the city loads its polygons ("batas perkiraan").

    Within a kecamatan outline every point belongs to the kelurahan with the nearest centre.
    """
    squeeze = float(np.cos(np.radians(np.mean([area.centre.lat for area in areas.kelurahan]))))
    codes: list[str] = []
    shapes: list[shapely.Geometry] = []
    for kecamatan in areas.kecamatan:
        within = areas.kelurahan_in(kecamatan.code)
        outline = shapely.Polygon([(lon * squeeze, lat) for lat, lon in kecamatan.outline])
        centres = shapely.MultiPoint([(area.centre.lon * squeeze, area.centre.lat) for area in within])
        cells = [outline]
        if len(within) > 1:
            cells = shapely.get_parts(shapely.voronoi_polygons(centres, extend_to=outline, ordered=True))
        codes += [area.code for area in within]
        shapes += list(shapely.intersection(cells, outline))
    stretched = shapely.transform(np.array(shapes, dtype=object), lambda xy: xy / (squeeze, 1.0))
    return Polygons(tuple(codes), stretched, approximate=True, slack_m=OUTLINE_ERROR_M)


CUT_OUT_M = 3_000.0
"""How far a point within the city may lie from its kelurahan where the polygons leave out a river or the harbour."""


def _city(areas: Areas) -> shapely.Geometry:
    """The city by its reference outlines (lon, lat), prepared."""
    city = shapely.union_all([shapely.Polygon([(lon, lat) for lat, lon in area.outline]) for area in areas.kecamatan])
    shapely.prepare(city)
    return city


class PointFinder:
    """Finds the kelurahan of points, one or many at a time; safe to share between threads."""

    def __init__(self, areas: Areas, polygons: Polygons | None = None) -> None:
        """Raises BadBoundaries where `polygons` are not those of the kelurahan in `areas`."""
        self._polygons = polygons or approximate_cells(areas)
        if sorted(self._polygons.codes) != [area.code for area in areas.kelurahan]:
            raise BadBoundaries(
                "the loaded boundaries are not those of the kelurahan in kelurahan.csv: import them again"
            )
        self._shapes = self._polygons.shapes
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)
        self._city = _city(areas)
        self._areas = [(code, areas.kecamatan_of(code)) for code in self._polygons.codes]

    @property
    def polygons(self) -> Polygons:
        """The polygons in use."""
        return self._polygons

    @property
    def approximate(self) -> bool:
        """Whether the limits between kelurahan are only approximate ("batas perkiraan")."""
        return self._polygons.approximate

    def find(self, positions: Sequence[Position]) -> list[tuple[str, str, float]]:
        """(kelurahan code, kecamatan code, metres outside) of each position; ("", "", 0.0) outside the city.

        A point on a shared border belongs to the lower code; metres are 0.0 for a point inside.
        """
        lons = np.array([position.lon for position in positions], dtype=float)
        lats = np.array([position.lat for position in positions], dtype=float)
        index, metres = self._indices(lons, lats)
        return [
            (*self._areas[i], metre) if i >= 0 else ("", "", 0.0)
            for i, metre in zip(index.tolist(), metres.tolist(), strict=True)
        ]

    def inner_points(self) -> dict[str, Position]:
        """A point inside every kelurahan, by code."""
        inside = shapely.point_on_surface(self._shapes)
        return {
            code: Position(lat, lon)
            for code, lat, lon in zip(
                self._polygons.codes, shapely.get_y(inside).tolist(), shapely.get_x(inside).tolist(), strict=True
            )
        }

    def _indices(
        self, lons: NDArray[np.float64], lats: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """For each point the index of its polygon (-1 for none) and its distance from it in metres."""
        none = len(self._shapes)
        index = np.full(len(lons), none, dtype=np.int64)
        metres = np.zeros(len(lons))
        usable = np.flatnonzero(np.isfinite(lons) & np.isfinite(lats))
        points = shapely.points(lons[usable], lats[usable])
        at, shape = self._tree.query(points)
        at = usable[at]
        inside = shapely.intersects_xy(self._shapes[shape], lons[at], lats[at])
        np.minimum.at(index, at[inside], shape[inside])
        left = np.flatnonzero(index[usable] == none)
        if len(left):
            (near, shape), distance = self._tree.query_nearest(
                points[left],
                max_distance=self._polygons.slack_m / METRES_PER_DEGREE,
                return_distance=True,
                all_matches=False,
            )
            index[usable[left[near]]] = shape
            metres[usable[left[near]]] = distance * METRES_PER_DEGREE
        cut_out = np.flatnonzero(index[usable] == none)
        cut_out = cut_out[shapely.intersects_xy(self._city, lons[usable[cut_out]], lats[usable[cut_out]])]
        if len(cut_out) and not self._polygons.approximate:
            (near, shape), distance = self._tree.query_nearest(
                points[cut_out], max_distance=CUT_OUT_M / METRES_PER_DEGREE, return_distance=True, all_matches=False
            )
            index[usable[cut_out[near]]] = shape
            metres[usable[cut_out[near]]] = distance * METRES_PER_DEGREE
        index[index == none] = -1
        return index, metres
