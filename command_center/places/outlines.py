"""Geometry of an outline, a simple ring of (lat, lon) in degrees: area, crossings, inside or not, place for a label."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from math import cos, inf, radians, sqrt

import numpy as np
from numpy.typing import NDArray

Ring = Sequence[tuple[float, float]]
KM_PER_DEGREE = 110.574
"""Kilometres in a degree of latitude near the equator; a degree of longitude is shorter by the cosine of the latitude."""


def area_km2(ring: Ring) -> float:
    """Area inside `ring` in km², on a plane tangent at its mean latitude (error below 0.1 % for a city)."""
    plane = list(_on_plane(ring))
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _edges(plane))) / 2


def counter_clockwise(ring: Ring) -> Ring:
    """The same ring turning counter-clockwise on a map with north up, as GeoJSON asks of an outer ring."""
    turning = sum(lon1 * lat2 - lon2 * lat1 for (lat1, lon1), (lat2, lon2) in _edges(ring))
    return ring if turning > 0 else ring[::-1]


def crossing(ring: Ring) -> tuple[int, int] | None:
    """The first two edges that touch where they must not, by the index of their first vertex; None in a valid ring.

    Neighbours share a vertex and may not run back over each other; a vertex may not follow itself.
    """
    edges = list(_edges(ring))
    last = len(edges) - 1
    for i, (a, b) in enumerate(edges):
        for j in range(i + 1, len(edges)):
            c, d = edges[j]
            if j == i + 1:
                bad = _turns_back(a, b, d)
            elif i == 0 and j == last:
                bad = _turns_back(c, a, b)
            else:
                bad = _frames_meet(a, b, c, d) and _touch(a, b, c, d)
            if bad:
                return i, j
    return None


def contains(ring: Ring, lat: float, lon: float) -> bool:
    """Whether the point lies inside `ring`; on the edge itself either answer may come."""
    inside = False
    for (lat1, lon1), (lat2, lon2) in _edges(ring):
        if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) / (lat2 - lat1) * (lon2 - lon1):
            inside = not inside
    return inside


def outside_km(ring: Ring, lat: float, lon: float) -> float:
    """How far the point lies outside `ring` in kilometres; 0 inside."""
    here = np.array([(lon * KM_PER_DEGREE * _squeeze(ring), lat * KM_PER_DEGREE)])
    return max(0.0, -float(_inner_distances(_plane_edges(list(_on_plane(ring))), here)[0]))


def label_point(ring: Ring, precision_km: float = 0.05) -> tuple[float, float]:
    """(lat, lon) inside `ring` farthest from its edge (pole of inaccessibility), found to within `precision_km`."""
    return _widest(tuple(ring), precision_km)


@lru_cache(maxsize=256)
def _widest(ring: tuple[tuple[float, float], ...], precision_km: float) -> tuple[float, float]:
    """Remembered, since every page with a map asks for the same outlines.

    Quadtree search: a cell is split only while its centre's distance plus its half diagonal can beat the best so far.
    """
    plane = list(_on_plane(ring))
    edges = _plane_edges(plane)
    xs, ys = [x for x, _ in plane], [y for _, y in plane]
    size = min(max(xs) - min(xs), max(ys) - min(ys))
    best = (-inf, 0.0, 0.0)
    queue: list[tuple[float, float, float, float]] = []

    def visit(centres: Ring, half: float) -> None:
        nonlocal best
        found = [
            (float(distance), x, y)
            for distance, (x, y) in zip(_inner_distances(edges, np.array(centres)), centres, strict=True)
        ]
        best = max(best, *found)
        for distance, x, y in found:
            if distance + half * sqrt(2) > best[0] + precision_km:
                heappush(queue, (-(distance + half * sqrt(2)), x, y, half))

    visit([_centroid(plane)], 0.0)
    half = size / 2
    columns, rows = (range(int((max(along) - min(along)) / size) + 1) for along in (xs, ys))
    visit([(min(xs) + half + column * size, min(ys) + half + row * size) for column in columns for row in rows], half)
    while queue:
        reach, x, y, half = heappop(queue)
        if -reach <= best[0] + precision_km:
            break
        quarter = half / 2
        visit([(x + dx, y + dy) for dx in (-quarter, quarter) for dy in (-quarter, quarter)], quarter)
    return best[2] / KM_PER_DEGREE, best[1] / _squeeze(ring) / KM_PER_DEGREE


def _edges(ring: Ring) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _squeeze(ring: Ring) -> float:
    return cos(radians(sum(lat for lat, _ in ring) / len(ring)))


def _on_plane(ring: Ring) -> Iterator[tuple[float, float]]:
    """(x, y) in kilometres for each (lat, lon)."""
    squeeze = _squeeze(ring)
    return ((lon * KM_PER_DEGREE * squeeze, lat * KM_PER_DEGREE) for lat, lon in ring)


def _centroid(plane: Ring) -> tuple[float, float]:
    origin_x, origin_y = plane[0]
    double_area = x = y = 0.0
    for (x1, y1), (x2, y2) in _edges([(x - origin_x, y - origin_y) for x, y in plane]):
        cross = x1 * y2 - x2 * y1
        double_area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return origin_x + x / (3 * double_area), origin_y + y / (3 * double_area)


def _plane_edges(plane: Ring) -> NDArray[np.float64]:
    """Start (x, y) and run (dx, dy) of each edge: four rows, a column for each edge."""
    start = np.array(plane).T
    return np.vstack([start, np.roll(start, -1, axis=1) - start])


def _inner_distances(edges: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distance from each of the `points`, rows of (x, y), to the nearest edge; negative outside."""
    x, y, dx, dy = edges
    from_x, from_y = points[:, :1] - x, points[:, 1:] - y
    along = np.clip((from_x * dx + from_y * dy) / (dx * dx + dy * dy), 0.0, 1.0)
    nearest = np.hypot(from_x - along * dx, from_y - along * dy).min(axis=1)
    # An edge that is level is crossed by no level line.
    slope = np.divide(dx, dy, out=np.zeros_like(dx), where=dy != 0)
    crossed = ((from_y < 0) != (from_y < dy)) & (from_x < from_y * slope)
    inside = crossed.sum(axis=1) % 2 == 1
    distances: NDArray[np.float64] = np.where(inside, nearest, -nearest)
    return distances


def _frames_meet(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> bool:
    """Whether the rectangles around a-b and c-d meet: four comparisons spare most pairs the exact question."""
    return not (
        (a[0] < c[0] and b[0] < c[0] and a[0] < d[0] and b[0] < d[0])
        or (a[0] > c[0] and b[0] > c[0] and a[0] > d[0] and b[0] > d[0])
        or (a[1] < c[1] and b[1] < c[1] and a[1] < d[1] and b[1] < d[1])
        or (a[1] > c[1] and b[1] > c[1] and a[1] > d[1] and b[1] > d[1])
    )


def _touch(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    """Whether the segments a-b and c-d share a point."""
    turns = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    return any(
        turn == 0 and _between(*ends, point)
        for turn, ends, point in zip(turns, ((a, b), (a, b), (c, d), (c, d)), (c, d, a, b), strict=True)
    )


def _turns_back(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    """Whether the way a-b-c runs back over itself or stands still."""
    ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return _turn(a, b, c) == 0 and ahead <= 0


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(a: tuple[float, float], b: tuple[float, float], point: tuple[float, float]) -> bool:
    return min(a[0], b[0]) <= point[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
