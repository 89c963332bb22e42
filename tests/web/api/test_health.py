"""What the health pages say of the followers of the event log."""

import threading
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from command_center.domain.alerts import Severity
from command_center.domain.events import Event, EventKind
from command_center.domain.transport import TransportState
from command_center.errors import StoreUnavailable
from command_center.followers.log_follower import LogFollower
from command_center.readmodel.read_model import ReadModel
from command_center.store.event_log import BEGINNING, EventLog, append
from command_center.store.inbox import Inbox
from command_center.store.reports import Reports
from command_center.web.api import health
from command_center.web.api.health import HealthParts
from tests.readmodel.facts import CALENDAR, received

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def write(db, amount):
    happened = [Event(EventKind.STEP, NOW, each, {"status": "verified"}) for each in range(amount)]
    db.write(lambda connection: append(connection, happened))


class Handler:
    """Takes batches, or none of them."""

    def __init__(self, broken):
        self.broken = broken

    def __call__(self, _batch):
        if self.broken:
            raise RuntimeError("the file is closed")


@pytest.fixture
def failing():
    return Handler(broken=True)


@pytest.fixture
def followers(db, failing):
    log = EventLog(db)
    return [
        LogFollower(name, log, handle, start=lambda: BEGINNING, anew=lambda: BEGINNING, at_once=2)
        for name, handle in (("takes", Handler(broken=False)), ("fails", failing))
    ]


TRANSPORTS = {
    "112 switchboard": TransportState("connected", NOW - timedelta(hours=1), heard_at=NOW - timedelta(seconds=9)),
    "sp4n folder": TransportState("broken", NOW - timedelta(minutes=1), "the folder is not there", "failed"),
}


class FullDisk:
    """A database that takes nothing while it is `full`."""

    full = False

    def check(self):
        if self.full:
            raise StoreUnavailable("database or disk is full")


@pytest.fixture
def full_disk():
    return FullDisk()


@pytest.fixture
def read_model():
    return ReadModel.open(None, ZoneInfo("Asia/Jakarta"), CALENDAR)


@pytest.fixture
def client(db, followers, full_disk, read_model):
    server = Flask(__name__)
    parts = HealthParts(
        Inbox(db),
        EventLog(db),
        followers,
        lambda: {"takes": True},
        lambda: 3,
        lambda: 0,
        lambda: full_disk.check() or db.check_writing(),
        read_model.check_whole,
        lambda: TRANSPORTS,
        lambda: NOW,
        alerts=lambda: {Severity.CRITICAL: 2, Severity.WARNING: 0},
    )
    server.register_blueprint(health.health(parts))
    return server.test_client()


def figures(client):
    families = text_string_to_metric_families(client.get("/metrics").get_data(as_text=True))
    return {(each.name, *each.labels.values()): each.value for family in families for each in family.samples}


def test_open_alerts_are_counted_by_severity(client):
    told = figures(client)
    assert told["command_center_alerts_open", "critical"] == 2
    assert told["command_center_alerts_open", "warning"] == 0


def test_lag_age_and_errors_of_each_follower_are_figures(client, db, followers):
    write(db, 3)
    takes, fails = followers
    takes.run_once()
    for _ in range(2):
        with pytest.raises(RuntimeError):
            fails.run_once()
    told = figures(client)
    prefix = "command_center_follower"
    assert told["command_center_log_head",] == 3
    assert (told[f"{prefix}_lag_events", "takes"], told[f"{prefix}_lag_events", "fails"]) == (1, 3)
    assert (told[f"{prefix}_errors_total", "takes"], told[f"{prefix}_errors_total", "fails"]) == (0, 2)
    assert 0 <= told[f"{prefix}_batch_age_seconds", "takes"] < 30
    assert (f"{prefix}_batch_age_seconds", "fails") not in told, "it never took one"
    assert told[f"{prefix}_stalled_seconds", "fails"] >= 0
    takes.run_once()
    assert figures(client)[f"{prefix}_lag_events", "takes"] == 0


def test_each_transport_tells_since_when_it_is_how_it_is_and_what_is_wrong(client):
    told, prefix = figures(client), "command_center_transport"
    assert (told[f"{prefix}_connected", "112 switchboard"], told[f"{prefix}_connected", "sp4n folder"]) == (1, 0)
    assert (told[f"{prefix}_state_seconds", "112 switchboard"], told[f"{prefix}_heard_seconds", "112 switchboard"]) == (
        3600,
        9,
    )
    assert (f"{prefix}_heard_seconds", "sp4n folder") not in told
    troubles = {key: value for key, value in told.items() if key[0] == f"{prefix}_trouble"}
    assert troubles == {(f"{prefix}_trouble", "sp4n folder", "the folder is not there"): 2}


def test_a_database_that_takes_nothing_makes_the_process_not_ready_until_it_does(client, full_disk):
    full_disk.full = True
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "free space on its disk" in answer.json["status"]
    full_disk.full = False
    assert client.get("/readyz").status_code == 200


def test_a_follower_that_fails_for_long_makes_the_process_not_ready_by_its_name(
    client, db, followers, failing, monkeypatch
):
    write(db, 1)
    stop = threading.Event()
    threads = [threading.Thread(target=each.run, args=(stop,)) for each in followers]
    for thread in threads:
        thread.start()
    try:
        assert followers[0].reach(1, 30)
        assert client.get("/readyz").status_code == 200, "it may fail for a moment"
        monkeypatch.setattr(health, "STALLED_SECONDS", 0.6)
        until = time.monotonic() + 30
        while (answer := client.get("/readyz")).status_code == 200 and time.monotonic() < until:
            time.sleep(0.02)
        assert answer.status_code == 503
        assert answer.json["status"].startswith("fails has not followed the event log for")
        assert "file is closed" not in answer.get_data(as_text=True), "the page is open to everybody"
        failing.broken = False
        while client.get("/readyz").status_code == 503 and time.monotonic() < until:
            time.sleep(0.02)
        assert client.get("/readyz").json == {"status": "ok"}
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_a_follower_that_was_not_started_is_no_reason(client, db):
    write(db, 1)
    assert client.get("/readyz").status_code == 200


def test_what_is_no_report_is_a_figure_by_channel_and_kind(client, db):
    amounts = {("facebook", "like"): 2, ("whatsapp", "thanks"): 1}
    Reports(db).write(lambda unit: unit.count_no_reports(amounts))
    Reports(db).write(lambda unit: unit.count_no_reports({("facebook", "like"): 1}))
    told = figures(client)
    assert told["command_center_no_reports_total", "facebook", "like"] == 3
    assert told["command_center_no_reports_total", "whatsapp", "thanks"] == 1


def test_a_read_model_that_is_filled_anew_makes_the_process_not_ready_until_it_is_whole(client, read_model):
    read_model.clear(upto=2)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "event 0 of 2" in answer.json["status"]
    read_model.apply([received(1, NOW), received(2, NOW)])
    assert client.get("/readyz").status_code == 200
