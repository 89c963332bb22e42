"""Live push: tells the walls what changed, in frames that join without a gap, and beats once a second."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from flask import request
from flask_socketio import Namespace, SocketIO, join_room

from command_center.errors import StoreUnavailable
from command_center.followers.log_follower import EventBatch, LogFollower
from command_center.store.event_log import EventLog, LogPosition
from command_center.web.live.frame_of_events import LONGEST, PlaceName, frame_of
from command_center.web.live.frames import Beat, Frame
from command_center.web.live.seats import Seat, Seats
from command_center.web.live.websocket import SEAT
from command_center.web.security.identity import Identity

log = structlog.get_logger(__name__)

NAME = "live push"
NAMESPACE = "/wall"
ROOM = "walls"
BEAT_SECONDS = 1.0


class LiveHub:
    """Follows the log: sends each batch to every wall as a frame, and lets a wall ask for what it missed.

    It knows the log alone, not the read model: a frame may be at a wall before the facts are in the wall's panels
    (docs/decisions/wall-waits-for-facts.md). Who watches is known here by the socket's id; nobody gets a frame who is
    not: each beat asks whether a viewer may still look, and closes what is in the room without being known.
    """

    def __init__(
        self,
        socket: SocketIO,
        seats: Seats,
        event_log: EventLog,
        place: PlaceName,
        clock: Callable[[], datetime],
        version: str,
        identify: Callable[[], Identity],
        still_allowed: Callable[[Identity], bool],
        may_watch: Callable[[Identity], bool],
        here: Callable[[], int] = lambda: 0,
        alerts: Callable[[], str] = str,
    ) -> None:
        """`here` tells by a number that it changed who has what open at the desks, and raises StoreUnavailable; `alerts` by a
        text that other alerts are open.
        """
        self._socket = socket
        self._seats = seats
        self._log = event_log
        self._place = place
        self._clock = clock
        self._version = version
        self._still_allowed = still_allowed
        self.may_watch = may_watch
        self._ask_here, self._here = here, 0
        self._alerts = alerts
        self._viewers: dict[str, tuple[Identity, Seat]] = {}
        self._lock = threading.Lock()
        # From the head on: a wall that was there before asks for what it missed. A batch that is longer than a frame
        # may be says so in a frame that asks for a reload.
        self.follower = LogFollower(
            NAME, event_log, self._send, start=event_log.end, anew=self._begin_anew, at_once=LONGEST + 1
        )
        socket.on_namespace(_Wall(NAMESPACE, self, identify))

    @property
    def viewers(self) -> int:
        """How many walls are connected by a socket."""
        return len(self._viewers)

    def beat_until(self, stop: threading.Event) -> None:
        """Beat once a second until `stop` is set; who may no longer look, or never joined, is sent away."""
        while not stop.wait(BEAT_SECONDS):
            self.send_away()
            self._socket.emit("beat", self.beat().as_json(), namespace=NAMESPACE, to=ROOM)

    def beat(self) -> Beat:
        """The heartbeat as of now. While the database is away it tells the last head that is known."""
        try:
            head, self._here = self._log.head(), self._ask_here()
        except StoreUnavailable:
            head = self.follower.seq
        return Beat(head, self._clock().isoformat(), self._version, self._here, self._alerts())

    def send_away(self) -> None:
        """Close the sockets of all who may not look (any more), and of those who never joined."""
        with self._lock:
            viewers = dict(self._viewers)
        for sid, (identity, _) in viewers.items():
            if not self._still_allowed(identity):
                log.info("viewer_sent_away", who=identity.name)
                self.dismiss(sid, "not allowed any more")
        server = self._socket.server
        for sid, _ in list(server.manager.get_participants(NAMESPACE, ROOM)):
            if sid not in self._viewers:
                log.error("socket_without_viewer", sid=sid)
                server.leave_room(sid, ROOM, namespace=NAMESPACE)
        self._seats.close_idle()

    def since(self, seq: int) -> Frame:
        """What happened after `seq`; a seq beyond the head, or too far back, asks for a reload. Raises StoreUnavailable."""
        head = self._log.head()
        if seq > head or seq < 0 or head - seq > LONGEST:
            return self._reset(seq, head)
        events = [event for event in self._log.after(seq, LONGEST) if event.seq <= head]
        return frame_of(events, seq, head, self._clock(), self._place)

    def close(self) -> None:
        """Let every viewer go; each comes back when the server does."""
        self._seats.close_all("the server stops")

    def enter(self, sid: str, identity: Identity, seat: Seat) -> None:
        """Keep who watches on which socket."""
        with self._lock:
            self._viewers[sid] = (identity, seat)
        seat.joined = True

    def leave(self, sid: str) -> None:
        """Forget a socket, which leaves the room with it."""
        with self._lock:
            _, seat = self._viewers.pop(sid, (None, None))
        self._socket.server.leave_room(sid, ROOM, namespace=NAMESPACE)
        if seat is not None:
            seat.left = True

    def viewer(self, sid: str) -> Identity | None:
        """Who watches on this socket and still may; None for a socket that is not known, or whose viewer may not."""
        identity, _ = self._viewers.get(sid, (None, None))
        return identity if identity is not None and self._still_allowed(identity) else None

    def dismiss(self, sid: str, why: str) -> None:
        """Take a viewer out of the room, then close the socket: it need not agree."""
        _, seat = self._viewers.get(sid, (None, None))
        self.leave(sid)
        self._socket.server.disconnect(sid, namespace=NAMESPACE)
        if seat is not None:
            seat.close(1008, why)

    def _send(self, batch: EventBatch) -> None:
        self._emit(frame_of(batch.events, batch.after.seq, batch.upto.seq, self._clock(), self._place))

    def _begin_anew(self) -> LogPosition:
        """Another log: what the walls show is of the old one."""
        end = self._log.end()
        self._emit(self._reset(end.seq, end.seq))
        return end

    def _reset(self, seq: int, head: int) -> Frame:
        return Frame(max(0, min(seq, head)), head, self._clock().isoformat(), reset=True)

    def _emit(self, frame: Frame) -> None:
        self._socket.emit("frame", frame.as_json(), namespace=NAMESPACE, to=ROOM)


class _Wall(Namespace):  # type: ignore[misc]  # Flask-SocketIO has no types
    """The socket's events: a wall connects, asks for what it missed, and goes."""

    def __init__(self, namespace: str, hub: LiveHub, identify: Callable[[], Identity]) -> None:
        super().__init__(namespace)
        self._hub = hub
        self._identify = identify

    def on_connect(self, _auth: object = None) -> bool:
        identity = self._identify()
        if not self._hub.may_watch(identity):
            log.warning("socket_refused", who=identity.name, remote=request.remote_addr)
            return False
        self._hub.enter(request.sid, identity, request.environ[SEAT])  # type: ignore[attr-defined]
        join_room(ROOM)
        return True

    def on_disconnect(self, _reason: object = None) -> None:
        self._hub.leave(request.sid)  # type: ignore[attr-defined]

    def on_sync(self, asked: dict[str, Any]) -> None:
        sid: str = request.sid  # type: ignore[attr-defined]
        since = asked.get("since")
        if self._hub.viewer(sid) is None:
            self._hub.dismiss(sid, "not allowed any more")
            return
        if not isinstance(since, int) or isinstance(since, bool):
            self._hub.dismiss(sid, "sync asks since a number")
            return
        try:
            frame = self._hub.since(since)
        except StoreUnavailable as error:
            # The wall asks again each second while it is behind.
            log.warning("sync_not_answered", problem=str(error))
            return
        self.emit("frame", frame.as_json(), room=sid)
