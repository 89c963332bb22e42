"""Connections of the web server: none takes a thread before its request is there as a whole, or to have its answer read.

waitress reads and writes all connections in one thread and gives whole requests to its others. What is added here: a
connection has a pace to keep (`pace`), the ones that are too many or hold too much make room (`crowd`), an answer that
was refused is not lost to a client that still sends, and an application can take a connection over (a WebSocket).
"""

import resource
import socket
import threading
from collections import Counter
from contextlib import suppress
from time import monotonic, time
from typing import Any

import structlog
from waitress.buffers import ReadOnlyFileBasedBuffer
from waitress.channel import ClientDisconnected, HTTPChannel
from waitress.server import TcpWSGIServer

from command_center.web.security.network import network_of
from program import crowd
from program.http_requests import Exchange, Request, answer_to_error
from program.pace import Phase, overdue

log = structlog.get_logger(__name__)

CONNECTIONS = 2000
"""Most connections at once beside the live ones, where the system allows as many open files."""
FILES = 512
"""Open files that are kept for other things than connections: databases, bodies that are kept in files, listening."""
HELD_BYTES = 256 * 1024 * 1024
"""Most bytes of requests that are not whole and of answers that are not taken, in memory and in files together."""
LOOK_SECONDS = 0.5
"""How often it is looked who is late, and how much is held."""
PIECE = 64 * 1024
"""Bytes that are handed to the system at once."""
ACCEPTED_AT_ONCE = 64
"""Connections that are accepted in one round of the loop. The library accepts one: behind a thousand that work for the
other threads, somebody waited a thousand rounds.
"""
ROOM = 0.05
"""Share of the connections that goes at once where there are too many."""
STEP = 4096
"""Bytes of a chunked body that are read at once: the library copies the rest of what it was given at each chunk."""
DRAIN_BYTES = 16 * 1024 * 1024
"""How much of a refused body is read and thrown away, so that the client reads the refusal: twice what is allowed."""

_TIMED_OUT = (
    b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"X-Content-Type-Options: nosniff\r\nContent-Length: 58\r\n\r\nThe request did not come in time: send it again at once.\r\n"
)


class Connection(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """One connection; all but `take` and what tasks write runs in the thread of the server."""

    parser_class = Request
    task_class = Exchange
    error_task_class = staticmethod(answer_to_error)
    taken = False
    request: Request | None

    def __init__(self, *arguments: Any, **more: Any) -> None:
        self._since = monotonic()
        self._phase: Phase | None = Phase.QUIET
        self._moved = 0
        self._draining = 0
        self._unread = b""
        super().__init__(*arguments, **more)
        # The library reads as much as the system might ever take, at each try: megabytes for a client that takes a few.
        self.sendbuf_len = min(self.sendbuf_len, PIECE)  # type: ignore[has-type]

    @property
    def held(self) -> int:
        """Bytes that are kept for it; not those that still lie in a file of the program."""
        body = self.request.body_rcv if self.request is not None else None
        answer = sum(len(each) for each in list(self.outbufs) if not isinstance(each, ReadOnlyFileBasedBuffer))
        return len(self._unread) + answer + (len(body) if body is not None else 0)

    @property
    def waiting(self) -> crowd.Pending | None:
        """As it counts in a crowd; None while a thread works for it."""
        if self.requests:
            return None
        return crowd.Pending(self._fileno, network_of(self.addr[0]), self._since, self.held)

    @property
    def busy(self) -> bool:
        """Whether a request is being answered, or its answer not taken yet."""
        return bool(self.requests or self.total_outbufs_len)

    def late(self, now: float) -> bool:
        """Whether the client has had its time."""
        phase = self._now_in()
        if phase is not self._phase:
            self._phase, self._since, self._moved = phase, now, 0
        if phase is None:
            return False
        # The library keeps when something last moved by the time of day.
        seconds = time() - self.last_activity if phase is Phase.QUIET else now - self._since
        return overdue(phase, seconds, self._moved)

    def _now_in(self) -> Phase | None:
        if self.total_outbufs_len or self._draining:
            return Phase.ANSWER
        if self.requests:
            return None
        if self.request is None:
            return Phase.QUIET
        return Phase.BODY if self.request.headers_finished else Phase.HEAD

    def give_up(self) -> None:
        """Close it; a client that was sending a request is told."""
        if self._now_in() in (Phase.HEAD, Phase.BODY):
            with suppress(OSError):
                self.socket.send(_TIMED_OUT)
        self.handle_close()

    def handle_close(self) -> None:
        """Close it, with what was kept of a request that is not whole."""
        super().handle_close()
        if self.request is not None:
            self.request.close()
            self.request = None

    def take(self) -> socket.socket:
        """Hand the connection over to who answers its request: the server has nothing to do with it any more."""
        with self.requests_lock:
            self.taken = True
            self.connected = False
            self.del_channel()
        self.server.pull_trigger()
        connection: socket.socket = self.socket
        return connection

    def received(self, data: bytes) -> bool:
        """Take what the client sends."""
        if self.request is None and not self._draining:
            self._since, self._moved = monotonic(), 0
        self._moved += len(data)
        if self._draining:
            self._draining -= len(data)
            if self._draining <= 0:
                self.handle_close()
            return True
        self._unread += data
        return self.read_on()

    def read_on(self) -> bool:
        """Read one request of what the client has sent; what it sent behind that is read once that one is answered.

        The library reads them all at once: thousands in what fits into one piece.
        """
        taken = True
        while taken and self._unread and not self.requests:
            size = self._at_once()
            piece, self._unread = self._unread[:size], self._unread[size:]
            taken = bool(super().received(piece))
        if not taken:
            self._unread = b""
        if self._unread:
            self.server.held_back.add(self)
        return taken

    def _at_once(self) -> int:
        if self.request is None or not self.request.headers_finished:
            end = self._unread.find(b"\r\n\r\n")
            return end + 4 if end >= 0 else len(self._unread)
        if self.request.chunked:
            return max(STEP, int(self.request.body_rcv.chunk_remainder))
        return int(self.request.content_length - self.request.body_bytes_received)

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send what the client takes."""
        sent: int = super().send(data, do_close=do_close)
        self._moved += sent
        return sent

    def readable(self) -> bool:
        """Whether it is looked for what the client sends."""
        return bool(self._draining) or (not self._unread and bool(super().readable()))

    def writable(self) -> bool:
        """Whether it is looked for room to send."""
        return not self._draining and bool(super().writable())

    def handle_write(self) -> None:
        """Send; once an answer is out that ends the connection, read on until the client has it.

        A connection that is closed while something unread lies in it is reset, and the client may lose the answer.
        """
        ends = self.close_when_flushed
        if ends and not self.total_outbufs_len and self._begin_to_drain():
            return
        super().handle_write()

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Wait for the client in the thread of the application: it makes more than is kept of one answer.

        Raises ClientDisconnected where too many threads wait in this way already.
        """
        if self.total_outbufs_len <= self.adj.outbuf_high_watermark:
            return
        if not self.server.patience.acquire(blocking=False):
            log.warning("answer_broken_off", why="too many clients take large answers slowly", remote=self.addr[0])
            raise ClientDisconnected
        try:
            super()._flush_outbufs_below_high_watermark()
        finally:
            self.server.patience.release()

    def _begin_to_drain(self) -> bool:
        with self.requests_lock:
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                return False
            self.close_when_flushed = False
            self._draining = DRAIN_BYTES
        return True


class FrontServer(TcpWSGIServer):  # type: ignore[misc]
    """Accepts connections.

    `capacity` is how many there may be; `patience` how many threads may wait for clients to take a large answer.
    """

    channel_class = Connection

    def __init__(self, *arguments: Any, capacity: int, patience: int, **more: Any) -> None:
        self._capacity = capacity
        self.patience = threading.BoundedSemaphore(patience)
        self._looked_at = 0.0
        self._closed: Counter[str] = Counter()
        self._all_accepted = True
        self.held_back: set[Connection] = set()
        """Those that have sent more than the request that is being answered."""
        super().__init__(*arguments, **more)

    def fix_addr(self, addr: tuple[Any, ...]) -> tuple[Any, ...]:
        """An IPv4 address as such also where it comes over an IPv6 socket."""
        return (addr[0].removeprefix("::ffff:") if "." in addr[0] else addr[0], *addr[1:])

    def handle_accept(self) -> None:
        """Accept those that wait, as many as one round may take."""
        for _ in range(ACCEPTED_AT_ONCE):
            super().handle_accept()
            if self._all_accepted:
                return

    def accept(self) -> tuple[socket.socket, tuple[Any, ...]] | None:
        """The next connection that waits; None where there is none."""
        self._all_accepted = True
        accepted: tuple[socket.socket, tuple[Any, ...]] | None = super().accept()
        self._all_accepted = accepted is None
        return accepted

    def readable(self) -> bool:
        """Whether connections are accepted: always. A round takes ACCEPTED_AT_ONCE of them at most, and `tend` makes room after each."""
        return bool(self.accepting)

    def tend(self) -> None:
        """Between two rounds of the loop, never in one: close those that are late, and some where there is no room.

        A round knows connections by their file numbers; the number of one that is closed in it may be that of a new
        one a moment later, which would then be closed for it.
        """
        for each in [each for each in self.held_back if not each.connected or not each.busy]:
            self.held_back.discard(each)
            if each.connected:
                each.read_on()
        now = monotonic()
        excess = len(self.active_channels) - self._capacity
        if excess > 0:
            self._close(crowd.too_many(self._waiting(), excess + int(self._capacity * ROOM)), "too many connections")
        if now - self._looked_at < LOOK_SECONDS:
            return
        self._looked_at = now
        late = [each for each in list(self.active_channels.values()) if each.late(now)]
        for each in late:
            each.give_up()
        self._close(crowd.too_much(self._waiting(), HELD_BYTES), "too much is held for connections")
        self._tell_closed()

    def _waiting(self) -> list[crowd.Pending]:
        return [waiting for each in list(self.active_channels.values()) if (waiting := each.waiting) is not None]

    def _close(self, numbers: list[int], why: str) -> None:
        for number in numbers:
            channel = self.active_channels.get(number)
            if channel is not None:
                channel.handle_close()
        self._closed[why] += len(numbers)

    def _tell_closed(self) -> None:
        """One line for all since the last look: an attacker must not fill the log by the connection."""
        for why, count in (+self._closed).items():
            log.warning("connections_closed", why=why, count=count)
        self._closed.clear()


def capacity(sockets: int) -> int:
    """How many connections there may be beside `sockets` live ones: asks the system for as many open files.

    A connection has its own and may have one more, for a large body or answer; a live one is read and written by two.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS + 2 * sockets + FILES
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    elif soft == resource.RLIM_INFINITY or soft > allowed:
        allowed = wanted
    return max(64, min(CONNECTIONS, (allowed - 2 * sockets - FILES) // 2))
