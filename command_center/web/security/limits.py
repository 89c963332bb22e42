"""How much one sender may ask: sign-ins a minute, bytes a request; and whose word counts for the sender's address."""

from math import ceil
from time import time
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter, RequestLimit
from redis.backoff import NoBackoff
from redis.retry import Retry

from command_center.settings import Settings
from command_center.web.security.network import network_of

REDIS_SECONDS = 0.2
"""How long Redis may take: one that is frozen must not hold up a sign-in."""
_PROMPT: dict[str, Any] = {
    "socket_connect_timeout": REDIS_SECONDS,
    "socket_timeout": REDIS_SECONDS,
    "retry": Retry(NoBackoff(), 0),
}
LARGEST_FORM = 16 * 1024
"""Bytes of the largest form at the door: a name, a password, a token, where to go next."""
LARGEST_BODY = 10 * 1024 * 1024
"""Bytes of the largest request that is read; more is answered with 413."""
SIGN_IN_ADDRESS = "30/minute;300/hour"
"""Sign-ins an address may try: an office behind one address signs in together in the morning."""
SIGN_IN_ACCOUNT = "10/minute;100/hour"
"""Sign-ins that may be tried for one account from all addresses: nobody guesses 12 characters at this speed, and an
attacker who uses it up keeps the owner out for a minute, not for good."""

SIGN_IN_CODE = "5/minute;20/hour"
"""Codes that may be tried for one account, by who knows its password: three of a million hold at a time. Trying
without a pause for a month has a chance of 4 in 100, and stands in the audit code by code."""


def make_limiter(server: Flask, settings: Settings) -> Limiter:
    """The one limiter of the server; other rooms decorate their views with it.

    Counts are kept in REDIS_URL where it is given, so that several processes count together. While Redis is away, or
    does not answer within `REDIS_SECONDS`, each process counts for itself and says so in the log, since a shut sign-in
    page would be worse.
    """
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    limiter = Limiter(
        sender,
        storage_uri=settings.redis_url or "memory://",
        strategy="moving-window",
        storage_options=_PROMPT if settings.redis_url else {},
        in_memory_fallback_enabled=bool(settings.redis_url),
        key_prefix="access",
    )
    limiter.init_app(server)
    return limiter


def sender() -> str:
    """Address that counts as one sender: an IPv6 household or office holds a whole /64."""
    return network_of(request.remote_addr or "unknown")


def seconds_to_wait(limit: RequestLimit) -> int:
    """Until the limit that was broken lets the next one pass."""
    return max(1, ceil(limit.window[0] - time()))
