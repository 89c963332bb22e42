"""A real nginx with deploy/nginx.conf: its ports, paths and certificate are the test's, all else is what a city copies.

with Nginx(center.port, tmp_path) as nginx:
    httpx.get(nginx.url, verify=False)
"""

import os
import re
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.ports import free_port
from tests.servers.programs import find

CONF = Path(__file__).parents[2] / "deploy" / "nginx.conf"
SECONDS = 20
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Nginx:
    """nginx before the port `target`, in `folder`; `websocket=False` leaves out the two lines that let WebSocket through."""

    def __init__(self, target: int, folder: Path, *, websocket: bool = True) -> None:
        self.port = free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        text = CONF.read_text("utf-8")
        lines = {
            # Its workers keep large bodies in the folder of the test, which is this account's.
            r"user www-data;": "user root;" if os.geteuid() == 0 else "",
            r"pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
            r"error_log /var/log/nginx/error.log crit;": f"error_log {folder}/error.log crit;",
            r"access_log /var/log/nginx/access.log without_query;": f"access_log {folder}/access.log without_query;",
            r"default_type application/octet-stream;": "default_type application/octet-stream;\n"
            + "\n".join(f"    {each}_temp_path {folder}/{each};" for each in TEMPORARY),
            r"server 127.0.0.1:8050;": f"server 127.0.0.1:{target};",
            r"listen 80;": f"listen 127.0.0.1:{free_port()};",
            r"listen 443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
            r"ssl_certificate /etc/ssl/laporhendi/fullchain.pem;": f"ssl_certificate {folder}/cert.pem;",
            r"ssl_certificate_key /etc/ssl/laporhendi/privkey.pem;": f"ssl_certificate_key {folder}/key.pem;",
        }
        if not websocket:
            lines |= {
                r"proxy_set_header Upgrade $http_upgrade;": "",
                r"proxy_set_header Connection $connection_to_server;": "",
            }
        for line, other in lines.items():
            found = re.findall(rf"(?m)^ *{re.escape(line)}$", text)
            if len(found) != 1:
                raise ValueError(f"deploy/nginx.conf has {len(found)} times the line {line}")
            text = text.replace(found[0], other)
        self._conf = folder / "nginx.conf"
        self._conf.write_text(text, "utf-8")

    def __enter__(self) -> Self:
        made = subprocess.run(
            [
                *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
                *("-keyout", self._folder / "key.pem", "-out", self._folder / "cert.pem"),
            ],
            capture_output=True,
            check=False,
        )
        if made.returncode:
            raise RuntimeError(f"openssl: {made.stderr.decode()}")
        program = str(find("nginx"))
        options = ["-c", str(self._conf), "-p", str(self._folder), "-e", str(self._folder / "error.log")]
        with (self._folder / "out.log").open("wb") as out:
            self._process = subprocess.Popen(
                [program, *options, "-g", "daemon off;"], stdout=out, stderr=subprocess.STDOUT
            )
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        self.close()
        raise RuntimeError(f"nginx did not start:\n{self.log()}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(SECONDS)

    def log(self) -> str:
        """What it has written, its list of requests included."""
        files = (self._folder / name for name in ("out.log", "error.log", "access.log"))
        return "\n".join(file.read_text("utf-8", "replace") for file in files if file.exists())
