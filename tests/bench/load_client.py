"""The client process of a load: writes its messages first, then posts them over kept connections when each is due."""

import asyncio
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from datetime import UTC, datetime
from random import Random

from command_center.reference.load import load_reference
from simulation.message import Citizen, CitizenMessage
from simulation.scenarios import write_at
from simulation.senders.meta import whatsapp
from simulation.senders.sending import Secrets, Sending
from simulation.writer import new_writer
from tests.bench.load import PATIENCE, Plan, Sent
from tests.servers.command_center import SECRETS

SEED = 1708


class Line:
    """One kept connection to the server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, request: bytes) -> int:
        """Status of the answer, 0 where there is none. A kept connection that turns out to be shut is opened anew."""
        kept = self._streams is not None
        for _ in range(1 + kept):
            try:
                return await self._ask(request)
            except (OSError, asyncio.IncompleteReadError):
                self.hang_up()
        return 0

    async def _ask(self, request: bytes) -> int:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        await reader.readexactly(int(fields.get("content-length", 0)))
        if fields.get("connection") == "close":
            self.hang_up()
        return int(head.split(" ", 2)[1])

    def hang_up(self) -> None:
        """Close the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def requests(plan: Plan) -> list[bytes]:
    """Every request of the plan, ready to send: what citizens write, the same at each run.

    Each is a complaint of a person of its own, so that each becomes a report.
    """
    writer, rng, now = new_writer(load_reference()), Random(SEED + plan.first), datetime.now(UTC)
    messages: list[CitizenMessage] = []
    while len(messages) < plan.count:
        serial = plan.first + len(messages)
        message = write_at(writer, rng, serial, now, "whatsapp")
        if message.truth.on_topic:
            messages.append(replace(message, author=Citizen(serial)))
    return [_request(whatsapp((message,), Secrets(SECRETS)), plan.port) for message in messages]


def _request(sending: Sending, port: int) -> bytes:
    headers = {"Host": f"127.0.0.1:{port}", **sending.headers, "Content-Length": str(len(sending.body))}
    lines = [f"{sending.method} {sending.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + sending.body


async def carry_out(plan: Plan, bodies: Sequence[bytes]) -> list[Sent]:
    """Post each request when it is due, at most one at a time over each connection."""
    begin = time.time() + 0.3
    end = begin + plan.seconds + PATIENCE
    upcoming: Iterator[tuple[int, bytes]] = iter(enumerate(bodies))
    sent: list[Sent] = []

    async def work() -> None:
        line = Line(plan.port)
        for number, request in upcoming:
            due = begin + number / plan.rate if plan.rate else max(begin, time.time())
            await asyncio.sleep(max(0.0, due - time.time()))
            if not plan.rate and time.time() > begin + plan.seconds:
                break
            try:
                async with asyncio.timeout(end - time.time()):
                    status = await line.post(request)
            except TimeoutError:
                status = 0
                line.hang_up()
            sent.append(Sent(plan.first + number, due, time.time(), status))
        line.hang_up()

    await asyncio.gather(*(work() for _ in range(plan.connections)))
    return sent


def main() -> None:
    """Carry out the plan given as JSON and print what became of each message as JSON."""
    plan = Plan(**json.loads(sys.argv[1]))
    json.dump([astuple(each) for each in asyncio.run(carry_out(plan, requests(plan)))], sys.stdout)


if __name__ == "__main__":
    main()
