"""Shared tokens that prove who sends: read from a request, compared in constant time."""

import hmac

from data_sources.channel import HookRequest
from data_sources.errors import ChannelBroken, NotAuthentic


def check(given: str, secret: str, setting: str) -> None:
    """Returns if `given` is the secret. Raises NotAuthentic, or ChannelBroken where the setting is empty."""
    if not secret:
        raise ChannelBroken(f"{setting} is not set: choose a long random text and give it to the sender too")
    if not given:
        raise NotAuthentic(f"the token is missing: send the value of {setting}")
    if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode()):
        raise NotAuthentic(f"the token is not the value of {setting}")


def bearer(request: HookRequest) -> str:
    """The token in ``Authorization: Bearer <token>`` (RFC 6750, 2.1); "" where there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
