"""Commands about who may come in: people who sign in, and links of wall devices."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from command_center.domain.working_days import WIB
from command_center.settings import Settings

if TYPE_CHECKING:
    from command_center.web.security.accounts import Accounts


@click.group()
def user() -> None:
    """People who sign in."""


@contextmanager
def _accounts(settings: Settings) -> Iterator["Accounts"]:
    from command_center.store.users import Users
    from command_center.web.security.accounts import Accounts
    from program.core import opened

    with opened(settings) as core:
        yield Accounts(Users(core.db), core.reference.router.by_code)


@user.command("add")
@click.argument("name")
@click.option(
    "--role", "roles", multiple=True, required=True, help="p3m, diskominfo, mayor, opd, opd_staff or admin; may be repeated."
)
@click.option("--opd", default="", help="Code of the department of its chief (role opd) or staff (opd_staff).")
@click.option("--email", default="", help="E-mail address to sign in with as well.")
@click.password_option(help="Asked for where it is not given.")
@click.pass_obj
def user_add(settings: Settings, name: str, roles: tuple[str, ...], opd: str, email: str, password: str) -> None:
    """Add a person."""
    with _accounts(settings) as accounts:
        accounts.add(name, password, roles, opd=opd, email=email, at=datetime.now(UTC))
    click.echo(f"{name} may sign in at {settings.url}/masuk")


@user.command("list")
@click.pass_obj
def user_list(settings: Settings) -> None:
    """List people with their roles."""
    with _accounts(settings) as accounts:
        for each in accounts.everyone():
            state = "" if each.active else "  (disabled)"
            click.echo(f"{each.name:24} {','.join(sorted(each.roles))} {each.opd}{state}")


@user.command("password")
@click.argument("name")
@click.password_option()
@click.pass_obj
def user_password(settings: Settings, name: str, password: str) -> None:
    """Give a person a new password; open sessions end."""
    with _accounts(settings) as accounts:
        accounts.set_password(name, password, datetime.now(UTC))
    click.echo("Done.")


@user.command("disable")
@click.argument("name")
@click.pass_obj
def user_disable(settings: Settings, name: str) -> None:
    """Shut a person out; open sessions end."""
    with _accounts(settings) as accounts:
        accounts.disable(name)
    click.echo("Done.")


@user.command("enable")
@click.argument("name")
@click.pass_obj
def user_enable(settings: Settings, name: str) -> None:
    """Let a disabled person in again."""
    with _accounts(settings) as accounts:
        accounts.enable(name)
    click.echo("Done.")


@user.command("roles")
@click.argument("name")
@click.option(
    "--role", "roles", multiple=True, required=True, help="p3m, diskominfo, mayor, opd, opd_staff or admin; may be repeated."
)
@click.option("--opd", default="", help="Code of the department of its chief (role opd) or staff (opd_staff).")
@click.pass_obj
def user_roles(settings: Settings, name: str, roles: tuple[str, ...], opd: str) -> None:
    """Give a person these roles instead of the old ones; open sessions have them at once."""
    with _accounts(settings) as accounts:
        accounts.set_roles(name, roles, opd)
    click.echo("Done.")


@click.group()
def wall() -> None:
    """Links of wall devices."""


@wall.command("add")
@click.argument("name")
@click.pass_obj
def wall_add(settings: Settings, name: str) -> None:
    """Make a link for one device; it is shown once."""
    from command_center.store.wall_links import WallLinks
    from program.core import opened

    with opened(settings) as core:
        token = WallLinks(core.db).create(name, datetime.now(UTC))
    click.echo(f"{settings.url}/wall?link={token}")


@wall.command("list")
@click.pass_obj
def wall_list(settings: Settings) -> None:
    """List devices and when they were last seen."""
    from command_center.store.wall_links import WallLinks
    from program.core import opened

    with opened(settings) as core:
        for each in WallLinks(core.db).everyone():
            seen = f"{each.seen_at.astimezone(WIB):%Y-%m-%d %H:%M}" if each.seen_at else "never"
            state = "revoked" if each.revoked_at else f"last seen {seen}"
            click.echo(f"{each.id:4} {each.name:32} {state}")


@wall.command("revoke")
@click.argument("link_id", type=int)
@click.pass_obj
def wall_revoke(settings: Settings, link_id: int) -> None:
    """Shut one device out, within five seconds."""
    from command_center.store.wall_links import WallLinks
    from program.core import opened

    with opened(settings) as core:
        links = WallLinks(core.db)
        links.revoke(link_id, datetime.now(UTC))
        (name,) = (each.name for each in links.everyone() if each.id == link_id)
    click.echo(f"{name}: its link is revoked, and an open screen goes dark within five seconds.")
