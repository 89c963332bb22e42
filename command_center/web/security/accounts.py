"""Accounts: who may be made, what may be changed, and whether a name and a password belong together."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from command_center.domain.acting import SYSTEM, SYSTEM_NAME, Acting
from command_center.errors import CommandCenterError
from command_center.settings import Settings
from command_center.store.account_links import AccountLinks
from command_center.store.audit import AuditEntry
from command_center.store.users import User, Users
from command_center.web.security.identity import OF_ONE_OPD
from command_center.web.security.passwords import (
    check_password,
    hash_password,
    is_outdated,
    normal,
    password_matches,
)

ROLES = {
    "p3m": "operator of the complaint centre",
    "diskominfo": "head of Diskominfo: analytics and exports",
    "mayor": "the mayor: daily briefing",
    "opd": "chief of one department: its own rows only",
    "opd_staff": "staff of one department: its own queue, deadlines and map, not its performance",
    "admin": "administrator of the installation",
}
"""Role -> what it is for."""

LINK_HOLDS = timedelta(hours=72)
"""How long a link to choose a password opens: over a weekend."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,63}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,60}")
_DEMO = "demo-"
NAMES_OF_NOBODY = frozenset({SYSTEM_NAME, "citizen", "channel", "simulasi"})
"""What events and the audit write where no account acts; the codes of channels stand beside them."""


class BadAccount(CommandCenterError):
    """An account cannot be made or changed so; the message says what to do. `fault` is a word for screens."""

    def __init__(self, fault: str, message: str) -> None:
        super().__init__(message)
        self.fault = fault


class Accounts:
    """What `manage.py user`, the accounts page and the sign-in do. `opd_codes` are the departments there are; empty takes
    any code. `channels` are the codes of the channels: no account may be called so. What changes an account is kept in the audit, as done by `acting`.
    """

    def __init__(
        self,
        users: Users,
        opd_codes: Collection[str] = (),
        links: AccountLinks | None = None,
        channels: Collection[str] = (),
    ) -> None:
        self._users = users
        self._not_for_people = NAMES_OF_NOBODY | {normal(code) for code in channels}
        self._opd_codes = frozenset(opd_codes)
        self._links = links

    def add(
        self,
        name: str,
        password: str,
        roles: Collection[str],
        at: datetime,
        opd: str = "",
        email: str = "",
        acting: Acting = SYSTEM,
    ) -> User:
        """Create an account. Raises BadAccount, BadPassword, or NameTaken where name or e-mail address are in use."""
        check_password(password, normal(name))
        return self._create("account.add", name, hash_password(password), roles, at, opd, email, acting)

    def invite(
        self, name: str, roles: Collection[str], at: datetime, opd: str = "", email: str = "", acting: Acting = SYSTEM
    ) -> str:
        """Create an account without a password; returns the token of the link by which its person chooses one.

        Raises BadAccount or NameTaken.
        """
        user = self._create("account.invite", name, "", roles, at, opd, email, acting)
        return self._link(user, "invite", at, acting, ())

    def add_without_password(self, name: str, roles: Collection[str], at: datetime, opd: str = "") -> User:
        """Create an account that signs in at the city's directory alone. Raises BadAccount or NameTaken."""
        return self._create("account.add", name, "", roles, at, opd, "", SYSTEM)

    def reset_link(self, name: str, at: datetime, acting: Acting = SYSTEM) -> str:
        """Token of a link by which the account's person chooses a new password; the old one holds until then.

        Raises NotFound, or BadAccount for a disabled account.
        """
        user = self._users.named(normal(name))
        if not user.active:
            raise BadAccount("disabled", f"{user.name} is disabled: enable the account first")
        purpose = "reset" if user.password_hash else "invite"
        return self._link(user, purpose, at, acting, [_entry("account.link", user.name, at, acting, purpose=purpose)])

    def everyone(self) -> list[User]:
        """All accounts by name, disabled ones too."""
        return self._users.everyone()

    def named(self, name: str) -> User:
        """The account of that name. Raises NotFound."""
        return self._users.named(normal(name))

    def set_password(self, name: str, password: str, at: datetime, acting: Acting = SYSTEM) -> None:
        """Change a password; ends the account's sessions. Raises BadPassword or NotFound."""
        user = self._users.named(normal(name))
        check_password(password, user.name)
        entries = [_entry("account.password", user.name, at, acting)]
        self._users.set_password(user.id, hash_password(password), at, entries)
        self._withdraw_links(user, at)

    def set_roles(
        self, name: str, roles: Collection[str], at: datetime, opd: str = "", acting: Acting = SYSTEM
    ) -> None:
        """Replace the roles of an account; holds from its next request on. Raises BadAccount or NotFound."""
        self._check_roles(roles, opd)
        user = self._users.named(normal(name))
        if user.name == acting.name and "admin" not in roles:
            raise BadAccount("yourself", "nobody takes the role admin from the own account: let another administrator")
        changed = {"roles": sorted(roles), "opd": opd, "before": sorted(user.roles), "opd_before": user.opd}
        self._users.set_roles(user.id, roles, opd, [_entry("account.roles", user.name, at, acting, **changed)])

    def disable(self, name: str, at: datetime, acting: Acting = SYSTEM) -> None:
        """Shut an account out; its sessions end at once. Raises BadAccount for the own one, or NotFound."""
        user = self._users.named(normal(name))
        if user.name == acting.name:
            raise BadAccount("yourself", "nobody disables the own account: let another administrator")
        self._users.set_active(user.id, False, [_entry("account.disable", user.name, at, acting)])
        self._withdraw_links(user, at)

    def enable(self, name: str, at: datetime, acting: Acting = SYSTEM) -> None:
        """Let a disabled account in again, with the password it had. Raises NotFound."""
        user = self._users.named(normal(name))
        self._users.set_active(user.id, True, [_entry("account.enable", user.name, at, acting)])

    def authenticate(self, name_or_email: str, password: str) -> User | None:
        """The account if the password is right and it is not disabled, else None.

        Takes as long for a name that nobody has, and for an account without a password, so that the time tells nothing.
        """
        user = self._users.find(normal(name_or_email))
        if not password_matches(user.password_hash if user else "", password) or user is None or not user.active:
            return None
        if is_outdated(user.password_hash):
            self._users.refresh_hash(user.id, user.password_hash, hash_password(password))
        return user

    def knows(self, name_or_email: str) -> str:
        """Name of the account behind a name or e-mail address, empty where there is none."""
        user = self._users.find(normal(name_or_email))
        return user.name if user else ""

    def ensure_demo_users(self, settings: Settings, opd: str, at: datetime) -> dict[str, str]:
        """In the demo: one account a role with a password of this instance; returns name -> password to print.

        Without the demo, accounts that an earlier demo made are disabled, and the answer is empty. `opd` is the
        department of demo-opd and demo-opd_staff.
        """
        found = {user.name: user for user in self._users.everyone() if user.name.startswith(_DEMO)}
        if not settings.demo:
            for user in found.values():
                if user.active:
                    self._users.set_active(user.id, False, [_entry("account.disable", user.name, at, SYSTEM)])
            return {}
        passwords = {}
        for role in ROLES:
            name, password = _DEMO + role, settings.derived_secret(f"demo-password:{role}", 12)
            passwords[name] = password
            demo_user = found.get(name)
            department = opd if role in OF_ONE_OPD else ""
            if demo_user is None:
                added = [_entry("account.add", name, at, SYSTEM, roles=[role], opd=department)]
                self._users.add(name, "", hash_password(password), [role], department, at, added)
                continue
            if not demo_user.active:
                self._users.set_active(demo_user.id, True)
            if demo_user.roles != {role} or demo_user.opd != department:
                self._users.set_roles(demo_user.id, [role], department)
            if not password_matches(demo_user.password_hash, password):
                self._users.set_password(demo_user.id, hash_password(password), at)
        return passwords

    def _create(
        self,
        act: str,
        name: str,
        password_hash: str,
        roles: Collection[str],
        at: datetime,
        opd: str,
        email: str,
        acting: Acting,
    ) -> User:
        name, email = normal(name), normal(email)
        if not _NAME.fullmatch(name):
            raise BadAccount(
                "name",
                f"{name!r} cannot be a name: 3 to 64 of a-z, 0-9, dot, dash and underscore, a letter or digit first",
            )
        if name in self._not_for_people:
            raise BadAccount(
                "reserved",
                f"{name!r} is what events and the audit call somebody without an account: choose another name",
            )
        if email and not _EMAIL.fullmatch(email):
            raise BadAccount("email", f"{email!r} is no e-mail address")
        self._check_roles(roles, opd)
        entries = [_entry(act, name, at, acting, roles=sorted(roles), opd=opd)]
        return self._users.add(name, email, password_hash, roles, opd, at, entries)

    def _link(self, user: User, purpose: str, at: datetime, acting: Acting, entries: Collection[AuditEntry]) -> str:
        if self._links is None:
            raise RuntimeError("these accounts were put together without links to choose a password")
        return self._links.create(user.id, purpose, acting.name, at, at + LINK_HOLDS, list(entries))

    def _withdraw_links(self, user: User, at: datetime) -> None:
        """A link that was made before opens nothing after what settled the account's password, or shut it."""
        if self._links is not None:
            self._links.withdraw(user.id, at)

    def _check_roles(self, roles: Collection[str], opd: str) -> None:
        if not roles:
            raise BadAccount("no_role", f"give at least one role of: {', '.join(ROLES)}")
        for role in roles:
            if role not in ROLES:
                raise BadAccount("role", f"{role!r} is no role; there are: {', '.join(ROLES)}")
        of_one = sorted(OF_ONE_OPD & set(roles))
        if of_one and not opd:
            raise BadAccount(
                "needs_opd", f"the role {of_one[0]} needs the code of its department, for example --opd dpu"
            )
        if opd and not of_one:
            raise BadAccount(
                "opd_alone",
                "a department belongs to the roles opd and opd_staff only: leave --opd out, or add one of them",
            )
        if opd and self._opd_codes and opd not in self._opd_codes:
            raise BadAccount("opd", f"{opd!r} is no department; there are: {', '.join(sorted(self._opd_codes))}")


def _entry(act: str, name: str, at: datetime, acting: Acting, **details: object) -> AuditEntry:
    """What the audit keeps of a change of an account."""
    return AuditEntry(at, acting.name, act, name, details=details, address=acting.address)
