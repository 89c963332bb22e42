"""Signing in and out with Flask-Security over our accounts, and who is behind a session."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, g, session
from flask_login import current_user
from flask_security import RoleMixin, Security, UserDatastore, UserMixin
from flask_security.utils import login_user, logout_user

from command_center.errors import StoreUnavailable
from command_center.settings import Settings
from command_center.store.tokens import new_token
from command_center.store.users import User, Users
from command_center.web.security.identity import NOBODY, Identity

LIFETIME = timedelta(hours=12)
"""A session ends so long after the sign-in, used or not: one shift and its handover."""
_SESSION = "sign_in"


class _Role(RoleMixin):
    def __init__(self, name: str) -> None:
        self.name = name


class _Person(UserMixin):
    """An account as Flask-Security wants to see it."""

    fs_uniquifier = ""
    """Changes with the password and when the account is disabled; the session names the one it began with."""

    def __init__(self, user: User) -> None:
        self.user = user
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


class Sessions:
    """Begins, finds and ends sessions. `now` gives the time of day."""

    def __init__(self, server: Flask, settings: Settings, users: Users, now: Callable[[], datetime]) -> None:
        self._users, self._now = users, now
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

    def begin(self, user: User) -> bool:
        """Sign `user` in. False where the account was shut or its password changed while it was being checked."""
        at = self._now()
        token = new_token()
        if not self._users.open_session(user, token, at, at - LIFETIME):
            return False
        if _SESSION in session:
            self._users.close_session(str(session[_SESSION]))
        # Nothing that was there before a sign-in goes on after it (session fixation).
        session.clear()
        session.permanent = True
        session[_SESSION] = token
        login_user(_Person(user), authn_via=["password"])
        return True

    def end(self) -> None:
        """Sign out: a copy of the cookie opens nothing any more either."""
        if _SESSION in session:
            self._users.close_session(str(session[_SESSION]))
        logout_user()
        session.clear()

    def identity(self) -> Identity:
        """The person behind this request's session, else NOBODY. Raises StoreUnavailable."""
        if not current_user.is_authenticated:
            return NOBODY
        return _identity(current_user.user, str(session[_SESSION]))

    def was_known(self) -> bool:
        """Whether the request carries a session that somebody signed in with, over or not."""
        return _SESSION in session

    def now_of(self, identity: Identity) -> Identity:
        """What that identity is now: NOBODY once its session ended, else with the roles it has now."""
        user = self._users.of_session(identity.session, self._now() - LIFETIME)
        return NOBODY if user is None else _identity(user, identity.session)

    def _person(self, uniquifier: str) -> _Person | None:
        token = session.get(_SESSION)
        if not isinstance(token, str) or "store_away" in g:
            return None
        try:
            user = self._users.of_session(token, self._now() - LIFETIME)
        except StoreUnavailable:
            # Asked again while the answer 503 is rendered: there it must not fail a second time.
            g.store_away = True
            raise
        return _Person(user) if user is not None and user.uniquifier == uniquifier else None


def _identity(user: User, token: str) -> Identity:
    return Identity("user", user.name, user.roles, user.opd, session=token)
