"""What is read of telephone calls: the switchboard's of the last minutes, and what each operator wrote down."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from command_center.domain.calls import CallState, WrittenCall
from command_center.domain.inbound import CallKind, CallSeen
from command_center.store.calls import Calls
from command_center.store.messages import SeenMessage
from command_center.store.reports import Reports
from command_center.store.tables import reports
from tests.store.report_rows import report_row

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture
def calls(db):
    return Calls(db, "112", "112")


def tell(db, call_id, step, *, ago=0, channel="112", **more):
    """A step of a call `ago` seconds before NOW."""
    seen = CallSeen(channel, "112", call_id, NOW - timedelta(seconds=ago), step, **more)
    Reports(db).write(lambda unit: unit.call(seen))


def test_calls_of_the_last_minutes_come_newest_first_with_where_they_stand(db, calls):
    tell(db, "c1", "ringing", ago=90, caller="+628122334455")
    tell(db, "c1", "queued", ago=88, queue="darurat")
    tell(db, "c1", "answered", ago=80, agent="op-01")
    tell(db, "c2", "ringing", ago=5)
    tell(db, "old", "ringing", ago=3600)
    found = calls.recent(NOW - timedelta(minutes=30))
    assert [(call.call_id, call.caller, call.agent, call.state) for call in found] == [
        ("c2", "", "", CallState.RINGING),
        ("c1", "+628122334455", "op-01", CallState.ANSWERED),
    ]
    assert found[1].started_at == NOW - timedelta(seconds=90)


def test_a_call_that_only_a_form_tells_of_is_none_of_the_switchboard(db, calls):
    tell(db, "desk-1", "classified", kind=CallKind.NORMAL, agent="sari")
    tell(db, "c1", "queued", ago=9)
    tell(db, "c1", "classified", kind=CallKind.NORMAL, agent="sari")
    assert [call.call_id for call in calls.recent(NOW - timedelta(minutes=30))] == ["c1"]


def test_calls_of_another_line_are_not_seen(db, calls):
    tell(db, "c1", "ringing", channel="113")
    assert calls.recent(NOW - timedelta(minutes=30)) == []
    assert calls.find("c1") is None


@pytest.mark.parametrize("order", [("answered", "classified", "completed"), ("completed", "classified", "answered")])
def test_who_wrote_a_call_down_stays_though_the_switchboard_has_another_name(db, calls, order):
    for step in order:
        written = step == "classified"
        tell(db, "c1", step, agent="sari" if written else "op-01", kind=CallKind.PRANK if written else None)
    found = calls.find("c1")
    assert (found.agent, found.kind, found.written) == ("sari", "prank", True)


def test_an_operator_sees_the_own_last_calls_with_their_reports(db, calls):
    row = report_row(id=7, number="LH-2026-000007", category="rob", kelurahan="33.74.02.1008")
    db.write(lambda connection: connection.execute(insert(reports).values(row)))
    for index, (kind, agent) in enumerate(
        [(CallKind.NORMAL, "sari"), (CallKind.GHOST, "sari"), (CallKind.NORMAL, "budi"), (CallKind.PRANK, "sari")]
    ):
        tell(db, f"c{index}", "classified", ago=100 - index, kind=kind, agent=agent)
    said = SeenMessage(("112", "112", "c0"), "new", "d", NOW, None, 7)
    Reports(db).write(lambda unit: unit.record_messages([said], {}))
    assert calls.written_by("sari", 5) == [
        WrittenCall("c3", NOW - timedelta(seconds=97), "prank"),
        WrittenCall("c1", NOW - timedelta(seconds=99), "ghost"),
        WrittenCall("c0", NOW - timedelta(seconds=100), "normal", "LH-2026-000007", "rob", "33.74.02.1008"),
    ]
    assert [each.call_id for each in calls.written_by("sari", 2)] == ["c3", "c1"]
    assert calls.number_of("c0") == "LH-2026-000007"
    assert calls.number_of("c1") == ""
