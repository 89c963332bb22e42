"""One way to write: all or nothing, durable on return, the same on SQLite and PostgreSQL."""

import shutil
import threading

import pytest
from sqlalchemy import text

from command_center.errors import BadSetting, StoreUnavailable
from command_center.store.db import Database


def put(value: int):
    return lambda connection: connection.execute(text("INSERT INTO t (n) VALUES (:n)"), {"n": value})


def count(db: Database) -> int:
    with db.read() as connection:
        return connection.execute(text("SELECT count(*) FROM t")).scalar_one()


@pytest.fixture
def table(database_url):
    db = Database(database_url)
    db.write(lambda connection: connection.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY)")))
    yield db
    db.close()


def test_what_was_written_is_there_for_another_connection(table, database_url):
    table.write(put(1))
    other = Database(database_url)
    assert count(other) == 1
    other.close()


def test_a_failing_write_keeps_nothing_and_harms_no_other(table):
    def half(connection):
        put(1)(connection)
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        table.write(half)
    table.write(put(2))
    assert count(table) == 1


def test_writes_of_many_threads_each_return_their_own_result(table):
    results: dict[int, int] = {}
    refused: list[int] = []

    def work(number: int) -> None:
        try:
            results[number] = table.write(lambda connection: put(number % 50)(connection) and number)
        except Exception:
            refused.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 50
    assert len(refused) == 50, "each value is taken once: the second writer of it is refused, nobody else"
    assert all(key == value for key, value in results.items())
    assert count(table) == 50


def test_a_commit_rings(table):
    seen = table.changes.count
    table.write(put(1))
    assert table.changes.wait(seen, 0) > seen


def test_a_lock_that_another_process_holds_is_named_until_it_is_gone(tmp_path, migrated_file):
    url = f"sqlite:///{shutil.copyfile(migrated_file, tmp_path / 'locked.sqlite')}"
    holder, asker = Database(url), Database(url + "?timeout=0.2")
    holder.write(lambda connection: connection.execute(text("CREATE TABLE t (n INTEGER)")))
    entered, leave = threading.Event(), threading.Event()

    def hold(connection):
        put(1)(connection)
        entered.set()
        leave.wait(60)

    thread = threading.Thread(target=lambda: holder.write(hold))
    thread.start()
    assert entered.wait(60)
    with pytest.raises(StoreUnavailable, match="locked"):
        asker.write(put(2))
    with pytest.raises(StoreUnavailable, match="locked"):
        asker.check_writing()
    leave.set()
    thread.join()
    asker.check_writing()
    asker.write(put(3))
    assert count(asker) == 2
    holder.close()
    asker.close()


@pytest.mark.parametrize("url", ["mysql://host/db", "sqlite://", "sqlite:///:memory:"])
def test_a_database_that_cannot_serve_is_refused_with_what_to_use(url):
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        Database(url)


def test_a_server_that_is_not_there_is_unavailable_not_a_crash():
    db = Database("postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=1")
    with pytest.raises(StoreUnavailable), db.read():
        pass
    db.close()
