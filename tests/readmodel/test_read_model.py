"""The read model is the log folded: in any batches, after any error, equal to the log itself."""

import random
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from command_center.domain.events import Event, EventKind
from command_center.domain.working_days import WIB
from command_center.readmodel.read_model import ReadModel
from command_center.store.event_log import BEGINNING, LogPosition
from tests.readmodel.facts import changed, received

ZONE = WIB
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
    assert pieces.position().seq == whole.position().seq == 60


def test_after_an_error_nothing_of_the_batch_is_there_and_the_position_stands():
    model = ReadModel.open(None, ZONE)
    model.apply([received(1, NOW)], "mark of 1")
    with pytest.raises(duckdb.Error):
        model.apply([received(2, NOW), received(3, NOW, lat="north")], "mark of 3")
    assert [row[0] for row in facts(model)] == [1]
    assert model.position() == LogPosition(1, "mark of 1")


def test_a_file_that_duckdb_gave_up_is_opened_again(tmp_path):
    model = ReadModel.open(tmp_path / "read.duckdb", ZONE)
    model.apply([received(1, NOW)], "mark of 1")
    model.connection.close()
    with pytest.raises(duckdb.Error):
        model.apply([received(2, NOW)], "mark of 2")
    assert model.recover() == LogPosition(1, "mark of 1")
    assert [row[0] for row in facts(model)] == [1]


def test_a_file_that_works_is_not_closed_to_recover_from_what_is_not_its_fault(tmp_path):
    """Other threads read from it meanwhile."""
    model = ReadModel.open(tmp_path / "read.duckdb", ZONE)
    opened = model.connection
    with pytest.raises(KeyError):
        model.apply([Event(EventKind.RECEIVED, NOW, 1, {"number": "without a time"}, 1)])
    assert model.recover() == BEGINNING
    assert model.connection is opened
