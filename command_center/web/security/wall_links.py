"""A wall device gets in by its link: the token in the address becomes a cookie, and a revoked one is shut out soon."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import quote, urlencode

import structlog
from flask import Request, redirect
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from command_center.errors import StoreUnavailable
from command_center.settings import Settings
from command_center.store.tokens import digest
from command_center.store.wall_links import WallLink, WallLinks
from command_center.web.security.audit import Trail
from command_center.web.security.identity import NOBODY, Identity
from command_center.web.security.local_path import local_path

log = structlog.get_logger(__name__)

PARAMETER = "link"
"""`/wall?link=TOKEN`."""
KNOWN_FOR = 2.0
"""Seconds an answer of the database is used again: with a beat each second a revoked wall is cut within 5 s. It is less
than the pause of a wall that asks over HTTP, so that one is shut out at its next question."""
SEEN_EVERY = timedelta(minutes=1)
"""How often the time a device was last seen is written down."""
_PATH = "/~:@!$&'()*+,;=-._"
COOKIE_DAYS = 400
"""The longest that browsers keep a cookie; each opening of the wall begins it anew."""


class WallDevices:
    """Turns links and cookies into identities. `now` gives the time of day, `clock` seconds that only go forward."""

    def __init__(
        self,
        links: WallLinks,
        settings: Settings,
        trail: Trail,
        now: Callable[[], datetime],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._links, self._trail = links, trail
        self._now, self._clock = now, clock
        self._secure = settings.url.startswith("https://")
        self.cookie = f"wall_{settings.derived_secret('cookie-name', 8)}"
        self._serializer = URLSafeSerializer(settings.signing_key, salt="wall-link")
        self._known: dict[int, tuple[float, WallLink | None]] = {}
        self._seen: dict[int, datetime] = {}
        self._lock = threading.Lock()

    def enter(self, request: Request) -> Response | None:
        """Answer to an address with a token: the cookie, and the same address without it; None for a bad token."""
        token = request.args[PARAMETER]
        link = self._links.by_token(token)
        if link is None:
            self._trail.note("wall_link_refused")
            return None
        identity = _identity(link, self._serializer.dumps([link.id, digest(token)[:16]]))
        self._trail.note("wall_link_used", identity, link.name)
        response = without_token(request)
        self.keep(response, identity)
        return response

    def keep(self, response: Response, identity: Identity) -> None:
        """Let the device's cookie begin its time anew."""
        response.set_cookie(
            self.cookie,
            identity.session,
            max_age=COOKIE_DAYS * 86400,
            httponly=True,
            secure=self._secure,
            samesite="Lax",
        )

    def identity(self, request: Request) -> Identity:
        """The wall device that sends this request, else NOBODY. Raises StoreUnavailable."""
        return self._of_cookie(request.cookies.get(self.cookie, ""))

    def was_known(self, request: Request) -> bool:
        """Whether the request carries the cookie of a link that was in use once."""
        return self._read(request.cookies.get(self.cookie, "")) is not None

    def still_allowed(self, identity: Identity) -> bool:
        """Whether the link of this device is still in use. Raises StoreUnavailable."""
        return self._of_cookie(identity.session) != NOBODY

    def _of_cookie(self, cookie: str) -> Identity:
        read = self._read(cookie)
        if read is None:
            return NOBODY
        link_id, mark = read
        link = self._link(link_id)
        # The mark is of the token: a number used again in another database is another link.
        if link is None or not link.digest.startswith(mark):
            return NOBODY
        self._note_seen(link)
        return _identity(link, cookie)

    def _read(self, cookie: str) -> tuple[int, str] | None:
        """(number of the link, beginning of its token's hash) in a cookie that we signed, else None."""
        try:
            link_id, mark = self._serializer.loads(cookie)
        except (BadData, TypeError, ValueError):
            return None
        return link_id, mark

    def _link(self, link_id: int) -> WallLink | None:
        known = self._known.get(link_id)
        if known is not None and self._clock() - known[0] < KNOWN_FOR:
            return known[1]
        asked_at = self._clock()
        link = self._links.by_id(link_id)
        self._known[link_id] = (asked_at, link)
        return link

    def _note_seen(self, link: WallLink) -> None:
        at = self._now()
        with self._lock:
            last = self._seen.get(link.id)
            if last is not None and at - last < SEEN_EVERY:
                return
            self._seen[link.id] = at
        try:
            self._links.seen(link.id, at)
        except StoreUnavailable as error:
            log.warning("wall_link_seen_not_kept", link=link.name, problem=str(error))


def without_token(request: Request) -> Response:
    """To the same address without the token, which must not be told to anybody, nor kept."""
    rest = [(key, value) for key, value in request.args.items(multi=True) if key != PARAMETER]
    same = quote(request.path, safe=_PATH) + ("?" + urlencode(rest) if rest else "")
    # A path like //elsewhere would lead to another host.
    response = redirect(local_path(same) or "/", 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _identity(link: WallLink, cookie: str) -> Identity:
    return Identity("wall", link.name, frozenset({"wall"}), session=cookie)
