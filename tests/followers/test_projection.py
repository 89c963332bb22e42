"""The projection ends equal to the log: from any file, after any restart, of any database."""

import shutil
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from command_center.domain.working_days import WIB
from command_center.errors import StoreUnavailable
from command_center.followers.projection import projection
from command_center.readmodel.read_model import ReadModel
from command_center.store.db import Database
from command_center.store.event_log import EventLog, append
from tests.readmodel.facts import CALENDAR, received

ZONE = WIB
HEAD = 3 * 4096
"""Bytes at the beginning of DuckDB's file that say what is where."""
NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)


def write(db, *report_ids):
    db.write(lambda connection: append(connection, [received(0, NOW, report_id=each) for each in report_ids]))


def known(model):
    return [row[0] for row in model.cursor().execute("SELECT report_id FROM facts ORDER BY report_id").fetchall()]


@contextmanager
def running(follower):
    stop = threading.Event()
    thread = threading.Thread(target=follower.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_it_goes_on_where_the_file_stands(sqlite_db, tmp_path):
    file = tmp_path / "read.duckdb"
    first = ReadModel.open(file, ZONE, CALENDAR)
    write(sqlite_db, 1)
    projection(first, EventLog(sqlite_db)).catch_up()
    first.close()
    write(sqlite_db, 2)
    second = ReadModel.open(file, ZONE, CALENDAR)
    follower = projection(second, EventLog(sqlite_db))
    assert follower.run_once() == 1
    assert known(second) == [1, 2]
    assert second.position() == EventLog(sqlite_db).end()


def test_a_file_that_cannot_be_read_is_filled_again(sqlite_db, tmp_path):
    file = tmp_path / "read.duckdb"
    file.write_bytes(b"not a database at all" * 500)
    write(sqlite_db, 1)
    model = ReadModel.open(file, ZONE, CALENDAR)
    projection(model, EventLog(sqlite_db)).catch_up()
    assert known(model) == [1]


def test_a_file_with_a_part_that_cannot_be_read_is_filled_anew_though_nothing_comes_in(sqlite_db, tmp_path):
    """What a bad sector holds is read by a page, not by the projection, which takes only what is new."""
    file, every = tmp_path / "read.duckdb", list(range(1, 3001))
    write(sqlite_db, *every)
    first = ReadModel.open(file, ZONE, CALENDAR)
    projection(first, EventLog(sqlite_db)).catch_up()
    first.close()
    model = ReadModel.open(file, ZONE, CALENDAR)
    follower = projection(model, EventLog(sqlite_db), at_once=1000)
    follower.catch_up()
    with file.open("r+b") as opened:
        # All but its head, which was read already.
        opened.seek(HEAD)
        opened.write(b"\xff" * (file.stat().st_size - HEAD))
    with pytest.raises(StoreUnavailable), model.snapshot() as cursor:
        cursor.execute("FROM facts").fetchall()
    told = []
    while taken := follower.run_once():
        if follower.seq < len(every):
            with pytest.raises(StoreUnavailable, match="filled anew"), model.snapshot():
                pass
        told.append(taken)
    assert len(told) > 1, "figures of a part of the city were there to be shown"
    assert known(model) == every
    with model.snapshot() as cursor:
        assert cursor.execute("SELECT count(*) FROM facts").fetchone() == (len(every),)


def test_facts_of_another_log_are_answered_once_they_are_whole(sqlite_db):
    model = ReadModel.open(None, ZONE, CALENDAR)
    model.apply([received(5, NOW)])
    write(sqlite_db, *range(1, 31))
    follower = projection(model, EventLog(sqlite_db), at_once=20)
    follower.run_once()
    with pytest.raises(StoreUnavailable, match="filled anew"), model.snapshot():
        pass
    follower.catch_up()
    with model.snapshot() as cursor:
        assert cursor.execute("SELECT count(*) FROM facts").fetchone() == (30,)


def test_facts_ahead_of_a_restored_database_are_filled_anew(sqlite_db):
    model = ReadModel.open(None, ZONE, CALENDAR)
    model.apply([received(5, NOW)])
    follower = projection(model, EventLog(sqlite_db))
    follower.catch_up()
    assert follower.seq == 0
    assert known(model) == []


def test_facts_of_another_database_are_filled_anew_also_where_they_are_behind(tmp_path, migrated_file):
    """The database was deleted and filled anew: its log is longer than what the read model knows of the old one."""
    model = ReadModel.open(None, ZONE, CALENDAR)
    for name, ids in (("old", [1, 2]), ("new", [11, 12, 13])):
        shutil.copyfile(migrated_file, tmp_path / name)
        database = Database(f"sqlite:///{tmp_path / name}")
        write(database, *ids)
        projection(model, EventLog(database)).catch_up()
        database.close()
    assert known(model) == [11, 12, 13]


def test_a_model_that_broke_is_opened_again_and_goes_on(sqlite_db, tmp_path):
    model = ReadModel.open(tmp_path / "read.duckdb", ZONE, CALENDAR)
    follower = projection(model, EventLog(sqlite_db))
    with running(follower):
        write(sqlite_db, 1)
        assert follower.reach(1, 20)
        model.connection.close()
        write(sqlite_db, 2)
        assert follower.reach(2, 20)
    assert known(model) == [1, 2]
    status = follower.status(2)
    assert (status.lag, status.errors_in_a_row) == (0, 0)
    assert status.errors >= 1
    assert "Connection" in status.last_error


def test_a_file_that_broke_before_it_was_first_asked_is_opened_again(sqlite_db, tmp_path):
    model = ReadModel.open(tmp_path / "read.duckdb", ZONE, CALENDAR)
    model.connection.close()
    write(sqlite_db, 1)
    follower = projection(model, EventLog(sqlite_db))
    with running(follower):
        assert follower.reach(1, 20)
    assert known(model) == [1]


def test_who_waits_for_facts_is_told_when_they_are_there(db):
    model = ReadModel.open(None, ZONE, CALENDAR)
    follower = projection(model, EventLog(db))
    seen = []

    def wait():
        seen.append((follower.reach(1, 20), known(model)))

    with running(follower):
        waiting = threading.Thread(target=wait)
        waiting.start()
        write(db, 7)
        waiting.join()
    assert seen == [(True, [7])]


def test_waiting_for_what_does_not_come_ends(sqlite_db):
    follower = projection(ReadModel.open(None, ZONE, CALENDAR), EventLog(sqlite_db))
    begun = time.monotonic()
    assert not follower.reach(1, 0.05)
    assert time.monotonic() - begun < 5
