"""Listens to Asterisk's manager interface (AMI) and puts every step of a call into the inbox.

panoramisk speaks the protocol; when to connect, and whether the other side is still there, is decided here. AMI repeats
nothing: after a cut, and now and then, it is asked what there is (`ami_picture`), and what is no longer there has ended.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import structlog
from panoramisk import Manager
from panoramisk.message import Message

from command_center.domain.inbound import Payload
from command_center.domain.transport import StateWord, TransportState
from command_center.errors import BadSetting
from data_sources.errors import ChannelBroken
from data_sources.transports.ami_picture import QueuesUnseen, SwitchboardAnswers, take_picture
from data_sources.transports.listener import Put

log = structlog.get_logger(__name__)

NEVER = 10**8
"""Seconds (three years) between panoramisk's own pings: it sends them, but does not mind when none is answered."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between two pings, for an answer, before the first and the longest further attempt, after a refusal.

    `picture`: between two looks at all calls; `unsettled`: the same while it is open who has a caller now.
    """

    ping: float = 15.0
    answer: float = 10.0
    first_wait: float = 1.0
    longest_wait: float = 60.0
    refused_wait: float = 60.0
    picture: float = 300.0
    unsettled: float = 1.5


class Watch(Protocol):
    """What makes payloads of what the switchboard says; times are aware UTC, events fields by name."""

    def heard(self, event: Mapping[str, str], at: datetime) -> Payload | None:
        """The payload of an event; None: not kept."""
        ...

    def picture(self, answers: SwitchboardAnswers, at: datetime, *, after_gap: bool) -> Payload:
        """The payload of all that the switchboard has at one moment."""
        ...

    def is_unsettled(self, at: datetime) -> bool:
        """Whether a picture is needed soon: a caller has left an operator and is still there."""
        ...


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

    `watch` makes the payloads.
    """

    def __init__(
        self,
        url: str,
        put: Put,
        watch: Watch,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pace: Pace | None = None,
    ) -> None:
        self._address = AmiAddress.read(url)
        self._put, self._watch = put, watch
        self._clock = clock
        self._pace = pace or Pace()
        self._state = TransportState("starting", clock())
        self._unkept = ""
        self._heard_at: datetime | None = None
        self._ping_due = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running = threading.Event()
        self._stop = asyncio.Event()
        self._heard: asyncio.Queue[Payload] = asyncio.Queue()
        self._thread = threading.Thread(target=self._run, name="ami-listener", daemon=True)

    @property
    def state(self) -> TransportState:
        """How it is doing; an event that cannot be kept counts more than the connection."""
        state = replace(self._state, heard_at=self._heard_at)
        if self._unkept:
            return replace(state, word="waiting", reason=self._unkept, trouble="unkept")
        return state

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
                self._say("broken", str(error), "refused")
                pause = self._pace.refused_wait
            except OSError as error:
                if self._state.word == "connected":
                    wait = self._pace.first_wait
                self._say("waiting", f"no connection to the switchboard: {error}", "unreachable")
                pause, wait = wait, min(2 * wait, self._pace.longest_wait)
            except Exception as error:
                log.error("switchboard_failed", exc_info=error)
                self._say("broken", f"{type(error).__name__}: {error}", "failed")
                pause = self._pace.refused_wait
            else:
                break
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), pause)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._heard.join(), 5.0)
        keeping.cancel()
        self._say("stopped", "")

    def _say(self, word: StateWord, reason: str, trouble: str = "") -> None:
        if (word, reason) != (self._state.word, self._state.reason):
            level = log.info if word in ("connected", "stopped") else log.warning
            level("switchboard", state=word, reason=reason)
            self._state = TransportState(word, self._clock(), reason, trouble)

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
            await self._attend(line, lost)
        finally:
            line.close()

    async def _attend(self, line: _Line, lost: asyncio.Event) -> None:
        """Until `stop`: pings, and pictures of all calls. A switchboard that stays silent is taken to be gone, though the
        connection may stand for hours.

        A switchboard that has just begun may not have loaded its queues: its events are heard, and it is asked again.
        """
        loop = asyncio.get_running_loop()
        gap, wait, due = True, self._pace.first_wait, loop.time()
        while not self._stop.is_set():
            if loop.time() >= due:
                try:
                    await self._look(line, lost, after_gap=gap)
                except QueuesUnseen as error:
                    self._say("waiting", str(error), error.trouble)
                    due = loop.time() + wait
                    wait = min(2 * wait, self._pace.longest_wait)
                else:
                    self._say("connected", "")
                    gap, wait, due = False, self._pace.first_wait, loop.time() + self._pace.picture
            pause = min(self._pace.ping, max(due - loop.time(), 0.01), self._pace.unsettled)
            if await _first(pause, self._stop.wait(), lost.wait()) is None and loop.time() >= self._ping_due:
                await self._ask(line, lost, "Ping")
            if self._watch.is_unsettled(self._clock()):
                due = min(due, loop.time())
            if lost.is_set():
                raise ConnectionError("the connection was cut")

    async def _look(self, line: _Line, lost: asyncio.Event, *, after_gap: bool) -> None:
        """Keep what the switchboard has now. Raises QueuesUnseen, ConnectionError, TimeoutError."""
        asked_at = self._clock()

        async def ask(action: str, **fields: str) -> list[Mapping[str, str]]:
            return await self._ask(line, lost, action, **fields)

        answers = await take_picture(ask)
        if not self._stop.is_set():
            self._heard.put_nowait(self._watch.picture(answers, asked_at, after_gap=after_gap))

    async def _ask(self, line: _Line, lost: asyncio.Event, action: str, **fields: str) -> list[Mapping[str, str]]:
        """The messages that answer an action; none when told to stop meanwhile. Raises ConnectionError, TimeoutError."""
        what = "a ping" if action == "Ping" else action
        answer = await self._answer(line.send_action({"Action": action, **fields}), lost, what)
        self._ping_due = asyncio.get_running_loop().time() + self._pace.ping
        return [_fields(each) for each in (answer if isinstance(answer, list) else [answer] if answer else [])]

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
        event = _fields(message)
        if "ActionID" in event or "Event" not in event:
            return  # an answer: who asked has it
        at = self._clock()
        if "Uniqueid" in event:
            self._heard_at = at  # of a call: that it speaks at all, the pings tell
        payload = self._watch.heard(event, at)
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


def _fields(message: Message) -> Mapping[str, str]:
    return {name: _text(value) for name, value in message.items() if name != "content"}


def _as_bytes(text: str) -> str:
    """`text` such that panoramisk's Latin-1 sends it as UTF-8."""
    return text.encode().decode("latin-1")


def _text(value: object) -> str:
    """The value of a header; the last one of several with one name."""
    last = value[-1] if isinstance(value, list) else value
    return str(last).encode("latin-1", "replace").decode("utf-8", "replace")
