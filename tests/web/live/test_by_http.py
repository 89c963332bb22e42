"""The wall's frames over HTTP: the same as over a socket, for the same people, at once and bounded."""

import json
from datetime import UTC, datetime

import pytest

from command_center.store.event_log import EventLog, append
from command_center.web.live.by_http import by_http
from command_center.web.live.hub import LiveHub
from tests.readmodel.facts import received
from tests.web.conftest import WHO

NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)


@pytest.fixture
def hub(house):
    hub = LiveHub(
        house.socket, house.seats, EventLog(house.db), lambda kelurahan, _: kelurahan, lambda: NOW, "v1",
        identify=house.access.identity, still_allowed=house.access.still_allowed,
        may_watch=lambda identity: house.access.allowed("wall", identity), alerts=lambda: "7f3a",
    )  # fmt: skip
    house.server.register_blueprint(by_http(hub, house.access.identity))
    house.db.write(lambda connection: append(connection, [received(0, NOW, report_id=each) for each in (1, 2)]))
    return hub


def test_it_tells_what_happened_since_and_the_heartbeat(house, hub):
    device = house.wall()
    told = device.get("/wall/frames?since=1").json
    beat = {"head": 2, "at": NOW.isoformat(), "version": "v1", "here": 0, "alerts": "7f3a"}
    assert told["beat"] == hub.beat().as_json() == beat
    assert told["frame"] == json.loads(json.dumps(hub.since(1).as_json()))
    assert [point["report_id"] for point in told["frame"]["points"]] == [2]
    assert device.get("/wall/frames?since=2").json["frame"]["points"] == []
    assert device.get("/wall/frames?since=99").json["frame"]["reset"], "a log that was replaced"


@pytest.mark.parametrize("since", ["", "-1", "x", "1.5", "1" * 16, "²", "1&since=x"])
def test_a_position_that_is_none_is_refused_in_words(house, hub, since):
    answer = house.wall().get(f"/wall/frames?since={since}")
    assert answer.status_code == (200 if since.startswith("1&") else 400)


def test_it_is_for_those_who_may_see_the_wall(house, hub):
    answers = {who: house.as_who(who).get("/wall/frames?since=0").status_code for who in WHO}
    assert answers == {
        "nobody": 401, "wall": 200, "p3m": 200, "diskominfo": 200, "mayor": 200, "admin": 200, "opd": 403,
            "opd_staff": 403,
    }  # fmt: skip


def test_a_revoked_link_is_shut_out_at_its_next_question(house, hub):
    device = house.wall()
    assert device.get("/wall/frames?since=0").status_code == 200
    house.links.revoke(1, house.clock.at)
    house.clock.forward(3)
    assert device.get("/wall/frames?since=0").status_code == 401


def test_it_is_kept_by_nobody(house, hub):
    assert house.wall().get("/wall/frames?since=0").headers["Cache-Control"] == "no-store"
