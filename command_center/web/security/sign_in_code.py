"""The address /masuk/kode: the second factor of somebody whose password was right."""

from flask import Blueprint, Response, make_response, redirect, request
from flask_limiter import Limiter, RequestLimit
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.wrappers import Response as AnyResponse

from command_center.web.security import limits
from command_center.web.security.audit import Trail
from command_center.web.security.known_senders import KnownSenders
from command_center.web.security.limits import seconds_to_wait
from command_center.web.security.second_factor import SecondFactorUnreadable
from command_center.web.security.sign_in_flow import CODE, SignInFlow
from command_center.web.security.sign_in_pages import SignInPages


def add_sign_in_code(
    blueprint: Blueprint,
    flow: SignInFlow,
    pages: SignInPages,
    limiter: Limiter,
    known: KnownSenders,
    trail: Trail,
) -> None:
    """Put the views on the blueprint."""

    def form(status: int, problem: str = "", minutes: int = 0) -> Response:
        return pages.render("code", status, problem=problem, minutes=minutes, csrf=generate_csrf())

    def whose() -> str:
        # Counted by the account: who knows its password tries no further codes from another address.
        waiting = flow.sessions.waiting()
        return known.browser_key(waiting.user) if waiting is not None else f"nobody {limits.sender()}"

    def too_many(limit: RequestLimit) -> Response:
        waiting = flow.sessions.waiting()
        if waiting is None:
            return make_response(redirect("/masuk", 303))
        trail.note("sign_in_limited", subject=waiting.user.name, account=waiting.user.name, asked="code")
        seconds = seconds_to_wait(limit)
        response = form(429, "code_limited", minutes=-(-seconds // 60))
        response.headers["Retry-After"] = str(seconds)
        return response

    @blueprint.get(CODE)
    def ask_for_code() -> AnyResponse:
        return redirect("/masuk", 303) if flow.sessions.waiting() is None else form(200)

    @blueprint.post(CODE)
    @limiter.limit(limits.SIGN_IN_CODE, key_func=whose, on_breach=too_many)
    def take_code() -> AnyResponse:
        waiting = flow.sessions.waiting()
        if waiting is None:
            return redirect("/masuk", 303)
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValueError:
            return form(400, "expired")
        try:
            second = flow.factor.check(waiting.user, request.form.get("code", "")[:40])
        except SecondFactorUnreadable:
            trail.note("sign_in_refused", subject=waiting.user.name, why="second factor unreadable")
            return pages.notice("second_unreadable", 403)
        if not second:
            trail.note("sign_in_code_failed", subject=waiting.user.name, account=waiting.user.name)
            return form(401, "code_wrong")
        return flow.proved(waiting.user, waiting.by, waiting.wanted, second) or redirect("/masuk", 303)
