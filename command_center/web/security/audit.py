"""The trail of access control: who came in, who was turned away, from where. Never a password, a token or a query."""

from typing import Any

import structlog
from flask import has_request_context, request

from command_center.web.security.identity import Identity

_log = structlog.get_logger("audit")


def note(event: str, identity: Identity | None = None, **facts: Any) -> None:
    """One line: sign_in, sign_in_failed, sign_in_limited, sign_out, wall_link_used, wall_link_refused or denied."""
    if identity is not None:
        facts |= {"kind": identity.kind, "who": identity.name, "roles": sorted(identity.roles)}
    if has_request_context():
        facts |= {"address": request.remote_addr or "", "method": request.method, "path": request.path[:200]}
    _log.info(event, **facts)
