"""Brings the database's tables to what this version of the program needs, and tells whether they are."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from command_center.errors import BadSetting
from command_center.store.db import Database
from command_center.store.tables import metadata

_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 3374_0002
"""Key of the PostgreSQL advisory lock that lets one of several starting processes migrate."""


def upgrade(db: Database) -> None:
    """Create or migrate the tables; several processes may start at once.

    Raises BadSetting where the database is of a later version than this program.
    """

    def migrate(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        present = MigrationContext.configure(connection).get_current_revision()
        if present == newest():
            return
        config = _config(connection)
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if present is not None and present not in known:
            raise BadSetting(
                f"the database is of version {present}, which this program does not know: start the newer program, "
                "or restore a backup made before its first start"
            )
        command.upgrade(config, "head")

    db.write(migrate)


def newest() -> str:
    """Revision of the newest migration, as its file is called: loading all of them costs every command a tenth of a second."""
    return max(file.stem.partition("_")[0] for file in _MIGRATIONS.glob("versions/[0-9]*.py"))


def new_revision(db: Database, message: str, revision_id: str) -> None:
    """Write a migration for what the tables in the code have and the database has not (for developers)."""

    def generate(connection: Connection) -> None:
        command.revision(_config(connection), message, autogenerate=True, rev_id=revision_id)

    db.write(generate)


def differences(db: Database) -> list[object]:
    """What the tables in the code and in the database differ in; empty where a migration is complete."""
    with db.read() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config
