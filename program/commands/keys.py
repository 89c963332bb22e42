"""Commands about API keys: programs that act in the name of a person."""

from datetime import UTC, datetime

import click

from command_center.domain.working_days import WIB
from command_center.settings import Settings


@click.group()
def key() -> None:
    """Keys by which a program acts in the name of a person (Authorization: Bearer ...)."""


@key.command("add")
@click.argument("name")
@click.option("--label", required=True, help="What it is for, such as: sinkronisasi SP4N.")
@click.pass_obj
def key_add(settings: Settings, name: str, label: str) -> None:
    """Make a key that acts as NAME; it is shown once."""
    from command_center.store.api_keys import ApiKeys
    from command_center.store.audit import AuditEntry
    from command_center.store.users import Users
    from command_center.web.security.passwords import normal
    from program.core import opened

    with opened(settings) as core:
        user = Users(core.db).find(normal(name))
        if user is None or not user.active:
            raise click.UsageError(f"{name}: there is no such person who may sign in; `manage.py user list` shows them")
        at = datetime.now(UTC)
        entry = AuditEntry(at, "system", "key.add", user.name, details={"label": label[:80]})
        click.echo(ApiKeys(core.db).create(user.id, label, at, [entry]))


@key.command("list")
@click.pass_obj
def key_list(settings: Settings) -> None:
    """List the keys: for whom, what for, when each was used last."""
    from command_center.store.api_keys import ApiKeys
    from program.core import opened

    with opened(settings) as core:
        for each in ApiKeys(core.db).every():
            used = f"used {each.used_at.astimezone(WIB):%Y-%m-%d %H:%M}" if each.used_at else "never used"
            click.echo(f"{each.id:6} {each.person:24} {used:22} {each.label}{'  (revoked)' if each.revoked_at else ''}")


@key.command("revoke")
@click.argument("key_id", metavar="ID", type=click.IntRange(1, 2**63 - 1))
@click.pass_obj
def key_revoke(settings: Settings, key_id: int) -> None:
    """Take a key back: it opens nothing from now on."""
    from command_center.store.api_keys import ApiKeys
    from command_center.store.audit import AuditEntry
    from program.core import opened

    with opened(settings) as core:
        at = datetime.now(UTC)
        ApiKeys(core.db).revoke(key_id, at, [AuditEntry(at, "system", "key.revoke", f"key {key_id}")])
    click.echo("Done.")
