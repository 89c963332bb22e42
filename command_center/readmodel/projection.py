"""The projection of the log onto facts: what a batch of events changes in the read model's tables."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

import duckdb

from command_center.domain.events import CALL_FACTS, FACTS, TIMES, Event, EventKind
from command_center.domain.working_days import Calendar
from command_center.readmodel.clock import DURATIONS, durations_of
from command_center.readmodel.clock import TIMES as DURATION_TIMES
from command_center.readmodel.grains import GRAINS, grains_of
from command_center.readmodel.reopenings import REOPENED, reopenings
from command_center.readmodel.returns import judge_again, places_of
from command_center.readmodel.schema import OPEN, is_open, type_of

_COLUMNS = ("report_id", "day", *FACTS, *DURATIONS, *GRAINS, *REOPENED)
ROWS_AT_ONCE = 500
"""Values of one statement are Python objects until it has run."""
_FEW_ROWS = 4
"""So many rows are sooner there one by one: a list for each column takes longer to prepare than to fill in."""


def project(cursor: duckdb.DuckDBPyConnection, events: Sequence[Event], zone: tzinfo, calendar: Calendar) -> None:
    """Write what events tell into the tables, inside the transaction of `cursor`; they must follow those taken before.

    `zone` decides on which day a report was received, `calendar` how many working days passed between its times.
    """
    fresh, changed, calls = _fold(events, zone)
    before = places_of(cursor, changed)
    for report_id, values in reopenings(cursor, events, fresh).items():
        (fresh if report_id in fresh else changed)[report_id] |= values
    if fresh:
        _insert(cursor, [row | _taken(row, calendar) for row in fresh.values()])
    if changed:
        _change(cursor, _with_durations(cursor, changed, calendar))
    judge_again(cursor, fresh, changed, before)
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
        elif event.report_id is None or event.kind is EventKind.NEAR:
            # What is told of a deadline changes no fact.
            continue
        elif event.kind is EventKind.RECEIVED:
            fresh[event.report_id] = _row(event.report_id, event.data, zone)
        elif event.report_id in fresh:
            fresh[event.report_id] |= _values(event.data)
        else:
            changed.setdefault(event.report_id, {}).update(_values(event.data))
    return fresh, changed, calls


def _taken(times: Mapping[str, Any], calendar: Calendar) -> dict[str, float | None]:
    """The durations of a report and their grains, from its times."""
    durations = durations_of(times, calendar)
    return durations | grains_of(durations)


def _with_durations(
    cursor: duckdb.DuckDBPyConnection, changed: Mapping[int, Mapping[str, Any]], calendar: Calendar
) -> dict[int, Mapping[str, Any]]:
    """The changes, with the durations of the reports of which a time has changed."""
    found = dict(changed)
    timed = [report_id for report_id, values in changed.items() if not values.keys().isdisjoint(DURATION_TIMES)]
    if timed:
        known = cursor.execute(
            f"SELECT report_id, {', '.join(DURATION_TIMES)} FROM facts WHERE report_id IN (SELECT unnest(?::BIGINT[]))",
            [timed],
        ).fetchall()
        for report_id, *times in known:
            values = changed[report_id]
            now = {**dict(zip(DURATION_TIMES, times, strict=True)), **values}
            found[report_id] = {**values, **_taken(now, calendar)}
    return found


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


def _insert(cursor: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Reports that were not there before."""
    _append(cursor, "facts", rows)
    _append(cursor, "open_reports", [row for row in rows if is_open(row)])
    cursor.executemany(
        "INSERT INTO arrivals VALUES ($channel, $first, $last, $simulated) ON CONFLICT DO UPDATE SET "
        "first_at = least(first_at, $first), last_at = greatest(last_at, $last), simulated = simulated OR $simulated",
        [_arrivals(channel, rows) for channel in sorted({row["channel"] for row in rows})],
    )


def _append(cursor: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """One statement takes `ROWS_AT_ONCE` rows, as a list for each column; a few are written as they are."""
    if 0 < len(rows) <= _FEW_ROWS:
        each = f"({', '.join('?' * len(_COLUMNS))})"
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(_COLUMNS)}) VALUES {', '.join([each] * len(rows))}",
            [row.get(name) for row in rows for name in _COLUMNS],
        )
        return
    names, lists = ", ".join(_COLUMNS), ", ".join(f"unnest(?::{_type(name)}[])" for name in _COLUMNS)
    for first in range(0, len(rows), ROWS_AT_ONCE):
        piece = rows[first : first + ROWS_AT_ONCE]
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {lists}", [[row.get(name) for row in piece] for name in _COLUMNS]
        )


def _type(column: str) -> str:
    return {"report_id": "BIGINT", "day": "DATE"}.get(column) or type_of(column)


def _arrivals(channel: str, rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """When a channel was heard from in these rows, first and last, and whether simulated reports came by it."""
    times = [row["received_at"] for row in rows if row["channel"] == channel]
    simulated = any(row["simulated"] for row in rows if row["channel"] == channel)
    return {"channel": channel, "first": min(times), "last": max(times), "simulated": simulated}


def _change(cursor: duckdb.DuckDBPyConnection, changed: Mapping[int, Mapping[str, Any]]) -> None:
    """Facts of known reports: changes of the same facts go in one statement. Who is closed now leaves the open set."""
    by_facts: dict[tuple[str, ...], list[tuple[int, Mapping[str, Any]]]] = {}
    for report_id, values in changed.items():
        if values:
            by_facts.setdefault(tuple(sorted(values)), []).append((report_id, values))
    for names, rows in by_facts.items():
        payload = json.dumps(
            [{"report_id": report_id} | {name: _text(values[name]) for name in names} for report_id, values in rows]
        )
        shape = json.dumps([{"report_id": "BIGINT"} | {name: type_of(name) for name in names}])
        sets = ", ".join(f"{name} = incoming.{name}" for name in names)
        for table in ("facts", "open_reports"):
            cursor.execute(
                f"UPDATE {table} SET {sets} FROM "
                "(SELECT unnest(from_json_strict(?::JSON, ?), recursive := true)) AS incoming "
                f"WHERE {table}.report_id = incoming.report_id",
                [payload, shape],
            )
    moved = [report_id for report_id, values in changed.items() if "status" in values or "retracted" in values]
    if moved:
        _move(cursor, moved)


def _move(cursor: duckdb.DuckDBPyConnection, report_ids: Sequence[int]) -> None:
    """Take out of the open set who is closed now, and into it who is open again."""
    cursor.execute(f"DELETE FROM open_reports WHERE NOT ({OPEN})")
    held = {row[0] for row in cursor.execute("SELECT report_id FROM open_reports").fetchall()}
    away = [report_id for report_id in report_ids if report_id not in held]
    if away:
        marks = ", ".join("?" * len(away))
        cursor.execute(f"INSERT INTO open_reports SELECT * FROM facts WHERE report_id IN ({marks}) AND {OPEN}", away)


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
