"""Access control as one piece: `install_access_control` before Dash and Socket.IO, `AccessControl.finish` after them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import structlog
from flask import Flask, Request, Response, current_app, g, jsonify, request
from werkzeug.exceptions import BadRequest, InternalServerError, RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from command_center.errors import NotAllowed, StoreUnavailable
from command_center.settings import Settings
from command_center.store.account_links import AccountLinks
from command_center.store.api_keys import ApiKeys
from command_center.store.audit import Audit
from command_center.store.db import Database
from command_center.store.second_factors import SecondFactors
from command_center.store.sender_memory import SenderMemory
from command_center.store.sign_ins import SignIns
from command_center.store.users import Users
from command_center.store.wall_links import WallLinks
from command_center.web.security.account_link_pages import add_account_links
from command_center.web.security.accounts import Accounts
from command_center.web.security.audit import Trail
from command_center.web.security.auth import Sessions
from command_center.web.security.forwarded import AddressOnly, Forwarded
from command_center.web.security.guard import Guard, SocketGate
from command_center.web.security.headers import install_headers
from command_center.web.security.identity import NOBODY, Identity
from command_center.web.security.key_bearers import KeyBearers, sent_key
from command_center.web.security.known_senders import KnownSenders
from command_center.web.security.limits import make_limiter
from command_center.web.security.machine_errors import ADVICE, install_machine_errors, machine_error
from command_center.web.security.origin import same_origin
from command_center.web.security.policy import AccessPolicy, Gate, PageRule, PersonPages
from command_center.web.security.second_factor import SecondFactor
from command_center.web.security.settings import SecuritySettings, read_security_settings
from command_center.web.security.sign_in import add_sign_in
from command_center.web.security.sign_in_code import add_sign_in_code
from command_center.web.security.sign_in_flow import SignInFlow
from command_center.web.security.sign_in_pages import SignInPages, sign_in_blueprint
from command_center.web.security.wall_links import KNOWN_FOR, WallDevices

log = structlog.get_logger(__name__)

PATIENCE = 30.0
"""Seconds that an open socket keeps its right while the database does not answer."""


class AccessControl:
    """Who is asking, who may what. Made by `install_access_control`."""

    def __init__(
        self,
        server: Flask,
        settings: Settings,
        db: Database,
        pages: Sequence[PageRule],
        security_settings: SecuritySettings,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._server, self._settings, self._clock = server, settings, clock
        self._held: dict[Identity, float] = {}
        self._script_hashes: Callable[[], Sequence[str]] = tuple
        self._forwarded: Forwarded | None = None
        self.policy = AccessPolicy(pages)
        self.security_settings = security_settings
        self.trail = Trail(Audit(db), now, clock)
        self._wall = WallDevices(WallLinks(db), settings, self.trail, now, clock)
        users = Users(db)
        self._bearers = KeyBearers(ApiKeys(db), users, now)
        local = security_settings.local_sign_in
        self.pages = SignInPages(settings, local=local, directory=bool(security_settings.oidc_issuer))
        self._guard = Guard(
            self.policy,
            self.pages,
            self._wall,
            settings.base_url,
            security_settings.metrics_token,
            self.identity,
            self.trail,
        )
        # First of all that is asked before a request, but for machine addresses that are not there.
        install_machine_errors(server)
        server.before_request(self._guard.check)
        demanding = security_settings.second_factor_roles
        self.sessions = Sessions(server, settings, users, SignIns(db), self.trail, now, demanding)
        self.limiter = make_limiter(server, settings)
        self.second_factor = SecondFactor(SecondFactors(db), settings, now)
        known = KnownSenders(users, SenderMemory(db), settings, now)
        self.flow = flow = SignInFlow(self.sessions, self.second_factor, self.policy, known)
        links = AccountLinks(db)
        accounts = Accounts(users, links=links)
        blueprint = sign_in_blueprint()
        add_sign_in(blueprint, accounts, flow, self.pages, self.limiter, known, self.trail, self.identity, local)
        add_sign_in_code(blueprint, flow, self.pages, self.limiter, known, self.trail)
        add_account_links(blueprint, links, users, flow, self.pages, self.limiter, self.trail, now, local)
        server.register_blueprint(blueprint)
        server.after_request(self._keep_wall)
        install_headers(server, settings, lambda: self._script_hashes())
        server.register_error_handler(StoreUnavailable, self._unavailable)
        server.register_error_handler(NotAllowed, self._not_allowed)
        server.register_error_handler(BadRequest, self._unreadable)
        server.register_error_handler(RequestEntityTooLarge, self._too_large)
        server.register_error_handler(InternalServerError, self._failed)

    def finish(self, callbacks: Mapping[str, Mapping[str, Any]], script_hashes: Callable[[], Sequence[str]]) -> None:
        """Close it behind Dash and Socket.IO: pass `app.callback_map` and `app.csp_hashes`.

        Until then every request fails, so that it cannot be forgotten.
        """
        self._guard.callbacks = callbacks
        self._script_hashes = script_hashes
        inner = SocketGate(
            self._server.wsgi_app, self._server, self._settings.base_url, self.identity, self._was_known, self.trail
        )
        hops = self._settings.trusted_proxies
        self._forwarded = Forwarded(
            ProxyFix(AddressOnly(inner), x_for=hops, x_proto=hops, x_host=hops, x_port=0, x_prefix=0)
            if hops
            else inner,
            hops,
        )
        self._server.wsgi_app = self._forwarded  # type: ignore[method-assign]

    @property
    def forwarded_untrusted(self) -> int:
        """How many requests a proxy forwarded although none is trusted, since the server started."""
        return self._forwarded.seen if self._forwarded is not None else 0

    def identity(self) -> Identity:
        """Who sends the request that is being answered, or opens the socket. Raises StoreUnavailable."""
        if "identity_of_request" not in g:
            g.identity_of_request = self._who()
        found: Identity = g.identity_of_request
        return found

    def _who(self) -> Identity:
        """A key that is sent is what counts, also one that holds no more: nobody falls back to a cookie by mistake."""
        if sent_key(request):
            return self._bearers.identity(request) or NOBODY
        person = self.sessions.identity()
        return person if person.kind == "user" else self._wall.identity(request)

    def socket_origins(self, _origin: str, environ: dict[str, Any]) -> bool:
        """Whether a page of ours opens the socket: pass as `cors_allowed_origins` of Socket.IO."""
        return same_origin(Request(environ), self._settings.base_url)

    def allowed(self, page: str, identity: Identity, /, **variables: object) -> bool:
        """Whether the layout of that page may be shown; pass every argument the layout is given.

        Dash mixes the query of the address into the arguments, so that /opd/dpu?code=dishub asks for dishub.
        """
        return self.policy.may_open(page, identity, variables)

    def still_allowed(self, identity: Identity) -> bool:
        """Whether an open socket may stay: false soon (5 s at most, asked each second) after its link was revoked,
        or its session ended, or its roles changed. While the database does not answer, what held before holds for
        `PATIENCE` seconds more.
        """
        asked_at = self._clock()
        held = self._held.get(identity)
        try:
            if identity.kind == "wall":
                # Remembers for itself what the database said.
                holds = self._wall.still_allowed(identity)
            elif held is not None and asked_at - held < KNOWN_FOR:
                return True
            else:
                holds = identity != NOBODY and self.sessions.now_of(identity) == identity
        except StoreUnavailable as error:
            log.warning("identity_not_checked", kind=identity.kind, who=identity.name, problem=str(error))
            return held is not None and asked_at - held < PATIENCE
        if holds:
            if len(self._held) > 10_000:
                self._held.clear()
            self._held[identity] = asked_at
        else:
            self._held.pop(identity, None)
        return holds

    def _was_known(self) -> bool:
        return self.sessions.was_known() or self._wall.was_known(request)

    def _keep_wall(self, response: Response) -> Response:
        """The wall's cookie begins its time anew each time the wall is opened."""
        identity: Identity = g.get("identity_of_request", NOBODY)
        is_page = request.url_rule is not None and self.policy.gate(request.url_rule.rule) is Gate.PAGE
        if identity.kind == "wall" and is_page and response.status_code == 200:
            self._wall.keep(response, identity)
        return response

    def _unavailable(self, error: StoreUnavailable) -> Response:
        log.warning("request_unavailable", path=request.path[:200], problem=str(error))
        response = self._say("unavailable", 503, str(error))
        response.headers["Retry-After"] = "5"
        return response

    def _not_allowed(self, error: NotAllowed) -> Response:
        self.trail.note("denied", self.identity(), request.path[:200], why=str(error))
        told = machine_error(403, str(error))
        if told is not None:
            return told
        response = jsonify(error="forbidden", message=str(error))
        response.status_code = 403
        return response

    def _unreadable(self, _error: BadRequest) -> Response:
        return machine_error(400, ADVICE[400]) or self._say("unreadable", 400, ADVICE[400])

    def _too_large(self, _error: RequestEntityTooLarge) -> Response:
        return self._say("too_large", 413, "at most 10 MB in one request")

    def _failed(self, _error: InternalServerError) -> Response:
        """Flask has told the log of it."""
        return self._say("failed", 500, ADVICE[500])

    def _say(self, key: str, status: int, message: str) -> Response:
        """What a machine reads where one asks, a page for people where a page was asked for, else JSON."""
        told = machine_error(status, message, error=key)
        if told is not None:
            return told
        gate = self.policy.gate(request.url_rule.rule) if request.url_rule is not None else None
        if gate in (Gate.PAGE, Gate.HOME) or isinstance(gate, PersonPages) or request.blueprint == "sign_in":
            # One that can never be read is not asked for again by itself.
            return self.pages.notice(key, status, retry=status >= 500)
        response = jsonify(error=key, message=message)
        response.status_code = status
        return response


def install_access_control(
    server: Flask,
    settings: Settings,
    db: Database,
    pages: Sequence[PageRule],
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    security_settings: SecuritySettings | None = None,
    clock: Callable[[], float] = monotonic,
) -> AccessControl:
    """Put access control on a new Flask server, before anything else is: sign-in, guard, wall links, limits and headers."""
    access = AccessControl(server, settings, db, pages, security_settings or read_security_settings(), now, clock)
    server.extensions["access_control"] = access
    return access


def identity_of_request() -> Identity:
    """Who sends the request that is being answered, or opens the socket: for views, layouts and connect handlers."""
    access: AccessControl = current_app.extensions["access_control"]
    return access.identity()
