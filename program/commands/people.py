"""Commands about people who sign in: accounts, their links, sessions and second factors. Each leaves a row in the audit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from command_center.domain.acting import SYSTEM, Acting
from command_center.domain.working_days import WIB
from command_center.settings import Settings

if TYPE_CHECKING:
    from command_center.web.security.accounts import Accounts
    from program.core import Core


@click.group()
def user() -> None:
    """People who sign in."""


def by_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that names in the audit who did it."""
    return click.option("--by", default="", help="Sign-in name of who does it, for the audit; system without it.")(
        command
    )


def acting_by(core: "Core", name: str) -> Acting:
    """Who answers for a command. Raises UsageError for a name that no account has."""
    from command_center.store.users import Users

    if not name:
        return SYSTEM
    if Users(core.db).find_by("name", name) is None:
        raise click.UsageError(f"--by {name}: there is no such person; `manage.py user list` shows who there is")
    return Acting(name, frozenset())


def accounts_of(core: "Core") -> "Accounts":
    """The accounts of this installation, with the departments there are."""
    from command_center.store.account_links import AccountLinks
    from command_center.store.users import Users
    from command_center.web.security.accounts import Accounts

    return Accounts(
        Users(core.db), core.reference.router.by_code, AccountLinks(core.db), core.reference.channels.by_code
    )


@contextmanager
def _accounts(settings: Settings, by: str = "") -> Iterator[tuple["Accounts", Acting]]:
    from program.core import opened

    with opened(settings) as core:
        yield accounts_of(core), acting_by(core, by)


def role_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Roles, and the department where one of them has one."""
    opd = click.option("--opd", default="", help="Code of the department of its chief (role opd) or staff (opd_staff).")
    roles = click.option(
        "--role",
        "roles",
        multiple=True,
        required=True,
        help="p3m, diskominfo, mayor, opd, opd_staff or admin; may be repeated.",
    )
    return roles(opd(command))


email_option = click.option("--email", default="", help="E-mail address to sign in with as well.")


@user.command("add")
@click.argument("name")
@role_options
@email_option
@click.password_option(help="Asked for where it is not given.")
@by_option
@click.pass_obj
def user_add(
    settings: Settings, name: str, roles: tuple[str, ...], opd: str, email: str, password: str, by: str
) -> None:
    """Add a person with a password."""
    with _accounts(settings, by) as (accounts, acting):
        accounts.add(name, password, roles, opd=opd, email=email, at=datetime.now(UTC), acting=acting)
    click.echo(f"{name} may sign in at {settings.url}/masuk")


@user.command("invite")
@click.argument("name")
@role_options
@email_option
@by_option
@click.pass_obj
def user_invite(settings: Settings, name: str, roles: tuple[str, ...], opd: str, email: str, by: str) -> None:
    """Add a person who chooses the password by a link; it is shown once, works once, and for 72 hours."""
    from command_center.web.security.account_link_pages import link_address

    with _accounts(settings, by) as (accounts, acting):
        token = accounts.invite(name, roles, opd=opd, email=email, at=datetime.now(UTC), acting=acting)
    click.echo(link_address(settings.url, token))


@user.command("link")
@click.argument("name")
@by_option
@click.pass_obj
def user_link(settings: Settings, name: str, by: str) -> None:
    """Make a link by which a person chooses a new password; it is shown once, works once, and for 72 hours."""
    from command_center.web.security.account_link_pages import link_address

    with _accounts(settings, by) as (accounts, acting):
        token = accounts.reset_link(name, datetime.now(UTC), acting)
    click.echo(link_address(settings.url, token))


@user.command("list")
@click.pass_obj
def user_list(settings: Settings) -> None:
    """List people with their roles, when they last signed in, and whether they have a second factor."""
    from command_center.store.second_factors import SecondFactors
    from program.core import opened

    with opened(settings) as core:
        secured = SecondFactors(core.db).confirmed()
        for each in accounts_of(core).everyone():
            last = f"{each.signed_in_at.astimezone(WIB):%Y-%m-%d %H:%M}" if each.signed_in_at else "never signed in"
            marks = [*(["second factor"] if each.id in secured else []), *([] if each.active else ["(disabled)"])]
            roles = " ".join([",".join(sorted(each.roles)), each.opd])
            click.echo(f"{each.name:24} {roles:24} {last:16} {' '.join(marks)}".rstrip())


@user.command("password")
@click.argument("name")
@click.password_option()
@by_option
@click.pass_obj
def user_password(settings: Settings, name: str, password: str, by: str) -> None:
    """Give a person a new password; open sessions end."""
    with _accounts(settings, by) as (accounts, acting):
        accounts.set_password(name, password, datetime.now(UTC), acting)
    click.echo("Done.")


@user.command("disable")
@click.argument("name")
@by_option
@click.pass_obj
def user_disable(settings: Settings, name: str, by: str) -> None:
    """Shut a person out; open sessions end."""
    with _accounts(settings, by) as (accounts, acting):
        accounts.disable(name, datetime.now(UTC), acting)
    click.echo("Done.")


@user.command("enable")
@click.argument("name")
@by_option
@click.pass_obj
def user_enable(settings: Settings, name: str, by: str) -> None:
    """Let a disabled person in again."""
    with _accounts(settings, by) as (accounts, acting):
        accounts.enable(name, datetime.now(UTC), acting)
    click.echo("Done.")


@user.command("roles")
@click.argument("name")
@role_options
@by_option
@click.pass_obj
def user_roles(settings: Settings, name: str, roles: tuple[str, ...], opd: str, by: str) -> None:
    """Give a person these roles instead of the old ones; open sessions have them at once."""
    with _accounts(settings, by) as (accounts, acting):
        accounts.set_roles(name, roles, datetime.now(UTC), opd, acting)
    click.echo("Done.")


@user.command("second-factor")
@click.argument("name")
@click.option("--remove", is_flag=True, help="Take it away, for who lost the telephone and the recovery codes.")
@by_option
@click.pass_obj
def user_second_factor(settings: Settings, name: str, remove: bool, by: str) -> None:
    """Say whether a person has a second factor, or take it away; open sessions end with it."""
    from command_center.store.second_factors import SecondFactors
    from command_center.store.sign_ins import SignIns
    from command_center.web.security.second_factor import SecondFactor
    from program.core import now, opened

    with opened(settings) as core:
        person = accounts_of(core).named(name)
        factor = SecondFactor(SecondFactors(core.db), settings, now)
        if remove:
            if not factor.remove(person, acting_by(core, by)):
                raise click.UsageError(f"{person.name} has no second factor")
            SignIns(core.db).end_all(person.id)
            click.echo(f"{person.name} has no second factor any more, and signs in anew.")
            return
        state = factor.state(person.id)
    if state.since is None:
        click.echo(f"{person.name} has no second factor.")
    else:
        since = f"{state.since.astimezone(WIB):%Y-%m-%d %H:%M}"
        click.echo(f"{person.name} has a second factor since {since}, and {state.recovery_left} recovery codes left.")


@user.command("sessions")
@click.argument("name")
@click.option("--end", is_flag=True, help="End them all.")
@by_option
@click.pass_obj
def user_sessions(settings: Settings, name: str, end: bool, by: str) -> None:
    """List a person's open sessions, or end them."""
    from command_center.store.audit import AuditEntry
    from command_center.store.sign_ins import SignIns
    from command_center.web.security.auth import LIFETIME
    from program.core import now, opened

    with opened(settings) as core:
        person, sign_ins = accounts_of(core).named(name), SignIns(core.db)
        there = sign_ins.of_user(person.id, now() - LIFETIME)
        if end:
            acting = acting_by(core, by)
            sign_ins.end_all(
                person.id, [AuditEntry(now(), acting.name, "session.end", person.name, details={"which": "all"})]
            )
    for each in there:
        click.echo(f"{each.at.astimezone(WIB):%Y-%m-%d %H:%M}  {each.way.address:40} {each.way.browser}")
    click.echo(f"{len(there)} {'ended' if end else 'open'}.")


@user.command("directory")
@click.argument("name")
@click.argument("subject")
@by_option
@click.pass_obj
def user_directory(settings: Settings, name: str, subject: str, by: str) -> None:
    """Let a person of the city's directory (its SUBJECT, the claim sub) sign in to an account that there is.

    From the next sign-in on the roles are those of the groups there. The audit names the subject of who was refused because
    the name was in use.
    """
    from command_center.store.audit import AuditEntry
    from command_center.store.directory_accounts import DirectoryAccounts
    from command_center.web.security.settings import read_security_settings
    from program.core import now, opened

    issuer = read_security_settings().oidc_issuer
    if not issuer:
        raise click.UsageError("there is no directory: set OIDC_ISSUER first")
    with opened(settings) as core:
        person, acting = accounts_of(core).named(name), acting_by(core, by)
        entry = AuditEntry(now(), acting.name, "account.directory", person.name, details={"person": subject[:255]})
        DirectoryAccounts(core.db).link(issuer, subject[:255], person.id, now(), [entry])
    click.echo("Done.")
