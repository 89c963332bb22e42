"""Settled reports that were opened again: when, and which settlement of which department it was. Kept with each report.

Whoever opens it, its citizen, P3M or another system: what was said to be settled was not. What is taken back at once by who
did it never happened. Of several times the last one is kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import duckdb

from command_center.domain.events import Event, EventKind
from command_center.domain.workflow import CLOSED, Status

REOPENED = {"reopened_at": "TIMESTAMP", "reopened_from": "TIMESTAMP", "reopened_opd": "VARCHAR"}
"""Column -> its type: when it was opened again; when it had been settled, NULL where nobody knows; and by which department."""

_TOLD = ("status", "settled_at", "opd")
_ASKED = (*_TOLD, *REOPENED)


def reopenings(
    cursor: duckdb.DuckDBPyConnection, events: Sequence[Event], fresh: Iterable[int]
) -> dict[int, Mapping[str, Any]]:
    """Report -> its columns of `REOPENED` where these events change them; the tables are as they were before them.

    `fresh` are the reports that these events tell of for the first time. Times are naive UTC.
    """
    moved = {each.report_id for each in events if each.report_id is not None and "status" in each.data}
    new = set(fresh)
    stands = _before(cursor, sorted(moved - new))
    found: dict[int, Mapping[str, Any]] = {}
    for event in events:
        report_id = event.report_id
        if report_id is None or event.data.keys().isdisjoint(_TOLD) or report_id not in moved:
            continue
        was = stands.get(report_id, dict.fromkeys(_ASKED))
        now = was | {name: event.data[name] for name in _TOLD if name in event.data}
        if "settled_at" in event.data:
            now["settled_at"] = _naive(event.data["settled_at"])
        change = _change(event, was, now)
        if change is not None:
            found[report_id] = change
        stands[report_id] = {**now, **(change or {})}
    return found


def _change(event: Event, was: Mapping[str, Any], now: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What an event that brings a report from one state to another says of its having been opened again."""
    if event.kind is EventKind.UNDONE:
        back = now["status"] == Status.SETTLED and was["status"] != Status.SETTLED and was["reopened_at"] is not None
        return dict.fromkeys(REOPENED) if back else None
    if was["status"] != Status.SETTLED or now["status"] in CLOSED:
        return None
    at = event.at.astimezone(UTC).replace(tzinfo=None)
    return {"reopened_at": at, "reopened_from": was["settled_at"], "reopened_opd": was["opd"]}


def _before(cursor: duckdb.DuckDBPyConnection, report_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    if not report_ids:
        return {}
    rows = cursor.execute(
        f"SELECT report_id, {', '.join(_ASKED)} FROM facts WHERE report_id BETWEEN ? AND ? AND list_contains(?, report_id)",
        [report_ids[0], report_ids[-1], list(report_ids)],
    ).fetchall()
    return {row[0]: dict(zip(_ASKED, row[1:], strict=True)) for row in rows}


def _naive(moment: str | None) -> datetime | None:
    return None if moment is None else datetime.fromisoformat(moment).astimezone(UTC).replace(tzinfo=None)
