"""Listens to Asterisk's manager interface (AMI) and puts every step of a call into the inbox.

panoramisk speaks the protocol; when to connect, and whether the other side is still there, is decided here. AMI repeats
nothing: after a cut the callers who wait are asked for (QueueStatus), and calls that ended meanwhile are in the CDR only.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from panoramisk import Manager
from panoramisk.message import Message

from command_center.domain.inbound import Payload
from command_center.errors import BadSetting
from data_sources.errors import ChannelBroken
from data_sources.transports.listener import Put, StateWord, TransportState

log = structlog.get_logger(__name__)

NEVER = 10**8
"""Seconds (three years) between panoramisk's own pings: it sends them, but does not mind when none is answered."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between two pings, for an answer, before the first and the longest further attempt, after a refusal."""

    ping: float = 15.0
    answer: float = 10.0
    first_wait: float = 1.0
    longest_wait: float = 60.0
    refused_wait: float = 60.0


@dataclass(frozen=True, slots=True)
class AmiAddress:
    """Where the switchboard is and who we are there."""

    host: str
    port: int
    user: str
    secret: str

    @classmethod
    def read(cls, url: str) -> "AmiAddress":
        """From ``ami://user:secret@host:5038``, user and secret percent-encoded. Raises BadSetting."""
        try:
            parts = urlsplit(url)
            port = parts.port or 5038
        except ValueError as error:
            raise BadSetting(f"AMI_URL is no address: {error}") from error
        if parts.scheme != "ami" or not parts.hostname or not parts.username or not parts.password:
            raise BadSetting("AMI_URL must be ami://user:secret@host:5038, with the user of manager.conf")
        return cls(parts.hostname, port, unquote(parts.username), unquote(parts.password))


class _Line(Manager):  # type: ignore[misc]  # panoramisk has no types
    """One connection and no further one: panoramisk would come again every two seconds, refused or not."""

    _used = False

    def connect(self, *args: Any, **kwargs: Any) -> Any:
        if self._used:
            return None
        self._used = True
        return super().connect(*args, **kwargs)

    def connection_made(self, connecting: "asyncio.Task[object]") -> None:
        if not connecting.cancelled():
            super().connection_made(connecting)


class AmiListener:
    """A thread that listens from `start` to `stop`; `put` keeps a payload durably or raises, and is then asked again.

    `read` makes the payload of an event (its fields by name) and the aware time at which it was heard; None: not kept.
    """

    def __init__(
        self,
        url: str,
        put: Put,
        read: Callable[[Mapping[str, str], datetime], Payload | None],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pace: Pace | None = None,
    ) -> None:
        self._address = AmiAddress.read(url)
        self._put, self._read = put, read
        self._clock = clock
        self._pace = pace or Pace()
        self._state = TransportState("starting", clock())
        self._unkept = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running = threading.Event()
        self._stop = asyncio.Event()
        self._heard: asyncio.Queue[Payload] = asyncio.Queue()
        self._thread = threading.Thread(target=self._run, name="ami-listener", daemon=True)

    @property
    def state(self) -> TransportState:
        """How it is doing; an event that cannot be kept counts more than the connection."""
        if self._unkept:
            return TransportState("waiting", self._state.since, self._unkept)
        return self._state

    def start(self) -> None:
        """Begin to listen, in a thread of its own."""
        self._thread.start()
        self._running.wait()

    def stop(self, timeout: float = 10.0) -> None:
        """End the connection; what was heard is kept first, if the database takes it within half of `timeout` seconds."""
        if self._loop is not None and not self._loop.is_closed():
            with suppress(RuntimeError):  # it closed in between
                self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout)

    def _run(self) -> None:
        asyncio.run(self._listen())

    async def _listen(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._running.set()
        keeping = asyncio.create_task(self._keep())
        wait = self._pace.first_wait
        while not self._stop.is_set():
            try:
                await self._converse()
            except ChannelBroken as error:
                self._say("broken", str(error))
                pause = self._pace.refused_wait
            except OSError as error:
                if self._state.word == "connected":
                    wait = self._pace.first_wait
                self._say("waiting", f"no connection to the switchboard: {error}")
                pause, wait = wait, min(2 * wait, self._pace.longest_wait)
            except Exception as error:
                log.error("switchboard_failed", exc_info=error)
                self._say("broken", f"{type(error).__name__}: {error}")
                pause = self._pace.refused_wait
            else:
                break
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), pause)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._heard.join(), 5.0)
        keeping.cancel()
        self._say("stopped", "")

    def _say(self, word: StateWord, reason: str) -> None:
        if (word, reason) != (self._state.word, self._state.reason):
            level = log.info if word in ("connected", "stopped") else log.warning
            level("switchboard", state=word, reason=reason)
            self._state = TransportState(word, self._clock(), reason)

    async def _converse(self) -> None:
        """One connection, until `stop`. Raises ChannelBroken where we are refused, OSError where it is lost."""
        lost = asyncio.Event()
        # Latin-1 takes every byte as it is: panoramisk decodes what each read gives, and would drop a UTF-8 character
        # that lies across two of them.
        line = _Line(
            host=self._address.host,
            port=self._address.port,
            username=_as_bytes(self._address.user),
            secret=_as_bytes(self._address.secret),
            encoding="latin-1",
            ping_delay=NEVER,
            ping_interval=NEVER,
            loop=asyncio.get_running_loop(),
            on_disconnect=lambda *_: lost.set(),
        )
        line.register_event("*", lambda _, event: self._hear(event))
        try:
            await asyncio.wait_for(line.connect(), self._pace.answer)
            login = await self._answer(line.authenticated_future, lost, "the login")
            if login is None:
                return
            if not login.success:
                raise ChannelBroken(
                    f"the switchboard refused user {self._address.user!r} ({login.message or 'no reason given'}): "
                    "compare AMI_URL with manager.conf"
                )
            self._say("connected", "")
            await self._reconcile(line, lost)
            await self._ping(line, lost)
        finally:
            line.close()

    async def _reconcile(self, line: _Line, lost: asyncio.Event) -> None:
        """Callers who wait now: those who came while we were away are not told of again."""
        answer = await self._answer(line.send_action({"Action": "QueueStatus"}), lost, "QueueStatus")
        for message in answer if isinstance(answer, list) else [answer] if answer else []:
            if message.event == "QueueEntry":
                self._hear(message)
            elif message.response and not message.success:
                log.warning(
                    "switchboard_queues_unknown", reason=message.message, todo="grant read=agent in manager.conf"
                )

    async def _ping(self, line: _Line, lost: asyncio.Event) -> None:
        """Until `stop`; a switchboard that stays silent is taken to be gone, though the connection may stand for hours."""
        while not self._stop.is_set():
            if await _first(self._pace.ping, self._stop.wait(), lost.wait()) is None:
                await self._answer(line.send_action({"Action": "Ping"}), lost, "a ping")
            if lost.is_set():
                raise ConnectionError("the connection was cut")

    async def _answer(self, future: "asyncio.Future[Message]", lost: asyncio.Event, what: str) -> Message | None:
        """What the switchboard answers; None when told to stop meanwhile. Raises ConnectionError, TimeoutError."""
        await _first(self._pace.answer, _wait(future), lost.wait(), self._stop.wait())
        if future.done():
            return future.result()
        if self._stop.is_set():
            return None
        if lost.is_set():
            raise ConnectionError(f"the connection was cut before the answer to {what}")
        raise TimeoutError(f"no answer to {what} within {self._pace.answer:g} s")

    def _hear(self, message: Message) -> None:
        event = {name: _text(value) for name, value in message.items() if name != "content"}
        payload = self._read(event, self._clock())
        if payload is not None:
            self._heard.put_nowait(payload)

    async def _keep(self) -> None:
        """Every event heard, one after the other, each as often as it takes: there is no second chance to hear it."""
        while True:
            payload = await self._heard.get()
            wait = 0.5
            while True:
                try:
                    await asyncio.to_thread(self._put, payload)
                    break
                except Exception as error:
                    self._unkept = f"{self._heard.qsize() + 1} events cannot be kept: {error}"
                    log.error("call_event_not_kept", reason=str(error), waiting=self._heard.qsize() + 1)
                    await asyncio.sleep(wait)
                    wait = min(2 * wait, 10.0)
            self._unkept = ""
            self._heard.task_done()


async def _wait(future: "asyncio.Future[Message]") -> None:
    await asyncio.wait([future])


async def _first(seconds: float, *awaitables: Awaitable[object]) -> object:
    """Returns when one of them is done, or after so many seconds; None after the time-out."""
    tasks = [asyncio.ensure_future(each) for each in awaitables]
    done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    return done or None


def _as_bytes(text: str) -> str:
    """`text` such that panoramisk's Latin-1 sends it as UTF-8."""
    return text.encode().decode("latin-1")


def _text(value: object) -> str:
    """The value of a header; the last one of several with one name."""
    last = value[-1] if isinstance(value, list) else value
    return str(last).encode("latin-1", "replace").decode("utf-8", "replace")
