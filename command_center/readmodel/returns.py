"""Settled reports that came back: the same was reported again nearby. Kept with each report, and judged anew by what changes.

A settled report came back where a later one of the same category was received within `RETURN_DAYS` of its settlement and
`RETURN_METRES` of its place. Only reports whose own coordinates are known are judged.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import duckdb

RETURN_DAYS = 30
RETURN_METRES = 100.0
PLACED = "exact AND lat IS NOT NULL AND lon IS NOT NULL AND NOT retracted"
"""Whether a report can be told to lie near another."""

_HEARD_BY = ("category", "lat", "lon", "exact", "retracted", "received_at")
"""Facts by which a report is, or is no more, what another one came back as."""
_DONE_BY = (*_HEARD_BY, "settled_at")
"""Facts that what is kept with a report itself hangs on."""
_CELL = 0.001
"""Degrees: cells of about 110 m, so that what lies within 100 m lies in a neighbouring cell."""
_METRES_PER_DEGREE = 111_000.0
_SPAN = timedelta(days=RETURN_DAYS)
_SPAN_S = RETURN_DAYS * 86_400

Place = tuple[str, float, float, datetime]
"""Category, latitude, longitude and time of receipt of a report that others may have come back as."""


def again_of(done: str, later: str) -> str:
    """SELECT of (report_id, again_at) of the settled reports of `done` that came back as one of `later`, and when first.

    Both are tables of reports, or queries in brackets; of the first one `report_id, category, lat, lon, settled_at` and what
    `PLACED` names are read, of the second `received_at` instead of `settled_at`.
    """
    return f"""
        WITH done AS (
            SELECT report_id, category, settled_at, lat, lon, {_cell("lat")} + dy AS y, {_cell("lon")} + dx AS x,
                   epoch(settled_at)::BIGINT // {_SPAN_S} + dt AS span
            FROM {done}, (VALUES (-1), (0), (1)) AS a(dy), (VALUES (-1), (0), (1)) AS b(dx), (VALUES (0), (1)) AS c(dt)
            WHERE settled_at IS NOT NULL AND {PLACED}
        ), later AS (
            SELECT report_id, category, received_at, lat, lon, {_cell("lat")} AS y, {_cell("lon")} AS x,
                   epoch(received_at)::BIGINT // {_SPAN_S} AS span
            FROM {later} WHERE {PLACED}
        )
        SELECT done.report_id, min(later.received_at) AS again_at FROM done JOIN later USING (category, y, x, span)
        WHERE later.report_id <> done.report_id AND {_came_back("done", "later")} GROUP BY 1
    """


def _cell(degrees: str) -> str:
    return f"floor({degrees} / {_CELL})::INTEGER"


def _came_back(done: str, later: str) -> str:
    """SQL: whether `later` lies in the days after and near to `done`, both of the same category."""
    return (
        f"{later}.received_at > {done}.settled_at AND {later}.received_at <= {done}.settled_at + INTERVAL {RETURN_DAYS} DAYS"
        f" AND sqrt(pow(({later}.lat - {done}.lat) * {_METRES_PER_DEGREE}, 2)"
        f" + pow(({later}.lon - {done}.lon) * {_METRES_PER_DEGREE} * cos(radians({done}.lat)), 2)) <= {RETURN_METRES}"
    )


def places_of(cursor: duckdb.DuckDBPyConnection, changed: Mapping[int, Mapping[str, Any]]) -> list[Place]:
    """Where the reports are that these changes move, as the tables know them now: to be asked before and after the change."""
    moved = [report_id for report_id, values in changed.items() if not values.keys().isdisjoint(_HEARD_BY)]
    if not moved:
        return []
    return cursor.execute(
        f"SELECT category, lat, lon, received_at FROM facts WHERE report_id BETWEEN ? AND ? AND list_contains(?, report_id) AND {PLACED}",
        [min(moved), max(moved), moved],
    ).fetchall()


def judge_again(
    cursor: duckdb.DuckDBPyConnection,
    fresh: Mapping[int, Mapping[str, Any]],
    changed: Mapping[int, Mapping[str, Any]],
    before: Sequence[Place],
) -> None:
    """Keep `again_at` true after a batch, whose rows are in the tables; `before` tells where the changed reports were."""
    heard = [
        *before,
        *places_of(cursor, changed),
        *(
            (row["category"], row["lat"], row["lon"], row["received_at"])
            for row in fresh.values()
            if row["exact"] and row["lat"] is not None and row["lon"] is not None and not row["retracted"]
        ),
    ]
    judged = {report_id for report_id, values in changed.items() if not values.keys().isdisjoint(_DONE_BY)}
    judged |= {report_id for report_id, row in fresh.items() if row["settled_at"] is not None}
    judged |= _neighbours(cursor, heard)
    if judged:
        _judge(cursor, judged)


def _neighbours(cursor: duckdb.DuckDBPyConnection, heard: Sequence[Place]) -> set[int]:
    """The settled reports that came back as one of these, or did so before it was changed."""
    if not heard:
        return set()
    columns = [list(column) for column in zip(*heard, strict=True)]
    times = columns[3]
    rows = cursor.execute(
        f"""
        WITH heard AS (
            SELECT unnest(?::VARCHAR[]) AS category, unnest(?::DOUBLE[]) AS lat, unnest(?::DOUBLE[]) AS lon,
                   unnest(?::TIMESTAMP[]) AS received_at
        ), around AS (
            SELECT *, {_cell("lat")} + dy AS y, {_cell("lon")} + dx AS x
            FROM heard, (VALUES (-1), (0), (1)) AS a(dy), (VALUES (-1), (0), (1)) AS b(dx)
        ), done AS (
            SELECT report_id, category, settled_at, lat, lon, {_cell("lat")} AS y, {_cell("lon")} AS x
            FROM facts WHERE settled_at >= ? AND settled_at < ? AND {PLACED}
        )
        SELECT DISTINCT done.report_id FROM done JOIN around USING (category, y, x)
        WHERE {_came_back("done", "around")}
        """,
        [*columns, min(times) - _SPAN, max(times)],
    ).fetchall()
    return {row[0] for row in rows}


def _judge(cursor: duckdb.DuckDBPyConnection, report_ids: Collection[int]) -> None:
    ids = sorted(report_ids)
    mine = [ids[0], ids[-1], ids]
    known = cursor.execute(
        "SELECT report_id, again_at, settled_at FROM facts WHERE report_id BETWEEN ? AND ? AND list_contains(?, report_id)",
        mine,
    ).fetchall()
    settled = [each for _, _, each in known if each is not None]
    found: dict[int, datetime] = {}
    if settled:
        done = "(SELECT * FROM facts WHERE report_id BETWEEN ? AND ? AND list_contains(?, report_id))"
        later = "(SELECT * FROM facts WHERE received_at > ? AND received_at <= ?)"
        asked = again_of(done, later)
        found = dict(cursor.execute(asked, [*mine, min(settled), max(settled) + _SPAN]).fetchall())
    differing = [(report_id, found.get(report_id)) for report_id, kept, _ in known if kept != found.get(report_id)]
    if differing:
        changed_ids, times = [list(column) for column in zip(*differing, strict=True)]
        for table in ("facts", "open_reports"):
            cursor.execute(
                f"UPDATE {table} SET again_at = told.again_at "
                "FROM (SELECT unnest(?::BIGINT[]) AS report_id, unnest(?::TIMESTAMP[]) AS again_at) AS told "
                f"WHERE {table}.report_id = told.report_id",
                [changed_ids, times],
            )
