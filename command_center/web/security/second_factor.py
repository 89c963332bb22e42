"""The second factor: codes of an authenticator (TOTP, RFC 6238) and recovery codes, each taken once."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import pyotp
import structlog
from cryptography.fernet import Fernet, InvalidToken

from command_center.domain.acting import Acting
from command_center.errors import CommandCenterError
from command_center.settings import Settings
from command_center.store.audit import AuditEntry
from command_center.store.second_factors import KeptSecret, SecondFactors
from command_center.store.users import User

log = structlog.get_logger(__name__)

STEP_SECONDS = 30
DIGITS = 6
DRIFT_STEPS = 1
"""Half minutes that the clock of a telephone may be off, either way (RFC 6238, 5.2)."""
SET_UP_WITHIN = timedelta(minutes=10)
"""How long a secret may be scanned and proved after it was made."""
RECOVERY_CODES = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that nobody mistakes for another."""
_RECOVERY_LENGTH = 10
_OF = ":"
"""Stands between a secret and the mark of the session that began it; of older ones it is absent."""


class SecondFactorUnreadable(CommandCenterError):
    """The kept secret cannot be decrypted: SECRET_KEY is another one. An administrator removes the second factor."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What somebody types or scans to set an authenticator up: the secret in base32, and the same as an address."""

    secret: str
    uri: str


@dataclass(frozen=True, slots=True)
class SecondFactorState:
    """Whether an account has one, since when, and how many recovery codes are left."""

    since: datetime | None
    recovery_left: int = 0


class SecondFactor:
    """Sets second factors up, checks and removes them. Secrets are kept encrypted with a key of this installation."""

    def __init__(self, kept: SecondFactors, settings: Settings, now: Callable[[], datetime]) -> None:
        self._kept, self._now = kept, now
        self._issuer = settings.service_name
        key = bytes.fromhex(settings.derived_secret("secrets of second factors", 64))
        self._cipher = Fernet(base64.urlsafe_b64encode(key))
        self._recovery_key = settings.derived_secret("recovery codes", 64).encode()

    def state(self, user_id: int) -> SecondFactorState:
        """What the account has."""
        kept = self._kept.of(user_id)
        if kept is None or kept.confirmed_at is None:
            return SecondFactorState(None)
        return SecondFactorState(kept.confirmed_at, self._kept.recovery_left(user_id))

    def everyone(self) -> dict[int, datetime]:
        """Number of each account that has one -> since when."""
        return self._kept.confirmed()

    def begin(self, user: User, session: str) -> Enrolment | None:
        """Set one up: the secret to scan; None where the account has one in use.

        It is the same one while this session sets it up, for ten minutes. Any other session is given a new one: who knew the
        password before must not know the secret that its person takes into use.
        """
        kept = self._kept.of(user.id)
        if kept is not None and kept.confirmed_at is not None:
            return None
        if kept is not None:
            try:
                if self._sets_up(kept, session):
                    return self._enrolment(user, self._opened(kept.secret))
            except SecondFactorUnreadable:
                pass
            log.info("second_factor_begun_anew", account=user.name)
        secret = pyotp.random_base32()
        sealed = self._cipher.encrypt(f"{secret}{_OF}{self._session_mark(session)}".encode()).decode()
        return self._enrolment(user, secret) if self._kept.begin(user.id, sealed, self._now()) else None

    def being_set_up(self, user: User, session: str) -> bool:
        """Whether this session is setting one up, so that a code can prove it. Raises SecondFactorUnreadable."""
        kept = self._kept.of(user.id)
        return kept is not None and kept.confirmed_at is None and self._sets_up(kept, session)

    def confirm(self, user: User, code: str, acting: Acting, session: str) -> tuple[str, ...]:
        """Take it into use with a first right code: its recovery codes, to be shown this once; () for a wrong code, or
        where this session is not setting one up. Raises SecondFactorUnreadable.
        """
        kept = self._kept.of(user.id)
        if kept is None or kept.confirmed_at is not None or not self._sets_up(kept, session):
            return ()
        step = self._step_of(self._opened(kept.secret), code)
        if step is None:
            return ()
        codes = _new_codes()
        entries = [self._entry("second.add", user, acting)]
        hashes = [self._hash(each) for each in codes]
        if not self._kept.confirm(user.id, kept.secret, step, hashes, self._now(), entries):
            return ()
        return codes

    def check(self, user: User, code: str) -> Literal["code", "recovery", ""]:
        """What `code` is to this account, used up by being asked: a right one is taken once. Raises SecondFactorUnreadable."""
        kept = self._kept.of(user.id)
        if kept is None or kept.confirmed_at is None:
            return ""
        written = "".join(code.split()).replace("-", "").lower()
        if len(written) == _RECOVERY_LENGTH:
            return "recovery" if self._kept.take_recovery(user.id, self._hash(written), self._now()) else ""
        step = self._step_of(self._opened(kept.secret), written)
        return "code" if step is not None and self._kept.take_step(user.id, step) else ""

    def renew_recovery(self, user: User, acting: Acting) -> tuple[str, ...]:
        """New recovery codes, to be shown this once; the old ones open nothing any more."""
        codes = _new_codes()
        entries = [self._entry("second.codes", user, acting)]
        self._kept.replace_recovery(user.id, [self._hash(each) for each in codes], entries)
        return codes

    def remove(self, user: User, acting: Acting) -> bool:
        """Take it away; False where there was none."""
        return self._kept.remove(user.id, [self._entry("second.remove", user, acting)])

    def _step_of(self, secret: str, code: str) -> int | None:
        """The half minute that a code belongs to, of now and one either way; None for none of them."""
        if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
            return None
        totp = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
        now = int(self._now().timestamp()) // STEP_SECONDS
        steps: Sequence[int] = range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
        return next((step for step in steps if hmac.compare_digest(totp.generate_otp(step), code)), None)

    def _sets_up(self, kept: KeptSecret, session: str) -> bool:
        if not timedelta(0) <= self._now() - kept.made_at < SET_UP_WITHIN:
            return False
        mark = self._unsealed(kept.secret).partition(_OF)[2]
        return hmac.compare_digest(mark, self._session_mark(session))

    def _session_mark(self, session: str) -> str:
        """Tells one session from another, and opens none."""
        return hmac.new(self._recovery_key, f"session {session}".encode(), hashlib.sha256).hexdigest()

    def _opened(self, sealed: str) -> str:
        """The secret alone."""
        return self._unsealed(sealed).partition(_OF)[0]

    def _unsealed(self, sealed: str) -> str:
        try:
            return self._cipher.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise SecondFactorUnreadable(
                "the second factor was kept under another SECRET_KEY: `manage.py user second-factor NAME --remove` takes "
                "it away, then it is set up anew"
            ) from error

    def _enrolment(self, user: User, secret: str) -> Enrolment:
        totp = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
        return Enrolment(secret, totp.provisioning_uri(name=user.name, issuer_name=self._issuer))

    def _hash(self, code: str) -> str:
        """Keyed: 49 bits could be tried out by who has a copy of the database, but not without the key."""
        return hmac.new(self._recovery_key, code.replace("-", "").encode(), hashlib.sha256).hexdigest()

    def _entry(self, act: str, user: User, acting: Acting) -> AuditEntry:
        return AuditEntry(self._now(), acting.name, act, user.name, address=acting.address)


def _new_codes() -> tuple[str, ...]:
    """Such as k7f3p-9x2mh; all different."""
    codes: set[str] = set()
    while len(codes) < RECOVERY_CODES:
        letters = "".join(secrets.choice(_ALPHABET) for _ in range(_RECOVERY_LENGTH))
        codes.add(f"{letters[:5]}-{letters[5:]}")
    return tuple(sorted(codes))
