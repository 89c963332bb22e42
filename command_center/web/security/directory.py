"""The city's directory as a client of OpenID Connect sees it: authorization code with PKCE, and who came back with it."""

import secrets
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from command_center.errors import CommandCenterError
from command_center.web.security.id_token import BadIdToken, UnknownKey, check_id_token
from command_center.web.security.settings import SecuritySettings

SECONDS = 5.0
"""How long an answer of the directory may take."""
KEPT_SECONDS = 3600.0
"""How long its configuration and keys are used again."""
KEYS_AGAIN_SECONDS = 30.0
"""A token that names an unknown key makes the keys be asked for anew, at most this often."""
LARGEST = 1_000_000
"""Bytes of the largest answer that is read."""


class DirectoryAway(CommandCenterError):
    """The directory does not answer, or not as one: try again later, or look at OIDC_ISSUER."""


class DirectoryRefused(CommandCenterError):
    """The directory did not vouch for anybody: the message says why, for the log."""


@dataclass(frozen=True, slots=True)
class BegunSignIn:
    """A sign-in that was sent to the directory: where to, and what must come back with it."""

    url: str
    state: str
    nonce: str
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DirectoryPerson:
    """Whom the directory vouches for. `several_factors` says that it asked for more than a password (RFC 8176, mfa)."""

    issuer: str
    subject: str
    name: str
    groups: frozenset[str]
    several_factors: bool


class Directory:
    """Sends people there and reads what they come back with. `now` gives the time of day, `clock` only goes forward."""

    def __init__(
        self,
        settings: SecuritySettings,
        redirect_uri: str,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._settings, self._redirect_uri = settings, redirect_uri
        self._now, self._clock = now, clock
        self._lock = threading.Lock()
        self._configuration: tuple[float, Mapping[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def begin(self) -> BegunSignIn:
        """Where to send somebody. Raises DirectoryAway."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        url: str = prepare_grant_uri(
            self._endpoint("authorization_endpoint"),
            self._settings.oidc_client_id,
            "code",
            redirect_uri=self._redirect_uri,
            scope=self._settings.oidc_scopes,
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
        )
        return BegunSignIn(url, state, nonce, verifier)

    def finish(self, answer: Mapping[str, str], begun: BegunSignIn) -> DirectoryPerson:
        """Who came back with the query `answer`. Raises DirectoryAway, DirectoryRefused."""
        if not secrets.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise DirectoryRefused("the state is that of another sign-in")
        # RFC 9207: an answer of another directory, which a person was lured to, is not taken to this one.
        if answer.get("iss", self._settings.oidc_issuer) != self._settings.oidc_issuer:
            raise DirectoryRefused("the answer is of another directory")
        if "error" in answer:
            raise DirectoryRefused(f"the directory says {answer['error'][:60]!r}")
        if not answer.get("code"):
            raise DirectoryRefused("the answer has no code")
        tokens = self._exchanged(answer["code"], begun.verifier)
        token, access_token = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(token, str) or not isinstance(access_token, str):
            raise DirectoryRefused("the directory gave no ID token")
        return self._person(self._claims(token, access_token, begun.nonce), access_token)

    def _exchanged(self, code: str, verifier: str) -> Mapping[str, Any]:
        """What the directory gives for a code, which works once."""
        settings = self._settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_uri,
            "code_verifier": verifier,
        }
        auth = None
        taken = self._known().get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if not settings.oidc_client_secret:
            form["client_id"] = settings.oidc_client_id
        elif "client_secret_basic" in taken:
            auth = httpx.BasicAuth(settings.oidc_client_id, settings.oidc_client_secret)
        else:
            form |= {"client_id": settings.oidc_client_id, "client_secret": settings.oidc_client_secret}
        status, body = self._asked("POST", self._endpoint("token_endpoint"), data=form, auth=auth)
        if status != 200:
            # What it says may be shown to nobody but the administrator; it names no person.
            raise DirectoryRefused(f"the directory took no code ({status}, {str(body.get('error'))[:60]!r})")
        return body

    def _claims(self, token: str, access_token: str, nonce: str) -> Mapping[str, Any]:
        issuer, client = self._settings.oidc_issuer, self._settings.oidc_client_id
        try:
            try:
                return check_id_token(
                    token, self._key_set(KEPT_SECONDS), issuer, client, nonce, access_token, self._now()
                )
            except UnknownKey:
                keys = self._key_set(KEYS_AGAIN_SECONDS)
                return check_id_token(token, keys, issuer, client, nonce, access_token, self._now())
        except BadIdToken as error:
            raise DirectoryRefused(f"ID token: {error}") from error

    def _person(self, claims: Mapping[str, Any], access_token: str) -> DirectoryPerson:
        settings = self._settings
        told = claims
        if _at(claims, settings.oidc_role_claim) is None and "userinfo_endpoint" in self._known():
            more = self._userinfo(access_token)
            # OpenID Connect Core 5.3.2: of another person it may not be used.
            if more.get("sub") != claims["sub"]:
                raise DirectoryRefused("the directory tells of another person than it vouched for")
            told = {**more, **claims}
        amr = claims.get("amr")
        return DirectoryPerson(
            issuer=settings.oidc_issuer,
            subject=str(claims["sub"]),
            name=str(told.get(settings.oidc_name_claim) or ""),
            groups=_groups(_at(told, settings.oidc_role_claim)),
            several_factors=isinstance(amr, list) and "mfa" in amr,
        )

    def _userinfo(self, access_token: str) -> Mapping[str, Any]:
        headers = {"Authorization": f"Bearer {access_token}"}
        status, body = self._asked("GET", self._endpoint("userinfo_endpoint"), headers=headers)
        if status != 200:
            raise DirectoryRefused(f"the directory tells nothing of the person ({status})")
        return body

    def _known(self) -> Mapping[str, Any]:
        """The directory's configuration. Raises DirectoryAway."""
        with self._lock:
            kept = self._configuration
        if kept is not None and self._clock() - kept[0] < KEPT_SECONDS:
            return kept[1]
        issuer = self._settings.oidc_issuer
        status, body = self._asked("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if status != 200 or body.get("issuer") != issuer:
            raise DirectoryAway(f"{issuer} has no configuration that names it as the issuer (answer {status})")
        with self._lock:
            self._configuration = (self._clock(), body)
        return body

    def _endpoint(self, name: str) -> str:
        address = self._known().get(name)
        ours = urlsplit(self._settings.oidc_issuer)
        if not isinstance(address, str) or urlsplit(address).scheme not in ("https", ours.scheme):
            raise DirectoryAway(f"the directory's configuration has no {name} that can be used")
        return address

    def _key_set(self, kept_seconds: float) -> KeySet:
        with self._lock:
            kept = self._keys
        if kept is not None and self._clock() - kept[0] < kept_seconds:
            return kept[1]
        status, body = self._asked("GET", self._endpoint("jwks_uri"))
        try:
            if status != 200:
                raise ValueError(f"answer {status}")
            keys = KeySet.import_key_set({"keys": _signing(body)})
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise DirectoryAway(f"the directory's keys cannot be read: {error}") from error
        with self._lock:
            self._keys = (self._clock(), keys)
        return keys

    def _asked(self, method: str, url: str, **more: Any) -> tuple[int, Mapping[str, Any]]:
        """Status and JSON object of an answer, {} where it is none. Raises DirectoryAway."""
        try:
            with httpx.stream(
                method, url, timeout=SECONDS, trust_env=False, follow_redirects=False, verify=_trust(), **more
            ) as answer:
                content = b""
                for piece in answer.iter_bytes():
                    content += piece
                    if len(content) > LARGEST:
                        raise DirectoryAway(f"{url} answers with more than a megabyte")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise DirectoryAway(f"{url}: {type(error).__name__}") from error
        try:
            body = httpx.Response(answer.status_code, content=content).json()
        except (ValueError, RecursionError):
            body = {}
        return answer.status_code, body if isinstance(body, dict) else {}


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that are trusted, read once: it takes longer than most requests."""
    return httpx.create_ssl_context()


def _signing(body: Mapping[str, Any]) -> list[dict[str, str | list[str]]]:
    """The keys that a directory signs with: none for encrypting, none of a kind that is not known."""
    listed = body["keys"]
    return [dict(each) for each in listed if each.get("kty") in ("RSA", "EC") and each.get("use", "sig") == "sig"]


def _at(claims: Mapping[str, Any], path: str) -> Any:
    """A claim, or what stands inside it: "realm_access.roles". A claim whose own name has the dot comes first."""
    if path in claims:
        return claims[path]
    value: Any = claims
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _groups(value: object) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset([value])
    return frozenset(each for each in value if isinstance(each, str)) if isinstance(value, list) else frozenset()
