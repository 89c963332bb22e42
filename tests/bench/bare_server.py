"""The baseline of every web figure: a bare Flask view on the program's own web server, in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from command_center.settings import read_settings
from program.serving import Server
from tests.servers.ports import free_port
from tests.servers.preloaded import ROOT, Forked, preloaded

START_SECONDS = 30


def make_app() -> Flask:
    """An application that does nothing but answer."""
    app = Flask("bare")

    @app.post("/hooks/whatsapp")
    def view() -> str:
        return ""

    return app


@contextmanager
def bare_server(folder: Path, module: str = "tests.bench.bare_server", *, fresh: bool) -> Iterator[int]:
    """The server in its own process; gives its port. `module` is one that serves when it is run, as this does; unless `fresh`
    it is forked from a process that has imported the program.
    """
    port = free_port()
    environment = os.environ | {"PORT": str(port), "VAR_DIR": str(folder / "bare"), "DEMO": "0"}
    process: Forked | subprocess.Popen[bytes]
    if fresh:
        process = subprocess.Popen([sys.executable, "-m", module], cwd=ROOT, env=environment, start_new_session=True)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / "bare.log"
        process = preloaded().start((), environment, ROOT, log, log, module)
    try:
        _wait_for(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(port: int) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < START_SECONDS:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the bare server did not start within {START_SECONDS} s")


if __name__ == "__main__":
    Server(read_settings(), make_app, lambda: None).run()
