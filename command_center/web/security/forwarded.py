"""Requests that a proxy forwards although no proxy is trusted: all of them seem to come from the proxy's own address."""

import threading
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

import structlog

from command_center.web.security.network import without_port

log = structlog.get_logger(__name__)

_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
_TOLD_AGAIN = 3600.0
"""Seconds until the same peer is written down again."""
_PEERS = 1000
"""Most peers that are remembered: anybody may send these headers."""
DO = (
    "set TRUSTED_PROXIES to the number of proxies in front of the server, or let the proxy drop these headers: until then "
    "everybody counts as one sender, limits hit all together, and lists of allowed addresses mean the proxy"
)


class Forwarded:
    """WSGI layer that counts and writes down such requests; `seen` is how many there were."""

    def __init__(
        self, inner: Callable[..., Iterable[bytes]], trusted: int, clock: Callable[[], float] = monotonic
    ) -> None:
        self._inner, self._trusted, self._clock = inner, trusted, clock
        self._told: dict[str, float] = {}
        self._lock = threading.Lock()
        self.seen = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Pass on."""
        if not self._trusted and any(name in environ for name in _HEADERS):
            self._tell(str(environ.get("REMOTE_ADDR", "")))
        return self._inner(environ, start_response)

    def _tell(self, peer: str) -> None:
        now = self._clock()
        with self._lock:
            self.seen += 1
            if now - self._told.get(peer, -_TOLD_AGAIN) < _TOLD_AGAIN:
                return
            if len(self._told) >= _PEERS:
                self._told.clear()
            self._told[peer] = now
        log.warning("forwarded_by_untrusted_proxy", peer=peer, do=DO)


class AddressOnly:
    """WSGI layer behind the proxies' headers: who asks is an address, also where a proxy writes the port with it.

    Each connection has another port: limits would count nobody twice, and a list of allowed addresses hold nobody.
    """

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Pass on."""
        environ["REMOTE_ADDR"] = without_port(str(environ.get("REMOTE_ADDR", "")))
        return self._inner(environ, start_response)
