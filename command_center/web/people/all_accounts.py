"""The pages /akun and /akun/<name>: who may sign in, invitations, roles, links, sessions; for administrators."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from command_center.errors import NotFound
from command_center.store.account_links import AccountLink, AccountLinks
from command_center.store.directory_accounts import DirectoryAccounts
from command_center.store.sign_ins import MARK_LENGTH, SignIns
from command_center.store.tokens import digest
from command_center.store.users import NameTaken, User
from command_center.web.people.frame import PersonFrame
from command_center.web.people.my_account import done_of
from command_center.web.security.account_link_pages import link_address
from command_center.web.security.accounts import ROLES, Accounts, BadAccount
from command_center.web.security.audit import Trail, acting_of
from command_center.web.security.auth import LIFETIME
from command_center.web.security.passwords import normal
from command_center.web.security.second_factor import SecondFactor
from command_center.web.security.sign_in_pages import SignInPages

ALL = "/akun"
DONE = frozenset({"roles", "disabled", "enabled", "second_removed", "session"})


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the list shows it. `second` is since when it has a second factor, `invited` a link not used yet."""

    user: User
    department: str
    second: datetime | None
    needs_second: bool
    sessions: int
    invited: AccountLink | None
    directory: bool


@dataclass(frozen=True, slots=True)
class TypedAccount:
    """What a form holds: what was typed before where it was refused."""

    name: str = ""
    email: str = ""
    roles: tuple[str, ...] = ()
    opd: str = ""


class AccountList:
    """The accounts with all that administrators see of them."""

    def __init__(
        self,
        accounts: Accounts,
        links: AccountLinks,
        sign_ins: SignIns,
        directory: DirectoryAccounts,
        factor: SecondFactor,
        departments: Mapping[str, str],
        needs_second: Callable[[User], bool],
        now: Callable[[], datetime],
    ) -> None:
        self._accounts, self._links, self._sign_ins = accounts, links, sign_ins
        self._directory, self._factor, self._now = directory, factor, now
        self._departments, self._needs_second = departments, needs_second

    def rows(self, search: str = "") -> list[AccountRow]:
        """Those in whose name, e-mail address, roles or department the words of `search` stand; all without one."""
        second, linked = self._factor.everyone(), self._directory.linked()
        waiting = self._links.waiting(self._now())
        counts = self._sign_ins.counts(self._now() - LIFETIME)
        found = []
        for user in self._accounts.everyone():
            department = self._departments.get(user.opd, user.opd)
            said = " ".join([user.name, user.email, *user.roles, user.opd, department]).casefold()
            if all(word in said for word in search.casefold().split()):
                row = AccountRow(
                    user,
                    department,
                    second.get(user.id),
                    self._needs_second(user),
                    counts.get(user.id, 0),
                    waiting.get(user.id),
                    user.id in linked,
                )
                found.append(row)
        return found

    def row(self, name: str) -> AccountRow:
        """One account. Raises NotFound."""
        user = self._accounts.named(name)
        return next(row for row in self.rows() if row.user.id == user.id)


def add_all_accounts(
    blueprint: Blueprint,
    frame: PersonFrame,
    pages: SignInPages,
    accounts: Accounts,
    listed: AccountList,
    sign_ins: SignIns,
    factor: SecondFactor,
    trail: Trail,
    departments: Mapping[str, str],
    base_url: str,
    now: Callable[[], datetime],
    local: bool,
) -> None:
    """Put the views on the blueprint."""

    def everyone(
        status: int = 200,
        problem: str = "",
        typed: TypedAccount | None = None,
        link: str = "",
        made_for: str = "",
    ) -> Response:
        search = request.args.get("cari", "")[:64]
        return frame.render(
            "accounts",
            "accounts",
            ALL,
            status,
            rows=listed.rows(search),
            search=search,
            roles=ROLES,
            departments=departments,
            typed=typed or TypedAccount(),
            made_for=made_for,
            link=link,
            local=local,
            done="",
            problem=problem,
        )

    def one(
        name: str, status: int = 200, problem: str = "", typed: TypedAccount | None = None, link: str = ""
    ) -> Response:
        try:
            row = listed.row(name)
        except NotFound:
            return pages.notice("not_found", 404, frame.identity(), ALL)
        user = row.user
        return frame.render(
            "account",
            "account",
            f"{ALL}/{user.name}",
            status,
            row=row,
            roles=ROLES,
            departments=departments,
            typed=typed or TypedAccount(roles=tuple(user.roles), opd=user.opd),
            sessions=sign_ins.of_user(user.id, now() - LIFETIME),
            own=digest(frame.identity().session)[:MARK_LENGTH],
            link=link,
            local=local,
            done=done_of(DONE),
            problem=problem,
        )

    @blueprint.get(ALL)
    def all_accounts() -> Response:
        return everyone()

    @blueprint.post(f"{ALL}/undang")
    def invite() -> AnyResponse:
        typed = typed_account()
        if not local:
            return redirect(ALL, 303)
        acting = acting_of(frame.identity())
        try:
            token = accounts.invite(typed.name, typed.roles, now(), typed.opd, typed.email, acting)
        except BadAccount as bad:
            return everyone(400, bad.fault, typed)
        except NameTaken:
            return everyone(409, "taken", typed)
        return everyone(link=link_address(base_url, token), made_for=normal(typed.name))

    @blueprint.get(f"{ALL}/<name>")
    def one_account(name: str) -> Response:
        return one(name)

    @blueprint.post(f"{ALL}/<name>/<any(peran,nonaktif,aktif,tautan,kode,sesi):act>")
    def change(name: str, act: str) -> AnyResponse:
        try:
            return changed(name, act)
        except NotFound:
            return pages.notice("not_found", 404, frame.identity(), ALL)
        except BadAccount as bad:
            return one(name, 400, bad.fault, typed_account() if act == "peran" else None)

    def changed(name: str, act: str) -> AnyResponse:
        """Do it. Raises NotFound, BadAccount."""
        identity = frame.identity()
        user, acting = accounts.named(name), acting_of(identity)
        done = ""
        if act == "peran":
            typed = typed_account()
            accounts.set_roles(user.name, typed.roles, now(), typed.opd, acting)
            done = "roles"
        elif act == "nonaktif":
            accounts.disable(user.name, now(), acting)
            done = "disabled"
        elif act == "aktif":
            accounts.enable(user.name, now(), acting)
            done = "enabled"
        elif act == "tautan":
            if not local:
                return redirect(f"{ALL}/{user.name}", 303)
            return one(user.name, link=link_address(base_url, accounts.reset_link(user.name, now(), acting)))
        elif act == "kode":
            if factor.remove(user, acting):
                # Who is signed in by it, is not any more.
                sign_ins.end_all(user.id)
            done = "second_removed"
        else:
            ended = trail.entry("session.end", identity, user.name, which="one")
            if not sign_ins.end(user.id, request.form.get("mark", "")[:64], [ended]):
                return one(user.name, 404, "session_gone")
            done = "session"
        return redirect(f"{ALL}/{user.name}?ok={done}", 303)


def typed_account() -> TypedAccount:
    """The form as it was sent."""
    form = request.form
    roles = tuple(role[:32] for role in form.getlist("role")[:20])
    return TypedAccount(form.get("name", "")[:64], form.get("email", "")[:254], roles, form.get("opd", "")[:64])
