"""The addresses /masuk and /keluar: the form, its answers, and signing out."""

from collections.abc import Callable
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request, url_for
from flask_limiter import Limiter, RequestLimit
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.wrappers import Response as AnyResponse

from command_center.web.security import limits
from command_center.web.security.accounts import Accounts
from command_center.web.security.audit import Trail
from command_center.web.security.identity import Identity
from command_center.web.security.known_senders import KnownSenders
from command_center.web.security.limits import seconds_to_wait
from command_center.web.security.local_path import local_path
from command_center.web.security.sign_in_flow import SignInFlow
from command_center.web.security.sign_in_pages import SignInPages


def add_sign_in(
    blueprint: Blueprint,
    accounts: Accounts,
    flow: SignInFlow,
    pages: SignInPages,
    limiter: Limiter,
    known: KnownSenders,
    trail: Trail,
    identity_of_request: Callable[[], Identity],
    local: bool,
) -> None:
    """Put the views on the blueprint. Without `local` nobody is let in by a password, only by the directory."""

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

    def too_many(limit: RequestLimit) -> Response:
        account = accounts.knows(_name())
        trail.note("sign_in_limited", subject=account, account=account or "unknown")
        seconds = seconds_to_wait(limit)
        response = form(429, "limited", _name(), minutes=-(-seconds // 60))
        response.headers["Retry-After"] = str(seconds)
        return response

    @blueprint.get("/favicon.ico")
    def icon() -> AnyResponse:
        # Browsers ask for it by themselves, wherever they are.
        return redirect(url_for("sign_in.static", filename="mark.svg"), 301)

    @blueprint.get("/masuk")
    def show() -> AnyResponse:
        identity = identity_of_request()
        if identity.kind == "user":
            return flow.onward(identity, request.values.get("next", ""))
        return form(200, signed_out="keluar" in request.args)

    @blueprint.post("/masuk")
    @limiter.limit(limits.SIGN_IN_ADDRESS, key_func=known.address_key, on_breach=too_many)
    @limiter.limit(limits.SIGN_IN_ACCOUNT, key_func=known.account_key, on_breach=too_many)
    def sign_in() -> AnyResponse:
        if not local:
            return pages.notice("local_off", 403)
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValueError:
            return form(400, "expired", _name())
        user = accounts.authenticate(_name(), request.form.get("password", ""))
        entered = flow.proved(user, "password", request.values.get("next", "")) if user is not None else None
        if entered is None:
            # A name that no account has may be a password typed into the wrong field: it is not written down.
            account = accounts.knows(_name())
            trail.note("sign_in_failed", subject=account, account=account or "unknown")
            return form(401, "wrong", _name())
        return entered

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
            trail.line("sign_out", identity)
            flow.sessions.end()
        return redirect("/masuk?keluar=1", 303)


def sign_in_address(path: str, query: str) -> str:
    """Where somebody is sent who must sign in to see `path`."""
    wanted = quote(path, safe="/~:@!$&'()*+,;=-._") + (f"?{query}" if query else "")
    return f"/masuk?next={quote(wanted, safe='/')}" if local_path(wanted) and wanted != "/" else "/masuk"


def _name() -> str:
    return request.form.get("name", "")[:254]
