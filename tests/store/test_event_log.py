"""The log: one order for everybody, and no place for personal data."""

import shutil
import threading
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.events import Event, EventKind
from command_center.store.db import Database
from command_center.store.event_log import BEGINNING, EventLog, PastEnd, append

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def event(report_id: int, **data) -> Event:
    return Event(EventKind.STEP, NOW, report_id, data)


def test_events_come_back_in_order_with_their_facts(db):
    db.write(lambda connection: append(connection, [event(1, status="verified"), event(2, lat=-6.98)]))
    log = EventLog(db)
    found = log.after(0, 10)
    assert [each.report_id for each in found] == [1, 2]
    assert found[0].data == {"status": "verified"}
    assert found[0].at == NOW
    assert log.after(found[0].seq, 10) == found[1:]
    assert log.head() == found[-1].seq


def test_a_position_is_that_of_one_event_of_one_log(db, tmp_path, migrated_file):
    log = EventLog(db)
    assert log.end() == BEGINNING
    db.write(lambda connection: append(connection, [event(1), event(2)]))
    first, second = log.after(0, 10)
    assert log.end() == log.position_of(second) == EventLog(db).position_of(second)
    assert log.end() != log.position_of(first)
    shutil.copyfile(migrated_file, tmp_path / "other.sqlite")
    other = Database(f"sqlite:///{tmp_path / 'other.sqlite'}")
    other.write(lambda connection: append(connection, [event(1), event(2)]))
    assert EventLog(other).end() != log.end()
    other.close()


def test_many_that_ask_for_its_name_first_are_told_the_same(db):
    told, ready = [], threading.Barrier(8)

    def ask():
        log = EventLog(db)
        with db.read():
            # A connection is there for each by now: opening one takes longer than asking.
            ready.wait()
        told.append(log.identity())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {*told, EventLog(db).identity()} == {told[0]}
    assert len(told) == 8


@pytest.mark.parametrize("name", ["text", "reporter", "name", "contact", "phone", "address", "subject", "note"])
def test_what_could_name_a_person_is_refused(db, name):
    with pytest.raises(ValueError, match=name):
        db.write(lambda connection: append(connection, [event(1, **{name: "x"})]))
    assert EventLog(db).head() == 0


def test_a_follower_by_number_misses_nothing_while_many_write(db):
    """On PostgreSQL numbers are given before the commit: without the order lock a follower would pass over some."""
    log, seen, stop = EventLog(db), [], threading.Event()

    def follow():
        cursor = 0
        while True:
            last_round = stop.is_set()
            for each in log.after(cursor, 1000):
                seen.append(each.report_id)
                cursor = each.seq
            if last_round:
                return

    def write(start: int):
        for number in range(start, start + 25):
            db.write(lambda connection, number=number: append(connection, [event(number), event(number + 1000)]))

    follower = threading.Thread(target=follow)
    follower.start()
    writers = [threading.Thread(target=write, args=(start,)) for start in range(0, 200, 25)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    stop.set()
    follower.join()
    assert sorted(seen) == [*range(200), *range(1000, 1200)]


def test_a_past_moment_ends_before_the_first_event_that_happened_later(db):
    """A file of old reports that was taken in last stands behind them: it was not there at the time of its reports."""
    hour = timedelta(hours=1)

    def told(kind, hours, report_id, **data):
        return Event(kind, NOW + hours * hour, report_id, data)

    happened = [
        told(EventKind.RECEIVED, 0, 1),
        told(EventKind.RECEIVED, 2, 2),
        told(EventKind.STEP, 4, 1, status="verified"),
        told(EventKind.RECEIVED, -90, 3),
        told(EventKind.STEP, 5, 3, status="settled"),
    ]
    log = EventLog(db)
    assert log.end_at(NOW) == PastEnd(0, 0)
    db.write(lambda connection: append(connection, happened))
    first = log.after(0, 1)[0].seq
    assert log.end_at(NOW - hour) == PastEnd(0, 0)
    assert log.end_at(NOW) == PastEnd(first, 1)
    assert log.end_at(NOW + 3 * hour) == PastEnd(first + 1, 2)
    assert log.end_at(NOW + 9 * hour) == PastEnd(first + 4, 3)
    assert log.changed_after(NOW + 3 * hour, first + 4, 2) == [1]
    assert log.changed_after(NOW + 9 * hour, first + 1, 3) == [1, 3], "and what stands behind an event of the log"
    assert [each.kind for each in log.lives_until([1, 2], NOW + 3 * hour)] == [EventKind.RECEIVED] * 2
    assert [each.report_id for each in log.lives_until([2, 1], NOW + 9 * hour)] == [1, 2, 1]


def test_who_waits_hears_of_what_another_process_appends(db):
    """Another object of the same database stands for it: it rings nobody here."""
    log, other = EventLog(db), Database(db.url)
    seen, heard = log.appended.count, [threading.Event() for _ in range(3)]

    def wait(told):
        log.wait(seen, 0, 60)
        told.set()

    waiting = [threading.Thread(target=wait, args=[told], daemon=True) for told in heard]
    for thread in waiting:
        thread.start()
    assert not heard[0].wait(0.3), "nothing was appended yet"
    other.write(lambda connection: append(connection, [event(1)]))
    other.close()
    assert all(told.wait(20) for told in heard)
    for thread in waiting:
        thread.join()


def test_who_waits_for_nothing_goes_on_after_a_while(db):
    db.write(lambda connection: append(connection, [event(1)]))
    log = EventLog(db)
    log.wait(log.appended.count, log.head(), 0.15)
