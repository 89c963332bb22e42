"""The post office: sends requests at least once, as platforms do: again after 429, 503 and cut connections."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from command_center.errors import ServerAway
from simulation.senders.sending import Sending

RETRIED = frozenset({429, 500, 502, 503, 504})
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds before the first and at most before every further try, doubled each time; Retry-After goes first."""


@dataclass(frozen=True, slots=True)
class SendingOutcome:
    """What became of a request: status of the last answer (0: none), tries, seconds in all, and the answer's text."""

    sending: Sending
    accepted: bool
    status: int
    tries: int
    seconds: float
    answer: str = ""


@dataclass
class Tally:
    """Counts of requests: `sent`, `accepted`, `failed`, further tries (`retried`); and of different messages accepted."""

    sent: int = 0
    accepted: int = 0
    failed: int = 0
    retried: int = 0
    by_channel: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    _seen: set[int] = field(default_factory=set, repr=False)

    @property
    def messages(self) -> int:
        """Different messages that the server accepted, however often they came."""
        return self.by_channel.total()

    def add(self, outcome: SendingOutcome) -> None:
        """Count one outcome."""
        sending = outcome.sending
        self.sent += 1
        self.retried += outcome.tries - 1
        if outcome.accepted:
            self.accepted += 1
            self.by_channel[sending.channel] += len(set(sending.serials) - self._seen)
            self._seen.update(sending.serials)
        else:
            self.failed += 1
            self.problems[f"{sending.channel}: {outcome.status or 'no answer'} {outcome.answer[:120].strip()}"] += 1


class PostOffice:
    """Posts requests to one server; may be used from several threads. Close it with `with`."""

    def __init__(
        self,
        base_url: str,
        *,
        give_up_after: float = 600.0,
        stop: threading.Event | None = None,
        connections: int = 16,
    ) -> None:
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        self._client = httpx.Client(base_url=base_url, timeout=15.0, limits=limits, trust_env=False)
        self._base_url, self._give_up_after = base_url, give_up_after
        self._stop = stop or threading.Event()

    def __enter__(self) -> "PostOffice":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def check(self) -> None:
        """Raises ServerAway where no server answers; any answer will do."""
        try:
            self._client.get("/healthz")
        except httpx.TransportError as error:
            raise ServerAway(
                f"no server answers at {self._base_url} ({error}): start it with `manage.py serve`, "
                "or name its address with --url"
            ) from error

    def post(self, sending: Sending) -> SendingOutcome:
        """Send until the server takes or refuses it, until `give_up_after` seconds have passed, or until stopped."""
        started, wait = time.monotonic(), FIRST_WAIT
        tries = 0
        while True:
            tries += 1
            status, answer, asked = self._try(sending)
            passed = time.monotonic() - started
            final = status != 0 and status not in RETRIED
            if final or passed + wait > self._give_up_after or self._stop.wait(asked if asked is not None else wait):
                return SendingOutcome(sending, 200 <= status < 300, status, tries, time.monotonic() - started, answer)
            wait = min(2 * wait, LONGEST_WAIT)

    def _try(self, sending: Sending) -> tuple[int, str, float | None]:
        """Status (0: no answer), text of the answer, and the seconds that the server asks to wait."""
        try:
            answer = self._client.request(
                sending.method, sending.path, headers=dict(sending.headers), content=sending.body or None
            )
        except httpx.TransportError as error:
            return 0, f"{type(error).__name__}: {error}", None
        return answer.status_code, answer.text, _seconds(answer.headers.get("retry-after", ""))


def _seconds(retry_after: str) -> float | None:
    return min(float(retry_after), LONGEST_WAIT) if retry_after.isascii() and retry_after.isdigit() else None


OnSent = Callable[[SendingOutcome], None]
