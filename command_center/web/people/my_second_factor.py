"""The page /saya/kode: setting a second factor up, its recovery codes, and taking it away."""

from collections.abc import Callable

import segno
from flask import Blueprint, Response, redirect, request
from flask_limiter import Limiter
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from command_center.store.sign_ins import SignIns
from command_center.store.users import User
from command_center.web.people.frame import PersonFrame
from command_center.web.people.my_account import MINE
from command_center.web.security import limits
from command_center.web.security.accounts import Accounts
from command_center.web.security.audit import Trail, acting_of
from command_center.web.security.auth import Sessions
from command_center.web.security.second_factor import SecondFactor, SecondFactorUnreadable
from command_center.web.security.sign_in_flow import SET_UP


def add_my_second_factor(
    blueprint: Blueprint,
    frame: PersonFrame,
    accounts: Accounts,
    sessions: Sessions,
    sign_ins: SignIns,
    factor: SecondFactor,
    limiter: Limiter,
    trail: Trail,
    needs_second: Callable[[User], bool],
) -> None:
    """Put the views on the blueprint. `needs_second` says whether a role of the account demands one."""

    def me() -> User:
        return accounts.named(frame.identity().name)

    def page(status: int = 200, problem: str = "", codes: tuple[str, ...] = ()) -> Response:
        user = me()
        state = factor.state(user.id)
        new = factor.begin(user, frame.identity().session) if state.since is None else None
        return frame.render(
            "second",
            "second_title",
            SET_UP,
            status,
            state=state,
            needed=needs_second(user),
            codes=codes,
            qr=qr_svg(new.uri) if new else "",
            secret=" ".join(new.secret[at : at + 4] for at in range(0, len(new.secret), 4)) if new else "",
            done="",
            problem=problem,
        )

    def whose() -> str:
        return frame.identity().name

    limited = limiter.shared_limit(
        limits.SIGN_IN_CODE, scope="own second factor", key_func=whose, on_breach=lambda _limit: page(429, "limited")
    )

    def right_code(user: User) -> bool:
        """Whether the form carries a code of the account. Raises SecondFactorUnreadable."""
        if factor.check(user, request.form.get("code", "")[:40]):
            return True
        trail.note("sign_in_code_failed", frame.identity(), user.name)
        return False

    @blueprint.get(SET_UP)
    def show_second() -> Response:
        return page()

    @blueprint.post(SET_UP)
    @limited
    def set_up() -> AnyResponse:
        user, identity = me(), frame.identity()
        code = "".join(request.form.get("code", "").split())[:40]
        try:
            if factor.state(user.id).since is None and not factor.being_set_up(user, identity.session):
                return page(409, "second_anew")
            codes = factor.confirm(user, code, acting_of(identity), identity.session)
        except SecondFactorUnreadable:
            return page(409, "unreadable")
        if not codes:
            trail.note("sign_in_code_failed", identity, user.name, why="setting up")
            return page(400, "code_wrong")
        # Whoever sits elsewhere came in by the password alone.
        sessions.strengthen(identity, "code")
        sign_ins.end_others(user.id, identity.session)
        return page(codes=codes)

    @blueprint.post(f"{SET_UP}/baru")
    @limited
    def renew() -> AnyResponse:
        user = me()
        try:
            if not right_code(user):
                return page(400, "code_wrong")
        except SecondFactorUnreadable:
            return page(409, "unreadable")
        return page(codes=factor.renew_recovery(user, acting_of(frame.identity())))

    @blueprint.post(f"{SET_UP}/hapus")
    @limited
    def remove() -> AnyResponse:
        user = me()
        if needs_second(user):
            return page(403)
        try:
            if not right_code(user):
                return page(400, "code_wrong")
        except SecondFactorUnreadable:
            return page(409, "unreadable")
        factor.remove(user, acting_of(frame.identity()))
        return redirect(f"{MINE}?ok=second_removed", 303)


def qr_svg(uri: str) -> Markup:
    """The address of an authenticator's secret as a QR code: dark on light, whatever the theme."""
    code = segno.make(uri, error="m", micro=False)
    # Made by the library of numbers alone: there is nothing in it that somebody wrote.
    return Markup(code.svg_inline(omitsize=True, border=2, dark="#000", light="#fff"))  # noqa: S704
