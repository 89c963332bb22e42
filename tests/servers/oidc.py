"""A small OpenID Connect provider on a free port: it signs really, and its tokens can be forged on the way."""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, OKPKey, RSAKey
from werkzeug.serving import make_server

from tests.servers.ports import free_port

CLIENT, SECRET = "command-center", "a secret of the directory"


class OidcProvider:
    """Serves in a `with`. `claims` are what it says of who signs in; `key` signs, `keys` are what it publishes.

    `forge` changes header, claims and key of the next ID token before it is signed; `forged` is given out instead of one.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.first = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
        self.key: RSAKey | ECKey | OctKey = self.first
        self.keys: list[OctKey | RSAKey | ECKey | OKPKey] = [self.key]
        self.algorithm = "RS256"
        self.claims: dict[str, Any] = {}
        self.userinfo: dict[str, Any] | None = None
        self.forge: Callable[[dict[str, Any], dict[str, Any]], None] = lambda _header, _claims: None
        self.forged: str | None = None
        self.methods = ["client_secret_basic"]
        self.asked: list[str] = []
        self.fails: set[str] = set()
        self._codes: dict[str, dict[str, str]] = {}

    def __enter__(self) -> Self:
        self._server = make_server("127.0.0.1", self.port, self._app(), threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _app(self) -> Flask:
        app = Flask("oidc")

        @app.before_request
        def note() -> Response | None:
            self.asked.append(request.path)
            return Response("broken", status=502) if request.path in self.fails else None

        @app.get("/.well-known/openid-configuration")
        def configuration() -> Response:
            told = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "token_endpoint_auth_methods_supported": self.methods,
            }
            return jsonify(
                told | ({"userinfo_endpoint": f"{self.issuer}/userinfo"} if self.userinfo is not None else {})
            )

        @app.get("/jwks")
        def jwks() -> Response:
            return jsonify(KeySet(self.keys).as_dict(private=False))

        @app.get("/authorize")
        def authorize() -> Any:
            asked = request.args.to_dict()
            assert asked["client_id"] == CLIENT
            assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
            code = secrets.token_urlsafe(16)
            self._codes[code] = asked
            return redirect(f"{asked['redirect_uri']}?code={code}&state={asked['state']}&iss={self.issuer}", 302)

        @app.post("/token")
        def token() -> Any:
            asked = self._codes.pop(request.form.get("code", ""), None)
            if asked is None or not self._client_is_ours() or not _proves(asked, request.form["code_verifier"]):
                return jsonify(error="invalid_grant"), 400
            if request.form["redirect_uri"] != asked["redirect_uri"]:
                return jsonify(error="invalid_grant"), 400
            return jsonify(
                access_token="access", token_type="Bearer", id_token=self.forged or self._token(asked["nonce"])
            )

        @app.get("/userinfo")
        def userinfo() -> Any:
            if request.headers.get("Authorization") != "Bearer access":
                return jsonify(error="invalid_token"), 401
            return jsonify(self.userinfo)

        return app

    def _client_is_ours(self) -> bool:
        if "client_secret_basic" in self.methods:
            auth = request.authorization
            return auth is not None and (auth.username, auth.password) == (CLIENT, SECRET)
        return (request.form.get("client_id"), request.form.get("client_secret")) == (CLIENT, SECRET)

    def _token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": nonce} | self.claims
        header: dict[str, Any] = {"alg": self.algorithm, "kid": self.key.kid}
        self.forge(header, claims)
        return jwt.encode(header, claims, self.key, algorithms=[header["alg"]])


def _proves(asked: dict[str, str], verifier: str) -> bool:
    """Whether the verifier is that of the challenge (RFC 7636, S256)."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return secrets.compare_digest(digest, asked["code_challenge"])


def query_of(address: str) -> dict[str, str]:
    """The query of an address, each name once."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
