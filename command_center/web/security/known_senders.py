"""Browsers and addresses that an account signed in from before: a stranger's wrong tries do not lock them out.

A limit by account alone would let anybody keep the right person out by trying wrong passwords on purpose. So who comes
from a browser or an address that the account knows is counted apart, by the same limits.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from flask import g, request
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from command_center.errors import StoreUnavailable
from command_center.settings import Settings
from command_center.store.sender_memory import SenderMemory
from command_center.store.users import User, Users
from command_center.web.security.limits import sender
from command_center.web.security.passwords import normal

log = structlog.get_logger(__name__)

KNOWN_FOR = timedelta(days=90)
"""An address that an account has not signed in from for so long is a stranger's again."""
_COOKIE_DAYS = 400
"""The longest that browsers keep a cookie."""


class KnownSenders:
    """Says under which key the tries of a request are counted. `now` gives the time of day."""

    def __init__(self, users: Users, memory: SenderMemory, settings: Settings, now: Callable[[], datetime]) -> None:
        self._users, self._memory, self._now = users, memory, now
        self._secure = settings.url.startswith("https://")
        self._key = settings.derived_secret("addresses of sign-ins").encode()
        self._cookie = f"known_{settings.derived_secret('cookie-name', 8)}"
        self._serializer = URLSafeSerializer(settings.signing_key, salt="known-browser")

    def account_key(self) -> str:
        """Key of the limit by account: what was typed, with the browser or address where the account knows it.

        Tries are counted by what was typed, known or not, so that a limit does not tell who has an account.
        """
        typed = hashlib.sha256(_typed().encode("utf-8", "surrogatepass")).hexdigest()
        return f"{typed} {self._known()}".strip()

    def address_key(self) -> str:
        """Key of the limit by address: a known browser is counted by itself, not with its office."""
        known = self._known()
        return known if known.startswith("browser") else sender()

    def browser_key(self, user: User) -> str:
        """Key of a limit on what is asked after the password: the account, apart for a browser that it knows."""
        return f"{user.id} {self._browser_of(user.id)}".strip()

    def remember(self, user: User, response: Response) -> None:
        """After a sign-in: this browser and this address are the account's."""
        browser = self._browser_of(user.id) or secrets.token_hex(8)
        response.set_cookie(
            self._cookie,
            str(self._serializer.dumps([user.id, browser])),
            max_age=_COOKIE_DAYS * 86400,
            httponly=True,
            secure=self._secure,
            samesite="Lax",
            path="/masuk",
        )
        at = self._now()
        try:
            self._memory.know(user.id, self._address(), at, at - KNOWN_FOR)
        except StoreUnavailable as error:
            log.warning("known_sender_not_kept", account=user.name, problem=str(error))

    def _known(self) -> str:
        """Asked twice a request, looked up once."""
        if "known_sender" not in g:
            g.known_sender = self._find()
        found: str = g.known_sender
        return found

    def _find(self) -> str:
        user = self._users.find(_typed())
        if user is None:
            return ""
        if browser := self._browser_of(user.id):
            return f"browser {browser}"
        address = self._address()
        return f"address {address}" if self._memory.knows(user.id, address, self._now() - KNOWN_FOR) else ""

    def _browser_of(self, user_id: int) -> str:
        try:
            known, browser = self._serializer.loads(request.cookies.get(self._cookie, ""))
        except (BadData, TypeError, ValueError):
            return ""
        return str(browser) if known == user_id else ""

    def _address(self) -> str:
        """The address as it is kept: by its keyed hash, since a list of where people were is personal data."""
        return hmac.new(self._key, sender().encode(), hashlib.sha256).hexdigest()


def _typed() -> str:
    return normal(request.form.get("name", "")[:254])
