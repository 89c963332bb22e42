"""A database that a module shares and each of its tests finds as it was at first: SQLite alone."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from command_center.store.db import Database


@contextmanager
def as_at_first(db: Database) -> Iterator[Callable[[], None]]:
    """Keeps what the database holds now; what it gives puts that back, whatever was written since."""
    with closing(sqlite3.connect(":memory:")) as kept:
        with closing(sqlite3.connect(_file(db))) as now:
            now.backup(kept)

        def put_back() -> None:
            with closing(sqlite3.connect(_file(db))) as now:
                kept.backup(now)

        yield put_back


def _file(db: Database) -> str:
    assert db.file is not None, "a database of SQLite"
    return str(db.file)
