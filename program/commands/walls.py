"""Commands about the links of wall devices. Making and revoking one leaves a row in the audit."""

from datetime import UTC, datetime

import click

from command_center.domain.working_days import WIB
from command_center.settings import Settings
from program.commands.people import acting_by, by_option


@click.group()
def wall() -> None:
    """Links of wall devices."""


@wall.command("add")
@click.argument("name")
@by_option
@click.pass_obj
def wall_add(settings: Settings, name: str, by: str) -> None:
    """Make a link for one device; it is shown once."""
    from command_center.store.audit import AuditEntry
    from command_center.store.wall_links import WallLinks
    from program.core import opened

    at = datetime.now(UTC)
    with opened(settings) as core:
        entry = AuditEntry(at, acting_by(core, by).name, "wall.add", name.strip())
        token = WallLinks(core.db).create(name, at, [entry])
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
@by_option
@click.pass_obj
def wall_revoke(settings: Settings, link_id: int, by: str) -> None:
    """Shut one device out, within five seconds."""
    from command_center.store.audit import AuditEntry
    from command_center.store.wall_links import WallLinks
    from program.core import opened

    at = datetime.now(UTC)
    with opened(settings) as core:
        links = WallLinks(core.db)
        name = next((each.name for each in links.everyone() if each.id == link_id), "")
        links.revoke(link_id, at, [AuditEntry(at, acting_by(core, by).name, "wall.revoke", name)])
    click.echo(f"{name}: its link is revoked, and an open screen goes dark within five seconds.")
