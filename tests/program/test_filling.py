"""A read model that is far behind says how far it is; one that is not says nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.events import Event, EventKind
from command_center.domain.working_days import WIB
from command_center.followers.projection import projection
from command_center.readmodel.read_model import ReadModel
from command_center.store.event_log import EventLog, append
from program.filling import fill
from tests.reference.shipped import shipped

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


@pytest.fixture
def log_of_calls(sqlite_db):
    def write(writer):
        append(
            writer,
            [
                Event(
                    EventKind.CALL, NOON + timedelta(seconds=at), None, {"channel": "112", "step": "ended", "kind": ""}
                )
                for at in range(40)
            ],
        )

    sqlite_db.write(write)
    return EventLog(sqlite_db)


@pytest.mark.parametrize(("a_moment", "told"), [(10, True), (1000, False)])
def test_how_far_it_is_is_told_where_it_takes_longer(log_of_calls, capsys, a_moment, told):
    model = ReadModel.open(None, WIB, shipped().calendar)
    fill(model, projection(model, log_of_calls), log_of_calls, a_moment)
    assert model.position().seq == log_of_calls.head()
    assert ("Filling the read model" in capsys.readouterr().out) == told
    with model.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM calls").fetchone() == (40,)
    model.close()
