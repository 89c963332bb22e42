"""Tracking numbers that were given stay given: what is the highest, also when the database is an older one again."""

import fcntl
import os
import threading
from collections.abc import Mapping
from pathlib import Path

import structlog
from sqlalchemy import Connection, select

from command_center.errors import BadSetting
from command_center.store.db import Database
from command_center.store.rows import recall, remember, take_numbers
from command_center.store.tables import counters

log = structlog.get_logger(__name__)

NUMBERS = "tracking_numbers"
"""Name of the file in VAR_DIR."""
PREFIX = "number-"
"""Counters of tracking numbers are called by their year: ``number-2026``."""
AHEAD = 10_000
"""How many numbers a lost database may have given at most since its last sign: a number is never given twice, but
six digits hold a million of them a year."""
_RENEW = 5_000
STATE = "database_state"
IN_USE, A_BACKUP = "in use", "backup"
_RESERVED = "reserved-"


class TrackingNumbers:
    """The highest tracking number of each year: in the database, and in a small file beside the data that outlives it.

    `file` holds a line a year, ``number-2026 18``. It is raised after every commit that gave a number. On SQLite the
    main file of the database holds, besides, how far numbers may have gone: a plain copy of it lacks the newest rows.
    """

    def __init__(self, db: Database, file: Path) -> None:
        self._db = db
        self._file = file
        self._kept: dict[str, int] = {}
        self._reserved: dict[str, int] = {}
        self._lock = threading.Lock()

    def begin(self, *, whole: bool, alone: bool) -> str:
        """Before a number is given: go on behind all that were, and say why where some are left out ("" else).

        `whole` is whether the SQLite file had its write-ahead log when it was opened, or needs none; `alone` whether
        nobody else works on it.
        """
        with self._db.read() as connection:
            was = state(connection) if self._db.dialect == "sqlite" else ""
        if was == A_BACKUP:
            why = "the database is a backup that was put in place by hand; `manage.py restore` knows the last number"
            raised = self.go_on(ahead=AHEAD)
        elif was == IN_USE and not whole:
            why = (
                "the database is a plain copy of one in use: its newest reports may be missing. "
                "`manage.py backup` makes a whole copy"
            )
            raised = self.go_on(at_least=self.reserved())
        else:
            why = "the database is older than the numbers kept beside it"
            raised = self.go_on()
        if was == A_BACKUP or (was == IN_USE and alone):
            mark(self._db, "")
        if not raised:
            return ""
        return f"{why}. No number is given twice: they go on after " + ", ".join(
            f"LH-{name.removeprefix(PREFIX)}-{number:06d}" for name, number in sorted(raised.items())
        )

    def kept(self) -> dict[str, int]:
        """Counter -> highest number, as the file beside the data has it. Raises BadSetting where it is damaged."""
        try:
            return read_kept(self._file)
        except (OSError, ValueError) as error:
            raise BadSetting(
                f"{self._file} cannot be read ({error}): it keeps tracking numbers from being given twice. Write a line "
                '"number-YEAR HIGHEST" for each year into it, with the highest number that the city ever gave'
            ) from error

    def given(self, last: Mapping[str, int]) -> None:
        """Keep the numbers that a commit gave. Never raises: they are in the database by then."""
        with self._lock:
            higher = {name: number for name, number in last.items() if number > self._kept.get(name, 0)}
            if not higher:
                return
            self._kept |= higher
            try:
                _raise_kept(self._file, higher)
                self._reserve(higher)
            except Exception as error:
                log.error("highest_number_not_kept", file=str(self._file), problem=str(error))

    def go_on(self, *, at_least: Mapping[str, int] | None = None, ahead: int = 0) -> dict[str, int]:
        """Raise the counters to what was ever given: by the file, and by `at_least`; returns those that were raised.

        `ahead` numbers are left out besides, where newer ones may have been given that nobody here knows.
        """
        floor = dict(at_least or {})
        for name, number in self.kept().items():
            floor[name] = max(number, floor.get(name, 0))

        def lift(connection: Connection) -> dict[str, int]:
            raised = self._raised(connection, floor, ahead)
            for name, number in raised.items():
                take_numbers(connection, name, number - counted(connection).get(name, 0))
            return raised

        with self._db.read() as connection:
            needed = self._raised(connection, floor, ahead)
        raised = self._db.write(lift) if needed else {}
        with self._db.read() as connection:
            self.given(counted(connection))
        return raised

    @staticmethod
    def _raised(connection: Connection, floor: Mapping[str, int], ahead: int) -> dict[str, int]:
        present = counted(connection)
        wanted = {name: max(floor.get(name, 0), present.get(name, 0) + ahead) for name in {*floor, *present}}
        return {name: number for name, number in wanted.items() if number > present.get(name, 0)}

    def reserved(self) -> dict[str, int]:
        """Counter -> how far numbers may have gone at most, as the main file of a SQLite database has it."""
        with self._db.read() as connection:
            wanted = select(counters.c.name, counters.c.last).where(counters.c.name.like(f"{_RESERVED}%"))
            return {name.removeprefix(_RESERVED): last for name, last in connection.execute(wanted)}

    def _reserve(self, last: Mapping[str, int]) -> None:
        if self._db.dialect != "sqlite":
            return
        short = {name: number for name, number in last.items() if number + _RENEW > self._reserved.get(name, 0)}
        if not short:
            return

        def reserve(connection: Connection) -> dict[str, int]:
            now_reserved = {}
            for name, number in short.items():
                key = _RESERVED + name
                present = connection.execute(select(counters.c.last).where(counters.c.name == key)).scalar() or 0
                now_reserved[name] = max(present, number + AHEAD) if number + _RENEW > present else present
                if now_reserved[name] > present:
                    take_numbers(connection, key, now_reserved[name] - present)
            return now_reserved

        self._reserved |= self._db.write(reserve)
        self._db.into_main_file()


def counted(connection: Connection) -> dict[str, int]:
    """Counter -> highest number that the database gave."""
    wanted = select(counters.c.name, counters.c.last).where(counters.c.name.like(f"{PREFIX}%"))
    return {str(name): int(last) for name, last in connection.execute(wanted)}


def state(connection: Connection) -> str:
    """What a SQLite file is: `IN_USE`, `A_BACKUP`, or "" after an orderly end."""
    return recall(connection, STATE) or ""


def has_log(file: Path) -> bool:
    """Whether a SQLite file has its write-ahead log beside it."""
    return file.with_name(file.name + "-wal").exists()


def leave_in_order(db: Database) -> None:
    """Take the mark `IN_USE` away."""
    with db.read() as connection:
        in_use = state(connection) == IN_USE
    if in_use:
        mark(db, "")


def mark(db: Database, value: str) -> None:
    """Say what the file is, in the main file too, which is all that a plain copy has."""
    db.write(lambda connection: remember(connection, STATE, value))
    db.into_main_file()


def read_kept(file: Path) -> dict[str, int]:
    """Counter -> number of the lines of a file; empty where there is none. Raises ValueError for a damaged one."""
    if not file.exists():
        return {}
    kept = {}
    for line in file.read_text(encoding="ascii").splitlines():
        name, number = line.split()
        if not name.startswith(PREFIX):
            raise ValueError(f"{line!r} is no counter")
        kept[name] = int(number)
    return kept


def _raise_kept(file: Path, last: Mapping[str, int]) -> None:
    """Raise the numbers in the file; several processes may do so at once, and one may be killed in the middle."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.with_name(file.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = read_kept(file)
        higher = {name: max(number, kept.get(name, 0)) for name, number in last.items()}
        if higher.items() <= kept.items():
            return
        fresh = file.with_name(file.name + ".new")
        fresh.write_text("".join(f"{name} {number}\n" for name, number in sorted((kept | higher).items())), "ascii")
        os.replace(fresh, file)
