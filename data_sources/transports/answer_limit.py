"""How many answers one person is sent in an hour: two machines that answer each other would go on for ever.

Counted in REDIS_URL where it is given, so that several processes count together, and in this process beside it: while Redis
is away or frozen, its own count holds, and nobody's answer waits for it.
"""

import hashlib
import time
from collections.abc import Callable

import structlog
from limits import RateLimitItemPerHour
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 0.2
"""How long Redis is waited for; a person waits for the answer meanwhile."""
PAUSE_SECONDS = 30.0
"""How long it is left alone after it did not answer, so that not every message waits for it."""


class AnswerLimit:
    """Counts answers; safe to use from several threads. Nothing connects before the first answer."""

    def __init__(self, redis_url: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        """`redis_url` is REDIS_URL, empty to count in this process alone; `clock` gives seconds."""
        self._mine = MovingWindowRateLimiter(MemoryStorage())
        self._shared: MovingWindowRateLimiter | None = None
        self._clock = clock
        self._asked_again_at = 0.0
        if redis_url:
            shared = RedisStorage(
                redis_url,
                key_prefix="answers",
                socket_timeout=PATIENCE_SECONDS,
                socket_connect_timeout=PATIENCE_SECONDS,
                retry=Retry(NoBackoff(), 0),  # type: ignore[arg-type]
            )
            self._shared = MovingWindowRateLimiter(shared)

    def take(self, channel: str, person: str, per_hour: int) -> bool:
        """Count one more answer to a person of a channel; False where `per_hour` were given within the last hour."""
        if per_hour <= 0:
            return False
        amount = RateLimitItemPerHour(per_hour)
        # the number itself is personal data, and Redis is no place for it
        key = hashlib.sha256(f"{channel}\n{person}".encode("utf-8", "surrogatepass")).hexdigest()
        mine = self._mine.hit(amount, key)
        shared = self._ask_shared(amount, key)
        return mine if shared is None else shared

    def _ask_shared(self, amount: RateLimitItemPerHour, key: str) -> bool | None:
        """What Redis counts; None where there is none or it does not answer in time."""
        if self._shared is None or self._clock() < self._asked_again_at:
            return None
        try:
            return self._shared.hit(amount, key)
        except (RedisError, OSError) as error:
            self._asked_again_at = self._clock() + PAUSE_SECONDS
            log.warning("answers_counted_here_alone", problem=str(error), seconds=PAUSE_SECONDS)
            return None
