"""The database of a first start, without rows: made once by each process of a test run, since migrating takes longer than most tests."""

import tempfile
from functools import cache
from pathlib import Path

from command_center.store.db import Database
from command_center.store.schema import upgrade

NAME = "command_center.sqlite"
"""What it is called in VAR_DIR."""


@cache
def empty_database() -> bytes:
    """A migrated SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / NAME
        database = Database(f"sqlite:///{file}")
        upgrade(database)
        database.close()
        return file.read_bytes()


def with_tables(var_dir: Path) -> Path:
    """The same folder, made where it is not there, with a migrated database in it unless it has one."""
    var_dir.mkdir(parents=True, exist_ok=True)
    file = var_dir / NAME
    if not file.exists():
        file.write_bytes(empty_database())
    return var_dir
