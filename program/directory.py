"""Signing in through the city's directory, put together from its settings and the file of its groups."""

import time
from collections.abc import Mapping

from flask import Blueprint

from command_center.reference.directory_file import GroupRole, read_group_roles
from command_center.store.account_links import AccountLinks
from command_center.store.directory_accounts import DirectoryAccounts
from command_center.store.sign_ins import SignIns
from command_center.store.users import Users
from command_center.web.security.access_control import AccessControl
from command_center.web.security.accounts import Accounts
from command_center.web.security.directory import Directory
from command_center.web.security.directory_sign_in import BACK, AccountsOfDirectory, directory_sign_in
from command_center.web.security.identity import OF_ONE_OPD
from command_center.web.security.policy import PEOPLE
from command_center.web.security.settings import SecuritySettings
from program.core import Core, now


def group_roles(settings: SecuritySettings, core: Core) -> Mapping[str, tuple[GroupRole, ...]]:
    """What the groups of the directory are here. Raises BadReferenceData."""
    if settings.oidc_groups is None:
        return {}
    return read_group_roles(settings.oidc_groups, PEOPLE, OF_ONE_OPD, core.reference.router.by_code)


def directory_pages(core: Core, access: AccessControl) -> Blueprint:
    """The blueprint. Raises BadReferenceData."""
    settings = access.security_settings
    reference = core.reference
    accounts = Accounts(Users(core.db), reference.router.by_code, AccountLinks(core.db), reference.channels.by_code)
    people = AccountsOfDirectory(
        accounts, DirectoryAccounts(core.db), SignIns(core.db), group_roles(settings, core), now
    )
    directory = Directory(settings, core.settings.url + BACK, now, time.monotonic)
    return directory_sign_in(directory, people, access.flow, access.pages, access.limiter, access.trail, now)
