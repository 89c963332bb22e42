"""The queries of scene *Banjir & rob*: open floods with what the tide says of them, and the last 24 hours of reports."""

import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from command_center.domain.areas import Areas
from command_center.methods.tides import FloodCause, FloodWater, Tide, causes_of_floods
from command_center.places.area_shapes import AreaShapes, area_shapes
from command_center.places.locator import Locator
from command_center.places.points import Polygons
from command_center.readmodel.flood_scene_view import FloodedArea, FloodIncident, FloodScene, TideCourse
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.scene_head import scene_head
from command_center.readmodel.wall import SHOWN, WallNames

FLOODS = ("banjir", "rob")
"""The categories that tell of water in the streets."""
HOURS = 24
AXIS = timedelta(hours=HOURS)
"""How far the tide is shown before and after the moment."""
GRAIN_SECONDS = 600
"""Times are told to the tide in steps of ten minutes: it moves by centimetres in them."""
HALF = 0.5


class DrawnCity:
    """The shapes of the areas in the boundaries in use; simplified once for each boundaries, and kept."""

    def __init__(self, locator: Locator, areas: Areas) -> None:
        self._locator = locator
        self._areas = areas
        self._lock = threading.Lock()
        self._drawn: tuple[Polygons, AreaShapes] | None = None

    def shapes(self) -> AreaShapes:
        """Those of now; the first time takes about a second."""
        with self._lock:
            polygons = self._locator.polygons
            if self._drawn is None or self._drawn[0] is not polygons:
                self._drawn = polygons, area_shapes(polygons, self._areas)
            return self._drawn[1]


def load_floods(model: ReadModel, names: WallNames, tide: Tide | None, shapes: AreaShapes, now: datetime) -> FloodScene:
    """The scene at an aware moment; `tide` is None where the city gave no tide table."""
    utc = now.astimezone(UTC).replace(tzinfo=None)
    with model.snapshot() as cursor:
        head = scene_head(cursor)
        incidents = _incidents(cursor, names, tide)
        areas = cursor.execute(
            f"SELECT kelurahan, count(*) FROM open_reports WHERE {SHOWN} AND category IN $floods "
            "GROUP BY 1 ORDER BY 2 DESC, 1",
            {"floods": FLOODS},
        ).fetchall()
        hourly = _hourly(cursor, utc)
    every = sum(count for _, count in areas)
    return FloodScene(
        head=head.seq,
        as_of=now,
        simulated=head.simulated,
        any_data=head.any_data,
        categories=FLOODS,
        open=every,
        incidents=incidents,
        apart=every - sum(each.reports for each in incidents),
        areas=tuple(
            FloodedArea(code, names.kelurahan[code], count) for code, count in areas if code in names.kelurahan
        ),
        unplaced=sum(count for code, count in areas if code not in names.kelurahan),
        hourly=hourly,
        tide=_course(tide, now) if tide is not None else None,
        shapes=shapes,
    )


def _incidents(cursor: duckdb.DuckDBPyConnection, names: WallNames, tide: Tide | None) -> tuple[FloodIncident, ...]:
    rows = cursor.execute(
        f"""
        SELECT incident_id, mode(category), mode(kelurahan), mode(kecamatan), avg(lat), avg(lon), count(*),
               list_sort(list(DISTINCT channel)), min(received_at), max(received_at)
        FROM open_reports WHERE {SHOWN} AND category IN $floods AND incident_id IS NOT NULL
        GROUP BY 1 ORDER BY 7 DESC, 1
        """,
        {"floods": FLOODS},
    ).fetchall()
    kept = [row for row in rows if row[6] >= names.incident_minimum.get(row[1], 1 << 30)]
    waters = _waters(cursor, [row[0] for row in kept], tide) if tide is not None and kept else {}
    return tuple(_incident(row, names, waters.get(row[0], ())) for row in kept)


def _incident(row: tuple[Any, ...], names: WallNames, waters: Sequence[tuple[FloodWater, int]]) -> FloodIncident:
    incident, category, kelurahan, kecamatan, lat, lon, reports, channels, since, last = row
    near_high = sum(count for water, count in waters if water.cause is FloodCause.TIDE)
    return FloodIncident(
        incident,
        category,
        names.place(kelurahan, kecamatan),
        lat,
        lon,
        reports,
        tuple(channels),
        since.replace(tzinfo=UTC),
        last.replace(tzinfo=UTC),
        cause=_cause([water for water, _ in waters], near_high / reports),
        near_high=near_high,
        highest=max((water.high_water for water, _ in waters), key=lambda point: point.level, default=None),
    )


def _cause(waters: Sequence[FloodWater], share: float) -> FloodCause | None:
    """What the tide says of most reports; where it is half and half, or the city gave no flood level, nobody knows."""
    if not waters:
        return None
    if waters[0].cause is FloodCause.UNKNOWN or share == HALF:
        return FloodCause.UNKNOWN
    return FloodCause.TIDE if share > HALF else FloodCause.NOT_TIDE


def _waters(
    cursor: duckdb.DuckDBPyConnection, incidents: Sequence[int], tide: Tide
) -> Mapping[int, list[tuple[FloodWater, int]]]:
    """Incident -> the water around each time at which it was told of, with the number of reports."""
    rows = cursor.execute(
        f"""
        SELECT incident_id, make_timestamp((round(epoch(received_at) / {GRAIN_SECONDS}) * {GRAIN_SECONDS * 1_000_000})::BIGINT),
               count(*)
        FROM open_reports WHERE {SHOWN} AND category IN $floods AND incident_id IN $incidents
        GROUP BY 1, 2 ORDER BY 1, 2
        """,
        {"floods": FLOODS, "incidents": list(incidents)},
    ).fetchall()
    found: dict[int, list[tuple[FloodWater, int]]] = {}
    waters = causes_of_floods(tide, [at.replace(tzinfo=UTC) for _, at, _ in rows])
    for (incident, _, count), water in zip(rows, waters, strict=True):
        found.setdefault(incident, []).append((water, count))
    return found


def _hourly(cursor: duckdb.DuckDBPyConnection, utc: datetime) -> dict[str, tuple[int, ...]]:
    counts = {category: [0] * HOURS for category in FLOODS}
    for category, ago, count in cursor.execute(
        "SELECT category, floor((epoch($now::TIMESTAMP) - epoch(received_at)) / 3600)::INT, count(*) FROM facts "
        "WHERE received_at > $since AND received_at <= $now AND category IN $floods AND NOT retracted GROUP BY 1, 2",
        {"now": utc, "since": utc - timedelta(hours=HOURS), "floods": FLOODS},
    ).fetchall():
        counts[category][HOURS - 1 - min(ago, HOURS - 1)] = count
    return {category: tuple(hours) for category, hours in counts.items()}


def _course(tide: Tide, now: datetime) -> TideCourse:
    start, end = now - AXIS, now + AXIS
    highs = tide.high_waters(start, end)
    return TideCourse(
        station=tide.station,
        source=tide.source,
        datum=tide.datum,
        simulated=tide.simulated,
        flood_level=tide.flood_level,
        level=tide.level(now),
        curve=tide.curve(start, end),
        highs=highs,
        following=next((high for high in highs if high.at > now), None),
    )
