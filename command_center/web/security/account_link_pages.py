"""The address /masuk/tautan: a link of an administrator opens the choice of a password, once."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, redirect, request, session
from flask_limiter import Limiter
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.wrappers import Response as AnyResponse

from command_center.store.account_links import AccountLink, AccountLinks
from command_center.store.audit import AuditEntry
from command_center.store.users import User, Users
from command_center.web.security import limits
from command_center.web.security.audit import Trail
from command_center.web.security.limits import sender
from command_center.web.security.passwords import BadPassword, check_password, hash_password
from command_center.web.security.sign_in_flow import SignInFlow
from command_center.web.security.sign_in_pages import SignInPages

LINK = "/masuk/tautan"
PARAMETER = "kunci"
"""`/masuk/tautan?kunci=TOKEN`: the token leaves the address at once, so that it stands in no history."""
_KEPT = "account_link"


def link_address(base_url: str, token: str) -> str:
    """What an administrator hands over."""
    return f"{base_url}{LINK}?{PARAMETER}={token}"


def add_account_links(
    blueprint: Blueprint,
    links: AccountLinks,
    users: Users,
    flow: SignInFlow,
    pages: SignInPages,
    limiter: Limiter,
    trail: Trail,
    now: Callable[[], datetime],
    local: bool,
) -> None:
    """Put the views on the blueprint. Opening a link uses nothing up: programs that look at links before people do may."""

    def found() -> tuple[str, AccountLink, User] | None:
        token = session.get(_KEPT)
        link = links.by_token(token, now()) if isinstance(token, str) else None
        user = users.by_id(link.user_id) if link is not None else None
        return (str(token), link, user) if link is not None and user is not None else None

    def form(user: User, purpose: str, status: int = 200, problem: str = "") -> Response:
        return pages.render(
            "choose_password", status, name=user.name, purpose=purpose, problem=problem, csrf=generate_csrf()
        )

    def refused() -> Response:
        trail.note("account_link_refused")
        return pages.notice("account_link_refused", 403)

    @blueprint.get(LINK)
    @limiter.limit(limits.SIGN_IN_ADDRESS, key_func=sender)
    def open_link() -> AnyResponse:
        if not local:
            return pages.notice("local_off", 403)
        if PARAMETER in request.args:
            session[_KEPT] = request.args[PARAMETER][:100]
            response = redirect(LINK, 303)
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cache-Control"] = "no-store"
            return response
        there = found()
        return refused() if there is None else form(there[2], there[1].purpose)

    @blueprint.post(LINK)
    @limiter.limit(limits.SIGN_IN_ADDRESS, key_func=sender)
    def choose() -> AnyResponse:
        there = found() if local else None
        if there is None:
            return refused()
        token, link, user = there
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValueError:
            return form(user, link.purpose, 400, "expired")
        password = request.form.get("password", "")
        if password != request.form.get("again", ""):
            return form(user, link.purpose, 400, "password_differs")
        try:
            check_password(password, user.name)
        except BadPassword as bad:
            return form(user, link.purpose, 400, f"password_{bad.fault}")
        used = AuditEntry(
            now(),
            user.name,
            "account.link_used",
            user.name,
            details={"purpose": link.purpose},
            address=request.remote_addr or "",
        )
        if not links.use(token, hash_password(password), now(), [used]):
            return refused()
        session.pop(_KEPT, None)
        renewed = users.named(user.name)
        return flow.proved(renewed, "link", "") or redirect("/masuk", 303)
