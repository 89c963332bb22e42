"""A follower takes every event of the log once, in order: whoever writes, whatever fails, whichever log it is."""

import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from sqlalchemy import delete, text

from command_center.domain.events import Event, EventKind
from command_center.errors import StoreUnavailable
from command_center.followers.log_follower import LONGEST_PAUSE, LogFollower, pause_after
from command_center.store.db import Database
from command_center.store.event_log import BEGINNING, EventLog, LogPosition, append
from command_center.store.schema import upgrade
from command_center.store.tables import events
from tests.servers.postgres import Postgres

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
PATIENCE = 30


def write(db, *report_ids, at=NOW):
    db.write(
        lambda connection: append(
            connection, [Event(EventKind.STEP, at, each, {"status": "verified"}) for each in report_ids]
        )
    )


class Taker:
    """Notes what it is handed, and fails as often as it is told to."""

    def __init__(self, *, fails=0):
        self.batches = []
        self.tried = 0
        self.fails = fails

    def __call__(self, batch):
        self.tried += 1
        if self.fails:
            self.fails -= 1
            raise RuntimeError("the disk is full\nand a second line")
        self.batches.append(batch)

    @property
    def report_ids(self):
        return [event.report_id for batch in self.batches for event in batch.events]


def follow(log, handle, *, start=lambda: BEGINNING, anew=lambda: BEGINNING, **more):
    return LogFollower("under test", log, handle, start=start, anew=anew, **more)


@contextmanager
def running(*followers):
    stop = threading.Event()
    threads = [threading.Thread(target=each.run, args=(stop,)) for each in followers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()


def wait_until(holds):
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.01)


def test_nothing_is_lost_or_doubled_or_out_of_order_while_many_write(db):
    log = EventLog(db)
    takers = Taker(), Taker()
    followers = [follow(log, each, at_once=size) for each, size in zip(takers, (7, 1000), strict=True)]
    with running(*followers):
        writers = [
            threading.Thread(target=lambda first=first: [write(db, first + n, first + n + 1000) for n in range(25)])
            for first in range(0, 200, 25)
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        head = log.head()
        for follower in followers:
            assert follower.reach(head, PATIENCE)
    order = [event.report_id for event in log.after(0, 1000)]
    assert sorted(order) == [*range(200), *range(1000, 1200)]
    for taker in takers:
        assert taker.report_ids == order


def test_batches_join_without_a_gap(db):
    log, taker = EventLog(db), Taker()
    write(db, *range(1, 11))
    follow(log, taker, at_once=3).catch_up()
    assert [len(batch.events) for batch in taker.batches] == [3, 3, 3, 1]
    assert taker.batches[0].after == BEGINNING
    assert [batch.after for batch in taker.batches[1:]] == [batch.upto for batch in taker.batches[:-1]]
    assert taker.batches[-1].upto == log.end()


def test_where_it_starts_is_given(db):
    log = EventLog(db)
    write(db, 1, 2, 3)
    kept = log.position_of(log.after(0, 1)[0])
    at_head, from_kept = Taker(), Taker()
    first, second = follow(log, at_head, start=log.end), follow(log, from_kept, start=lambda: kept)
    assert (first.run_once(), second.run_once()) == (0, 2)
    write(db, 4)
    first.catch_up()
    second.catch_up()
    assert (at_head.report_ids, from_kept.report_ids) == ([4], [2, 3, 4])


def test_the_end_of_an_empty_log_is_its_beginning(db):
    log, taker = EventLog(db), Taker()
    follower = follow(log, taker, start=log.end)
    assert follower.run_once() == 0
    write(db, 1)
    follower.run_once()
    assert taker.report_ids == [1]


def test_what_failed_is_tried_again_and_never_passed_over(db):
    log, taker = EventLog(db), Taker(fails=2)
    write(db, 1, 2)
    follower = follow(log, taker)
    with structlog.testing.capture_logs() as said, running(follower):
        wait_until(lambda: follower.status(0).errors_in_a_row == 2)
        write(db, 3)
        assert follower.reach(log.head(), PATIENCE)
    assert taker.report_ids == [1, 2, 3]
    assert follower.status(log.head()).errors_in_a_row == 0
    assert follower.status(log.head()).errors == 2
    assert follower.status(log.head()).last_error == "RuntimeError: the disk is full"
    failures = [line for line in said if line["event"] == "follower_failed"]
    assert [line["again_after_seconds"] for line in failures] == [0.25, 0.5]
    assert {line["name"] for line in failures} == {"under test"}
    assert [line["exc_info"] is not None for line in failures] == [True, False]


def test_a_handler_that_always_fails_is_asked_ever_more_rarely_and_stops_at_once(sqlite_db):
    taker = Taker(fails=10**6)
    write(sqlite_db, 1)
    follower = follow(EventLog(sqlite_db), taker)
    with running(follower):
        wait_until(lambda: follower.status(1).errors_in_a_row >= 3)
        status = follower.status(EventLog(sqlite_db).head())
        begun = time.monotonic()
    assert time.monotonic() - begun < 1, "the pause of a second ends when it is told to stop"
    assert (status.seq, status.lag) == (0, 1)
    assert status.stalled >= 0.7, "0.25 and 0.5 seconds have passed since it was well"
    assert status.batch_age is None


def test_pauses_grow_to_the_longest():
    assert [pause_after(errors) for errors in (1, 2, 3, 4, 5, 10**6)] == [0.25, 0.5, 1, LONGEST_PAUSE, 2, 2]


def test_a_follower_with_a_store_of_its_own_is_asked_again_where_it_stands(db):
    """What the store says after a failure counts: it may have kept the batch, or lost more than that."""
    log = EventLog(db)
    write(db, 1, 2, 3)
    positions = [log.position_of(event) for event in log.after(0, 3)]
    kept = {"position": positions[0]}
    taken = []

    def handle(batch):
        taken.append([event.report_id for event in batch.events])
        kept["position"] = BEGINNING if len(taken) == 1 else batch.upto
        if len(taken) < 3:
            raise RuntimeError("it went wrong after all was kept" if len(taken) == 2 else "all is lost")

    follower = follow(log, handle, start=lambda: kept["position"], recover=lambda: kept["position"])
    with running(follower):
        wait_until(lambda: len(taken) == 2 and follower.seq == 3)
        write(db, 4)
        assert follower.reach(log.head(), PATIENCE)
    assert taken == [[2, 3], [1, 2, 3], [4]]


@pytest.mark.parametrize("also_written", [0, 5], ids=["shorter", "longer"])
def test_a_restored_log_is_seen_whether_it_is_shorter_or_longer_by_now(db, also_written):
    log, taker, began = EventLog(db), Taker(), []

    def anew():
        began.append(True)
        return BEGINNING

    write(db, 1, 2, 3)
    follower = follow(log, taker, anew=anew)
    follower.catch_up()
    db.write(lambda connection: connection.execute(delete(events).where(events.c.seq >= 2)))
    if db.dialect == "postgresql":
        db.write(lambda connection: connection.execute(text("ALTER SEQUENCE events_seq_seq RESTART WITH 2")))
    if also_written:
        write(db, *range(10, 10 + also_written), at=NOW + timedelta(hours=1))
    follower.catch_up()
    assert began == [True]
    assert taker.report_ids == [1, 2, 3, 1, *range(10, 10 + also_written)]
    follower.catch_up()
    assert began == [True]


def test_a_follower_that_could_not_begin_anew_tries_again(db):
    """What it should forget is in its own store, which is asked again once that works."""
    log, taker, asked = EventLog(db), Taker(), []

    def anew():
        asked.append("anew")
        if len(asked) == 1:
            raise RuntimeError("the file is closed")
        return BEGINNING

    def recover():
        asked.append("recover")
        return LogPosition(7, "of another log")

    write(db, 1)
    follower = follow(log, taker, start=lambda: LogPosition(7, "of another log"), recover=recover, anew=anew)
    with running(follower):
        wait_until(lambda: taker.batches)
    assert asked == ["anew", "recover", "anew"]
    assert taker.report_ids == [1]


def test_a_log_that_grows_while_nobody_looks_is_no_other_log(db):
    log, taker = EventLog(db), Taker()
    write(db, 1)
    never = {"anew": lambda: pytest.fail("it is the same log")}
    follower = follow(log, taker, **never)
    follower.catch_up()
    write(db, 2, 3)
    again = follow(EventLog(db), taker, start=lambda: log.position_of(log.after(0, 1)[0]), **never)
    again.catch_up()
    assert taker.report_ids == [1, 2, 3]


@pytest.mark.needs("postgres")
def test_a_database_that_went_away_is_waited_for():
    with Postgres() as server, closing(Database(server.new_database())) as db:
        upgrade(db)
        _goes_away_and_comes_back(server, db)


def _goes_away_and_comes_back(server, db):
    log, taker = EventLog(db), Taker()
    write(db, 1)
    follower = follow(log, taker, recover=lambda: pytest.fail("its own store did not fail"))
    with structlog.testing.capture_logs() as said, running(follower):
        assert follower.reach(log.head(), PATIENCE)
        server.stop()
        wait_until(lambda: follower.status(0).errors_in_a_row >= 2)
        with pytest.raises(StoreUnavailable):
            log.head()
        server.start()
        wait_until(lambda: follower.status(0).errors_in_a_row == 0)
        write(db, 2)
        assert follower.reach(log.head(), PATIENCE)
    assert taker.report_ids == [1, 2]
    assert "follower_waits_for_database" in {line["event"] for line in said}


def test_the_status_says_how_far_behind_it_is(db):
    log, taker = EventLog(db), Taker()
    follower = follow(log, taker, at_once=2)
    fresh = follower.status(log.head())
    assert (fresh.name, fresh.seq, fresh.lag, fresh.batch_age, fresh.stalled) == ("under test", 0, 0, None, 0.0)
    write(db, 1, 2, 3)
    assert follower.status(log.head()).lag == 3
    follower.run_once()
    status = follower.status(log.head())
    assert status.lag == 1
    assert 0 <= status.batch_age < PATIENCE
    follower.catch_up()
    assert follower.status(log.head()).lag == 0
    assert follower.status(head=0).lag == 0, "a restored log is behind its followers until they see it"


def test_events_of_another_process_are_seen_without_a_bell(tmp_path, sqlite_db):
    other = Database(sqlite_db.url)
    log, taker = EventLog(sqlite_db), Taker()
    follower = follow(log, taker)
    with running(follower):
        write(other, 1)
        assert follower.reach(1, PATIENCE)
    other.close()
    assert taker.report_ids == [1]
