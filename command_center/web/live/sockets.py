"""Socket.IO as the wall uses it: WebSocket only, on our own WebSocket, and deaf to all that no client need say."""

import logging
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
        # By themselves both write their lines a second time, past the form of ours.
        logger=logging.getLogger("socketio.server"),
        engineio_logger=logging.getLogger("engineio.server"),
    )
    engine = socket.server.eio
    engine._async = {**engine._async, "websocket": WebSocket}
    engine.on("message", _Listening(socket, engine.handlers["message"]))
    server.wsgi_app = SocketEntry(server.wsgi_app, server, seats, identify)  # type: ignore[method-assign]
    return socket


class _Listening:
    """Hands on what a client may say, once it may say it; all else is not heard."""

    def __init__(self, socket: SocketIO, hand_on: Callable[[str, object], None]) -> None:
        self._socket, self._hand_on = socket, hand_on

    def __call__(self, engine_sid: str, message: object) -> None:
        environ = self._socket.server.environ.get(engine_sid)
        if environ is None:
            return
        seat: Seat = environ[SEAT]
        said = understood(message)
        if said is None:
            log.info("socket_message_ignored", who=seat.person)
        elif seat.left or (said is ClientMessage.JOIN) is seat.joined:
            # Joined twice, or not joined yet.
            return
        else:
            self._hand_on(engine_sid, message)
