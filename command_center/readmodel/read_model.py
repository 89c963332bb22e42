"""Feeds the read model from the event log: facts and the head they stand for change in one transaction."""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import structlog

from command_center.domain.events import CALL_FACTS, FACTS, TIMES, Event, EventKind
from command_center.errors import StoreUnavailable
from command_center.readmodel.schema import CREATE, VERSION, type_of
from command_center.store.changes import Changes
from command_center.store.event_log import EventLog

log = structlog.get_logger(__name__)

AT_ONCE = 5000
POLL_SECONDS = 0.1
"""How often the log is asked where another process may have written; our own commits ring."""

Listener = Callable[[Sequence[Event]], None]
_COLUMNS = ("report_id", "day", *FACTS)


class ReadModel:
    """A DuckDB file of this process, that can be thrown away at any time and filled from the log again."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, zone: tzinfo, file: Path | None = None) -> None:
        self.connection = connection
        self.zone = zone
        self._file = file

    @classmethod
    def open(cls, file: Path | None, zone: tzinfo) -> "ReadModel":
        """The read model in `file` (None: in memory). One that cannot be read or is of another version starts empty.

        `zone` decides on which day a report was received.
        """
        return cls(_open(file), zone, file)

    def reopen(self) -> None:
        """Open the file again after an error that closed it; starts empty where it cannot be read."""
        with suppress(duckdb.Error):
            self.connection.close()
        self.connection = _open(self._file)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for one thread's queries, in one snapshot each."""
        return self.connection.cursor()

    def head(self) -> int:
        """The last event of the log that the facts contain."""
        row = self.cursor().execute("SELECT seq FROM head").fetchone()
        return int(row[0]) if row else 0

    def mark(self) -> str:
        """What `apply` was told of the last event; "" before the first."""
        row = self.cursor().execute("SELECT mark FROM head").fetchone()
        return str(row[0]) if row else ""

    def clear(self) -> None:
        """Forget everything."""
        with self.cursor() as cursor:
            cursor.execute("BEGIN")
            for table in ("facts", "calls", "head"):
                cursor.execute(f"DELETE FROM {table}")
            cursor.execute("COMMIT")

    def apply(self, events: Sequence[Event], mark: str = "") -> None:
        """Take events into the facts; they must follow the head. `mark` is that of the last one in its log."""
        if not events:
            return
        fresh, changed, calls = self._fold(events)
        with self.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                if fresh:
                    _insert(cursor, list(fresh.values()))
                if changed:
                    _change(cursor, changed, self.zone)
                if calls:
                    cursor.executemany("INSERT INTO calls VALUES (?, ?, ?, ?)", calls)
                cursor.execute("DELETE FROM head")
                cursor.execute("INSERT INTO head VALUES (?, ?, ?)", [events[-1].seq, VERSION, mark])
                cursor.execute("COMMIT")
            except BaseException:
                # A commit that failed for lack of space has ended the transaction already.
                with suppress(duckdb.Error):
                    cursor.execute("ROLLBACK")
                raise

    def _fold(
        self, events: Sequence[Event]
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
                fresh[event.report_id] = _row(event.report_id, event.data, self.zone)
            elif event.report_id in fresh:
                fresh[event.report_id] |= _values(event.data)
            else:
                changed.setdefault(event.report_id, {}).update(_values(event.data))
        return fresh, changed, calls


class Feed:
    """Follows the log into the read model and tells listeners what came, after the facts have it."""

    def __init__(self, model: ReadModel, log_: EventLog) -> None:
        self.model = model
        self.fed = Changes()
        self._log = log_
        self._listeners: list[Listener] = []
        self._seq = model.head()
        self._check()

    def _check(self) -> None:
        """Start anew where the facts are not those of this log: another database, or one that was restored."""
        expected = self._log.mark(self._seq)
        if self._seq and (not expected or self.model.mark() != expected):
            log.warning("read_model_starts_anew", reason="it was filled from another log, or the database was restored")
            self.model.clear()
            self._seq = 0

    @property
    def head(self) -> int:
        """The last event that the facts contain."""
        return self._seq

    def listen(self, listener: Listener) -> None:
        """Call `listener` with each batch of events from now on."""
        self._listeners.append(listener)

    def run_once(self) -> int:
        """Take what is new, at most 5,000 events; returns how many."""
        events = self._log.after(self._seq, AT_ONCE)
        if not events:
            if self._log.head() < self._seq:
                self._check()
            return 0
        self.model.apply(events, self._log.mark(events[-1].seq))
        self._seq = events[-1].seq
        for listener in self._listeners:
            listener(events)
        self.fed.ring()
        return len(events)

    def catch_up(self) -> None:
        """Take everything that is in the log."""
        while self.run_once():
            pass

    def run(self, stop: threading.Event) -> None:
        """Follow the log until `stop` is set."""
        while not stop.is_set():
            seen = self._log.changes.count
            try:
                taken = self.run_once()
            except StoreUnavailable as error:
                log.warning("feed_waits", problem=str(error))
                stop.wait(0.5)
                continue
            except duckdb.Error as error:
                log.error("read_model_failed", problem=str(error).splitlines()[0])
                stop.wait(1.0)
                self.model.reopen()
                self._seq = self.model.head()
                self._check()
                continue
            if taken == 0:
                self._log.changes.wait(seen, POLL_SECONDS)


def _open(file: Path | None) -> duckdb.DuckDBPyConnection:
    if file is None:
        return _prepared(duckdb.connect(":memory:"))
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = _prepared(duckdb.connect(str(file)))
        if _stored_version(connection) in (None, VERSION):
            return connection
        connection.close()
        reason = "another version"
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            log.warning("read_model_in_memory", problem="the file is in use by another process of this machine")
            return _prepared(duckdb.connect(":memory:"))
        reason = str(error).splitlines()[0]
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
    log.warning("read_model_starts_anew", file=str(file), reason=reason)
    for each in (file, file.with_name(file.name + ".wal")):
        each.unlink(missing_ok=True)
    return _prepared(duckdb.connect(str(file)))


def _prepared(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    connection.execute("SET threads TO 2")
    connection.execute("SET memory_limit TO '256MB'")
    for statement in CREATE:
        connection.execute(statement)
    return connection


def _stored_version(connection: duckdb.DuckDBPyConnection) -> str | None:
    row = connection.execute("SELECT version FROM head").fetchone()
    return str(row[0]) if row else None


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


def _change(cursor: duckdb.DuckDBPyConnection, changed: Mapping[int, Mapping[str, Any]], zone: tzinfo) -> None:
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
