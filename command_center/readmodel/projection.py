"""The projection of the log onto facts: what a batch of events changes in the read model's tables."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

import duckdb
import pandas as pd

from command_center.domain.events import CALL_FACTS, FACTS, TIMES, Event, EventKind
from command_center.readmodel.schema import type_of

_COLUMNS = ("report_id", "day", *FACTS)


def project(cursor: duckdb.DuckDBPyConnection, events: Sequence[Event], zone: tzinfo) -> None:
    """Write what events tell into the facts, inside the transaction of `cursor`; they must follow those taken before.

    `zone` decides on which day a report was received.
    """
    fresh, changed, calls = _fold(events, zone)
    if fresh:
        _insert(cursor, list(fresh.values()))
    if changed:
        _change(cursor, changed)
    if calls:
        cursor.executemany("INSERT INTO calls VALUES (?, ?, ?, ?)", calls)


def _fold(
    events: Sequence[Event], zone: tzinfo
) -> tuple[dict[int, dict[str, Any]], dict[int, dict[str, Any]], list[list[Any]]]:
    """New rows, changes of old rows, and calls: several events of a report become one."""
    fresh: dict[int, dict[str, Any]] = {}
    changed: dict[int, dict[str, Any]] = {}
    calls: list[list[Any]] = []
    for event in events:
        if event.kind is EventKind.CALL:
            calls.append([_naive(event.at), *(event.data.get(name, "") for name in CALL_FACTS)])
        elif event.report_id is None:
            continue
        elif event.kind is EventKind.RECEIVED:
            fresh[event.report_id] = _row(event.report_id, event.data, zone)
        elif event.report_id in fresh:
            fresh[event.report_id] |= _values(event.data)
        else:
            changed.setdefault(event.report_id, {}).update(_values(event.data))
    return fresh, changed, calls


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _values(data: Mapping[str, Any]) -> dict[str, Any]:
    """JSON facts -> values for DuckDB."""
    return {
        name: _naive(datetime.fromisoformat(value)) if name in TIMES and value is not None else value
        for name, value in data.items()
    }


def _row(report_id: int, data: Mapping[str, Any], zone: tzinfo) -> dict[str, Any]:
    received = datetime.fromisoformat(data["received_at"])
    return {"report_id": report_id, "day": received.astimezone(zone).date(), **_values(data)}


def _frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a frame of objects: DuckDB casts each column to the type of its table."""
    return pd.DataFrame({name: pd.Series([row.get(name) for row in rows], dtype=object) for name in _COLUMNS})


def _insert(cursor: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    if len(rows) <= 3:
        marks = ", ".join("?" * len(_COLUMNS))
        for row in rows:
            cursor.execute(f"INSERT INTO facts VALUES ({marks})", [row.get(name) for name in _COLUMNS])
        return
    cursor.register("incoming", _frame(rows))
    cursor.execute(f"INSERT INTO facts SELECT {', '.join(_COLUMNS)} FROM incoming")
    cursor.unregister("incoming")


def _change(cursor: duckdb.DuckDBPyConnection, changed: Mapping[int, Mapping[str, Any]]) -> None:
    """Facts of known reports: changes of the same facts go in one statement."""
    by_facts: dict[tuple[str, ...], list[tuple[int, Mapping[str, Any]]]] = {}
    for report_id, values in changed.items():
        by_facts.setdefault(tuple(sorted(values)), []).append((report_id, values))
    for names, rows in by_facts.items():
        if not names:
            continue
        payload = json.dumps(
            [{"report_id": report_id} | {name: _text(values[name]) for name in names} for report_id, values in rows]
        )
        shape = json.dumps([{"report_id": "BIGINT"} | {name: type_of(name) for name in names}])
        sets = ", ".join(f"{name} = incoming.{name}" for name in names)
        cursor.execute(
            f"UPDATE facts SET {sets} FROM (SELECT unnest(from_json_strict(?::JSON, ?), recursive := true)) AS incoming "
            "WHERE facts.report_id = incoming.report_id",
            [payload, shape],
        )


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
