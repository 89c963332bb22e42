"""A real Kannel on free ports: bearerbox, smsbox and, for the phones, fakesmsc; with the configuration of deploy/kannel.

with Kannel("http://127.0.0.1:8050/hooks/sms?token=abc", tmp_path) as kannel:
    phone = kannel.send("LaporHendi jalan rusak")
    assert phone.answer() == "Terima kasih ..."
"""

import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.ports import free_port

DEPLOY = Path(__file__).parents[2] / "deploy" / "kannel"
FAKESMSC = "/usr/lib/kannel/test/fakesmsc"
PASSWORD = "kannel-uji"
USER = "pusat"


class Phone:
    """One SMS on its way, sent by a fakesmsc of its own; `answer` is what comes back."""

    def __init__(self, port: int, sender: str, receiver: str, kind: str, text: str, log: Path) -> None:
        self._log = log
        self._to = sender
        message = f"{sender} {receiver} {kind} {text}"
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [FAKESMSC, "-H", "127.0.0.1", "-r", str(port), "-i", "0.01", "-m", "1", message],
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def answer(self, timeout: float = 45.0) -> str | None:
        """Text of the SMS that was answered, None where none came within `timeout` seconds."""
        return next(iter(self.answers(1, timeout)), None)

    def answers(self, amount: int, timeout: float = 45.0) -> list[str]:
        """Texts of the SMS that came to this phone, as soon as there are so many or after `timeout` seconds."""
        end = time.monotonic() + timeout
        wanted = re.compile(rf"Got message \d+: <\S+ {re.escape(self._to)} \S+ (.*)>$", re.MULTILINE)
        while True:
            found = wanted.findall(self._log.read_text("utf-8", "replace"))
            if len(found) >= amount or time.monotonic() > end:
                return found
            time.sleep(0.05)

    def wait_sent(self, timeout: float = 45.0) -> None:
        """Return once the SMS has left."""
        end = time.monotonic() + timeout
        while "sent message 1" not in self._log.read_text("utf-8", "replace"):
            assert time.monotonic() < end, f"fakesmsc did not send: {self._log.read_text('utf-8', 'replace')}"
            time.sleep(0.02)

    def hang_up(self) -> None:
        """End the connection to Kannel: it serves one fakesmsc at a time."""
        _stop(self._process)


class Kannel:
    """bearerbox and smsbox as a context; `get_url` is where an SMS goes, up to and without the fields of the message.

    `settings` replaces values of deploy/kannel/kannel.conf, for example ``http_queue_delay="1"``.
    """

    def __init__(self, get_url: str, folder: Path, **settings: str) -> None:
        self._folder = folder
        self.admin_port, smsbox_port, sendsms_port, self._smsc_port = (free_port() for _ in range(4))
        self._bearerbox: subprocess.Popen[bytes] | None = None
        self._smsbox: subprocess.Popen[bytes] | None = None
        self._phones: list[Phone] = []
        (folder / "spool").mkdir(parents=True)
        text = (DEPLOY / "kannel.conf").read_text("utf-8").replace("/etc/kannel/", f"{folder}/")
        fields = text.partition("GANTI-TOKEN-INI&")[2].partition('"')[0]
        joint = "&" if "?" in get_url else "?"
        text = _changed(
            text,
            {
                "admin-port": str(self.admin_port),
                "admin-password": PASSWORD,
                "smsbox-port": str(smsbox_port),
                "sendsms-port": str(sendsms_port),
                "store-location": f'"{folder}/spool"',
                "get-url": f'"{get_url}{joint}{fields}"',
                **{name.replace("_", "-"): value for name, value in settings.items()},
            },
        )
        text = text.replace("/var/log/kannel/", f"{folder}/")
        text = text.replace("GANTI-PENGGUNA-INI", USER).replace("GANTI-SANDI-PENGGUNA-INI", PASSWORD)
        self.sendsms_url = f"http://127.0.0.1:{sendsms_port}/cgi-bin/sendsms"
        self.conf = folder / "kannel.conf"
        self.conf.write_text(text, "utf-8")
        smsc = (DEPLOY / "smsc-fake.conf").read_text("utf-8")
        (folder / "smsc.conf").write_text(_changed(smsc, {"port": str(self._smsc_port)}), "utf-8")

    def __enter__(self) -> Self:
        try:
            self.start_bearerbox()
            self.start_smsbox()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all that was started, at once: asked to end, smsbox would first wait for what it has still to deliver."""
        for phone in self._phones:
            phone.hang_up()
        for process in (self._smsbox, self._bearerbox):
            if process:
                process.kill()
                process.wait()

    def start_bearerbox(self) -> None:
        """Start bearerbox and wait until it answers."""
        self._bearerbox = self._run("bearerbox")
        self._until("is running", lambda status: status.startswith("Kannel bearerbox"))

    def start_smsbox(self) -> None:
        """Start smsbox and wait until bearerbox knows it."""
        self._smsbox = self._run("smsbox")
        self._until("smsbox is connected", lambda status: "smsbox:" in status)

    def kill_bearerbox(self) -> None:
        """kill -9."""
        assert self._bearerbox
        self._bearerbox.kill()
        self._bearerbox.wait()

    def kill_smsbox(self) -> None:
        """kill -9."""
        assert self._smsbox
        self._smsbox.kill()
        self._smsbox.wait()

    def send(self, text: str, sender: str = "+628122334455", receiver: str = "1708", kind: str = "text") -> Phone:
        """Send one SMS; `kind` is fakesmsc's own.

        ``text``; ``ucs2`` (percent-encoded); ``udh-text`` (percent-encoded header, a space, the text).
        """
        for phone in self._phones:
            phone.hang_up()
        log = self._folder / f"fakesmsc-{len(self._phones)}.log"
        phone = Phone(self._smsc_port, sender, receiver, kind, text, log)
        self._phones.append(phone)
        phone.wait_sent()
        return phone

    def wait_refused(self) -> None:
        """Return once nobody took a message at `get_url`; Kannel then tries again."""
        end = time.monotonic() + 45
        while "Couldn't fetch" not in self.log():
            assert time.monotonic() < end, f"Kannel did not try:\n{self.log()[-4000:]}"
            time.sleep(0.05)

    def status(self) -> str:
        """Kannel's own status page, as text; empty while it does not answer."""
        url = f"http://127.0.0.1:{self.admin_port}/status.txt?password={PASSWORD}"
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return str(answer.read().decode("utf-8", "replace"))
        except OSError:
            return ""

    def waiting(self) -> int:
        """How many incoming messages bearerbox holds on disk for smsbox."""
        return sum(1 for each in (self._folder / "spool").rglob("*") if each.is_file())

    def log(self) -> str:
        """What both have written so far: read it when a test fails."""
        return "\n".join(file.read_text("utf-8", "replace") for file in sorted(self._folder.glob("*.log")))

    def _run(self, program: str) -> subprocess.Popen[bytes]:
        path = shutil.which(program)
        assert path, f"{program} is not installed"
        with (self._folder / f"{program}.out.log").open("ab") as out:
            return subprocess.Popen([path, "-v", "4", str(self.conf)], stdout=out, stderr=subprocess.STDOUT)

    def _until(self, what: str, is_so: Callable[[str], bool], timeout: float = 45.0) -> None:
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if is_so(self.status()):
                return
            time.sleep(0.05)
        raise AssertionError(f"Kannel: not seen within {timeout} s: {what}\n{self.log()[-4000:]}")


def _changed(text: str, values: dict[str, str]) -> str:
    """The configuration with other values; every name must be there once."""
    for name, value in values.items():
        line = re.compile(rf"(?m)^{re.escape(name)} = .*$")
        assert len(line.findall(text)) == 1, f"{name} is not in the configuration just once"
        text = line.sub(f"{name} = {value}".replace("\\", r"\\"), text)
    return text


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
