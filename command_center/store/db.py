"""The database: one way to read, one way to write, the same on SQLite and PostgreSQL."""

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    InterfaceError,
    InternalError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from command_center.errors import BadSetting, StoreUnavailable
from command_center.store.changes import Changes
from command_center.store.rows import remember

T = TypeVar("T")
log = structlog.get_logger(__name__)

BUSY_SECONDS = 5.0
"""How long a statement waits for another process's lock before the caller is told to come back."""
USE = "use sqlite:////folder/file.sqlite or postgresql+psycopg://user:secret@host/name"
TRIES = 4
IN_THE_WAY = ("40P01", "40001")
"""PostgreSQL ended a transaction since two waited for each other, or could not be put in an order: run again, it goes."""
GROUP = 256
"""Most writes that share one commit on SQLite."""


class Database:
    """Connections to the one database of the installation.

    SQLite takes one writer at a time, and each commit waits for the disk: writes of all threads go through one thread
    that commits them in groups. PostgreSQL does both by itself.
    """

    def __init__(self, url: str) -> None:
        try:
            parsed = make_url(url)
            parsed.get_dialect().import_dbapi()
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise BadSetting(f"DATABASE_URL cannot be used ({_cause(error)}): {USE}") from error
        self.url = url
        self.dialect = parsed.get_backend_name()
        if self.dialect not in ("sqlite", "postgresql"):
            raise BadSetting(f"DATABASE_URL: {self.dialect} is not supported; {USE}")
        self.changes = Changes()
        """Rings after every commit."""
        self.appended = Changes()
        """Rings after a unit of work, which appends to the event log."""
        self._writer: _GroupWriter | None = None
        self._refused = False
        if self.dialect == "sqlite":
            if parsed.database in (None, "", ":memory:"):
                raise BadSetting("DATABASE_URL: SQLite needs a file, for example sqlite:////srv/command_center.sqlite")
            Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
            self.engine = _sqlite_engine(url, "BEGIN")
            self._writer = _GroupWriter(_sqlite_engine(url, "BEGIN IMMEDIATE"))
        else:
            self.engine = create_engine(
                url, pool_pre_ping=True, pool_size=10, max_overflow=20, pool_timeout=BUSY_SECONDS, hide_parameters=True
            )

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading, in one consistent snapshot. Raises StoreUnavailable."""
        with _named_errors(), self.engine.connect() as connection:
            yield connection

    def write(self, work: Callable[[Connection], T], *, one_statement: bool = False) -> T:
        """Run `work` in one transaction; on return its changes are durable, on any exception none of them is kept.

        `work` must be quick and must not wait for another write: on SQLite it runs on the writer's thread. It may run
        again from its beginning, so it changes nothing but the database.
        `one_statement` promises that it changes something by one statement at most, which needs no savepoint.
        Raises StoreUnavailable where the database did not take it, and whatever `work` raises.
        """
        try:
            result = self._writer.run(work, one_statement) if self._writer is not None else self._write_at_once(work)
        except StoreUnavailable:
            self._refused = True
            raise
        self._refused = False
        self.changes.ring()
        return result

    def check_writing(self) -> None:
        """Where the last write was refused, try a small one. Raises StoreUnavailable where the database takes none still."""
        if self._refused:
            self.write(lambda connection: remember(connection, "writing_tried_at", datetime.now(UTC).isoformat()))

    def _write_at_once(self, work: Callable[[Connection], T]) -> T:
        """On PostgreSQL. A transaction that stood in another's way, so that the database ended it, is run again."""
        for tries_left in reversed(range(TRIES)):
            try:
                with _named_errors(), self.engine.begin() as connection:
                    return work(connection)
            except StoreUnavailable as error:
                if tries_left == 0 or getattr(getattr(error.__cause__, "orig", None), "sqlstate", "") not in IN_THE_WAY:
                    raise
                log.info("write_tried_again", problem=str(error))
        raise AssertionError("the last try returns or raises")

    def into_main_file(self) -> None:
        """On SQLite, move what was committed from the write-ahead log into the main file, as far as readers let it."""
        if self._writer is not None:
            with _named_errors(), self.engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database."""
        return Path(str(make_url(self.url).database)) if self.dialect == "sqlite" else None

    def close(self) -> None:
        """Finish waiting writes and let the connections go."""
        if self._writer is not None:
            self._writer.close()
        self.engine.dispose()


@dataclass(frozen=True, slots=True)
class _Write:
    """One waiting write; a savepoint keeps its failure from the others of its group."""

    work: Callable[[Connection], Any]
    future: Future[Any]
    one_statement: bool

    def run(self, connection: Connection) -> Any:
        if self.one_statement:
            return self.work(connection)
        connection.exec_driver_sql("SAVEPOINT one_of_group")
        try:
            result = self.work(connection)
        except BaseException:
            connection.exec_driver_sql("ROLLBACK TO one_of_group")
            connection.exec_driver_sql("RELEASE one_of_group")
            raise
        connection.exec_driver_sql("RELEASE one_of_group")
        return result


class _GroupWriter:
    """The one thread that writes to SQLite: takes what waits, commits it together, then tells every caller."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._queue: queue.SimpleQueue[_Write | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def run(self, work: Callable[[Connection], T], one_statement: bool) -> T:
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise StoreUnavailable("the database is being closed: try again after the restart")
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="sqlite-writer", daemon=True)
                self._thread.start()
            self._queue.put(_Write(work, future, one_statement))
        return future.result()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            thread = self._thread
        if thread is not None:
            self._queue.put(None)
            thread.join()
        self.engine.dispose()

    def _serve(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first]
            while len(group) < GROUP:
                try:
                    more = self._queue.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    self._queue.put(None)
                    break
                group.append(more)
            self._commit(group)

    def _commit(self, group: list["_Write"]) -> None:
        finished: list[tuple[Future[Any], Any]] = []
        try:
            with _named_errors(), self.engine.begin() as connection:
                for each in group:
                    try:
                        finished.append((each.future, each.run(connection)))
                    except OperationalError:
                        raise
                    except BaseException as error:
                        each.future.set_exception(error)
        except BaseException as error:
            for each in group:
                if not each.future.done():
                    each.future.set_exception(_copy(error))
            log.warning("write_group_refused", size=len(group), problem=str(error))
            return
        for future, result in finished:
            future.set_result(result)


def _copy(error: BaseException) -> BaseException:
    """Each waiting thread raises its own exception object, so that tracebacks do not pile up on one."""
    return StoreUnavailable(str(error)) if isinstance(error, StoreUnavailable) else error


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise StoreUnavailable(f"the database cannot be used now: {_cause(error)}") from error
    except DBAPIError as error:
        # InternalError: PostgreSQL is read-only for the seconds of a fail-over; DatabaseError: a damaged or full file.
        if error.connection_invalidated or type(error) in (InternalError, DatabaseError):
            raise StoreUnavailable(f"the database cannot be used now: {_cause(error)}") from error
        raise


def _cause(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def _sqlite_engine(url: str, begin: str) -> Engine:
    """Autocommit off the driver's hands, so that transactions start where SQLAlchemy says, with the lock they need."""
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # FULL, not NORMAL: an acknowledged message must survive a power cut.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-65536")
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
