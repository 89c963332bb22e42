"""Passwords: which will do, and how they are kept and compared."""

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from command_center.errors import CommandCenterError

SHORTEST = 12
"""Characters of the shortest password taken: length, not odd signs, makes one hard to guess (NIST SP 800-63B)."""
LONGEST = 200
FEWEST_DIFFERENT = 5
"""Different characters that a password needs, so that aaaaaaaaaaaa is refused."""

# OWASP's Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. Small enough that a burst of
# sign-ins does not eat the machine; _AT_ONCE bounds it further.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_AT_ONCE = threading.BoundedSemaphore(4)


class BadPassword(CommandCenterError):
    """The password is too easily guessed. `fault` is short, long, plain or name, for screens to put into words."""

    def __init__(self, fault: str, message: str) -> None:
        super().__init__(message)
        self.fault = fault


def normal(name: str) -> str:
    """A name or e-mail address as it is kept: one form of each character, lower case, no space around."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def check_password(password: str, name: str) -> None:
    """Raises BadPassword for a password that is too easily guessed."""
    if len(password) < SHORTEST:
        raise BadPassword(
            "short", f"the password has {len(password)} characters; take at least {SHORTEST}, a sentence is good"
        )
    if len(password) > LONGEST:
        raise BadPassword("long", f"the password has more than {LONGEST} characters")
    if len(set(password)) < FEWEST_DIFFERENT:
        raise BadPassword(
            "plain", f"the password has fewer than {FEWEST_DIFFERENT} different characters: take a sentence"
        )
    if name in normal(password):
        raise BadPassword("name", "the password contains the name of the account: take another")


def hash_password(password: str) -> str:
    """Argon2id hash with its salt and parameters, as one text."""
    with _AT_ONCE:
        return _HASHER.hash(_same_form(password))


def password_matches(password_hash: str, password: str) -> bool:
    """Whether it is the password of this hash. An account without one takes as long, and matches nothing."""
    try:
        with _AT_ONCE:
            return _HASHER.verify(password_hash or _nobodys_hash(), _same_form(password[: LONGEST + 1])) and bool(
                password_hash
            )
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than those of today."""
    return _HASHER.check_needs_rehash(password_hash)


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash(_same_form("the password of an account that does not exist"))


def _same_form(password: str) -> bytes:
    """The same password typed on two keyboards may be two texts: NFKC makes them one."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
