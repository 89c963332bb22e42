"""The desk's queues: which open reports stand in each, in which order, and how many. One look at the open reports."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

import duckdb

from command_center.domain.desk import DeskAsked, DeskOrder, DeskQueue
from command_center.domain.events import FACTS
from command_center.domain.workflow import Status
from command_center.readmodel.desk_view import DeskList, NeighbourPoint

NEAR = timedelta(days=1)
"""Before its deadline a report is as good as due."""
MOST_POINTS = 400
"""Reports that the map around one shows."""
AROUND_DEGREES = 0.04
"""Half the side of the square whose reports are shown, some 4.4 km."""


def _listed(statuses: Sequence[Status]) -> str:
    return "(" + ", ".join(f"'{status}'" for status in statuses) + ")"


_AT_P3M = _listed([each for each in Status if each.rule.at_p3m])
_WAITS = _listed([each for each in Status if each.rule.clock_stands])

QUEUES: Mapping[DeskQueue, str] = {
    DeskQueue.NEW: "status = 'received'",
    DeskQueue.DOUBTFUL: f"doubtful AND status IN {_AT_P3M} AND status NOT IN {_WAITS}",
    DeskQueue.DUE: "coalesce(due_at < $near, false)",
    DeskQueue.VERIFIED: "status = 'verified' AND forwarded_at IS NULL",
    DeskQueue.WAITING: f"status IN {_WAITS}",
    DeskQueue.FAILED: "coalesce(answer_state = 'failed', false)" if "answer_state" in FACTS else "false",
    DeskQueue.PROPOSED: "report_id IN (SELECT unnest($proposed::BIGINT[]))",
    DeskQueue.BACK: f"forwarded_at IS NOT NULL AND status IN {_AT_P3M} AND status NOT IN {_WAITS}",
    DeskQueue.DEFERRED: "status = 'deferred'",
    DeskQueue.ALL: "true",
}
"""Queue -> its condition on the open reports."""

ORDERS: Mapping[DeskOrder, str] = {
    DeskOrder.DOUBTFUL: f"(coalesce(doubtful, false) AND status IN {_AT_P3M}) DESC, received_at DESC, report_id DESC",
    DeskOrder.DUE: "due_at NULLS LAST, report_id",
    DeskOrder.NEWEST: "received_at DESC, report_id DESC",
}


def load_queues(
    cursor: duckdb.DuckDBPyConnection, asked: DeskAsked, now: datetime, proposed: Sequence[int]
) -> DeskList:
    """The queue asked for in its order, and how many stand in each. `proposed` are the reports with a proposal.

    Without `upto` the list goes to the newest report there is.
    """
    head, upto = _newest(cursor, asked.upto)
    values: dict[str, Any] = {"near": now + NEAR, "proposed": list(proposed), "upto": upto}
    where = _filters(asked, values)
    shown = QUEUES[asked.queue]
    counting = ", ".join(f"count(*) FILTER (WHERE {QUEUES[each]})" for each in DeskQueue)
    every = _used(values, f"{where} {counting} {shown} $upto")
    counted = cursor.execute(
        f"SELECT {counting}, count(*) FILTER (WHERE {shown} AND report_id > $upto) FROM open_reports WHERE {where}",
        every,
    ).fetchone() or (0,) * (len(DeskQueue) + 1)
    sql = f"SELECT report_id FROM open_reports WHERE {where} AND {shown} AND report_id <= $upto ORDER BY {ORDERS[asked.order]}"
    ids = cast(list[int], cursor.execute(sql, _used(values, sql)).fetchnumpy()["report_id"].tolist())
    return DeskList(head, upto, tuple(ids), int(counted[-1]), dict(zip(DeskQueue, counted[:-1], strict=True)))


def load_around(cursor: duckdb.DuckDBPyConnection, lat: float, lon: float, own: int) -> tuple[NeighbourPoint, ...]:
    """The open reports around a point, without the report `own`, the newest first."""
    rows = cursor.execute(
        """
        SELECT report_id, number, category, lat, lon, exact, incident_id FROM open_reports
        WHERE lat BETWEEN $lat - $reach AND $lat + $reach AND lon BETWEEN $lon - $reach AND $lon + $reach
          AND report_id <> $own
        ORDER BY report_id DESC LIMIT $most
        """,
        {"lat": lat, "lon": lon, "own": own, "reach": AROUND_DEGREES, "most": MOST_POINTS},
    ).fetchall()
    return tuple(NeighbourPoint(*row) for row in rows)


def _newest(cursor: duckdb.DuckDBPyConnection, upto: int) -> tuple[int, int]:
    row = cursor.execute("SELECT (SELECT seq FROM head), (SELECT max(report_id) FROM open_reports)").fetchone()
    head, newest = row or (0, 0)
    return int(head or 0), upto or int(newest or 0)


def _filters(asked: DeskAsked, values: dict[str, Any]) -> str:
    wanted = {name: getattr(asked, name) for name in ("channel", "category", "kecamatan", "opd")}
    values |= {name: value for name, value in wanted.items() if value}
    return " AND ".join([f"{name} = ${name}" for name, value in wanted.items() if value]) or "true"


def _used(values: Mapping[str, Any], sql: str) -> dict[str, Any]:
    """DuckDB refuses a value that the statement does not name."""
    return {name: value for name, value in values.items() if f"${name}" in sql}
