"""Puts a backup in the place of the data, alone on them, with tracking numbers that go on behind all that were given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from command_center.errors import CommandCenterError
from command_center.settings import Settings
from command_center.store import backup_postgres, backup_sqlite
from command_center.store.alerts import RESTORED
from command_center.store.answers import doubt_restored
from command_center.store.backup import BackupRefused, Contents, contents
from command_center.store.db import Database
from command_center.store.rows import remember
from command_center.store.tracking_numbers import AHEAD, NUMBERS, TrackingNumbers, has_log, read_kept
from program.var_lock import DataLock, beside

UNSURE = timedelta(minutes=30)
"""How long receipts may still settle what waited in a backup, before a person is told."""
RUNNING = "a server, worker or command uses the data: stop it first, then restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What is in the database now, where the former data lie, how numbers go on; `guessed` where nobody knew.

    `plain_copy`: the file was a copy of a database in use, whose newest reports may be missing. `doubted` answers waited in it
    and may have been sent since.
    """

    held: Contents
    aside: str
    numbers: Mapping[str, int]
    guessed: bool
    plain_copy: bool = False
    doubted: int = 0


def restore(settings: Settings, backup: Path, now: datetime, *, replace: bool) -> Restored:
    """Put `backup` in the place of the data. Raises BackupRefused, or BadSetting where somebody works on them."""
    db = Database(settings.database)
    plain_copy = False
    lock = DataLock(beside(db.file, settings.var_dir))
    try:
        lock.hold(RUNNING)
        if db.file is not None:
            # Before it is opened: the last one to leave a database takes its log away.
            plain_copy = not has_log(backup)
            held = backup_sqlite.checked(backup)
            plain_copy = plain_copy and backup_sqlite.was_in_use(backup)
        else:
            backup_postgres.check(backup, db.url)
        present = _present(db)
        if present is not None and present.reports and not replace:
            raise BackupRefused(
                f"the database holds {present}: --replace puts the backup in its place and keeps it beside"
            )
        known = dict(present.numbers) if present is not None else {}
        if db.file is not None:
            # Nobody must hold the file that is moved away.
            db.close()
            moved = backup_sqlite.put_back(backup, db.file, now)
            aside = str(moved or "")
            db = Database(settings.database)
        else:
            aside = f"schema {backup_postgres.put_back(backup, db, now)}" if present is not None else ""
            with db.read() as connection:
                held = contents(connection)
        file = settings.var_dir / NUMBERS
        guessed = not known and not read_kept(file)
        numbers = TrackingNumbers(db, file)
        numbers.go_on(at_least=known, ahead=AHEAD if guessed else 0)
        # Alerts that stand in the backup were told by the installation that it was made of.
        db.write(lambda connection: remember(connection, RESTORED, now.isoformat()))
        doubted = doubt_restored(db, now + UNSURE)
        return Restored(held, aside, numbers.kept(), guessed, plain_copy, doubted)
    finally:
        db.close()
        lock.close()


def _present(db: Database) -> Contents | None:
    """What the database holds before; None where it is not there or cannot be read, which is why one restores."""
    if db.file is not None and not db.file.exists():
        return None
    try:
        if db.file is not None:
            return backup_sqlite.read_contents(db.file)
        with db.read() as connection:
            return contents(connection)
    except CommandCenterError:
        return None
    except Exception:
        # PostgreSQL without our tables: nothing is there that could be lost.
        return None
