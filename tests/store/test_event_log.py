"""The log: one order for everybody, and no place for personal data."""

import threading
from datetime import UTC, datetime

import pytest

from command_center.domain.events import Event, EventKind
from command_center.store.event_log import EventLog, append

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
