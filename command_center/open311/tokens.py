"""Tokens of posts whose report has no number yet: they name the delivery, and nobody can make one up."""

import hashlib
import hmac
import re

_TOKEN = re.compile(r"([1-9][0-9]{0,17})-([0-9a-f]{24})", re.ASCII)


def token_of(inbox_id: int, secret: str) -> str:
    """The token of a delivery: its number in the inbox, signed with a secret of this installation."""
    return f"{inbox_id}-{_sign(inbox_id, secret)}"


def inbox_id_of(token: str, secret: str) -> int | None:
    """The delivery that a token names; None where it is none of ours."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        return None
    inbox_id = int(match[1])
    return inbox_id if hmac.compare_digest(match[2], _sign(inbox_id, secret)) else None


def _sign(inbox_id: int, secret: str) -> str:
    return hmac.new(secret.encode(), f"open311 token {inbox_id}".encode(), hashlib.sha256).hexdigest()[:24]
