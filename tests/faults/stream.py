"""Numbered messages to a running installation, some of them again and again, and which of them became reports."""

import http.client
import json
import re
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import count
from random import Random
from types import TracebackType
from typing import Self

from tests.e2e.messages import signed, whatsapp_body
from tests.faults.size import SEND_PAUSE
from tests.servers.command_center import CommandCenter

TEXTS = ("lampu jalan mati di Miroto", "sampah menumpuk di Tlogosari Kulon", "jalan berlubang di Gemah")
AGAIN = 0.2
"""Share of what is sent that was sent before."""
CONNECTIONS = 8
_BEGUN = int(time.time())
PATIENCE = 30.0
"""Seconds after which an answer counts as none."""


def message(serial: int) -> bytes:
    """The delivery of a message: the same for the same serial, each from a telephone of its own."""
    text = f"{TEXTS[serial % len(TEXTS)]} nomor {serial}"
    return whatsapp_body(f"wamid.{serial}", text, sender=f"6280{serial:09d}", sent_at=_BEGUN)


def stored(center: CommandCenter) -> Sequence[int]:
    """Serial of each report there is, as the installation itself exports them; asserts that no number is given twice."""
    rows = [json.loads(line) for line in center.manage("export", "--format", "jsonl").splitlines()]
    numbers = [row["number"] for row in rows]
    assert len(set(numbers)) == len(numbers), "two reports have the same number"
    return [int(re.findall(r"nomor (\d+)$", row["text"])[0]) for row in rows]


class Stream:
    """Sends from `with` on, over several connections, whatever becomes of the server, until `stop`.

    `attempted` and `acknowledged` are serials; `refused` are the statuses that were answered instead of 200.
    """

    def __init__(self, center: CommandCenter, seed: int) -> None:
        self.attempted: set[int] = set()
        self.acknowledged: set[int] = set()
        self.refused: list[int] = []
        self._port = center.port
        self._serials: Iterator[int] = count(1)
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._threads = [
            threading.Thread(target=self._send, args=(Random(f"{seed} {number}"),), daemon=True)
            for number in range(CONNECTIONS)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Send nothing more and wait for the last answers."""
        self._ended.set()
        for thread in self._threads:
            thread.join(PATIENCE * 2)

    def send_unknown(self) -> None:
        """Send once more whatever has no answer yet, as its sender would; each must now be taken."""
        line = Line(self._port)
        for serial in sorted(self.attempted - self.acknowledged):
            status = line.post(message(serial))
            assert status == 200, f"message {serial} was answered with {status}"
            self.acknowledged.add(serial)
        line.hang_up()

    def _send(self, random: Random) -> None:
        line = Line(self._port)
        mine: list[int] = []
        while not self._ended.is_set():
            if not line.open():
                # What cannot be sent at all was not attempted.
                self._ended.wait(0.05)
                continue
            if mine and random.random() < AGAIN:
                serial = random.choice(mine)
            else:
                with self._lock:
                    serial = next(self._serials)
                mine.append(serial)
            self.attempted.add(serial)
            status = line.post(message(serial))
            if status == 200:
                self.acknowledged.add(serial)
            elif status:
                self.refused.append(status)
            self._ended.wait(SEND_PAUSE)
        line.hang_up()


class Line:
    """One kept connection, opened anew where it broke."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: http.client.HTTPConnection | None = None

    def open(self) -> bool:
        """Whether there is a connection now; tries to make one."""
        if self._connection is None:
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
            try:
                connection.connect()
            except OSError:
                return False
            self._connection = connection
        return True

    def post(self, body: bytes) -> int:
        """Status of the answer, 0 where there is none."""
        if not self.open() or self._connection is None:
            return 0
        try:
            self._connection.request("POST", "/hooks/whatsapp", body, signed(body))
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            return 0
        return answer.status

    def hang_up(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
