"""Nobody watches who may not: whatever a client says, and however it leaves; and no connection is kept for nothing."""

import threading
import time
from contextlib import closing
from datetime import UTC, datetime

import httpx
import pytest
from flask import Flask

from command_center.store.event_log import EventLog, append
from command_center.web.live import seats as seats_module
from command_center.web.live.hub import ROOM, LiveHub
from command_center.web.live.seats import SeatLimits, Seats
from command_center.web.live.sockets import make_sockets
from command_center.web.security.identity import Identity
from tests.readmodel.facts import received
from tests.servers.own_server import OwnServer
from tests.web.live.raw_socket import RawSocket

NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)
DEVICE = Identity("wall", "layar kiri", frozenset({"wall"}), "")


class Live:
    """A hub on our own web server, and who may look."""

    def __init__(self, db):
        self.db = db
        self.allowed = True
        self.identity = DEVICE
        self.server = Flask(__name__)
        self.seats = Seats(SeatLimits(total=8, of_person=6, of_address=7))
        self.socket = make_sockets(self.server, self.seats, lambda: self.identity, lambda *_: True)
        self.hub = LiveHub(
            self.socket, self.seats, EventLog(db), lambda kelurahan, _: kelurahan, lambda: NOW, "v1",
            identify=lambda: self.identity, still_allowed=lambda _: self.allowed,
            may_watch=lambda identity: "wall" in identity.roles,
        )  # fmt: skip
        self.reports = 0

    def write(self):
        """One more report; returns once the walls were told."""
        self.reports += 1
        self.db.write(lambda connection: append(connection, [received(0, NOW, report_id=self.reports)]))

    def in_room(self):
        return len(list(self.socket.server.manager.get_participants("/wall", ROOM)))


@pytest.fixture
def live(sqlite_db):
    live = Live(sqlite_db)
    stop = threading.Event()
    threads = [threading.Thread(target=work, args=(stop,)) for work in (live.hub.follower.run, live.hub.beat_until)]
    for thread in threads:
        thread.start()
    with OwnServer(live.server) as served:
        live.url = served.url
        yield live
        live.hub.close()
    stop.set()
    for thread in threads:
        thread.join()


def until(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def watching(live):
    return closing(RawSocket(live.url).join())


@pytest.mark.parametrize(
    "said",
    [
        '42/wall,["disconnect"]',
        '42/wall,["disconnect","client disconnect"]',
        '42/wall,["connect",{}]',
        '42/wall,["connect_error"]',
        "40/wall,",
        "42/wall,[]",
        '451-/wall,["sync",{"_placeholder":true,"num":0}]',
    ],
)
def test_nothing_that_a_client_says_keeps_its_frames_beyond_its_right(live, said):
    with watching(live) as wall:
        wall.say(said)
        live.write()
        wall.hear(lambda: wall.frames() == 1)
        assert (live.hub.viewers, live.in_room()) == (1, 1), "it still counts as a viewer"
        live.allowed = False
        wall.hear(lambda: False)
        assert wall.closed is not None
        assert wall.closed[0] == 1008
        assert (live.hub.viewers, live.in_room()) == (0, 0)
        live.write()
        assert wall.frames() == 1


def test_who_may_not_look_any_more_is_not_answered_before_the_next_beat_either(live):
    with watching(live) as wall:
        live.write()
        wall.hear(lambda: wall.frames() == 1)
        live.allowed = False
        wall.say('42/wall,["sync",{"since":0}]')
        wall.hear(lambda: False)
        assert wall.frames() == 1
        assert wall.closed is not None


def test_who_leaves_leaves_the_room_and_its_seat(live):
    with watching(live) as wall:
        assert (live.in_room(), len(live.seats)) == (1, 1)
        wall.say("41/wall,")
        wall.hear(lambda: False)
        assert wall.closed == (1008, "left")
        assert live.in_room() == 0
    until(lambda: len(live.seats) == 0)


def test_a_connection_that_does_not_join_is_closed(live, monkeypatch):
    monkeypatch.setattr(seats_module, "JOIN_SECONDS", 0.5)
    with closing(RawSocket(live.url)) as idle:
        idle.hear(lambda: False)
        assert idle.closed == (1008, "not joined")
    until(lambda: len(live.seats) == 0)


def test_who_may_not_watch_is_told_and_keeps_no_seat(live, monkeypatch):
    monkeypatch.setattr(seats_module, "JOIN_SECONDS", 0.5)
    live.identity = Identity("user", "kepala", frozenset({"opd"}), "dpu")
    with watching(live) as refused:
        assert any(text.startswith("44/wall") for text in refused.heard)
        refused.hear(lambda: False)
        assert refused.closed == (1008, "not joined")
    assert live.hub.viewers == 0
    until(lambda: len(live.seats) == 0)


def test_one_more_than_there_are_seats_is_closed_with_the_reason(live):
    open_ = [RawSocket(live.url).join() for _ in range(6)]
    with closing(RawSocket(live.url)) as refused:
        refused.hear(lambda: False)
        assert refused.closed == (1013, "person")
    live.identity = Identity("wall", "layar kanan", frozenset({"wall"}), "")
    open_.append(RawSocket(live.url).join())
    with closing(RawSocket(live.url)) as refused:
        refused.hear(lambda: False)
        assert refused.closed == (1013, "address")
    for each in open_:
        each.close()
    until(lambda: len(live.seats) == 0)
    with watching(live):
        pass


def test_who_says_too_much_is_closed_and_the_others_go_on(live):
    with watching(live) as wall, watching(live) as loud:
        try:
            for _ in range(200):
                loud.say('42/wall,["sync",{"since":0}]')
        except OSError:
            pass
        loud.hear(lambda: False)
        assert loud.closed is not None
        live.write()
        wall.hear(lambda: wall.frames() == 1)
        assert wall.frames() == 1


@pytest.mark.parametrize("text", ["4" + "x" * 5000, "x" * 100_000])
def test_a_message_that_is_too_big_ends_the_connection(live, text):
    with watching(live) as wall:
        wall.say(text)
        wall.hear(lambda: False)
        assert wall.closed is not None
    until(lambda: len(live.seats) == 0)


def test_a_binary_message_ends_the_connection(live):
    with watching(live) as wall:
        wall._socket.send_binary(b"\x00" * 100)
        wall.hear(lambda: False)
        assert wall.closed == (1003, "text only")


def test_only_websocket_is_offered_and_the_answer_has_its_headers(live):
    client = live.server.test_client()
    for method, query in (
        ("get", "EIO=4&transport=polling"),
        ("get", "EIO=4&transport=websocket"),
        ("get", ""),
        ("post", "EIO=4&transport=polling&sid=x"),
        ("options", "EIO=4&transport=polling"),
        ("delete", ""),
    ):
        answer = getattr(client, method)(f"/socket.io/?{query}")
        assert (answer.status_code, answer.json["error"]) == (426, "websocket_only"), query


def frames_of(opcode, count, *, last=True):
    """Empty frames of a client, masked with zeros."""
    return bytes([(0x80 if last else 0) | opcode, 0x80, 0, 0, 0, 0]) * count


@pytest.mark.parametrize(
    "flood",
    [
        pytest.param(frames_of(9, 3000), id="pings"),
        pytest.param(frames_of(10, 3000), id="pongs"),
        pytest.param(frames_of(1, 1, last=False) + frames_of(0, 3000, last=False), id="fragments"),
        pytest.param(b"\x81\x81\0\0\0\x003" * 3000, id="answers to no ping"),
    ],
)
def test_every_frame_counts_whatever_it_says(live, flood):
    with watching(live) as wall, closing(RawSocket(live.url).join()) as chatterer:
        chatterer.send_bytes(flood)
        chatterer.hear(seconds=10)
        assert chatterer.closed in ((1008, "too many messages"), (0, "")), "or reset, with what it sent unread"
        until(lambda: live.in_room() == 1)
        live.write()
        wall.hear(lambda: wall.frames() == 1)
        assert wall.frames() == 1


@pytest.mark.parametrize("said", ["9zzz", "", "2", "5", "6", '42/wall,["sync",{"since":' + "9" * 900 + "}]"])
def test_what_engine_io_would_fail_at_is_not_heard(live, said, caplog):
    with watching(live) as wall:
        wall.say(said)
        live.write()
        wall.hear(lambda: wall.frames() == 1)
        assert (wall.frames(), wall.closed) == (1, None)
    assert not caplog.records


HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"Sec-WebSocket-Key": ""},
        {"Sec-WebSocket-Key": "abc"},
        {"Sec-WebSocket-Version": "8"},
        {"Upgrade": "h2c"},
        {"Content-Length": "5"},
    ],
)
def test_half_a_handshake_is_answered_in_words_and_takes_no_seat(live, wrong):
    body = b"hello" if "Content-Length" in wrong else None
    url = f"{live.url}/socket.io/?EIO=4&transport=websocket"
    answer = httpx.request("GET", url, headers=HANDSHAKE | wrong, content=body, timeout=30)
    assert (answer.status_code, answer.headers["Sec-WebSocket-Version"]) == (426, "13")
    assert answer.json()["error"] == "websocket_only"
    assert len(live.seats) == 0
