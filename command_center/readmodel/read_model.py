"""The read model: a DuckDB file of this process with the facts of every report, as of one position in the log."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import tzinfo
from pathlib import Path

import duckdb
import structlog

from command_center.domain.events import Event
from command_center.domain.working_days import Calendar
from command_center.errors import StoreUnavailable
from command_center.readmodel.clock import DURATIONS, TIMES, calendar_of, set_clock, with_durations
from command_center.readmodel.clock import TABLES as CLOCK_TABLES
from command_center.readmodel.grains import GRAINS, with_grains
from command_center.readmodel.projection import project
from command_center.readmodel.remembered import KeptPast
from command_center.readmodel.schema import CREATE, TABLES, VERSION
from command_center.store.event_log import BEGINNING, LogPosition

log = structlog.get_logger(__name__)


class ReadModel:
    """Facts that can be thrown away at any time and filled from the log again."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, zone: tzinfo, calendar: Calendar, file: Path | None = None
    ) -> None:
        self.connection = connection
        self.zone = zone
        self.calendar = calendar
        self.remembered = KeptPast()
        self._file = file
        self._broken = self._unreadable = False
        self._reached = self._wanted = 0
        """Number of the last event taken, and of the one up to which nothing is answered: what is filled anew is not whole."""

    @classmethod
    def open(cls, file: Path | None, zone: tzinfo, calendar: Calendar) -> "ReadModel":
        """The read model in `file` (None: in memory). One that cannot be read or is of another version starts empty.

        `zone` decides on which day a report was received, `calendar` how many working days passed since: where it is
        another version than that of the file, what was counted is counted anew.
        """
        model = cls(_open(file, calendar), zone, calendar, file)
        model._reached = model.position().seq
        return model

    def close(self) -> None:
        """Let the file go."""
        self.connection.close()

    def recover(self, upto: int = 0) -> LogPosition:
        """Where the facts stand after something failed: a file that DuckDB gave up is opened again first, and starts
        empty where it cannot be read; then nothing is answered until event `upto` was taken.
        """
        if self._broken:
            with suppress(duckdb.Error):
                self.connection.close()
            if self._unreadable and self._file is not None:
                # Opened again it would fail at the same place, since that place is read by who asks for it alone.
                log.warning("read_model_starts_anew", file=str(self._file), reason="a part of it cannot be read")
                _remove(self._file)
            self.connection = _open(self._file, self.calendar)
            self._broken = self._unreadable = False
            self.remembered.forget()
        position = self.position()
        if position.seq < self._reached:
            self._reached, self._wanted = position.seq, upto
        return position

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for one thread's queries, in one snapshot each."""
        return self.connection.cursor()

    def lost(self) -> bool:
        """Whether the file failed somebody who read in it, so that it must be opened again: see `recover`."""
        return self._broken

    @contextmanager
    def snapshot(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for one thread's queries, which all see the same facts.

        Raises StoreUnavailable where the file cannot be read: who projects opens it again, or fills another from the log. Until
        that one has what the first had, it raises it too: figures of half a city are worse than none.
        """
        self.check_whole()
        connection = self.connection
        try:
            with connection.cursor() as cursor:
                cursor.execute("BEGIN")
                try:
                    yield cursor
                finally:
                    with suppress(duckdb.Error):
                        cursor.execute("ROLLBACK")
        except duckdb.Error as error:
            if not _is_of_the_file(error):
                raise
            self._note(error, connection)
            raise StoreUnavailable("the read model cannot be read now: it is made anew from the log") from error

    def check_whole(self) -> None:
        """Raises StoreUnavailable while it is filled anew."""
        if self._reached < self._wanted:
            raise StoreUnavailable(f"the read model is filled anew: event {self._reached} of {self._wanted}")

    def head(self) -> int:
        """Number of the last event that queries see. Raises StoreUnavailable, as `snapshot` does."""
        with self.snapshot() as cursor:
            row = cursor.execute("SELECT seq FROM head").fetchone()
        return int(row[0]) if row else 0

    def position(self) -> LogPosition:
        """The last event of the log that the facts contain."""
        with self._watched(), self.cursor() as cursor:
            row = cursor.execute("SELECT seq, mark FROM head").fetchone()
        return LogPosition(int(row[0]), str(row[1])) if row else BEGINNING

    def clear(self, upto: int = 0) -> LogPosition:
        """Forget everything, and stand at the beginning of a log; nothing is answered until its event `upto` was taken."""
        self._reached, self._wanted = 0, upto
        with self._watched(), self.cursor() as cursor:
            cursor.execute("BEGIN")
            for table in TABLES:
                cursor.execute(f"DELETE FROM {table}")
            cursor.execute("COMMIT")
        self.remembered.forget()
        return BEGINNING

    def apply(self, events: Sequence[Event], mark: str = "") -> None:
        """Take events into the facts and stand at the last one, whose mark in its log is `mark`, in one transaction.

        They must follow the position. After any error nothing of them is there.
        """
        if not events:
            return
        with self._watched(), self.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                project(cursor, events, self.zone, self.calendar)
                cursor.execute("DELETE FROM head")
                cursor.execute("INSERT INTO head VALUES (?, ?, ?)", [events[-1].seq, VERSION, mark])
                cursor.execute("COMMIT")
                self._reached = events[-1].seq
            except BaseException:
                # A commit that failed for lack of space has ended the transaction already.
                with suppress(duckdb.Error):
                    cursor.execute("ROLLBACK")
                raise

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Remember that DuckDB failed: some errors shut the whole file until it is opened again."""
        connection = self.connection
        try:
            yield
        except duckdb.Error as error:
            self._note(error, connection)
            raise

    def _note(self, error: duckdb.Error, connection: duckdb.DuckDBPyConnection) -> None:
        # Who began to read before the file was made anew may fail long after: that says nothing of the new one.
        if connection is not self.connection:
            return
        self._broken = True
        self._unreadable = self._unreadable or (_is_of_the_file(error) and "corrupt" in str(error).lower())


def _is_of_the_file(error: duckdb.Error) -> bool:
    """Whether the disk or the file is to blame and not what was asked. A checksum that differs is an error of no kind."""
    kinds = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.ConnectionException)
    return isinstance(error, kinds) or type(error) is duckdb.Error


def _open(file: Path | None, calendar: Calendar) -> duckdb.DuckDBPyConnection:
    if file is None:
        return _prepared(duckdb.connect(":memory:"), calendar)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(str(file))
        stored = _stored_version(connection)
        if stored is None:
            _drop(connection)
        if stored in (None, VERSION):
            return _prepared(connection, calendar)
        connection.close()
        reason = "another version"
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            log.warning("read_model_in_memory", problem="the file is in use by another process of this machine")
            return _prepared(duckdb.connect(":memory:"), calendar)
        reason = str(error).splitlines()[0]
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
    log.warning("read_model_starts_anew", file=str(file), reason=reason)
    _remove(file)
    return _prepared(duckdb.connect(str(file)), calendar)


def _remove(file: Path) -> None:
    for each in (file, file.with_name(file.name + ".wal")):
        each.unlink(missing_ok=True)


def _drop(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables that hold nothing of the log yet may be those of another version."""
    for table in (*TABLES, *CLOCK_TABLES):
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def _prepared(connection: duckdb.DuckDBPyConnection, calendar: Calendar) -> duckdb.DuckDBPyConnection:
    connection.execute("SET threads TO 2")
    connection.execute("SET memory_limit TO '256MB'")
    for statement in CREATE:
        connection.execute(statement)
    if calendar_of(connection) != calendar.version:
        _set_calendar(connection, calendar)
    return connection


def _set_calendar(connection: duckdb.DuckDBPyConnection, calendar: Calendar) -> None:
    """Let the clock run by another calendar, and count anew what was counted by the one before."""
    connection.execute("BEGIN")
    set_clock(connection, calendar)
    sets = ", ".join(f"{name} = again.{name}" for name in (*DURATIONS, *GRAINS))
    for table in ("facts", "open_reports"):
        if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
            again = with_grains(with_durations(f"(SELECT report_id, {', '.join(TIMES)} FROM {table})"))
            connection.execute(
                f"UPDATE {table} SET {sets} FROM ({again}) AS again WHERE {table}.report_id = again.report_id"
            )
    connection.execute("COMMIT")


def _stored_version(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The version of the tables in the file; None where it has none, or nothing of the log yet."""
    if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'head'").fetchone():
        return None
    row = connection.execute("SELECT version FROM head").fetchone()
    return str(row[0]) if row else None
