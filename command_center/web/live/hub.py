"""Live push: tells the wall's sockets what changed, in frames that join without a gap, and beats once a second."""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from flask import request
from flask_socketio import Namespace, SocketIO, disconnect, join_room

from command_center.domain.events import Event, EventKind
from command_center.domain.report_kinds import Visibility
from command_center.domain.workflow import Status
from command_center.errors import StoreUnavailable
from command_center.followers.log_follower import EventBatch, LogFollower
from command_center.store.event_log import EventLog, LogPosition
from command_center.web.live.frames import Beat, Frame, FramePoint
from command_center.web.security.identity import Identity

log = structlog.get_logger(__name__)

NAME = "live push"
NAMESPACE = "/wall"
ROOM = "walls"
BEAT_SECONDS = 1.0
LONGEST = 1000
"""More events than this are not sent one by one: the client reloads its view."""

PlaceName = Callable[[str, str], str]
"""(kelurahan code, kecamatan code) -> name for the ticker."""


def frame_of(events: Sequence[Event], from_seq: int, to_seq: int, at: datetime, place: PlaceName) -> Frame:
    """The frame for all events after `from_seq` up to `to_seq`; a long one asks for a reload instead."""
    if len(events) > LONGEST:
        return Frame(from_seq, to_seq, at.isoformat(), reset=True)
    points: dict[int, FramePoint] = {}
    removed: set[int] = set()
    reset = False
    for event in events:
        if event.report_id is None:
            continue
        data = event.data
        if event.kind is EventKind.RECEIVED or "number" in data:
            if _shown(data):
                points[event.report_id] = _point(event, place)
                removed.discard(event.report_id)
            else:
                removed.add(event.report_id)
        elif _leaves(data):
            removed.add(event.report_id)
            points.pop(event.report_id, None)
        elif data.keys() & {"lat", "lon", "category", "kelurahan", "exact"}:
            # A place or subject that was corrected: rare, and the event alone cannot draw the report.
            reset = True
    return Frame(from_seq, to_seq, at.isoformat(), tuple(points.values()), tuple(sorted(removed)), reset)


def _leaves(data: Mapping[str, Any]) -> bool:
    if data.get("visibility") == Visibility.CONFIDENTIAL:
        return True
    return data.get("retracted") is True or ("status" in data and Status(data["status"]).closed)


def _shown(data: Mapping[str, Any]) -> bool:
    return not _leaves(data) and data["visibility"] != Visibility.CONFIDENTIAL


def _point(event: Event, place: PlaceName) -> FramePoint:
    data = event.data
    return FramePoint(
        seq=event.seq,
        report_id=event.report_id or 0,
        number=data["number"],
        at=data["received_at"],
        channel=data["channel"],
        category=data["category"],
        kelurahan=place(data["kelurahan"], data["kecamatan"]),
        lat=data["lat"],
        lon=data["lon"],
        exact=data["exact"],
        new=event.kind is EventKind.RECEIVED,
    )


class LiveHub:
    """Follows the log: sends each batch to every wall as a frame, and lets a wall ask for what it missed.

    It knows the log alone, not the read model: a frame may be at a wall before the facts are in the wall's panels
    (docs/decisions/wall-waits-for-facts.md).
    """

    def __init__(
        self,
        socket: SocketIO,
        event_log: EventLog,
        place: PlaceName,
        clock: Callable[[], datetime],
        version: str,
        identify: Callable[[], Identity],
        still_allowed: Callable[[Identity], bool],
        may_watch: Callable[[Identity], bool],
    ) -> None:
        self._socket = socket
        self._log = event_log
        self._place = place
        self._clock = clock
        self._version = version
        self._still_allowed = still_allowed
        self._viewers: dict[str, Identity] = {}
        self._lock = threading.Lock()
        # From the head on: a wall that was there before asks for what it missed. A batch that is longer than a frame
        # may be says so in a frame that asks for a reload.
        self.follower = LogFollower(
            NAME, event_log, self._send, start=event_log.end, anew=self._begin_anew, at_once=LONGEST + 1
        )
        socket.on_namespace(_Wall(NAMESPACE, self, identify, may_watch))

    @property
    def viewers(self) -> int:
        """How many walls are connected."""
        return len(self._viewers)

    def beat_until(self, stop: threading.Event) -> None:
        """Beat once a second until `stop` is set; a viewer who may no longer look is sent away."""
        while not stop.wait(BEAT_SECONDS):
            with self._lock:
                viewers = dict(self._viewers)
            for sid, identity in viewers.items():
                if not self._still_allowed(identity):
                    log.info("viewer_sent_away", who=identity.name)
                    self._socket.server.disconnect(sid, namespace=NAMESPACE)
            beat = Beat(self._head(), self._clock().isoformat(), self._version)
            self._socket.emit("beat", beat.as_json(), namespace=NAMESPACE, to=ROOM)

    def _head(self) -> int:
        """Head of the log; the last one known while the database is away."""
        try:
            return self._log.head()
        except StoreUnavailable:
            return self.follower.seq

    def since(self, seq: int) -> Frame:
        """What happened after `seq`; a seq beyond the head, or too far back, asks for a reload. Raises StoreUnavailable."""
        head = self._log.head()
        if seq > head or seq < 0 or head - seq > LONGEST:
            return self._reset(seq, head)
        events = [event for event in self._log.after(seq, LONGEST) if event.seq <= head]
        return frame_of(events, seq, head, self._clock(), self._place)

    def close(self) -> None:
        """Let every viewer go; each comes back when the server does."""
        with self._lock:
            viewers = list(self._viewers)
        for sid in viewers:
            self._socket.server.disconnect(sid, namespace=NAMESPACE)

    def enter(self, sid: str, identity: Identity) -> None:
        """Keep who watches on which socket."""
        with self._lock:
            self._viewers[sid] = identity

    def leave(self, sid: str) -> None:
        """Forget a socket."""
        with self._lock:
            self._viewers.pop(sid, None)

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

    def __init__(
        self,
        namespace: str,
        hub: LiveHub,
        identify: Callable[[], Identity],
        may_watch: Callable[[Identity], bool],
    ) -> None:
        super().__init__(namespace)
        self._hub = hub
        self._identify = identify
        self._may_watch = may_watch

    def on_connect(self, _auth: object = None) -> bool:
        identity = self._identify()
        if not self._may_watch(identity):
            log.warning("socket_refused", who=identity.name, remote=request.remote_addr)
            return False
        self._hub.enter(request.sid, identity)  # type: ignore[attr-defined]
        join_room(ROOM)
        return True

    def on_disconnect(self, _reason: object = None) -> None:
        self._hub.leave(request.sid)  # type: ignore[attr-defined]

    def on_sync(self, asked: object) -> None:
        since = asked.get("since") if isinstance(asked, dict) else None
        if not isinstance(since, int) or isinstance(since, bool):
            disconnect()
            return
        try:
            frame = self._hub.since(since)
        except StoreUnavailable as error:
            # The wall asks again each second while it is behind.
            log.warning("sync_not_answered", problem=str(error))
            return
        self.emit("frame", frame.as_json(), room=request.sid)  # type: ignore[attr-defined]
