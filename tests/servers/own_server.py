"""The program's own web server on an application of the test, in a process thread of the test: as `manage.py serve` runs it."""

import threading
from types import TracebackType
from typing import Self

from flask import Flask

from command_center.settings import Settings, read_settings
from program.serving import Server
from tests.servers.ports import free_port


class OwnServer:
    """Serves in a `with`; `url` is where. `settings` are fields of Settings."""

    def __init__(self, application: Flask, **settings: object) -> None:
        self.port = free_port()
        given: Settings = read_settings(_env_file=None, demo=False, port=self.port, **settings)
        self.url = given.url
        self._server = Server(given, lambda: application, lambda: None)
        self._listening = threading.Event()
        self._thread = threading.Thread(target=self._server.run, args=(self._listening.set,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._listening.wait(30):
            raise RuntimeError("the server does not listen")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        self._thread.join(30)
