"""What an attacker does to a web server with little: connections that do not do their part, each kept open until the end."""

import base64
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from types import TracebackType
from typing import Self

from tests.faults.size import DRIP_SECONDS
from tests.servers.command_center import CommandCenter

LARGE = "/_dash-component-suites/plotly/package_data/plotly.min.js"
"""Megabytes that anybody may have."""
HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nCookie: {cookie}\r\n\r\n"
)


def frame(text: str) -> bytes:
    """A text frame as a client sends it (RFC 6455), masked with zeros; at most 125 bytes."""
    body = text.encode()
    return bytes([0x81, 0x80 | len(body)]) + b"\0\0\0\0" + body


class Attack:
    """Opens `count` connections in a `with`, and goes on with each until it ends.

    `say` is what a connection sends first; `then` what follows once its handshake was answered; `drip` what it sends again and again, a little each `DRIP_SECONDS`; `addresses` are
    how many of this machine's addresses they come from. A connection that the server closes is opened anew.
    """

    def __init__(
        self,
        center: CommandCenter,
        say: Callable[[int], bytes],
        number: int,
        *,
        then: bytes = b"",
        drip: bytes = b"",
        addresses: int = 1,
        small_window: bool = False,
    ) -> None:
        self.tls: ssl.SSLContext | None = None
        self.port, self._say, self._number, self._then = center.port, say, number, then
        self._drip, self._addresses, self._small = drip, addresses, small_window
        self._ended = threading.Event()
        self._serial = count()
        self._thread = threading.Thread(target=self._go_on, daemon=True)
        self.opened = 0

    def __enter__(self) -> Self:
        self._connections = [self._open() for _ in range(self._number)]
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(60)
        for each in self._connections:
            if each is not None:
                each.close()

    def _open(self) -> socket.socket | None:
        serial = next(self._serial)
        connection = socket.socket()
        if self._small:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        connection.settimeout(5)
        try:
            connection.bind((f"127.0.1.{1 + serial % self._addresses}", 0))
            connection.connect(("127.0.0.1", self.port))
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection)
            connection.sendall(self._say(serial))
            if self._then and connection.recv(512).startswith(b"HTTP/1.1 101"):
                connection.sendall(self._then)
        except OSError:
            connection.close()
            return None
        connection.setblocking(False)
        self.opened += 1
        return connection

    def _go_on(self) -> None:
        while not self._ended.wait(DRIP_SECONDS):
            for index, connection in enumerate(self._connections):
                if connection is None or not self._drips(connection):
                    self._connections[index] = self._open()
                if self._ended.is_set():
                    return

    def _drips(self, connection: socket.socket) -> bool:
        """Send a little more; False where the server has closed the connection."""
        try:
            if self._drip:
                connection.send(self._drip)
            if not self._small and connection.recv(4096) == b"":
                raise ConnectionResetError
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return True
        except OSError:
            connection.close()
            return False
        return True


def socket_request(cookie: str) -> bytes:
    """Opens a WebSocket with this cookie."""
    return HANDSHAKE.format(key=base64.b64encode(os.urandom(16)).decode(), cookie=cookie).encode()


@contextmanager
def attack(
    name: str, center: CommandCenter, number: int, cookies: dict[str, str], *, tls_port: int = 0
) -> Iterator[Attack]:
    """One of ATTACKS. `cookies`: of "device", of a person "opd" who may not see the wall, and a "revoked" one.

    `tls_port` is that of a proxy before the server, which speaks TLS.
    """
    made = ATTACKS[name](center, number, cookies)
    if tls_port:
        made.port, made.tls = tls_port, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        made.tls.check_hostname, made.tls.verify_mode = False, ssl.CERT_NONE
    with made as running:
        yield running


def _half(text: str, **more: object) -> Callable[[CommandCenter, int, dict[str, str]], Attack]:
    return lambda center, number, _cookies: Attack(center, lambda _: text.encode(), number, **more)  # type: ignore[arg-type]


def _sockets(who: str, then: bytes, drip: bytes = b"", **more: object) -> Callable[..., Attack]:
    def make(center: CommandCenter, number: int, cookies: dict[str, str]) -> Attack:
        return Attack(center, lambda _: socket_request(cookies[who]), number, then=then, drip=drip, **more)  # type: ignore[arg-type]

    return make


def _polling(center: CommandCenter, number: int, cookies: dict[str, str]) -> Attack:
    text = (
        f"POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nHost: a\r\nCookie: {cookies['revoked']}\r\n"
        "Content-Length: 2000000\r\n\r\n"
    )
    return Attack(center, lambda _: text.encode(), number)


POST = "POST /masuk HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
ASKED = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
ATTACKS: dict[str, Callable[[CommandCenter, int, dict[str, str]], Attack]] = {
    "connections that say nothing": _half(""),
    "heads that never end": _half("GET /masuk HTTP/1.1\r\nHost: a\r\nX-A: "),
    "heads of a letter a second": _half("GET /masuk HTTP/1.1\r\nHost: a\r\nX-A: ", drip=b"a"),
    "heads from many addresses": _half("GET /masuk HTTP/1.1\r\nHost: a\r\nX-A: ", addresses=200),
    "bodies that never come": _half(POST),
    "bodies of a byte a second": _half(POST, drip=b"a"),
    "chunks that never end": _half("POST /masuk HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", drip=b"1"),
    "chunks of a byte each": _half(
        "POST /masuk HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n" * 20_000
    ),
    "many requests in one piece": _half(ASKED * 1000, drip=ASKED.encode() * 100),
    "many requests in one piece from many addresses": _half(ASKED * 1000, addresses=20),
    "answers that nobody reads": _half(f"GET {LARGE} HTTP/1.1\r\nHost: a\r\n\r\n", small_window=True),
    "long polling of a revoked device": _polling,
    "sockets of a revoked device": _sockets("revoked", frame("40/wall,")),
    "sockets of one who may not see the wall": _sockets("opd", frame("40/wall,")),
    "sockets that never join": _sockets("device", b""),
    "sockets from many addresses": _sockets("device", b"", addresses=200),
    "sockets that never read": _sockets("device", frame("40/wall,"), drip=frame("3"), small_window=True),
    "sockets that say too much": _sockets(
        "device", frame("40/wall,"), drip=frame('42/wall,["sync",{"since":0}]') * 200
    ),
    "sockets that ping without end": _sockets("device", frame("40/wall,"), drip=b"\x89\x80\0\0\0\0" * 1000),
    "sockets that shake half a hand": _half(HANDSHAKE[:80]),
}
