"""Live push follows the log by itself: what a Socket.IO client is told over a real server, without any read model."""

import queue
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import socketio
from flask import Flask
from sqlalchemy import delete
from werkzeug.serving import make_server

from command_center.store.db import Database
from command_center.store.event_log import EventLog, append
from command_center.store.schema import upgrade
from command_center.store.tables import events
from command_center.web.live.frame_of_events import LONGEST
from command_center.web.live.hub import LiveHub
from command_center.web.live.seats import SeatLimits, Seats
from command_center.web.live.sockets import make_sockets
from command_center.web.security.identity import Identity
from tests.readmodel.facts import changed, received
from tests.servers.postgres import Postgres

NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)
DEVICE = Identity("wall", "layar kiri", frozenset({"wall"}), "")
PATIENCE = 30


def write(db, *happened):
    db.write(lambda connection: append(connection, happened))


class Client:
    """A wall as a program: notes what it is told."""

    def __init__(self, url):
        self.frames, self.beats = queue.Queue(), queue.Queue()
        self._client = socketio.Client(reconnection=False)
        self._client.on("frame", self.frames.put, namespace="/wall")
        self._client.on("beat", self.beats.put, namespace="/wall")
        self._client.connect(url, transports=["websocket"], namespaces=["/wall"], wait_timeout=PATIENCE)

    def sync(self, since):
        self._client.emit("sync", {"since": since}, namespace="/wall")
        return self.frames.get(timeout=PATIENCE)

    def close(self):
        self._client.disconnect()


@contextmanager
def live(db):
    """A hub with its threads, and a client of it."""
    server = Flask(__name__)
    seats = Seats(SeatLimits(20, 20, 20))
    socket = make_sockets(server, seats, lambda: DEVICE, lambda *_: True)
    hub = LiveHub(
        socket, seats, EventLog(db), lambda kelurahan, _: kelurahan, lambda: NOW, "v1",
        identify=lambda: DEVICE, still_allowed=lambda _: True, may_watch=lambda _: True,
    )  # fmt: skip
    stop = threading.Event()
    http = make_server("127.0.0.1", 0, server, threaded=True)
    threads = [
        threading.Thread(target=http.serve_forever, daemon=True),
        threading.Thread(target=hub.follower.run, args=(stop,)),
        threading.Thread(target=hub.beat_until, args=(stop,)),
    ]
    for thread in threads:
        thread.start()
    client = Client(f"http://127.0.0.1:{http.server_port}")
    try:
        yield hub, client
    finally:
        client.close()
        stop.set()
        http.shutdown()
        for thread in threads:
            thread.join(PATIENCE)
        http.server_close()


def began(hub, head):
    """Until the follower stands at the head that there was."""
    until = time.monotonic() + PATIENCE
    while hub.follower.seq < head:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_frames_join_end_to_start_from_the_head_on(db):
    write(db, received(0, NOW, report_id=1))
    with live(db) as (hub, client):
        began(hub, 1)
        for report_id in (2, 3, 4):
            write(db, received(0, NOW, report_id=report_id))
        told = []
        while not told or told[-1]["to_seq"] < 4:
            told.append(client.frames.get(timeout=PATIENCE))
        assert told[0]["from_seq"] == 1, "what was there before is asked for, not sent"
        assert [frame["from_seq"] for frame in told[1:]] == [frame["to_seq"] for frame in told[:-1]]
        assert [point["report_id"] for frame in told for point in frame["points"]] == [2, 3, 4]
        assert client.sync(1)["points"] == [point for frame in told for point in frame["points"]]


def test_a_wall_asks_the_log_for_what_it_missed(db):
    write(db, *(received(0, NOW, report_id=each) for each in (1, 2)), changed(0, NOW, 1, status="settled"))
    with live(db) as (_, client):
        frame = client.sync(0)
        assert (frame["from_seq"], frame["to_seq"], frame["reset"]) == (0, 3, False)
        assert ([point["report_id"] for point in frame["points"]], frame["removed"]) == ([2], [1])
        assert client.sync(3) | {"sent_at": ""} == {
            "from_seq": 3, "to_seq": 3, "sent_at": "", "points": [], "removed": [], "reset": False,
        }  # fmt: skip
        for beyond in (4, -1):
            assert client.sync(beyond)["reset"], beyond


def test_what_is_too_long_for_a_frame_asks_for_a_reload(sqlite_db):
    write(sqlite_db, received(0, NOW, report_id=1))
    with live(sqlite_db) as (hub, client):
        began(hub, 1)
        write(sqlite_db, *(received(0, NOW, report_id=each) for each in range(2, LONGEST + 10)))
        first, rest = client.frames.get(timeout=PATIENCE), client.frames.get(timeout=PATIENCE)
        assert (first["reset"], first["points"]) == (True, [])
        assert (rest["from_seq"], rest["to_seq"], rest["reset"]) == (first["to_seq"], LONGEST + 9, False)
        assert client.sync(0)["reset"]
        assert not client.sync(10)["reset"]


def test_the_heartbeat_tells_the_head_of_the_log(db):
    with live(db) as (_, client):
        assert client.beats.get(timeout=PATIENCE)["head"] == 0
        write(db, received(0, NOW, report_id=1))
        heads = [client.beats.get(timeout=PATIENCE)["head"] for _ in range(2)]
        assert heads[-1] == 1


def test_a_restored_log_makes_every_wall_load_anew(sqlite_db):
    write(sqlite_db, *(received(0, NOW, report_id=each) for each in (1, 2, 3)))
    with live(sqlite_db) as (hub, client):
        began(hub, 3)
        sqlite_db.write(lambda connection: connection.execute(delete(events).where(events.c.seq > 1)))
        frame = client.frames.get(timeout=PATIENCE)
        assert (frame["to_seq"], frame["reset"]) == (1, True)
        write(sqlite_db, received(0, NOW, report_id=9))
        after = client.frames.get(timeout=PATIENCE)
        assert (after["from_seq"], [point["report_id"] for point in after["points"]]) == (1, [9])


@pytest.mark.needs("postgres")
def test_a_wall_is_served_again_after_the_database_was_away():
    with Postgres() as server:
        db = Database(server.new_database())
        upgrade(db)
        write(db, received(0, NOW, report_id=1))
        with live(db) as (hub, client):
            began(hub, 1)
            server.stop()
            client._client.emit("sync", {"since": 0}, namespace="/wall")
            head = [client.beats.get(timeout=PATIENCE)["head"] for _ in range(3)][-1]
            assert head == 1, "the last one known"
            assert client.frames.empty(), "nothing is told that is not known"
            server.start()
            write(db, received(0, NOW, report_id=2))
            frame = client.frames.get(timeout=PATIENCE)
            assert (frame["from_seq"], frame["to_seq"]) == (1, 2)
            assert client.sync(0)["to_seq"] == 2
        db.close()
