"""WSGI layer before Socket.IO: WebSocket only, a seat for each connection, and a thread that is no request's."""

import re
import threading
from collections.abc import Callable, Iterable
from typing import Any

import structlog
from flask import Flask, Response, jsonify, request

from command_center.web.live.seats import Refusal, Seats
from command_center.web.live.websocket import SEAT, SOCKET, TAKE_SOCKET, turn_away
from command_center.web.security.identity import Identity
from command_center.web.security.network import network_of

log = structlog.get_logger(__name__)

PATH = "/socket.io/"
TRY_AGAIN_LATER = 1013
"""WebSocket close code (IANA registry)."""
TELL_SECONDS = 60.0
"""How often the log says that somebody is refused for the same reason."""
_UPGRADE = "connect with WebSocket (transport=websocket); where a proxy lets none through, ask /wall/frames?since=SEQ"

_KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
"""Sixteen bytes (RFC 6455)."""

Wsgi = Callable[..., Iterable[bytes]]


class SocketEntry:
    """Passes on what is no socket; opens one, refuses it with a reason, or says that only WebSocket is offered.

    Long polling is Socket.IO's own way around proxies: each of its requests can hold a thread without an end. The wall
    asks `/wall/frames` instead (`by_http`).
    """

    def __init__(self, inner: Wsgi, server: Flask, seats: Seats, identify: Callable[[], Identity]) -> None:
        self._inner, self._server = inner, server
        self._seats, self._identify = seats, identify
        self._written: dict[tuple[str, Refusal], float] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer, or take the connection out of the web server."""
        if not environ.get("PATH_INFO", "").startswith(PATH):
            return self._inner(environ, start_response)
        with self._server.request_context(environ):
            if not _opens_a_socket():
                # Through the server's own way out, where every answer gets its headers.
                return self._server.process_response(_answer())(environ, start_response)
            identity = self._identify()
            address = network_of(request.remote_addr or "")
        person = f"{identity.kind} {identity.name}"
        seat = self._seats.take(person, address)
        if isinstance(seat, Refusal):
            if self._is_news((person, seat)):
                log.warning("socket_refused", why=str(seat), who=identity.name, remote=address)
            return self._turn_away(environ, start_response, seat)
        environ[SEAT] = seat
        take = environ.get(TAKE_SOCKET)

        def hold() -> Iterable[bytes]:
            try:
                return self._inner(environ, start_response)
            except Exception:
                if take is None:
                    raise
                # Nobody else hears of what goes wrong in a thread of its own.
                log.exception("socket_failed", who=person)
                return []
            finally:
                self._seats.give_back(seat)

        if take is None:
            # A server that has a thread for each connection anyway.
            return hold()
        environ[SOCKET] = take()
        threading.Thread(target=hold, name=f"socket of {person}", daemon=True).start()
        return []

    def _is_news(self, refused: tuple[str, Refusal]) -> bool:
        """Whether to write a refusal down: who asks again and again must not fill the log."""
        now = self._seats.clock()
        if now - self._written.get(refused, -TELL_SECONDS) < TELL_SECONDS:
            return False
        self._written[refused] = now
        return True

    def _turn_away(self, environ: dict[str, Any], start_response: Callable[..., Any], why: Refusal) -> Iterable[bytes]:
        take = environ.get(TAKE_SOCKET)
        if take is not None:
            turn_away(take(), environ, TRY_AGAIN_LATER, why)
            return []
        with self._server.request_context(environ):
            answer = jsonify(error="too_many_sockets", message=f"too many live connections ({why}): try again later")
            answer.status_code = 503
            answer.headers["Retry-After"] = "15"
            return self._server.process_response(answer)(environ, start_response)


def _opens_a_socket() -> bool:
    """Whether the request being answered opens a WebSocket of Engine.IO 4."""
    asked = request.args
    return (
        request.method == "GET"
        and request.headers.get("Upgrade", "").lower() == "websocket"
        and "upgrade" in request.headers.get("Connection", "").lower()
        and (asked.get("transport"), asked.get("EIO")) == ("websocket", "4")
        and "sid" not in asked
        and "j" not in asked
        and request.headers.get("Sec-WebSocket-Version") == "13"
        and _KEY.fullmatch(request.headers.get("Sec-WebSocket-Key", "")) is not None
        and not request.content_length
    )


def _answer() -> Response:
    answer = jsonify(error="websocket_only", message=_UPGRADE)
    answer.status_code = 426
    answer.headers["Sec-WebSocket-Version"] = "13"
    # `Upgrade` would be right here, and is no header that an application may set (PEP 3333).
    return answer
