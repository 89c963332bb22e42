"""The trail of access control: who came in, who was turned away, from where; a line of the log and a row of the audit.

Never a password, a token, a code or a query.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from flask import has_request_context, request

from command_center.domain.acting import Acting, acting_person
from command_center.errors import StoreUnavailable
from command_center.store.audit import Audit, AuditEntry
from command_center.web.security.identity import NOBODY, Identity
from command_center.web.security.network import network_of

_log = structlog.get_logger("audit")
log = structlog.get_logger(__name__)

ACTS: Mapping[str, str] = {
    "sign_in": "sign.in",
    "sign_in_failed": "sign.failed",
    "sign_in_limited": "sign.limited",
    "sign_in_code_failed": "sign.code_failed",
    "sign_in_refused": "sign.refused",
    "sign_out": "sign.out",
    "wall_link_used": "wall.open",
    "wall_link_refused": "wall.refused",
    "denied": "access.denied",
    "account_link_refused": "account.link_refused",
    "export": "export.take",
}
"""Name of a line of the log -> the act in the audit."""
RARE = frozenset({"denied", "sign_in_limited", "wall_link_refused", "account_link_refused"})
"""What a stranger can cause as often as he likes: a row a minute for the same, with how many were left out."""
RARE_SECONDS = 60.0
_MOST_KEPT = 10_000


class Trail:
    """Writes both. `now` gives the time of day, `clock` seconds that only go forward."""

    def __init__(self, audit: Audit, now: Callable[[], datetime], clock: Callable[[], float]) -> None:
        self._audit, self._now, self._clock = audit, now, clock
        self._told: dict[tuple[str, ...], tuple[float, int]] = {}
        self._lock = threading.Lock()

    def line(self, event: str, identity: Identity | None = None, **facts: Any) -> None:
        """The line of the log alone: where the row is kept in the transaction of what was done."""
        if identity is not None:
            facts |= {"kind": identity.kind, "who": identity.name, "roles": sorted(identity.roles)}
        if has_request_context():
            facts |= {"address": request.remote_addr or "", "method": request.method, "path": request.path[:200]}
        _log.info(event, **facts)

    def note(self, event: str, identity: Identity | None = None, subject: str = "", **facts: Any) -> None:
        """Line and row. Raises StoreUnavailable where the row cannot be kept: then it must not be done either; what was
        refused is refused all the same.
        """
        self.line(event, identity, **facts)
        left_out = 0
        if event in RARE:
            counted = self._counted(event, identity or NOBODY, subject)
            if counted is None:
                return
            left_out = counted
        details = dict(facts) | ({"left_out": left_out} if left_out else {})
        try:
            self._audit.note(self.entry(ACTS[event], identity or NOBODY, subject, **details))
        except StoreUnavailable as error:
            if event not in RARE:
                raise
            log.warning("audit_row_not_kept", act=ACTS[event], problem=str(error))

    def entry(self, act: str, identity: Identity, subject: str = "", **details: Any) -> AuditEntry:
        """A row to be kept with what is done."""
        return AuditEntry(self._now(), name_of(identity), act, subject, details=details, address=_address())

    def _counted(self, event: str, identity: Identity, subject: str) -> int | None:
        """How many like it were left out since its last row; None where it is left out itself."""
        # A stranger makes addresses up: whatever he tries is one kind.
        about = subject if identity.kind != "nobody" else ""
        key = (event, identity.kind, identity.name, about, network_of(_address()))
        with self._lock:
            at, left_out = self._told.get(key, (float("-inf"), 0))
            if self._clock() - at < RARE_SECONDS:
                self._told[key] = at, left_out + 1
                return None
            if len(self._told) >= _MOST_KEPT:
                self._told.clear()
            self._told[key] = self._clock(), 0
            return left_out


def name_of(identity: Identity) -> str:
    """Who it is in the audit: a sign-in name, a wall device with its kind before it, "" for nobody."""
    return f"wall:{identity.name}" if identity.kind == "wall" else identity.name


def acting_of(identity: Identity) -> Acting:
    """Who sends the request, for acts that the core keeps in the audit itself."""
    return acting_person(identity.name, identity.roles, identity.opd, _address())


def _address() -> str:
    return (request.remote_addr or "") if has_request_context() else ""
