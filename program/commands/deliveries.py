"""Commands about deliveries: a file taken in, and the quarantine of what could not be read."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from command_center.domain.working_days import WIB
from command_center.settings import Settings


@click.command("import")
@click.argument("channel")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_file(settings: Settings, channel: str, file: Path) -> None:
    """Take FILE in as one delivery of CHANNEL (for example: import sp4n export.xlsx)."""
    from data_sources.import_file import import_delivery
    from program.core import opened

    with opened(settings) as core:
        accepted = import_delivery(core.channels, core.inbox, core.worker, channel, file, datetime.now(UTC))
    click.echo(accepted)


@click.group()
def quarantine() -> None:
    """Deliveries that could not be read."""


@quarantine.command("list")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.pass_obj
def quarantine_list(settings: Settings, limit: int) -> None:
    """List them with the reason, oldest first."""
    from program.core import opened

    with opened(settings) as core:
        for each in core.inbox.in_quarantine(limit):
            at = each.received_at.astimezone(WIB)
            click.echo(
                f"{each.inbox_id:8} {each.channel:10} {at:%Y-%m-%d %H:%M} {len(each.body)} bytes: {each.problem}"
            )


@quarantine.command("show")
@click.argument("delivery", type=int)
@click.pass_obj
def quarantine_show(settings: Settings, delivery: int) -> None:
    """Write the raw bytes of one to standard output."""
    from program.core import opened

    with opened(settings) as core:
        found = [each for each in core.inbox.in_quarantine(10_000) if each.inbox_id == delivery]
    if not found:
        raise click.ClickException(f"{delivery} is not in quarantine: `quarantine list` shows what is")
    sys.stdout.buffer.write(found[0].body)


@quarantine.command("retry")
@click.argument("deliveries", type=int, nargs=-1, required=True)
@click.pass_obj
def quarantine_retry(settings: Settings, deliveries: tuple[int, ...]) -> None:
    """Work on deliveries again, from their raw bytes; what was taken before is not doubled."""
    from program.core import opened

    with opened(settings) as core:
        for delivery in deliveries:
            click.echo(f"{delivery}: {'waits again' if core.inbox.retry(delivery) else 'is not in quarantine'}")
        while core.worker.run_once():
            pass


@quarantine.command("drop")
@click.argument("deliveries", type=int, nargs=-1, required=True)
@click.pass_obj
def quarantine_drop(settings: Settings, deliveries: tuple[int, ...]) -> None:
    """Let go of deliveries that are no reports; their raw bytes stay in the inbox."""
    from program.core import opened

    with opened(settings) as core:
        for delivery in deliveries:
            click.echo(f"{delivery}: {'dropped' if core.inbox.drop(delivery) else 'is not in quarantine'}")
