"""The web server of `manage.py serve`: gunicorn with one process of threads, which holds the sockets and the read model."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from command_center.settings import Settings

STOP_SECONDS = 3


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
            "worker_class": "gthread",
            "threads": self._settings.threads,
            "worker_connections": 2000,
            # A thread that holds a socket is no hung worker.
            "timeout": 0,
            "graceful_timeout": STOP_SECONDS,
            "keepalive": 15,
            "loglevel": "warning",
            "proc_name": "command-center",
            "control_socket_disable": True,
            "worker_exit": lambda _server, _worker: self._stopped(),
            # The proxies that may say who asks are counted in TRUSTED_PROXIES, by the application itself.
            "forwarded_allow_ips": "",
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, made in the serving process: no thread and no connection crosses the fork."""
        return self._make_app()
