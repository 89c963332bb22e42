"""Accounts: who may be made, which passwords will do, and whether a name and a password belong together."""

import re
import threading
import unicodedata
from collections.abc import Collection
from datetime import datetime
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from command_center.errors import CommandCenterError
from command_center.settings import Settings
from command_center.store.users import User, Users
from command_center.web.security.identity import OF_ONE_OPD

ROLES = {
    "p3m": "operator of the complaint centre",
    "diskominfo": "head of Diskominfo: analytics and exports",
    "mayor": "the mayor: daily briefing",
    "opd": "chief of one department: its own rows only",
    "opd_staff": "staff of one department: its own queue, deadlines and map, not its performance",
    "admin": "administrator of the installation",
}
"""Role -> what it is for."""

SHORTEST = 12
"""Characters of the shortest password taken: length, not odd signs, makes one hard to guess (NIST SP 800-63B)."""
LONGEST = 200
FEWEST_DIFFERENT = 5
"""Different characters that a password needs, so that aaaaaaaaaaaa is refused."""

# OWASP's Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. Small enough that a burst of
# sign-ins does not eat the machine; _AT_ONCE bounds it further.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_AT_ONCE = threading.BoundedSemaphore(4)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,63}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,60}")
_DEMO = "demo-"


class BadAccount(CommandCenterError):
    """An account cannot be made or changed so; the message says what to do."""


class Accounts:
    """What `manage.py user` and the sign-in page do. `opd_codes` are the departments there are; empty takes any code."""

    def __init__(self, users: Users, opd_codes: Collection[str] = ()) -> None:
        self._users = users
        self._opd_codes = frozenset(opd_codes)

    def add(
        self, name: str, password: str, roles: Collection[str], at: datetime, opd: str = "", email: str = ""
    ) -> User:
        """Create an account. Raises BadAccount, or NameTaken where name or e-mail address are in use."""
        name, email = normal(name), normal(email)
        if not _NAME.fullmatch(name):
            raise BadAccount(
                f"{name!r} cannot be a name: 3 to 64 of a-z, 0-9, dot, dash and underscore, a letter or digit first"
            )
        if email and not _EMAIL.fullmatch(email):
            raise BadAccount(f"{email!r} is no e-mail address")
        self._check_roles(roles, opd)
        check_password(password, name)
        return self._users.add(name, email, hash_password(password), roles, opd, at)

    def everyone(self) -> list[User]:
        """All accounts by name, disabled ones too."""
        return self._users.everyone()

    def set_password(self, name: str, password: str, at: datetime) -> None:
        """Change a password; ends the account's sessions. Raises BadAccount or NotFound."""
        user = self._users.named(normal(name))
        check_password(password, user.name)
        self._users.set_password(user.id, hash_password(password), at)

    def set_roles(self, name: str, roles: Collection[str], opd: str = "") -> None:
        """Replace the roles of an account; holds from its next request on. Raises BadAccount or NotFound."""
        self._check_roles(roles, opd)
        self._users.set_roles(self._users.named(normal(name)).id, roles, opd)

    def disable(self, name: str) -> None:
        """Shut an account out; its sessions end at once. Raises NotFound."""
        self._users.set_active(self._users.named(normal(name)).id, False)

    def enable(self, name: str) -> None:
        """Let a disabled account in again, with the password it had. Raises NotFound."""
        self._users.set_active(self._users.named(normal(name)).id, True)

    def authenticate(self, name_or_email: str, password: str) -> User | None:
        """The account if the password is right and it is not disabled, else None.

        Takes as long for a name that nobody has, so that the time tells nothing.
        """
        user = self._users.find(normal(name_or_email))
        if user is None:
            _matches(self._nobodys_hash, password)
            return None
        if not _matches(user.password_hash, password) or not user.active:
            return None
        if _HASHER.check_needs_rehash(user.password_hash):
            self._users.refresh_hash(user.id, user.password_hash, hash_password(password))
        return user

    def knows(self, name_or_email: str) -> str:
        """Name of the account behind a name or e-mail address, empty where there is none."""
        user = self._users.find(normal(name_or_email))
        return user.name if user else ""

    def ensure_demo_users(self, settings: Settings, opd: str, at: datetime) -> dict[str, str]:
        """In the demo: one account a role with a password of this instance; returns name -> password to print.

        Without the demo, accounts that an earlier demo made are disabled, and the answer is empty. `opd` is the
        department of demo-opd.
        """
        found = {user.name: user for user in self._users.everyone() if user.name.startswith(_DEMO)}
        if not settings.demo:
            for user in found.values():
                if user.active:
                    self._users.set_active(user.id, False)
            return {}
        passwords = {}
        for role in ROLES:
            name, password = _DEMO + role, settings.derived_secret(f"demo-password:{role}", 12)
            passwords[name] = password
            demo_user = found.get(name)
            department = opd if role in OF_ONE_OPD else ""
            if demo_user is None:
                self._users.add(name, "", hash_password(password), [role], department, at)
                continue
            if not demo_user.active:
                self._users.set_active(demo_user.id, True)
            if demo_user.roles != {role} or demo_user.opd != department:
                self._users.set_roles(demo_user.id, [role], department)
            if not _matches(demo_user.password_hash, password):
                self._users.set_password(demo_user.id, hash_password(password), at)
        return passwords

    @cached_property
    def _nobodys_hash(self) -> str:
        return hash_password("the password of an account that does not exist")

    def _check_roles(self, roles: Collection[str], opd: str) -> None:
        if not roles:
            raise BadAccount(f"give at least one role of: {', '.join(ROLES)}")
        for role in roles:
            if role not in ROLES:
                raise BadAccount(f"{role!r} is no role; there are: {', '.join(ROLES)}")
        of_one = sorted(OF_ONE_OPD & set(roles))
        if of_one and not opd:
            raise BadAccount(f"the role {of_one[0]} needs the code of its department, for example --opd dpu")
        if opd and not of_one:
            raise BadAccount(
                "a department belongs to the roles opd and opd_staff only: leave --opd out, or add one of them"
            )
        if opd and self._opd_codes and opd not in self._opd_codes:
            raise BadAccount(f"{opd!r} is no department; there are: {', '.join(sorted(self._opd_codes))}")


def normal(name: str) -> str:
    """A name or e-mail address as it is kept: one form of each character, lower case, no space around."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def check_password(password: str, name: str) -> None:
    """Raises BadAccount for a password that is too easily guessed."""
    if len(password) < SHORTEST:
        raise BadAccount(f"the password has {len(password)} characters; take at least {SHORTEST}, a sentence is good")
    if len(password) > LONGEST:
        raise BadAccount(f"the password has more than {LONGEST} characters")
    if len(set(password)) < FEWEST_DIFFERENT:
        raise BadAccount(f"the password has fewer than {FEWEST_DIFFERENT} different characters: take a sentence")
    if name in normal(password):
        raise BadAccount("the password contains the name of the account: take another")


def hash_password(password: str) -> str:
    """Argon2id hash with its salt and parameters, as one text."""
    with _AT_ONCE:
        return _HASHER.hash(_same_form(password))


def _matches(password_hash: str, password: str) -> bool:
    try:
        with _AT_ONCE:
            return _HASHER.verify(password_hash, _same_form(password[: LONGEST + 1]))
    except (VerificationError, InvalidHashError):
        return False


def _same_form(password: str) -> bytes:
    """The same password typed on two keyboards may be two texts: NFKC makes them one."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
