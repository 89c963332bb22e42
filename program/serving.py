"""The web server of `manage.py serve`: gunicorn with one process of threads, which holds the sockets and the read model."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http import errors
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from command_center.settings import Settings

STOP_SECONDS = 3
LONGEST_ADDRESS = 8190
"""Characters of a request line, the most that gunicorn can be told."""
_OURS = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName, errors.ConfigurationProblem)
"""Faults of the program, not of who asks."""
_STATUS = {
    errors.LimitRequestLine: "414 URI Too Long",
    errors.LimitRequestHeaders: "431 Request Header Fields Too Large",
    errors.ExpectationFailed: "417 Expectation Failed",
    errors.ForbiddenProxyRequest: "403 Forbidden",
}


def leave(code: int) -> None:
    """End the process now. All is closed by then; DuckDB's binding would fill the log with the objects it still counts."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's threads, which say in plain text what is no readable HTTP: its own answer would be a page."""

    def handle_error(self, req: Any, client: socket.socket, addr: tuple[str, int], exc: Exception) -> None:
        """Answer 400, 414 or 431; whatever is not the sender's fault is told by gunicorn."""
        if not isinstance(exc, errors.ParseException) or isinstance(exc, _OURS):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Invalid request from ip=%s: %s", (addr or ("", 0))[0], exc)
        status = next((status for kind, status in _STATUS.items() if isinstance(exc, kind)), "400 Bad Request")
        body = f"The request cannot be read: {exc}.\n".encode("ascii", "backslashreplace")
        head = (
            f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"X-Content-Type-Options: nosniff\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            write_nonblock(client, head.encode("ascii") + body)
        except OSError as error:
            self.log.debug("The sender did not wait for the answer: %s", error)


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn configured from our settings.

    One process: Socket.IO's rooms and the read model live in it. A thread serves a request, or holds one open wall.
    """

    def __init__(self, settings: Settings, make_app: Callable[[], Flask], stopped: Callable[[], None]) -> None:
        self._settings = settings
        self._make_app = make_app
        self._stopped = stopped
        super().__init__()

    def load_config(self) -> None:
        """Our settings as gunicorn's."""
        options: dict[str, Any] = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": 1,
            "worker_class": Worker,
            "threads": self._settings.threads,
            "worker_connections": 2000,
            # A thread that holds a socket is no hung worker.
            "timeout": 0,
            "graceful_timeout": STOP_SECONDS,
            "keepalive": 15,
            "limit_request_line": LONGEST_ADDRESS,
            "loglevel": "warning",
            "proc_name": "command-center",
            "control_socket_disable": True,
            "post_worker_init": lambda _worker: self._end_on_signal(),
            "worker_int": lambda _worker: self._stopped(),
            "worker_exit": lambda _server, _worker: self._end(),
            # The proxies that may say who asks are counted in TRUSTED_PROXIES, by the application itself.
            "forwarded_allow_ips": "",
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def _end(self) -> None:
        self._stopped()
        leave(0)

    def _end_on_signal(self) -> None:
        """Let the open walls go when the signal comes: gunicorn waits for their threads before it calls `worker_exit`."""
        ending = signal.getsignal(signal.SIGTERM)

        def end(number: int, frame: FrameType | None) -> None:
            threading.Thread(target=self._stopped, name="ending", daemon=True).start()
            if callable(ending):
                ending(number, frame)

        signal.signal(signal.SIGTERM, end)

    def load(self) -> Flask:
        """The application, made in the serving process: no thread and no connection crosses the fork."""
        return self._make_app()
