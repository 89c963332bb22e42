"""A backup is whole or it is not made; what cannot be used is not put back; both say why."""

import os
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest

from command_center.store import backup_postgres, backup_sqlite
from command_center.store.backup import BackupRefused, contents
from command_center.store.db import Database
from command_center.store.reports import Reports
from command_center.store.tracking_numbers import A_BACKUP, state

NOW = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)


def quiet(_done: int, _whole: int) -> None:
    pass


def take(db: Database, amount: int) -> None:
    Reports(db).write(lambda unit: unit.take_numbers("number-2026", amount))


def highest(file) -> int:
    return backup_sqlite.checked(file).numbers.get("number-2026", 0)


def back_up(db: Database, target, overwrite: bool = False):
    if db.file is not None:
        return backup_sqlite.back_up(db.file, target, overwrite=overwrite, progress=quiet)
    return backup_postgres.back_up(db, target, overwrite=overwrite)


def test_a_backup_holds_what_was_committed_and_only_its_owner_reads_it(db, tmp_path):
    take(db, 19)
    held = back_up(db, tmp_path / "backup")
    assert held.numbers == {"number-2026": 19}
    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith("backup")) == ["backup"]


def test_a_backup_does_not_replace_a_file_unasked(db, tmp_path):
    file = tmp_path / "backup"
    file.write_text("something else")
    with pytest.raises(BackupRefused, match="--overwrite"):
        back_up(db, file)
    assert file.read_text() == "something else"
    back_up(db, file, overwrite=True)
    assert file.read_bytes()[:5] in (b"SQLit", b"PGDMP")


def test_a_folder_that_is_not_there_is_named(db, tmp_path):
    with pytest.raises(BackupRefused, match="nowhere is no folder"):
        back_up(db, tmp_path / "nowhere" / "backup")


def test_a_backup_that_could_not_be_written_leaves_the_former_one(db, tmp_path, monkeypatch):
    file = tmp_path / "backup"
    file.write_text("the former one")
    (tmp_path / "backup.part").mkdir()
    with pytest.raises(BackupRefused):
        back_up(db, file, overwrite=True)
    assert file.read_text() == "the former one"


def test_a_backup_is_one_state_although_others_write_meanwhile(sqlite_db, tmp_path):
    """Two counters are raised together in each commit: in every backup they are equal."""
    with sqlite_db.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE ballast (n INTEGER PRIMARY KEY, b BLOB)")
        connection.exec_driver_sql(
            "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 6000) "
            "INSERT INTO ballast SELECT n, randomblob(4000) FROM c"
        )
    ended = threading.Event()

    def both() -> None:
        Reports(sqlite_db).write(
            lambda unit: (unit.take_numbers("number-2026", 1), unit.take_numbers("number-2027", 1))
        )

    def write() -> None:
        while not ended.is_set():
            both()

    both()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for each in writers:
        each.start()
    steps = []
    try:
        for number in range(3):
            held = backup_sqlite.back_up(
                sqlite_db.file,
                tmp_path / f"backup{number}",
                overwrite=False,
                progress=lambda done, _whole: steps.append(done),
            )
            assert held.numbers["number-2026"] == held.numbers["number-2027"]
    finally:
        ended.set()
        for each in writers:
            each.join()
    assert len(steps) > 3, "it was copied in several steps, with writes between them"


def test_a_backup_says_that_it_is_one(sqlite_db, tmp_path):
    back_up(sqlite_db, tmp_path / "backup")
    copy = Database(f"sqlite:///{tmp_path / 'backup'}")
    with copy.read() as connection:
        assert state(connection) == A_BACKUP
    copy.close()


def test_the_database_itself_is_no_target(sqlite_db):
    with pytest.raises(BackupRefused, match="database itself"):
        back_up(sqlite_db, sqlite_db.file, overwrite=True)


def test_no_database_is_said_and_not_made(tmp_path):
    with pytest.raises(BackupRefused, match="start the server once"):
        backup_sqlite.back_up(tmp_path / "none.sqlite", tmp_path / "backup", overwrite=False, progress=quiet)
    assert not (tmp_path / "none.sqlite").exists()


def damaged(file) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096 * 3)
        opened.write(os.urandom(4096 * 20))


def cut_short(file) -> None:
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)


def of_another_program(file) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE t (n)")


def text(file) -> None:
    file.write_text("SELECT 1;")


def empty(file) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("harm", [damaged, cut_short, of_another_program, text, empty])
def test_a_bad_file_is_refused_and_the_database_stays(db, tmp_path, harm):
    take(db, 19)
    file = tmp_path / "backup"
    back_up(db, file)
    harm(file)
    check = backup_sqlite.checked if db.file is not None else lambda named: backup_postgres.check(named, db.url)
    with pytest.raises(BackupRefused):
        check(file)
    with db.read() as connection:
        assert contents(connection).numbers == {"number-2026": 19}


def test_a_sqlite_backup_comes_back_and_the_former_data_stay_beside(sqlite_db, tmp_path):
    take(sqlite_db, 19)
    back_up(sqlite_db, tmp_path / "backup")
    take(sqlite_db, 6)
    file = sqlite_db.file
    # Killed: what it wrote last is still in the log beside the main file.
    shutil.copyfile(file, tmp_path / "killed.sqlite")
    shutil.copyfile(str(file) + "-wal", tmp_path / "killed.sqlite-wal")
    aside = backup_sqlite.put_back(tmp_path / "backup", tmp_path / "killed.sqlite", NOW)
    assert aside == tmp_path / "killed.sqlite.before-restore-20261120T070500"
    assert highest(tmp_path / "killed.sqlite") == 19
    assert highest(aside) == 25
    assert not (tmp_path / "killed.sqlite.restoring").exists()


def test_a_backup_of_a_later_program_is_not_put_back(sqlite_db, tmp_path):
    take(sqlite_db, 19)
    back_up(sqlite_db, tmp_path / "backup")
    with closing(sqlite3.connect(tmp_path / "backup")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    sqlite_db.close()
    with pytest.raises(BackupRefused, match="9999"):
        backup_sqlite.put_back(tmp_path / "backup", sqlite_db.file, NOW)
    assert highest(sqlite_db.file) == 19


@pytest.mark.needs("postgres")
class TestPostgres:
    @pytest.fixture
    def server_db(self, postgres, migrated_postgres):
        db = Database(postgres.new_database(migrated_postgres))
        yield db
        db.close()

    def test_a_dump_comes_back_and_the_former_tables_stay_in_a_schema(self, server_db, tmp_path):
        take(server_db, 19)
        back_up(server_db, tmp_path / "backup")
        take(server_db, 6)
        server_db.engine.dispose()
        aside = backup_postgres.put_back(tmp_path / "backup", server_db, NOW)
        with server_db.read() as connection:
            assert contents(connection).numbers == {"number-2026": 19}
            old = connection.exec_driver_sql(f"SELECT last FROM {aside}.counters WHERE name = 'number-2026'")
            assert old.scalar_one() == 25
        take(server_db, 1)
        back_up(server_db, tmp_path / "again")

    def test_a_dump_comes_back_into_an_empty_database(self, server_db, postgres, tmp_path):
        take(server_db, 19)
        back_up(server_db, tmp_path / "backup")
        other = Database(postgres.new_database())
        backup_postgres.put_back(tmp_path / "backup", other, NOW)
        with other.read() as connection:
            assert contents(connection).numbers == {"number-2026": 19}
        other.close()

    def test_nothing_is_put_back_while_others_use_the_database(self, server_db, tmp_path):
        back_up(server_db, tmp_path / "backup")
        other = Database(server_db.url)
        with other.read() as connection:
            connection.exec_driver_sql("SELECT 1")
            with pytest.raises(BackupRefused, match="stop every server"):
                backup_postgres.put_back(tmp_path / "backup", server_db, NOW)
        other.close()

    def test_a_dump_that_fails_half_way_changes_nothing(self, server_db, tmp_path):
        take(server_db, 19)
        with server_db.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        back_up(server_db, tmp_path / "backup")
        with server_db.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
        take(server_db, 1)
        server_db.engine.dispose()
        with pytest.raises(BackupRefused, match="all is as it was"):
            backup_postgres.put_back(tmp_path / "backup", server_db, NOW)
        with server_db.read() as connection:
            assert contents(connection).numbers == {"number-2026": 20}

    def test_a_sqlite_backup_is_named_as_what_it_is(self, server_db, sqlite_db, tmp_path):
        back_up(sqlite_db, tmp_path / "backup")
        with pytest.raises(BackupRefused, match="DATABASE_URL names PostgreSQL"):
            backup_postgres.check(tmp_path / "backup", server_db.url)

    def test_a_server_that_cannot_be_reached_is_a_plain_word_and_no_file(self, tmp_path, server_db):
        part = tmp_path / "backup"
        with pytest.raises(BackupRefused, match="pg_dump ended with exit code"):
            backup_postgres._run("postgresql+psycopg://nobody@127.0.0.1:1/none", "pg_dump", "--file", part)
        assert not part.exists()
