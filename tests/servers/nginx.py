"""A real nginx on a free port in front of a server, with the configuration of deploy/nginx.conf."""

import os
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.ports import free_port
from tests.servers.programs import find

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
_UPGRADE = ("proxy_set_header Upgrade $http_upgrade;", "proxy_set_header Connection $command_center_connection;")
_MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/command-center.conf;
}}
"""


def configuration(port: int, behind: int, *, upgrade: bool) -> str:
    """deploy/nginx.conf with the addresses of a test and without TLS; `upgrade` False as a proxy that knows no WebSocket."""
    text = CONFIGURATION.read_text("utf-8")
    first, _, second = text.partition("server {\n    listen 80;")
    text = first + second[second.index("server {\n    listen 443 ssl;") :]
    changes = {
        "server 127.0.0.1:8050;": f"server 127.0.0.1:{behind};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "    ssl_certificate     /etc/ssl/command-center/fullchain.pem;\n": "",
        "    ssl_certificate_key /etc/ssl/command-center/privkey.pem;\n": "",
        # Browsers of the test come to a port that is none of HTTP.
        "proxy_set_header Host $host;": "proxy_set_header Host $http_host;",
        "proxy_set_header X-Forwarded-Host $host;": "proxy_set_header X-Forwarded-Host $http_host;",
    } | ({} if upgrade else dict.fromkeys(_UPGRADE, ""))
    for old, new in changes.items():
        if old not in text:
            raise ValueError(f"deploy/nginx.conf has no line {old!r}: change this file with it")
        text = text.replace(old, new)
    return text


class Nginx:
    """nginx before the server at `behind`; `url` is where browsers find it."""

    def __init__(self, behind: int, folder: Path, *, upgrade: bool = True) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "command-center.conf").write_text(configuration(self.port, behind, upgrade=upgrade), "utf-8")
        # Its workers must be able to write into the folders of the test, which are closed to every other account.
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "main.conf").write_text(_MAIN.format(folder=folder, user=user), "utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        program = find("nginx")
        if program is None:
            raise FileNotFoundError("nginx is not installed: run tests/install_programs.sh as root")
        with (self._folder / "stderr.log").open("wb") as log:
            self._process = subprocess.Popen(
                [program, "-p", str(self._folder), "-c", str(self._folder / "main.conf")],
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError(f"nginx ended:\n{(self._folder / 'stderr.log').read_text()}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise RuntimeError("nginx did not listen")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
