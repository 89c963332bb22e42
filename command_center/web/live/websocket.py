"""A WebSocket over a blocking socket, as Engine.IO wants to use it: nobody who does not read or answer can hold it.

Engine.IO's usual one (simple-websocket) waits without an end while a client does not take what it is sent, reads ahead
without a limit, and needs a further thread a connection.
"""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

import structlog
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Event, Ping, Pong, Request, TextMessage
from wsproto.utilities import LocalProtocolError, RemoteProtocolError

from command_center.web.live.client_messages import LARGEST, needed
from command_center.web.live.seats import Seat

log = structlog.get_logger(__name__)

SEAT = "command_center.seat"
"""Key of the WSGI environment: the Seat of this connection."""
TAKE_SOCKET = "command_center.take_socket"
"""Key of the WSGI environment where our own web server stands: a function that hands over the connection's socket."""
SOCKET = "command_center.socket"
"""Key of the WSGI environment: the socket that was handed over."""
_SOCKETS = (SOCKET, "werkzeug.socket", "gunicorn.socket")

SILENT_SECONDS = 25.0
"""A client answers a ping every ten seconds; one that says nothing for so long is gone."""
SEND_SECONDS = 5.0
"""How long a client may take to accept what it is sent, once the buffers of both sides are full."""
CLOSE_SECONDS = 2.0
"""How long it is waited for the client's own goodbye."""
_TICK = 1.0


class WebSocket:
    """Made by Engine.IO for each connection: `handler` runs for as long as it is open."""

    def __init__(self, handler: Callable[["WebSocket"], Any], _server: object) -> None:
        self._handler = handler
        self._frames = WSConnection(ConnectionType.SERVER)
        self._lock = threading.Lock()
        self._events: Iterator[Event] = iter(())
        self._seat: Seat | None = None
        self._text = ""
        self._closing_at: float | None = None

    def __call__(self, environ: dict[str, Any], _start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Shake hands and serve until the connection is over."""
        key = next(each for each in _SOCKETS if each in environ)
        self._reading = environ[key]
        self._reading.settimeout(_TICK)
        # A socket of its own, since a time-out counts for all that is done with one.
        self._writing = self._reading.dup()
        self._writing.settimeout(SEND_SECONDS)
        self._seat = environ.get(SEAT)
        try:
            self._writing.sendall(shake_hands(self._frames, environ))
            if self._seat is not None:
                self._seat.line = self
            self._handler(self)
        except OSError:
            # The client was gone before its connection was open.
            pass
        finally:
            for each in (self._writing, self._reading):
                each.close()
        if key == "werkzeug.socket":
            raise ConnectionError
        if key == "gunicorn.socket":
            raise StopIteration
        return []

    def wait(self) -> str | None:
        """The next message that Engine.IO need hear; None once the connection is over.

        Every frame counts as a word of the client, a ping and an empty one too: each is work.
        """
        heard_at = monotonic()
        while True:
            try:
                event = next(self._events, None)
            except RemoteProtocolError:
                self.close(1002, "no WebSocket frame")
                return None
            if event is None:
                data = self._read(heard_at)
                if data is None:
                    return None
                if data:
                    heard_at = monotonic()
                    self._frames.receive_data(data)
                    # One after the other: what is behind the one that is too many is never looked at.
                    self._events = self._frames.events()
                continue
            if self._seat is not None and not self._seat.may_speak(monotonic()):
                log.warning("socket_closed", why="too many messages", who=self._seat.person)
                self.close(1008, "too many messages")
                return None
            if isinstance(event, Ping):
                self._answer(event)
            elif isinstance(event, TextMessage):
                self._text += event.data
                if len(self._text) > LARGEST:
                    self.close(1009, "message too big")
                    return None
                if event.message_finished:
                    text, self._text = self._text, ""
                    if self._closing_at is None and needed(text):
                        return text
            elif not isinstance(event, Pong):
                # The client's goodbye, or what no client of ours sends.
                self.close(*((1000, "") if isinstance(event, CloseConnection) else (1003, "text only")))
                return None

    def _read(self, heard_at: float) -> bytes | None:
        """What the client sent, empty where that is nothing yet; None once the connection is over."""
        now = monotonic()
        if self._closing_at is not None and now - self._closing_at > CLOSE_SECONDS:
            return None
        if now - heard_at > SILENT_SECONDS:
            self.close(1001, "silent")
            return None
        try:
            return self._reading.recv(4096) or None
        except TimeoutError:
            return b""
        except OSError:
            return None

    def send(self, message: str) -> None:
        """Send a message. Raises OSError where the client is gone or does not take it."""
        try:
            with self._lock:
                self._writing.sendall(self._frames.send(TextMessage(data=message)))
        except LocalProtocolError as error:
            raise OSError("the connection is closed") from error
        except OSError:
            self._hang_up()
            raise

    def close(self, code: int = 1000, reason: str = "") -> None:
        """End the connection from whatever thread: the first code and reason count, and nothing is waited for."""
        if self._closing_at is not None:
            return
        self._closing_at = monotonic()
        # Whoever holds the lock sends to a client that does not take it: there is no use in a goodbye.
        if not self._lock.acquire(timeout=0.05):
            self._hang_up()
            return
        try:
            self._writing.settimeout(0.05)
            self._writing.sendall(self._frames.send(CloseConnection(code, reason)))
            self._writing.shutdown(socket.SHUT_WR)
        except (LocalProtocolError, OSError):
            self._hang_up()
        finally:
            self._lock.release()

    def _answer(self, ping: Ping) -> None:
        try:
            with self._lock:
                self._writing.sendall(self._frames.send(ping.response()))
        except (LocalProtocolError, OSError):
            self._hang_up()

    def _hang_up(self) -> None:
        """Wakes whoever reads or writes."""
        with suppress(OSError):
            self._writing.shutdown(socket.SHUT_RDWR)


def shake_hands(frames: WSConnection, environ: dict[str, Any]) -> bytes:
    """The answer to the request in `environ` that opens the connection. Raises OSError where it is none."""
    names = {key[5:].replace("_", "-").title(): value for key, value in environ.items() if key.startswith("HTTP_")}
    lines = ["GET / HTTP/1.1", *(f"{name}: {value}" for name, value in names.items())]
    try:
        frames.receive_data("\r\n".join([*lines, "", ""]).encode("latin-1"))
        if any(isinstance(event, Request) for event in frames.events()):
            # Without compression: a frame is small, and there are many walls.
            return frames.send(AcceptConnection())
    except (LocalProtocolError, RemoteProtocolError) as error:
        raise OSError("no WebSocket handshake") from error
    raise OSError("no WebSocket handshake")


def turn_away(connection: socket.socket, environ: dict[str, Any], code: int, reason: str) -> None:
    """Open the connection only to close it with a reason: a page is told nothing of a refused handshake."""
    frames = WSConnection(ConnectionType.SERVER)
    connection.settimeout(SEND_SECONDS)
    try:
        connection.sendall(shake_hands(frames, environ) + frames.send(CloseConnection(code, reason)))
        connection.shutdown(socket.SHUT_WR)
    except OSError:
        # Whoever asked did not wait.
        pass
    finally:
        connection.close()
