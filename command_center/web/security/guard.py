"""Asks before every request whether it may pass; what no rule names is shut. Sockets are asked before they open."""

import hmac
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import Flask, Response, jsonify, redirect, request
from flask_wtf.csrf import validate_csrf
from werkzeug.wrappers import Response as AnyResponse

from command_center.errors import StoreUnavailable
from command_center.web.security.audit import Trail
from command_center.web.security.callback_bodies import as_declared, readable
from command_center.web.security.callback_outputs import ROUTING, BadOutput
from command_center.web.security.identity import Identity
from command_center.web.security.limits import LARGEST_FORM
from command_center.web.security.origin import SAFE_METHODS, same_origin
from command_center.web.security.policy import WALL, AccessPolicy, Gate, PersonPages
from command_center.web.security.sign_in import sign_in_address
from command_center.web.security.sign_in_flow import SET_UP
from command_center.web.security.sign_in_pages import SignInPages
from command_center.web.security.wall_links import PARAMETER, WallDevices, without_token

SOCKETS = "/socket.io"
"""Where Socket.IO listens; it answers before the views of the server do."""

_OF_PAGES = (Gate.ANY_ROLE, Gate.CALLBACK)
"""What a page needs of Dash beside its own address."""

_SIGN_IN = "sign in at /masuk first, or open the wall by its link; programs send Authorization: Bearer with a key"
_FORBIDDEN = "this sign-in or device may not: sign in with a role that may, docs/security.md lists them"
_SECOND = f"the role of this account needs a second factor: set it up at {SET_UP} first"
_FOREIGN = "the request came from another site: use our own pages"
_TOKEN = "send the form's token, as the field csrf_token or the header X-CSRFToken"  # noqa: S105 - a text for people


class Guard:
    """Decides over each request of a server. `callbacks` are those of Dash by their output (`app.callback_map`)."""

    def __init__(
        self,
        policy: AccessPolicy,
        pages: SignInPages,
        wall: WallDevices,
        base_url: str,
        metrics_token: str,
        identity_of_request: Callable[[], Identity],
        trail: Trail,
    ) -> None:
        self._policy, self._pages, self._wall = policy, pages, wall
        self._base_url, self._metrics_token = base_url, metrics_token
        self._identity, self._trail = identity_of_request, trail
        self.callbacks: Mapping[str, Mapping[str, Any]] | None = None

    def check(self) -> AnyResponse | None:
        """Answer of a request that may not pass; None lets it pass. Raises StoreUnavailable."""
        if request.routing_exception is not None or request.url_rule is None:
            # No view will run: Flask itself answers 404, 405 or a redirect to the right spelling.
            return None
        if self.callbacks is None:
            raise RuntimeError(
                "access control was not finished: call AccessControl.finish after Dash and Socket.IO are set up"
            )
        rule = request.url_rule.rule
        gate = self._policy.gate(rule)
        if gate is Gate.OPEN:
            return self._own_form() if request.blueprint == "sign_in" else None
        if gate is Gate.PAGE or gate is Gate.HOME:
            return self._page(gate)
        if isinstance(gate, PersonPages):
            return self._person_page(gate)
        if gate is Gate.FORM:
            return self._page(Gate.PAGE) if request.method in SAFE_METHODS else self._form()
        if gate is Gate.METRICS and self._has_metrics_token():
            return None
        identity = self._identity()
        if gate is None:
            return self._refuse(identity, "no rule names this address")
        if identity.kind == "nobody" and not (self._policy.any_public and gate in _OF_PAGES):
            return _answer(401, "sign_in_required", _SIGN_IN)
        if gate is Gate.CALLBACK:
            return self._callback(identity)
        if gate is Gate.ANY_ROLE and self._policy.any_public:
            return self._changes(identity)
        roles = gate if isinstance(gate, frozenset) else frozenset({"admin"})
        if not (identity.roles if gate is Gate.ANY_ROLE else identity.roles & roles):
            return self._refuse(identity, "role")
        return self._changes(identity)

    def _page(self, gate: Gate) -> AnyResponse | None:
        opened = self._policy.opened(request.path)
        if PARAMETER in request.args:
            if opened is not None and opened.page.key == WALL:
                return self._wall.enter(request) or self._pages.notice("link_refused", 403)
            # A link opens the wall alone: no other address takes its token, or hands it on to the next one.
            return without_token(request)
        identity = self._identity()
        may_open = opened is not None and self._policy.may_open(opened.page.key, identity, opened.variables)
        if identity.kind == "nobody" and not may_open:
            return self._to_sign_in()
        if identity.lacks_second and not may_open:
            return redirect(SET_UP, 303)
        if gate is Gate.HOME:
            home = self._policy.home(identity)
            return redirect(home, 303) if home else self._pages.notice("no_page", 403, identity)
        if opened is None:
            shorter = request.path.rstrip("/")
            if shorter != request.path and self._policy.opened(shorter) is not None:
                return redirect(shorter, 308)
            if entry := self._policy.led_on(shorter, identity):
                return redirect(entry, 303)
            return self._pages.notice("not_found", 404, identity, self._policy.home(identity))
        if may_open:
            return None
        if identity.kind == "wall":
            return self._to_sign_in()
        return self._denied_page(identity)

    def _person_page(self, gate: PersonPages) -> AnyResponse | None:
        """Pages of the account and of administrators: a form of theirs is small, and carries the session's token."""
        request.max_content_length = request.max_form_memory_size = LARGEST_FORM
        identity = self._identity()
        if identity.kind != "user":
            return self._to_sign_in() if request.method in SAFE_METHODS else redirect("/masuk", 303)
        if identity.lacks_second and not gate.unready:
            return redirect(SET_UP, 303)
        if not identity.lacks_second and not identity.roles & gate.roles:
            return self._denied_page(identity)
        if request.method in SAFE_METHODS:
            return None
        if not same_origin(request, self._base_url):
            return self._refuse(identity, "another origin", _FOREIGN)
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValueError:
            return self._pages.notice("expired", 400, identity, request.path)
        return None

    def _denied_page(self, identity: Identity) -> AnyResponse:
        self._trail.note("denied", identity, request.path[:200], why="role")
        return self._pages.notice("denied", 403, identity, self._policy.home(identity))

    def _form(self) -> AnyResponse | None:
        """A form of a page: nothing that was typed is lost because a session or its token has ended meanwhile."""
        identity = self._identity()
        if not same_origin(request, self._base_url):
            return self._refuse(identity, "another origin", _FOREIGN)
        opened = self._policy.opened(request.path)
        if identity.kind != "user":
            self._trail.note("denied", identity, request.path[:200], why="form without a session")
            return self._pages.kept("kept_ended", 401)
        if opened is None or not self._policy.may_open(opened.page.key, identity, opened.variables):
            return self._denied_page(identity)
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValueError as error:
            self._trail.note("denied", identity, request.path[:200], why=str(error))
            return self._pages.kept("kept_old", 400)
        return None

    def _to_sign_in(self) -> AnyResponse:
        return redirect(sign_in_address(request.path, request.query_string.decode("ascii", "replace")), 303)

    def _callback(self, identity: Identity) -> AnyResponse | None:
        if not same_origin(request, self._base_url):
            return self._refuse(identity, "another origin", _FOREIGN)
        try:
            body = request.get_json(silent=True)
        except RecursionError:
            body = None
        if not isinstance(body, dict):
            return _answer(400, "bad_request", "send the JSON object that the page's own script sends")
        output = body.get("output")
        try:
            allowed = self._policy.may_call(output, body.get("outputs"), identity)
        except BadOutput as error:
            return self._refuse(identity, f"output: {error}")
        if not allowed and identity.kind == "nobody":
            return _answer(401, "sign_in_required", _SIGN_IN)
        if not allowed:
            return self._refuse(identity, "output of a page of another role")
        # Dash adds the callback that shows pages with the first request, which may be this one.
        if output != ROUTING and "callback" not in (self.callbacks or {}).get(str(output), {}):
            return _answer(404, "not_found", "no callback has this output: load the page again")
        known = (self.callbacks or {}).get(str(output))
        fits = readable(body) and (known is None or as_declared(body, known))
        if output == ROUTING:
            fits = fits and _names_a_path(body)
        if not fits:
            return _answer(
                400, "bad_request", "outputs, inputs and state must be the components that the page's script names"
            )
        return None

    def _changes(self, identity: Identity) -> AnyResponse | None:
        """A request that changes something must come from a page of ours and carry its token."""
        # No browser sends a key by itself: nothing can be forged with it.
        if request.method in SAFE_METHODS or identity.by_key:
            return None
        if not same_origin(request, self._base_url):
            return self._refuse(identity, "another origin", _FOREIGN)
        try:
            validate_csrf(request.headers.get("X-CSRFToken") or request.form.get("csrf_token"))
        except ValueError as error:
            return self._refuse(identity, str(error), _TOKEN)
        return None

    def _own_form(self) -> AnyResponse | None:
        """Sign-in and sign-out: their views check the token, to say kindly that the page was open for too long.

        Nobody has signed in yet, so that nobody's large form is read.
        """
        request.max_content_length = request.max_form_memory_size = LARGEST_FORM
        if request.method in SAFE_METHODS or same_origin(request, self._base_url):
            return None
        return self._refuse(self._identity(), "another origin", _FOREIGN)

    def _has_metrics_token(self) -> bool:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if not self._metrics_token or scheme.lower() != "bearer":
            return False
        return hmac.compare_digest(given.strip().encode(), self._metrics_token.encode())

    def _refuse(self, identity: Identity, why: str, do: str = _FORBIDDEN) -> AnyResponse:
        if identity.lacks_second:
            why, do = "second factor", _SECOND
        self._trail.note("denied", identity, request.path[:200], why=why)
        return _answer(403, "forbidden", do)


class SocketGate:
    """WSGI layer before Socket.IO: strangers and other sites are refused before a socket takes a thread.

    `was_known` tells whether the request carries a cookie that let somebody in once. Such a socket is opened, so that
    Socket.IO's own refusal of the connection can tell the wall to ask for a new link; a browser shows a page nothing
    of an answer 401 to a WebSocket.
    """

    def __init__(
        self,
        inner: Callable[..., Iterable[bytes]],
        server: Flask,
        base_url: str,
        identity: Callable[[], Identity],
        was_known: Callable[[], bool],
        trail: Trail,
    ) -> None:
        self._inner, self._server, self._base_url = inner, server, base_url
        self._identity, self._was_known, self._trail = identity, was_known, trail

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Pass on, or answer 401, 403 or 503."""
        if not environ.get("PATH_INFO", "").startswith(SOCKETS):
            return self._inner(environ, start_response)
        with self._server.request_context(environ):
            refusal = self._refusal()
            if refusal is not None:
                # On the server's own way out, where every answer gets its headers.
                return self._server.process_response(refusal)(environ, start_response)
        return self._inner(environ, start_response)

    def _refusal(self) -> Response | None:
        try:
            identity = self._identity()
        except StoreUnavailable as error:
            return _answer(503, "unavailable", str(error))
        if not same_origin(request, self._base_url):
            self._trail.note("denied", identity, SOCKETS, why="another origin")
            return _answer(403, "forbidden", _FOREIGN)
        if not identity.roles and not self._was_known():
            self._trail.note("denied", identity, SOCKETS, why="socket without an identity")
            return _answer(401, "sign_in_required", _SIGN_IN)
        return None


def _answer(status: int, error: str, do: str) -> Response:
    """What a program gets: a word to test for, and what to do."""
    response = jsonify(error=error, message=do)
    response.status_code = status
    return response


def _names_a_path(body: dict[str, Any]) -> bool:
    """Whether Dash's own callback is told where the browser is."""
    told = {each.get("property"): each.get("value") for each in body.get("inputs", []) if isinstance(each, dict)}
    path, search = told.get("pathname"), told.get("search")
    return (
        isinstance(path, str)
        and path.startswith("/")
        and isinstance(search, str | None)
        # A lone surrogate is no text that an address can have.
        and f"{path}{search or ''}".isascii()
    )
