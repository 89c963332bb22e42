"""The page /saya: the own account, its password and its sessions, to be seen and ended."""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask import Blueprint, Response, redirect, request
from flask_limiter import Limiter
from werkzeug.wrappers import Response as AnyResponse

from command_center.store.sign_ins import MARK_LENGTH, SignIns
from command_center.store.tokens import digest
from command_center.store.users import User
from command_center.web.people.frame import PersonFrame
from command_center.web.security import limits
from command_center.web.security.accounts import Accounts
from command_center.web.security.audit import Trail, acting_of
from command_center.web.security.auth import LIFETIME, Sessions
from command_center.web.security.passwords import BadPassword, check_password
from command_center.web.security.second_factor import SecondFactor

MINE = "/saya"
DONE = frozenset({"password", "session", "sessions", "second_removed"})
"""What the page may be told that was done: its address says it after a form was sent."""


def add_my_account(
    blueprint: Blueprint,
    frame: PersonFrame,
    accounts: Accounts,
    sessions: Sessions,
    sign_ins: SignIns,
    factor: SecondFactor,
    limiter: Limiter,
    trail: Trail,
    departments: Mapping[str, str],
    now: Callable[[], datetime],
    local: bool,
) -> None:
    """Put the views on the blueprint. `departments` are names by code."""

    def me() -> User:
        return accounts.named(frame.identity().name)

    def page(status: int = 200, problem: str = "") -> Response:
        user, identity = me(), frame.identity()
        return frame.render(
            "mine",
            "mine",
            MINE,
            status,
            user=user,
            department=departments.get(user.opd, user.opd),
            state=factor.state(user.id),
            has_password=local and bool(user.password_hash),
            sessions=sign_ins.of_user(user.id, now() - LIFETIME),
            own=digest(identity.session)[:MARK_LENGTH],
            done=done_of(DONE),
            problem=problem,
        )

    def whose() -> str:
        return frame.identity().name

    @blueprint.get(MINE)
    def mine() -> Response:
        return page()

    @blueprint.post(f"{MINE}/sandi")
    @limiter.limit(limits.SIGN_IN_CODE, key_func=whose, on_breach=lambda _limit: page(429, "limited"))
    def change_password() -> AnyResponse:
        user = me()
        if not local or not user.password_hash:
            return redirect(MINE, 303)
        if accounts.authenticate(user.name, request.form.get("old", "")) is None:
            trail.note("sign_in_failed", frame.identity(), user.name, why="password at its change")
            return page(400, "wrong")
        password = request.form.get("new", "")
        if password != request.form.get("again", ""):
            return page(400, "differs")
        try:
            check_password(password, user.name)
        except BadPassword as bad:
            return page(400, "name_inside" if bad.fault == "name" else bad.fault)
        second = sessions.second_shown()
        accounts.set_password(user.name, password, now(), acting_of(frame.identity()))
        # That ended this session too: who changed it goes on in a new one.
        if sessions.begin(accounts.named(user.name), "password", second) is None:
            return redirect("/masuk", 303)
        return redirect(f"{MINE}?ok=password", 303)

    @blueprint.post(f"{MINE}/sesi")
    def end_session() -> AnyResponse:
        identity = frame.identity()
        ended = trail.entry("session.end", identity, identity.name, which="one")
        if not sign_ins.end(me().id, request.form.get("mark", "")[:64], [ended]):
            return page(404, "session_gone")
        return redirect(f"{MINE}?ok=session", 303)

    @blueprint.post(f"{MINE}/sesi/lain")
    def end_others() -> AnyResponse:
        identity = frame.identity()
        ended = trail.entry("session.end", identity, identity.name, which="all others")
        sign_ins.end_others(me().id, identity.session, [ended])
        return redirect(f"{MINE}?ok=sessions", 303)


def done_of(known: frozenset[str]) -> str:
    """What the address says was done, where it is one of these."""
    done = request.args.get("ok", "")
    return done if done in known else ""
