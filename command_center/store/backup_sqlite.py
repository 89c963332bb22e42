"""Backup and restore of a SQLite database, by SQLite's own online backup: writers go on meanwhile."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import create_engine

from command_center.errors import BadSetting
from command_center.store.backup import BackupRefused, Contents, Progress, contents, refuse_to_overwrite
from command_center.store.db import Database
from command_center.store.schema import upgrade
from command_center.store.tracking_numbers import A_BACKUP, IN_USE, STATE

PAGES_AT_ONCE = 4096
"""16 MiB: often enough for a progress bar."""
_BESIDE = ("", "-wal", "-shm", "-journal")


def back_up(source: Path, target: Path, *, overwrite: bool, progress: Progress) -> Contents:
    """Copy a database in use into one file that needs no other; returns what it holds.

    All that was committed before the call is in it. Raises BackupRefused; `target` is then as it was.
    """
    if not source.exists():
        raise BackupRefused(f"there is no database at {source} yet: start the server once, or set VAR_DIR")
    refuse_to_overwrite(target, overwrite)
    if target.exists() and target.samefile(source):
        raise BackupRefused("a backup cannot take the place of the database itself: choose another file")
    before = read_contents(source)
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy(source, part, progress)
        _stamp(part, A_BACKUP)
        held = checked(part)
        if held.lacks(before):
            raise BackupRefused(f"the copy holds less than the database did ({held}; before: {before}): try again")
        _to_disk(part)
        os.replace(part, target)
        _to_disk(target.absolute().parent)
    except (sqlite3.Error, OSError) as error:
        raise BackupRefused(f"the backup could not be written to {target}: {error}") from error
    finally:
        for each in _BESIDE:
            with suppress(OSError):
                part.with_name(part.name + each).unlink(missing_ok=True)
    return held


def checked(file: Path) -> Contents:
    """What a backup holds, after a look at every page of it. Raises BackupRefused where it cannot be used."""
    try:
        with file.open("rb") as opened:
            if opened.read(16) != b"SQLite format 3\0":
                raise BackupRefused(f"{file} is no SQLite database: name a file that `manage.py backup` made")
        with closing(_connect(file)) as connection:
            found = connection.execute("PRAGMA integrity_check(3)").fetchall()
            if found != [("ok",)]:
                raise BackupRefused(f"{file} is damaged ({found[0][0]}): use another backup")
            if row := connection.execute("PRAGMA foreign_key_check").fetchone():
                raise BackupRefused(f"{file} is damaged: a row of {row[0]} refers to one that is not there")
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
                raise BackupRefused(f"{file} is a database of another program")
        return read_contents(file)
    except (sqlite3.Error, OSError) as error:
        raise BackupRefused(f"{file} cannot be read ({error}): use another backup") from error


def was_in_use(file: Path) -> bool:
    """Whether a file was copied while somebody worked on it: without the log beside it, it lacks the newest rows."""
    with closing(_connect(file)) as connection:
        found = connection.execute("SELECT value FROM facts_of_instance WHERE name = ?", (STATE,)).fetchone()
    return found is not None and found[0] == IN_USE


def put_back(backup: Path, database: Path, now: datetime) -> Path | None:
    """Put a checked backup in the place of the database, which is moved beside; returns where (None: there was none).

    The caller is alone on the data. Raises BackupRefused; the database is then as it was.
    """
    fresh = database.with_name(database.name + ".restoring")
    database.absolute().parent.mkdir(parents=True, exist_ok=True)
    try:
        fresh.unlink(missing_ok=True)
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy(backup, fresh, lambda _done, _all: None)
        _stamp(fresh, "")
        # What this program cannot bring up to date must not take the place of what it can use.
        trial = Database(f"sqlite:///{fresh}")
        try:
            upgrade(trial)
        finally:
            trial.close()
        _to_disk(fresh)
        aside = _aside(database, now)
        os.replace(fresh, database)
        _to_disk(database.absolute().parent)
    except (sqlite3.Error, OSError, BadSetting) as error:
        raise BackupRefused(f"{backup} was not put back: {error}") from error
    finally:
        for each in _BESIDE:
            with suppress(OSError):
                fresh.with_name(fresh.name + each).unlink(missing_ok=True)
    return aside


def read_contents(file: Path) -> Contents:
    """What a SQLite database holds now. Raises sqlite3.Error, BackupRefused for one without our tables."""
    engine = create_engine("sqlite://", creator=lambda: _connect(file))
    try:
        with engine.connect() as connection:
            return contents(connection)
    except Exception as error:
        raise BackupRefused(f"{file} is not a database of this program ({error.__cause__ or error})") from error
    finally:
        engine.dispose()


def _aside(database: Path, now: datetime) -> Path | None:
    if not database.exists():
        return None
    aside = database.with_name(f"{database.name}.before-restore-{now:%Y%m%dT%H%M%S}")
    for each in _BESIDE:
        # The log goes along: what it holds belongs to the old database, and to no other.
        beside = database.with_name(database.name + each)
        if beside.exists():
            os.replace(beside, aside.with_name(aside.name + each))
    return aside


def _copy(source: Path, target: Path, progress: Progress) -> None:
    with closing(_connect(source)) as old, closing(sqlite3.connect(target)) as new, _snapshot(old):
        old.backup(new, pages=PAGES_AT_ONCE, progress=lambda _status, left, whole: progress(whole - left, whole))
        new.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Read one state while others write: without it, each commit of theirs would begin the copy anew."""
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    try:
        yield
    finally:
        connection.rollback()


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=30)
    connection.execute("PRAGMA query_only=ON")
    return connection


def _stamp(file: Path, state: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO facts_of_instance (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (STATE, state),
        )


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
