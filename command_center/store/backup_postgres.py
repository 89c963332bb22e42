"""Backup and restore of a PostgreSQL database, by its own pg_dump and pg_restore."""

import os
import shutil
import subprocess
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url, text

from command_center.errors import CommandCenterError
from command_center.store.backup import BackupRefused, Contents, contents, refuse_to_overwrite
from command_center.store.db import Database
from command_center.store.schema import upgrade

_NEEDED = ("reports", "events", "inbox", "counters", "alembic_version")


def back_up(db: Database, target: Path, *, overwrite: bool) -> Contents:
    """Dump the database into one file; returns what it held when the dump began, all of which is in the dump.

    Raises BackupRefused; `target` is then as it was.
    """
    refuse_to_overwrite(target, overwrite)
    with db.read() as connection:
        held = contents(connection)
    part = target.with_name(target.name + ".part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        _run(db.url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=public", "--file", part)
        check(part, db.url)
        os.replace(part, target)
    except OSError as error:
        raise BackupRefused(f"the backup could not be written to {target}: {error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return held


def check(file: Path, url: str) -> None:
    """Raises BackupRefused where a file is no whole dump of a database of this program."""
    with file.open("rb") as opened:
        beginning = opened.read(16)
    if beginning.startswith(b"SQLite format 3"):
        raise BackupRefused(f"{file} is a backup of a SQLite database, and DATABASE_URL names PostgreSQL")
    if not beginning.startswith(b"PGDMP"):
        raise BackupRefused(f"{file} is no dump of PostgreSQL: name a file that `manage.py backup` made")
    # Writing it all out as SQL reads every block of the dump.
    _run(url, "pg_restore", "--file", os.devnull, file, connect=False)
    listed = _run(url, "pg_restore", "--list", file, connect=False)
    if missing := [name for name in _NEEDED if f"TABLE DATA public {name} " not in listed]:
        raise BackupRefused(f"{file} is not whole: it lacks the rows of {', '.join(missing)}")


def put_back(backup: Path, db: Database, now: datetime) -> str:
    """Put a checked dump in the place of the tables, which stay in a schema of their own; returns its name.

    The caller is alone on the data. Raises BackupRefused; the tables are then as they were.
    """
    aside = f"before_restore_{now:%Y%m%dt%H%M%S}"
    with db.read() as connection:
        others = connection.execute(
            text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        ).scalar_one()
    if others:
        raise BackupRefused(f"{others} others use the database: stop every server and worker first, then restore")
    _schemas(db, f"ALTER SCHEMA public RENAME TO {aside}", "CREATE SCHEMA public")
    try:
        _run(
            db.url,
            "pg_restore",
            *("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "--schema=public"),
            backup,
        )
        upgrade(db)
    except CommandCenterError as error:
        _schemas(db, "DROP SCHEMA public CASCADE", f"ALTER SCHEMA {aside} RENAME TO public")
        raise BackupRefused(f"{backup} was not put back, all is as it was: {error}") from error
    return aside


def _schemas(db: Database, *statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    # A connection remembers what it prepared for the tables that it knew.
    db.engine.dispose()


def _run(url: str, program: str, *arguments: str | Path, connect: bool = True) -> str:
    """Run one of PostgreSQL's programs; the password goes by the environment, where no process list shows it."""
    if shutil.which(program) is None:
        raise BackupRefused(f"{program} is not installed: install PostgreSQL's client (Debian: postgresql-client)")
    parsed = make_url(url)
    address = parsed.set(drivername="postgresql", password=None).render_as_string()
    environment = os.environ | ({"PGPASSWORD": str(parsed.password)} if parsed.password else {})
    command = [program, *(("--dbname", address) if connect else ()), *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        said = [line for line in done.stderr.strip().splitlines() if "error" in line.lower()] or ["no reason given"]
        raise BackupRefused(f"{program} ended with exit code {done.returncode}: {said[0]}")
    return done.stdout
