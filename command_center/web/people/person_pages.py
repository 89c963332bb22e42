"""The pages about people put together: one blueprint, with all that its views need."""

from collections.abc import Callable, Collection
from datetime import datetime

from flask import Blueprint

from command_center.settings import Settings
from command_center.store.account_links import AccountLinks
from command_center.store.audit import Audit
from command_center.store.db import Database
from command_center.store.directory_accounts import DirectoryAccounts
from command_center.store.sign_ins import SignIns
from command_center.store.users import User, Users
from command_center.web.people.all_accounts import AccountList, add_all_accounts
from command_center.web.people.audit_details import CodeNames
from command_center.web.people.audit_page import add_audit_page
from command_center.web.people.frame import Navigation, PersonFrame
from command_center.web.people.my_account import add_my_account
from command_center.web.people.my_second_factor import add_my_second_factor
from command_center.web.security.access_control import AccessControl
from command_center.web.security.accounts import Accounts


def person_pages(
    access: AccessControl,
    settings: Settings,
    db: Database,
    names: CodeNames,
    navigation: Navigation,
    version: str,
    now: Callable[[], datetime],
    channels: Collection[str] = (),
) -> Blueprint:
    """The blueprint. `names` has those of the departments under `opd`, and what else the audit names by codes; `navigation` are the entries
    of the head, `channels` the codes of the channels.
    """
    blueprint = Blueprint(
        "people", __name__, template_folder="templates", static_folder="static", static_url_path="/saya/static"
    )
    departments = names["opd"]
    local = access.security_settings.local_sign_in
    demanding = access.security_settings.second_factor_roles
    links, sign_ins, factor = AccountLinks(db), SignIns(db), access.second_factor
    accounts = Accounts(Users(db), departments, links, channels)

    def needs_second(user: User) -> bool:
        return bool(user.roles & demanding)

    frame = PersonFrame(settings, access.pages, access.identity, navigation, version)
    add_my_account(
        blueprint,
        frame,
        accounts,
        access.sessions,
        sign_ins,
        factor,
        access.limiter,
        access.trail,
        departments,
        now,
        local,
    )
    add_my_second_factor(
        blueprint, frame, accounts, access.sessions, sign_ins, factor, access.limiter, access.trail, needs_second
    )
    listed = AccountList(accounts, links, sign_ins, DirectoryAccounts(db), factor, departments, needs_second, now)
    add_all_accounts(
        blueprint,
        frame,
        access.pages,
        accounts,
        listed,
        sign_ins,
        factor,
        access.trail,
        departments,
        settings.url,
        now,
        local,
    )
    add_audit_page(blueprint, frame, Audit(db), access.trail, {**names, "opd_before": departments})
    return blueprint
