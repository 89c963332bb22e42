"""Migrations lead to exactly the tables that the code has, and a newer database is refused in words."""

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from command_center.errors import BadSetting
from command_center.store.schema import _config, differences, newest, upgrade


def test_migrations_lead_to_the_tables_of_the_code(db):
    assert differences(db) == []


def test_starting_again_changes_nothing(db):
    upgrade(db)
    assert differences(db) == []


def test_a_database_of_a_later_program_is_refused(db):
    db.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(BadSetting, match="9999"):
        upgrade(db)


def test_the_newest_migration_is_the_one_that_its_file_is_called_by(sqlite_db):
    with sqlite_db.read() as connection:
        assert newest() == ScriptDirectory.from_config(_config(connection)).get_current_head()
