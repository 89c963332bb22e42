"""The read model is the log folded: in any batches, after any error, equal to the log itself."""

import random
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from command_center.domain.events import Event, EventKind
from command_center.domain.working_days import WIB
from command_center.errors import StoreUnavailable
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.schema import TABLES, is_open
from command_center.store.event_log import BEGINNING, LogPosition
from tests.long_run import only_long
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, changed, received

ZONE = WIB
NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)


def facts(model):
    return model.cursor().execute("SELECT * FROM facts ORDER BY report_id").fetchall()


def whole(model):
    """Every table, the order of rows aside."""
    return {table: sorted(map(repr, model.cursor().execute(f"FROM {table}").fetchall())) for table in TABLES}


def a_log(count=60):
    rng = random.Random(3)
    events = []
    for seq in range(1, count + 1):
        known = [event.report_id for event in events if event.kind is EventKind.RECEIVED]
        if not known or rng.random() < 0.4:
            events.append(received(seq, NOW + timedelta(minutes=seq)))
        else:
            change = rng.choice(
                [
                    {"status": "forwarded", "forwarded_at": NOW},
                    {"opd": "dlh"},
                    {"lat": None, "lon": None},
                    {"status": "settled", "settled_at": NOW, "closed_at": NOW},
                    {"status": "forwarded", "settled_at": None, "closed_at": None},
                    {"retracted": True},
                ]
            )
            events.append(changed(seq, NOW, rng.choice(known), **change))
    return events


@pytest.mark.parametrize("size", [pytest.param(1, marks=only_long), 2, 7, 60])
def test_batches_of_any_size_give_the_same_facts(size):
    events = a_log()
    at_once, pieces = borrowed(ZONE, CALENDAR), borrowed(ZONE, CALENDAR)
    at_once.apply(events)
    for start in range(0, len(events), size):
        pieces.apply(events[start : start + size])
    assert whole(pieces) == whole(at_once)
    assert pieces.position().seq == at_once.position().seq == 60


@pytest.mark.parametrize("size", [pytest.param(1, marks=only_long), 3, 60])
def test_the_open_set_is_what_is_open_of_the_facts(size):
    events, model = a_log(), borrowed(ZONE, CALENDAR)
    for start in range(0, len(events), size):
        model.apply(events[start : start + size])
        cursor = model.cursor()
        every = cursor.execute("FROM facts ORDER BY report_id").fetchall()
        kept = cursor.execute("FROM open_reports ORDER BY report_id").fetchall()
        columns = [each[0] for each in cursor.description]
        still = [row for row in every if is_open(dict(zip(columns, row, strict=True)))]
        assert kept == still
    assert 0 < len(kept) < len(every)


def test_what_came_on_each_channel_is_kept():
    model = borrowed(ZONE, CALENDAR)
    model.apply([received(1, NOW), received(2, NOW - timedelta(hours=1), channel="x", simulated=True)])
    model.apply([received(3, NOW + timedelta(hours=2)), changed(4, NOW, 1, EventKind.RETRACTED, retracted=True)])
    naive = NOW.replace(tzinfo=None)
    assert sorted(model.cursor().execute("FROM arrivals").fetchall()) == [
        ("sms", naive, naive + timedelta(hours=2), False),
        ("x", naive - timedelta(hours=1), naive - timedelta(hours=1), True),
    ]


def test_after_an_error_nothing_of_the_batch_is_there_and_the_position_stands():
    model = borrowed(ZONE, CALENDAR)
    model.apply([received(1, NOW)], "mark of 1")
    with pytest.raises(duckdb.Error):
        model.apply([received(2, NOW), received(3, NOW, lat="north")], "mark of 3")
    assert [row[0] for row in facts(model)] == [1]
    assert model.position() == LogPosition(1, "mark of 1")


def test_a_file_that_duckdb_gave_up_is_opened_again(tmp_path):
    model = ReadModel.open(tmp_path / "read.duckdb", ZONE, CALENDAR)
    model.apply([received(1, NOW)], "mark of 1")
    model.connection.close()
    with pytest.raises(duckdb.Error):
        model.apply([received(2, NOW)], "mark of 2")
    assert model.recover() == LogPosition(1, "mark of 1")
    assert [row[0] for row in facts(model)] == [1]


def test_who_began_to_read_before_the_file_was_made_anew_says_nothing_of_the_new_one(tmp_path):
    model = ReadModel.open(tmp_path / "read.duckdb", ZONE, CALENDAR)
    model.apply([received(1, NOW)], "mark of 1")

    def reads_for_long():
        with model.snapshot():
            model.connection.close()
            with pytest.raises(duckdb.Error):
                model.apply([received(2, NOW)], "mark of 2")
            model.recover()
            raise duckdb.IOException("Corrupt database file")

    with pytest.raises(StoreUnavailable):
        reads_for_long()
    assert not model.lost()
    assert [row[0] for row in facts(model)] == [1]


def test_a_question_that_is_wrong_is_no_fault_of_the_file():
    model = borrowed(ZONE, CALENDAR)
    with pytest.raises(duckdb.BinderException), model.snapshot() as cursor:
        cursor.execute("SELECT nothing FROM facts")
    assert not model.lost()


def test_a_file_that_works_is_not_closed_to_recover_from_what_is_not_its_fault(tmp_path):
    """Other threads read from it meanwhile."""
    model = ReadModel.open(tmp_path / "read.duckdb", ZONE, CALENDAR)
    opened = model.connection
    with pytest.raises(KeyError):
        model.apply([Event(EventKind.RECEIVED, NOW, 1, {"number": "without a time"}, 1)])
    assert model.recover() == BEGINNING
    assert model.connection is opened
