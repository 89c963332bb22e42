"""The ID token of the city's directory: its signature and everything it claims, checked before a word of it is believed.

OpenID Connect Core 1.0, 3.1.3.7. Symmetric algorithms and "none" are not taken, whatever the token says of itself.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from command_center.errors import CommandCenterError

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""What a directory may sign with: its own key, that nobody else has."""
LEEWAY_SECONDS = 60
"""How far the directory's clock may be off."""
OLDEST_SECONDS = 600
"""A token is made while somebody waits for it: an older one was kept by somebody."""


class BadIdToken(CommandCenterError):
    """The token is not one that the directory made for this sign-in: the message says why, for the log."""


class UnknownKey(BadIdToken):
    """It names a key that the directory had not when its keys were asked for: they may have changed since."""


def check_id_token(
    token: str,
    keys: KeySet,
    issuer: str,
    client_id: str,
    nonce: str,
    access_token: str,
    now: datetime,
) -> Mapping[str, Any]:
    """What the token claims. Raises BadIdToken."""
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError, UnicodeError) as error:
        raise BadIdToken(f"it is no token: {error}") from error
    algorithm, kid = header.get("alg"), header.get("kid")
    if algorithm not in ALGORITHMS:
        raise BadIdToken(f"it is signed with {str(algorithm)[:20]!r}")
    usable = [key for key in keys.keys if key.key_type in ("RSA", "EC")]
    found = [key for key in usable if key.kid == kid] if kid is not None else usable
    if len(found) != 1:
        raise UnknownKey("it names a key that the directory has not, or none of several")
    try:
        claims = jwt.decode(token, found[0], algorithms=[algorithm]).claims
        checked = CodeIDToken(
            claims,
            header,
            options={"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}},
            params={"nonce": nonce, "client_id": client_id, "access_token": access_token},
        )
        checked.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError) as error:
        raise BadIdToken(str(error)) from error
    if claims.get("iss") != issuer or client_id not in _listed(claims.get("aud")):
        raise BadIdToken("it is of another directory or for another program")
    if claims.get("nonce") != nonce:
        raise BadIdToken("it was made for another sign-in")
    made = claims.get("iat")
    if not isinstance(made, int | float) or not -LEEWAY_SECONDS <= now.timestamp() - made <= OLDEST_SECONDS:
        raise BadIdToken("it was not made just now")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise BadIdToken("it names nobody")
    return claims


def _listed(audience: object) -> list[object]:
    return audience if isinstance(audience, list) else [audience]
