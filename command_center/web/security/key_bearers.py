"""Programs that send a key of a person: who they are, below ``/api`` alone. A key opens no page and no socket."""

from collections.abc import Callable
from datetime import datetime

from flask import Request

from command_center.store.api_keys import ApiKeys
from command_center.store.users import Users
from command_center.web.security.identity import Identity

PREFIX = "/api/"
BEARER = "bearer"


class KeyBearers:
    """Finds the person that a request acts for by its ``Authorization: Bearer``. `now` gives aware UTC."""

    def __init__(self, keys: ApiKeys, users: Users, now: Callable[[], datetime]) -> None:
        self._keys, self._users, self._now = keys, users, now

    def identity(self, asked: Request) -> Identity | None:
        """The person with the roles of today, None where no key is sent or it holds no more. Raises StoreUnavailable.

        Of an account that was disabled no key holds. Who gives a key to a program answers for what that does: the second
        factor of a person is not asked of it.
        """
        key = sent_key(asked)
        if not key:
            return None
        user_id = self._keys.user_of(key, self._now())
        user = self._users.by_id(user_id) if user_id is not None else None
        if user is None or not user.active:
            return None
        return Identity("user", user.name, user.roles, user.opd, by_key=True)


def sent_key(asked: Request) -> str:
    """The key that a request below ``/api`` carries, "" for none."""
    scheme, _, given = asked.headers.get("Authorization", "").partition(" ")
    return given.strip() if asked.path.startswith(PREFIX) and scheme.lower() == BEARER else ""
