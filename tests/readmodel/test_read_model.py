"""The read model is the log folded: in any batches, after any restart, equal to the log itself."""

import random
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.events import EventKind
from command_center.readmodel.read_model import Feed, ReadModel
from command_center.settings import read_settings
from command_center.store.event_log import EventLog, append
from tests.readmodel.facts import changed, received

ZONE = read_settings().zone
NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)


def facts(model):
    return model.cursor().execute("SELECT * FROM facts ORDER BY report_id").fetchall()


def a_log(count=60):
    rng = random.Random(3)
    events = []
    for seq in range(1, count + 1):
        known = [event.report_id for event in events if event.kind is EventKind.RECEIVED]
        if not known or rng.random() < 0.4:
            events.append(received(seq, NOW + timedelta(minutes=seq)))
        else:
            change = rng.choice(
                [{"status": "forwarded", "forwarded_at": NOW}, {"opd": "dlh"}, {"lat": None, "lon": None}]
            )
            events.append(changed(seq, NOW, rng.choice(known), **change))
    return events


@pytest.mark.parametrize("size", [1, 2, 7, 60])
def test_batches_of_any_size_give_the_same_facts(size):
    events = a_log()
    whole, pieces = ReadModel.open(None, ZONE), ReadModel.open(None, ZONE)
    whole.apply(events)
    for start in range(0, len(events), size):
        pieces.apply(events[start : start + size])
    assert facts(pieces) == facts(whole)
    assert pieces.head() == whole.head() == 60


def test_a_feed_goes_on_where_the_file_stands(sqlite_db, tmp_path):
    log = EventLog(sqlite_db)
    file = tmp_path / "read.duckdb"
    first = ReadModel.open(file, ZONE)
    sqlite_db.write(lambda connection: append(connection, [received(0, NOW, report_id=1)]))
    Feed(first, log).catch_up()
    first.connection.close()
    sqlite_db.write(lambda connection: append(connection, [received(0, NOW, report_id=2)]))
    second = Feed(ReadModel.open(file, ZONE), log)
    told = []
    second.listen(told.extend)
    second.catch_up()
    assert [event.report_id for event in told] == [2]
    assert len(facts(second.model)) == 2


def test_a_file_that_cannot_be_read_is_filled_again(sqlite_db, tmp_path):
    file = tmp_path / "read.duckdb"
    file.write_bytes(b"not a database at all" * 500)
    sqlite_db.write(lambda connection: append(connection, [received(0, NOW, report_id=1)]))
    feed = Feed(ReadModel.open(file, ZONE), EventLog(sqlite_db))
    feed.catch_up()
    assert len(facts(feed.model)) == 1


def test_a_read_model_ahead_of_a_restored_database_starts_anew(sqlite_db):
    model = ReadModel.open(None, ZONE)
    model.apply([received(5, NOW)])
    feed = Feed(model, EventLog(sqlite_db))
    assert feed.head == 0
    assert facts(model) == []


def test_a_read_model_of_another_database_starts_anew_also_where_its_head_is_behind(tmp_path, migrated_file):
    """The database was deleted and filled anew: its log is longer than what the read model knows of the old one."""
    import shutil

    from command_center.store.db import Database

    model = ReadModel.open(None, ZONE)
    logs = []
    for name, ids in (("old", [1, 2]), ("new", [11, 12, 13])):
        shutil.copyfile(migrated_file, tmp_path / name)
        database = Database(f"sqlite:///{tmp_path / name}")
        database.write(
            lambda connection, ids=ids: append(connection, [received(0, NOW, report_id=each) for each in ids])
        )
        logs.append(EventLog(database))
    Feed(model, logs[0]).catch_up()
    Feed(model, logs[1]).catch_up()
    assert [row[0] for row in facts(model)] == [11, 12, 13]


def test_a_model_that_broke_is_opened_again_and_goes_on(sqlite_db, tmp_path):
    log = EventLog(sqlite_db)
    feed = Feed(ReadModel.open(tmp_path / "read.duckdb", ZONE), log)
    stop = threading.Event()
    thread = threading.Thread(target=feed.run, args=(stop,))
    thread.start()
    sqlite_db.write(lambda connection: append(connection, [received(0, NOW, report_id=1)]))
    feed.model.connection.close()
    sqlite_db.write(lambda connection: append(connection, [received(0, NOW, report_id=2)]))
    until = time.monotonic() + 20
    while feed.head < 2 and time.monotonic() < until:
        time.sleep(0.05)
    stop.set()
    thread.join()
    assert [row[0] for row in facts(feed.model)] == [1, 2]
