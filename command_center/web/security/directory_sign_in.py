"""The addresses /masuk/direktori: to the city's directory and back, and which account that is here.

Roles follow the groups of the directory with every sign-in, by the city's mapping; who is in none of them does not come in.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

import structlog
from flask import Blueprint, Response, redirect, request, session
from flask_limiter import Limiter
from werkzeug.wrappers import Response as AnyResponse

from command_center.domain.acting import SYSTEM, SYSTEM_NAME
from command_center.errors import CommandCenterError
from command_center.reference.directory_file import GroupRole
from command_center.store.audit import AuditEntry
from command_center.store.directory_accounts import DirectoryAccounts
from command_center.store.sign_ins import SignIns
from command_center.store.users import NameTaken, User
from command_center.web.security import limits
from command_center.web.security.accounts import Accounts, BadAccount
from command_center.web.security.audit import Trail
from command_center.web.security.directory import (
    BegunSignIn,
    Directory,
    DirectoryAway,
    DirectoryPerson,
    DirectoryRefused,
)
from command_center.web.security.limits import sender
from command_center.web.security.sign_in_flow import SignInFlow
from command_center.web.security.sign_in_pages import SignInPages

log = structlog.get_logger(__name__)

THERE = "/masuk/direktori"
BACK = "/masuk/direktori/kembali"
WAITS = timedelta(minutes=10)
"""How long somebody may take at the directory."""
_BEGUN = "directory"


class NotLetIn(CommandCenterError):
    """The directory vouches for somebody who is nobody here. `key` says in the words of a notice why."""

    def __init__(self, key: str, person: DirectoryPerson) -> None:
        super().__init__(f"{key}: subject {person.subject}")
        self.key = key


class AccountsOfDirectory:
    """Finds, makes and changes the accounts of people of the directory."""

    def __init__(
        self,
        accounts: Accounts,
        people: DirectoryAccounts,
        sign_ins: SignIns,
        groups: Mapping[str, tuple[GroupRole, ...]],
        now: Callable[[], datetime],
    ) -> None:
        self._accounts, self._people, self._sign_ins = accounts, people, sign_ins
        self._groups, self._now = groups, now

    def account_of(self, person: DirectoryPerson) -> User:
        """The account, with the roles that the groups give now; made where there is none. Raises NotLetIn."""
        user = self._people.find(person.issuer, person.subject)
        try:
            roles, opd = self._roles(person)
        except NotLetIn:
            if user is not None:
                # Taken out of the groups: what is open of before ends too.
                self._sign_ins.end_all(user.id)
            raise
        if user is None:
            user = self._made(person, roles, opd)
        elif not user.active:
            raise NotLetIn("disabled", person)
        elif (user.roles, user.opd) != (roles, opd):
            self._accounts.set_roles(user.name, roles, self._now(), opd, SYSTEM)
        return self._accounts.named(user.name)

    def _roles(self, person: DirectoryPerson) -> tuple[frozenset[str], str]:
        given = [role for group in person.groups for role in self._groups.get(group, ())]
        departments = {each.opd for each in given if each.opd}
        if not given:
            raise NotLetIn("no_group", person)
        if len(departments) > 1:
            raise NotLetIn("two_departments", person)
        return frozenset(each.role for each in given), next(iter(departments), "")

    def _made(self, person: DirectoryPerson, roles: frozenset[str], opd: str) -> User:
        # A directory may name people by their addresses; the part before the sign is the name.
        name = person.name.partition("@")[0]
        try:
            user = self._accounts.add_without_password(name, roles, self._now(), opd)
        except NameTaken as error:
            # Whoever has the name here may be somebody else: an administrator links them, the directory does not.
            raise NotLetIn("name_in_use", person) from error
        except BadAccount as error:
            raise NotLetIn("name_unusable", person) from error
        told = {"person": person.subject}
        entry = AuditEntry(self._now(), SYSTEM_NAME, "account.directory", user.name, details=told)
        self._people.link(person.issuer, person.subject, user.id, self._now(), [entry])
        return user


def directory_sign_in(
    directory: Directory,
    accounts: AccountsOfDirectory,
    flow: SignInFlow,
    pages: SignInPages,
    limiter: Limiter,
    trail: Trail,
    now: Callable[[], datetime],
) -> Blueprint:
    """The blueprint."""
    blueprint = Blueprint("directory", __name__)

    def away(error: DirectoryAway) -> Response:
        log.warning("directory_away", problem=str(error))
        response = pages.notice("directory_away", 503, retry=False)
        response.headers["Retry-After"] = "30"
        return response

    def begun() -> tuple[BegunSignIn, str] | None:
        """What this browser was sent away with, taken once; None where nothing was, or too long ago."""
        kept = session.pop(_BEGUN, None)
        if not isinstance(kept, dict):
            return None
        at, wanted = datetime.fromisoformat(kept.pop("at")), kept.pop("wanted")
        return (BegunSignIn(**kept), wanted) if timedelta(0) <= now() - at < WAITS else None

    @blueprint.get(THERE)
    @limiter.limit(limits.SIGN_IN_ADDRESS, key_func=sender)
    def to_directory() -> AnyResponse:
        try:
            sent = directory.begin()
        except DirectoryAway as error:
            return away(error)
        wanted = request.args.get("next", "")[:500]
        session[_BEGUN] = asdict(sent) | {"url": "", "at": now().isoformat(), "wanted": wanted}
        return redirect(sent.url, 303)

    @blueprint.get(BACK)
    @limiter.limit(limits.SIGN_IN_ADDRESS, key_func=sender)
    def from_directory() -> AnyResponse:
        there = begun()
        if there is None:
            trail.line("sign_in_refused", why="no sign-in was begun here")
            return pages.notice("directory_refused", 403)
        try:
            person = directory.finish(request.args, there[0])
            user = accounts.account_of(person)
        except DirectoryAway as error:
            return away(error)
        except DirectoryRefused as error:
            trail.note("sign_in_refused", why=str(error))
            return pages.notice("directory_refused", 403)
        except NotLetIn as error:
            trail.note("sign_in_refused", why=str(error))
            return pages.notice(error.key, 403)
        second = "directory" if person.several_factors else ""
        return flow.proved(user, "directory", there[1], second) or redirect("/masuk", 303)

    return blueprint
