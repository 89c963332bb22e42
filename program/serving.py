"""The web server of `manage.py serve`: waitress in one process, which holds the sockets and the read model."""

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable

from flask import Flask
from waitress.adjustments import Adjustments

from command_center.settings import Settings
from command_center.web.security.limits import LARGEST_BODY
from program.connections import FrontServer, capacity
from program.fair_queue import FairThreads
from program.http_requests import LARGEST_HEAD

STOP_SECONDS = 3
"""How long requests that are being answered may go on once the server is told to stop."""

SEND_BUFFER = 128 * 1024
"""Bytes that the system takes of an answer before its client does (Linux takes twice that). By itself it takes megabytes:
with a thousand clients that do not read, gigabytes.
"""


def leave(code: int) -> None:
    """End the process now. All is closed by then; DuckDB's binding would fill the log with the objects it still counts."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; an IPv6 address has a colon, and `::` takes IPv4 as well. Raises OSError."""
    listening = socket.create_server(
        (host, port),
        family=socket.AF_INET6 if ":" in host else socket.AF_INET,
        dualstack_ipv6=host == "::" and socket.has_dualstack_ipv6(),
        backlog=1024,
    )
    # Of every connection made to it.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    return listening


class Server:
    """waitress configured from our settings.

    One process: Socket.IO's rooms and the read model live in it. A thread answers one request at a time; live
    connections have threads of their own.
    """

    def __init__(self, settings: Settings, make_app: Callable[[], Flask], stopped: Callable[[], None]) -> None:
        self._settings = settings
        self._make_app = make_app
        self._stopped = stopped
        self._stop = threading.Event()

    def stop_on_signals(self) -> None:
        """End `run` at SIGTERM and Ctrl-C; called in the main thread."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: self._stop.set())

    def stop(self) -> None:
        """End `run`, soon."""
        self._stop.set()

    def run(self, listening: Callable[[], None] = lambda: None, wanted: Callable[[], bool] = lambda: True) -> None:
        """Serve until `stop`, or until `wanted` says no (asked each half second). Raises OSError.

        `listening` is called once connections are accepted.
        """
        settings = self._settings
        room = capacity(settings.sockets)
        application = self._make_app()
        # Queued requests are no news: the library would say so at each.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        threads = FairThreads(settings.trusted_proxies)
        threads.set_thread_count(settings.threads)
        socket_ = listen(settings.host, settings.port)
        connections: dict[int, object] = {}
        listener = FrontServer(
            application,
            connections,
            True,
            socket_,
            dispatcher=threads,
            adj=self._adjustments(),
            bind_socket=False,
            sockinfo=(socket_.family, socket_.type, socket_.proto, socket_.getsockname()),
            capacity=room,
            patience=max(1, settings.threads // 4),
        )

        def move(seconds: float) -> None:
            listener.asyncore.loop(timeout=seconds, use_poll=True, map=connections, count=1)

        listening()
        while not self._stop.is_set() and wanted():
            move(0.5)
            listener.tend()
        listener.accepting = False
        # What is being answered is answered; the threads themselves write it.
        threads.shutdown(timeout=STOP_SECONDS)
        move(0.1)
        for each in list(listener.active_channels.values()):
            each.handle_close()
        listener.asyncore.close_all(connections, ignore_all=True)
        self._stopped()

    def _adjustments(self) -> Adjustments:
        return Adjustments(
            threads=self._settings.threads,
            max_request_header_size=LARGEST_HEAD,
            # The library refuses what is as large as this.
            max_request_body_size=LARGEST_BODY + 1,
            # Larger bodies and answers are kept in files.
            inbuf_overflow=64 * 1024,
            outbuf_overflow=256 * 1024,
            recv_bytes=64 * 1024,
            log_socket_errors=False,
            ident="",
            # The proxies that may say who asks are counted in TRUSTED_PROXIES, by the application itself.
            clear_untrusted_proxy_headers=False,
        )
