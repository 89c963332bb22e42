"""Signing in and out with Flask-Security over our accounts, and who is behind a session."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import Flask, g, request, session
from flask_login import current_user
from flask_security import RoleMixin, Security, UserDatastore, UserMixin
from flask_security.utils import login_user, logout_user

from command_center.errors import StoreUnavailable
from command_center.settings import Settings
from command_center.store.sign_ins import SignIns, Way
from command_center.store.tokens import digest, new_token
from command_center.store.users import User, Users
from command_center.web.security.audit import Trail
from command_center.web.security.browsers import browser_family
from command_center.web.security.identity import NOBODY, Identity

log = structlog.get_logger(__name__)

LIFETIME = timedelta(hours=12)
"""A session ends so long after the sign-in, used or not: one shift and its handover."""
WAITS = timedelta(minutes=10)
"""How long after the password the code may be given."""
SEEN_EVERY = timedelta(minutes=1)
"""How often it is written down when a session was last used."""
_SESSION = "sign_in"
_WAITING = "waits_for_code"


class _Role(RoleMixin):
    def __init__(self, name: str) -> None:
        self.name = name


class _Person(UserMixin):
    """An account as Flask-Security wants to see it."""

    fs_uniquifier = ""
    """Changes with the password and when the account is disabled; the session names the one it began with."""

    def __init__(self, user: User, second: str = "") -> None:
        self.user, self.second = user, second
        self.id = user.id
        self.email = user.email
        self.username = user.name
        self.password = user.password_hash
        self.active = user.active
        self.fs_uniquifier = user.uniquifier
        self.roles = [_Role(role) for role in sorted(user.roles)]


class _SignInStore(UserDatastore):
    """Reads accounts through the store, so that its one way to read and to write stays the only one."""

    def __init__(self, users: Users) -> None:
        super().__init__(_Person, _Role)
        self._users = users

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> _Person | None:
        """The account with that id, name, e-mail address or uniquifier."""
        attribute, value = next(iter(kwargs.items()))
        attribute = {"fs_uniquifier": "uniquifier", "username": "name"}.get(attribute, attribute)
        user = self._users.find_by(attribute, value.casefold() if case_insensitive else value)
        return None if user is None else _Person(user)

    def find_role(self, role: str) -> _Role:
        """Roles are plain names."""
        return _Role(role)


@dataclass(frozen=True, slots=True)
class AwaitedCode:
    """Somebody whose password was right, and of whom the second factor is awaited. `wanted` is where to go then."""

    user: User
    by: str
    wanted: str


class Sessions:
    """Begins, finds and ends sessions. `now` gives the time of day; who has one of the roles `demanding` needs a second
    factor.
    """

    def __init__(
        self,
        server: Flask,
        settings: Settings,
        users: Users,
        sign_ins: SignIns,
        trail: Trail,
        now: Callable[[], datetime],
        demanding: frozenset[str],
    ) -> None:
        self._users, self._sign_ins, self._trail, self._now = users, sign_ins, trail, now
        self._demanding = demanding
        self._seen: dict[str, datetime] = {}
        self._lock = threading.Lock()
        secure = settings.url.startswith("https://")
        server.config.update(
            SECRET_KEY=settings.signing_key,
            # Cookies know no port: two instances on one machine must not overwrite each other's.
            SESSION_COOKIE_NAME=f"session_{settings.derived_secret('cookie-name', 8)}",
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Lax",
            SESSION_COOKIE_SECURE=secure,
            SESSION_REFRESH_EACH_REQUEST=False,
            PERMANENT_SESSION_LIFETIME=LIFETIME,
            # The token of a form lives as long as its session.
            WTF_CSRF_TIME_LIMIT=None,
            SECURITY_PASSWORD_SINGLE_HASH=True,
            SECURITY_REGISTERABLE=False,
            SECURITY_RECOVERABLE=False,
            SECURITY_CHANGEABLE=False,
            SECURITY_FLASH_MESSAGES=False,
            SECURITY_CLI_USERS_NAME=None,
            SECURITY_CLI_ROLES_NAME=None,
        )
        # Without its blueprint: of its many addresses we want sign-in and sign-out only, and those without the
        # answers in JSON and the tokens that its own views give.
        security = Security(server, _SignInStore(users), register_blueprint=False)
        security.login_manager.user_loader(self._person)
        security.login_manager.request_loader(lambda _request: None)
        # Its permissions are not used here; it would read the account before hooks and static files too, which then
        # failed with the database.
        server.before_request_funcs[None].remove(security.principal._on_before_request)

    def begin(self, user: User, by: str = "password", second: str = "") -> Identity | None:
        """Sign `user` in, who proved it `by` password, directory or link, and with this second factor. None where the
        account was shut or its password changed while it was being checked.
        """
        at, token = self._now(), new_token()
        way = Way(by, second, request.remote_addr or "", browser_family(request.user_agent.string))
        identity = self._identity(user, token, second)
        entry = self._trail.entry("sign.in", identity, user.name, by=by, second=second, browser=way.browser)
        if not self._sign_ins.open(user, token, at, at - LIFETIME, way, [entry]):
            return None
        if _SESSION in session:
            self._sign_ins.close(str(session[_SESSION]))
        # Nothing that was there before a sign-in goes on after it (session fixation).
        session.clear()
        session.permanent = True
        session[_SESSION] = token
        login_user(_Person(user, second), authn_via=["password"])
        self._trail.line("sign_in", identity, by=by, second=second)
        return identity

    def wait_for_code(self, user: User, by: str, wanted: str) -> None:
        """Keep in the browser's session that the password was right: it opens nothing but the question for the code."""
        session.clear()
        session[_WAITING] = [user.id, user.uniquifier, by, wanted, self._now().isoformat()]

    def waiting(self) -> AwaitedCode | None:
        """Of whom a code is awaited; None where nobody proved a password, or too long ago, or the account changed since."""
        kept = session.get(_WAITING)
        if not isinstance(kept, list) or len(kept) != 5:
            return None
        user_id, uniquifier, by, wanted, at = kept
        user = self._users.find_by("uniquifier", uniquifier)
        if user is None or user.id != user_id or not user.active:
            return None
        if not timedelta(0) <= self._now() - datetime.fromisoformat(at) < WAITS:
            return None
        return AwaitedCode(user, by, wanted)

    def strengthen(self, identity: Identity, second: str) -> None:
        """Keep that a second factor was shown in this session, which had begun without."""
        self._sign_ins.strengthen(identity.session, second)

    def end(self) -> None:
        """Sign out: a copy of the cookie opens nothing any more either."""
        if _SESSION in session:
            identity = self.identity()
            entries = [self._trail.entry("sign.out", identity, identity.name)] if identity.kind == "user" else []
            self._sign_ins.close(str(session[_SESSION]), entries)
        logout_user()
        session.clear()

    def identity(self) -> Identity:
        """The person behind this request's session, else NOBODY. Raises StoreUnavailable."""
        if not current_user.is_authenticated:
            return NOBODY
        return self._identity(current_user.user, str(session[_SESSION]), current_user.second)

    def second_shown(self) -> str:
        """What was shown as a second factor in this request's session, "" for nothing."""
        return str(current_user.second) if current_user.is_authenticated else ""

    def was_known(self) -> bool:
        """Whether the request carries a session that somebody signed in with, over or not."""
        return _SESSION in session

    def now_of(self, identity: Identity) -> Identity:
        """What that identity is now: NOBODY once its session ended, else with the roles it has now."""
        found = self._sign_ins.of(identity.session, self._now() - LIFETIME)
        return NOBODY if found is None else self._identity(found[0], identity.session, found[1])

    def _identity(self, user: User, token: str, second: str) -> Identity:
        if user.roles & self._demanding and not second:
            return Identity("user", user.name, frozenset(), session=token, lacks_second=True)
        return Identity("user", user.name, user.roles, user.opd, session=token)

    def _person(self, uniquifier: str) -> _Person | None:
        token = session.get(_SESSION)
        if not isinstance(token, str) or "store_away" in g:
            return None
        try:
            found = self._sign_ins.of(token, self._now() - LIFETIME)
        except StoreUnavailable:
            # Asked again while the answer 503 is rendered: there it must not fail a second time.
            g.store_away = True
            raise
        if found is None or found[0].uniquifier != uniquifier:
            return None
        self._note_seen(token)
        return _Person(*found)

    def _note_seen(self, token: str) -> None:
        at, key = self._now(), digest(token)
        with self._lock:
            last = self._seen.get(key)
            if last is not None and at - last < SEEN_EVERY:
                return
            if len(self._seen) > 10_000:
                self._seen.clear()
            self._seen[key] = at
        try:
            self._sign_ins.seen(token, at)
        except StoreUnavailable as error:
            log.warning("session_seen_not_kept", problem=str(error))
