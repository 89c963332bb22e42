"""One HTTP request to a configured host: no redirect is followed, answer and time are bounded, and it is known what was sent."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from time import monotonic
from typing import Any

import httpx

LARGEST_ANSWER = 64 * 1024
"""Bytes of an answer that are read; platforms answer with a few hundred."""
CONNECT_SECONDS, SILENCE_SECONDS, WHOLE_SECONDS = 10.0, 20.0, 30.0
"""How long a connection, a silence, and the whole request may take."""
LONGEST_WAIT = timedelta(hours=6)
"""Nobody is asked to wait longer than that by a header."""


class NothingSent(Exception):
    """No byte of the request can have arrived: the same may be tried again."""


class NoAnswer(Exception):
    """The request may have arrived, and nobody said what became of it."""


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """What is sent: `body` raw bytes, `headers` as they are. `address` is the IP address to connect to where it was looked up
    and judged before; the certificate is still that of the name in `url`.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    address: str = ""


@dataclass(frozen=True, slots=True)
class HttpReply:
    """What came back: header names in lower case, the first `LARGEST_ANSWER` bytes of the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    def retry_after(self, now: datetime) -> timedelta | None:
        """What the header Retry-After asks for, at most `LONGEST_WAIT`; None where it asks for nothing (RFC 9110, 10.2.3)."""
        return waiting_time(self.headers.get("retry-after", ""), now)


def waiting_time(said: str, now: datetime) -> timedelta | None:
    """Seconds or an HTTP date as a time to wait."""
    said = said.strip()
    if said.isascii() and said.isdigit() and len(said) < 10:
        return min(timedelta(seconds=int(said)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta(0)), LONGEST_WAIT)


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that are trusted, read once: it takes longer than most requests."""
    return httpx.create_ssl_context()


def call(request: HttpRequest) -> HttpReply:
    """Send a request over a connection of its own, so that none is sent into one that was shut meanwhile.

    Raises NothingSent, NoAnswer.
    """
    times = httpx.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS)
    end = monotonic() + WHOLE_SECONDS
    try:
        with (
            httpx.Client(timeout=times, follow_redirects=False, trust_env=False, verify=_trust()) as client,
            client.stream(**_told(request)) as answer,
        ):
            body = b""
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > LARGEST_ANSWER or monotonic() > end:
                    break
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return HttpReply(answer.status_code, headers, body[:LARGEST_ANSWER])
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
        raise NothingSent(_words(error)) from error
    except httpx.HTTPError as error:
        raise NoAnswer(_words(error)) from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise NothingSent(_words(error)) from error


def _told(request: HttpRequest) -> dict[str, Any]:
    """The request as the library takes it."""
    url, headers, more = httpx.URL(request.url), dict(request.headers), {}
    if request.address:
        headers["Host"] = url.netloc.decode("ascii")
        more = {"extensions": {"sni_hostname": url.host}}
        url = url.copy_with(host=request.address)
    return {"method": request.method, "url": url, "headers": headers, "content": request.body or None, **more}


def _words(error: Exception) -> str:
    """The kind of an error: its text may hold the address with a token."""
    return type(error).__name__
