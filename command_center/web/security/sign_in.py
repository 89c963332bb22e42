"""The addresses /masuk and /keluar: the form, its answers, and where a signed-in person goes next."""

from collections.abc import Callable
from math import ceil
from time import time
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request, url_for
from flask_limiter import Limiter, RequestLimit
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.wrappers import Response as AnyResponse

from command_center.web.security import limits
from command_center.web.security.accounts import Accounts
from command_center.web.security.audit import note
from command_center.web.security.auth import Sessions
from command_center.web.security.identity import Identity
from command_center.web.security.known_senders import KnownSenders
from command_center.web.security.local_path import local_path
from command_center.web.security.policy import AccessPolicy
from command_center.web.security.sign_in_pages import SignInPages


def add_sign_in(
    blueprint: Blueprint,
    accounts: Accounts,
    sessions: Sessions,
    pages: SignInPages,
    policy: AccessPolicy,
    limiter: Limiter,
    known: KnownSenders,
    identity_of_request: Callable[[], Identity],
) -> None:
    """Put the views on the blueprint."""

    def form(status: int, problem: str = "", name: str = "", signed_out: bool = False, minutes: int = 0) -> Response:
        return pages.render(
            "sign_in",
            status,
            problem=problem,
            name=name,
            next=local_path(request.values.get("next")),
            signed_out=signed_out,
            minutes=minutes,
            csrf=generate_csrf(),
        )

    def onward(identity: Identity) -> AnyResponse:
        wanted = local_path(request.values.get("next"))
        opened = policy.opened(wanted.partition("?")[0]) if wanted else None
        if opened is not None and policy.may_open(opened.page.key, identity, opened.variables):
            return redirect(wanted, 303)
        return redirect("/", 303)

    def too_many(limit: RequestLimit) -> Response:
        note("sign_in_limited", account=accounts.knows(_name()) or "unknown")
        seconds = max(1, ceil(limit.window[0] - time()))
        response = form(429, "limited", _name(), minutes=ceil(seconds / 60))
        response.headers["Retry-After"] = str(seconds)
        return response

    @blueprint.get("/favicon.ico")
    def icon() -> AnyResponse:
        # Browsers ask for it by themselves, wherever they are.
        return redirect(url_for("sign_in.static", filename="mark.svg"), 301)

    @blueprint.get("/masuk")
    def show() -> AnyResponse:
        identity = identity_of_request()
        return onward(identity) if identity.kind == "user" else form(200, signed_out="keluar" in request.args)

    @blueprint.post("/masuk")
    @limiter.limit(limits.SIGN_IN_ADDRESS, key_func=known.address_key, on_breach=too_many)
    @limiter.limit(limits.SIGN_IN_ACCOUNT, key_func=known.account_key, on_breach=too_many)
    def sign_in() -> AnyResponse:
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValueError:
            return form(400, "expired", _name())
        user = accounts.authenticate(_name(), request.form.get("password", ""))
        if user is None or not sessions.begin(user):
            # A name that no account has may be a password typed into the wrong field: it is not written down.
            note("sign_in_failed", account=accounts.knows(_name()) or "unknown")
            return form(401, "wrong", _name())
        identity = Identity("user", user.name, user.roles, user.opd)
        note("sign_in", identity)
        response = onward(identity)
        known.remember(user, response)
        return response

    @blueprint.get("/keluar")
    def ask() -> AnyResponse:
        identity = identity_of_request()
        if identity.kind != "user":
            return redirect("/masuk", 303)
        return pages.render("sign_out", 200, who=pages.who(identity), csrf=generate_csrf())

    @blueprint.post("/keluar")
    def sign_out() -> AnyResponse:
        identity = identity_of_request()
        if identity.kind == "user":
            try:
                validate_csrf(request.form.get("csrf_token"))
            except ValueError:
                return pages.render("sign_out", 400, who=pages.who(identity), csrf=generate_csrf())
            note("sign_out", identity)
            sessions.end()
        return redirect("/masuk?keluar=1", 303)


def sign_in_address(path: str, query: str) -> str:
    """Where somebody is sent who must sign in to see `path`."""
    wanted = quote(path, safe="/~:@!$&'()*+,;=-._") + (f"?{query}" if query else "")
    return f"/masuk?next={quote(wanted, safe='/')}" if local_path(wanted) and wanted != "/" else "/masuk"


def _name() -> str:
    return request.form.get("name", "")[:254]
