"""The Command Center itself as a user starts it: `manage.py serve` in a process of its own, on a free port.

Tests fork that process from one that has imported the program already; `fresh=True` starts Python anew, for those that look at
how a start goes or how long it takes.
"""

import os
import shlex
import signal
import subprocess
import sys
import time
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import httpx

from tests.servers.empty_database import with_tables
from tests.servers.ports import free_port
from tests.servers.preloaded import Forked, preloaded

ROOT = Path(__file__).parents[2]
START_SECONDS = 200
"""A start takes some 4 s on a quiet machine; a busy one may need its time."""


PLAIN = False
"""`verify` of a client that asks an http:// address: reading the machine's certificates first takes 30 ms of work each time."""


class CommandCenter:
    """One installation in `folder`; it can be killed and started again. `settings` are environment variables."""

    def __init__(self, folder: Path, *, demo: bool = False, fresh: bool = False, **settings: str) -> None:
        self._fresh = fresh
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        quiet = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "PYTEST"))}
        self.environment = quiet | {
            "PORT": str(self.port),
            "VAR_DIR": str(folder / "var"),
            "DEMO": "1" if demo else "0",
            "SECRET_KEY": "a key that only tests of this project use, never a city",
            "LOG_LEVEL": "info",
            **SECRETS,
            **settings,
        }
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._log = folder / "server.log"
        self._clients: list[httpx.Client] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._clients:
            client.close()
        self.kill()

    def start(self) -> float:
        """Start and wait until it is ready; returns the seconds that took."""
        if not self._fresh and "DATABASE_URL" not in self.environment:
            with_tables(Path(self.environment["VAR_DIR"]))
        begun = time.monotonic()
        self._process = self._started("serve", out=self._log, err=self._log)
        while time.monotonic() - begun < START_SECONDS:
            if self._process.poll() is not None:
                raise RuntimeError(f"the server ended:\n{self.log()}")
            if self.answers():
                return time.monotonic() - begun
            time.sleep(0.05)
        raise RuntimeError(f"the server was not ready after {START_SECONDS} s:\n{self.log()}")

    @property
    def pid(self) -> int:
        """The process that was started; it leads the group of all that belongs to it."""
        if self._process is None:
            raise RuntimeError("it was not started")
        return self._process.pid

    def answers(self) -> bool:
        """Whether it is ready now."""
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5, verify=PLAIN).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """kill -9 of the server with all it started; no chance to tidy up."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def stop(self) -> int:
        """Ask it to end, as Ctrl-C or a service manager does; returns its exit code."""
        if self._process is None:
            raise RuntimeError("it was not started")
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(60)

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py on this installation; returns what it prints. Raises RuntimeError."""
        with TemporaryDirectory() as folder:
            out, err = Path(folder) / "out", Path(folder) / "err"
            code = self._started(*arguments, out=out, err=err).wait()
            said, complained = (file.read_text("utf-8") for file in (out, err))
        if code != 0:
            raise RuntimeError(f"manage.py {shlex.join(arguments)} ended with {code}:\n{said}{complained}")
        return said

    def worker(self) -> subprocess.Popen[bytes] | Forked:
        """A `manage.py work` beside the server, or without one; who starts it ends it."""
        return self._started("work", out=self._log, err=self._log)

    @cached_property
    def wall_link(self) -> str:
        """The link of a wall, for all that need not be told apart."""
        return self.manage("wall", "add", "uji").strip()

    def _started(self, *arguments: str, out: Path, err: Path) -> subprocess.Popen[bytes] | Forked:
        if not self._fresh:
            return preloaded().start(arguments, self.environment, self.folder, out, err)
        with out.open("ab") as said, err.open("ab") as complained:
            return subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), *arguments],
                cwd=self.folder,
                env=self.environment,
                stdout=said,
                stderr=complained,
                start_new_session=True,
            )

    def log(self) -> str:
        """What the server printed."""
        return self._log.read_text(errors="replace")[-8000:]

    def sign_in(self, role: str = "p3m") -> httpx.Client:
        """A signed-in client of a new person with this role; it is closed with the installation at the latest."""
        name, password = f"uji-{role}", "sandi untuk uji saja 2026"
        try:
            self.manage("user", "add", name, "--role", role, "--password", password)
        except RuntimeError as error:
            if "already" not in str(error):
                raise
        client = httpx.Client(base_url=self.url, follow_redirects=True, timeout=60, verify=PLAIN)
        self._clients.append(client)
        sign_in(client, name, password)
        return client


def sign_in(client: httpx.Client, name: str, password: str) -> None:
    """Sign in through the form, as a browser would."""
    from bs4 import BeautifulSoup

    form = BeautifulSoup(client.get("/masuk").text, "html.parser")
    hidden = {str(field["name"]): str(field["value"]) for field in form.select("input[type=hidden]")}
    names = [str(field["name"]) for field in form.select("input:not([type=hidden])")]
    answer = client.post("/masuk", data={**hidden, names[0]: name, names[1]: password})
    if answer.status_code >= 400 or "/masuk" in str(answer.url):
        raise RuntimeError(f"sign-in failed: {answer.status_code} {answer.url}")


SECRETS = {
    "SMS_TOKEN": "uji-sms",
    "WHATSAPP_APP_SECRET": "uji-whatsapp",
    "WHATSAPP_VERIFY_TOKEN": "uji-whatsapp-verify",
    "FACEBOOK_APP_SECRET": "uji-facebook",
    "FACEBOOK_VERIFY_TOKEN": "uji-facebook-verify",
    "INSTAGRAM_APP_SECRET": "uji-instagram",
    "INSTAGRAM_VERIFY_TOKEN": "uji-instagram-verify",
    "TELEGRAM_SECRET_TOKEN": "uji-telegram",
    "X_CONSUMER_SECRET": "uji-x",
    "SP4N_TOKEN": "uji-sp4n",
    "CALL112_TOKEN": "uji-112",
    "OPEN311_KEYS": "android=uji-android,ios=uji-ios,blackberry=uji-blackberry,web=uji-web",
}
"""Inbound secrets in tests."""
