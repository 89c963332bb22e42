"""Socket.IO as the wall uses it: WebSocket only, on our own WebSocket, and deaf to all that no client need say."""

from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask
from flask_socketio import SocketIO

from command_center.web.live.client_messages import LARGEST, ClientMessage, understood
from command_center.web.live.seats import Seat, Seats
from command_center.web.live.socket_entry import SocketEntry
from command_center.web.live.websocket import SEAT, WebSocket
from command_center.web.security.identity import Identity

log = structlog.get_logger(__name__)


def make_sockets(
    server: Flask, seats: Seats, identify: Callable[[], Identity], origins: Callable[[str, dict[str, Any]], bool]
) -> SocketIO:
    """Put Socket.IO on the server: after access control was installed, before it is finished."""
    socket = SocketIO(
        server,
        async_mode="threading",
        transports=["websocket"],
        cors_allowed_origins=origins,
        ping_interval=10,
        ping_timeout=10,
        max_http_buffer_size=LARGEST,
        # A client's messages one after the other, in its own thread: many of them start no threads.
        async_handlers=False,
        manage_session=False,
    )
    engine = socket.server.eio
    engine._async = {**engine._async, "websocket": WebSocket}
    engine.on("message", _Listening(socket, engine.handlers["message"], seats))
    server.wsgi_app = SocketEntry(server.wsgi_app, server, seats, identify)  # type: ignore[method-assign]
    return socket


class _Listening:
    """Hands on what a client may say, once it may say it; all else is not heard."""

    def __init__(self, socket: SocketIO, hand_on: Callable[[str, object], None], seats: Seats) -> None:
        self._socket, self._hand_on, self._seats = socket, hand_on, seats

    def __call__(self, engine_sid: str, message: object) -> None:
        environ = self._socket.server.environ.get(engine_sid)
        if environ is None:
            return
        seat: Seat = environ[SEAT]
        if not seat.may_speak(self._seats.clock()):
            log.warning("socket_closed", why="too many messages", who=seat.person)
            seat.close(1008, "too many messages")
            return
        said = understood(message)
        if said is None:
            log.info("socket_message_ignored", who=seat.person)
        elif seat.left or (said is ClientMessage.JOIN) is seat.joined:
            # Joined twice, or not joined yet.
            return
        else:
            self._hand_on(engine_sid, message)
