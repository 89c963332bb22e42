"""Commands about the quarantine: the deliveries that could not be read."""

import sys
from collections.abc import Callable

import click

from command_center.domain.working_days import WIB
from command_center.settings import Settings

DELIVERY = click.IntRange(1, 2**63 - 1)
"""Numbers that a database can hold."""


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
@click.argument("delivery", type=DELIVERY)
@click.pass_obj
def quarantine_show(settings: Settings, delivery: int) -> None:
    """Write the raw bytes of one to standard output."""
    from program.core import opened

    with opened(settings) as core:
        found = core.inbox.one_in_quarantine(delivery)
    if found is None:
        raise click.UsageError(f"{delivery} is not in quarantine: `quarantine list` shows what is")
    sys.stdout.buffer.write(found.body)


@quarantine.command("retry")
@click.argument("deliveries", type=DELIVERY, nargs=-1, required=True)
@click.pass_obj
def quarantine_retry(settings: Settings, deliveries: tuple[int, ...]) -> None:
    """Work on deliveries again, from their raw bytes; what was taken before is not doubled."""
    from program.core import opened

    with opened(settings) as core:
        absent = _each(deliveries, core.inbox.retry, "waits again")
        while core.worker.run_once():
            pass
    _refuse(absent)


@quarantine.command("drop")
@click.argument("deliveries", type=DELIVERY, nargs=-1, required=True)
@click.pass_obj
def quarantine_drop(settings: Settings, deliveries: tuple[int, ...]) -> None:
    """Let go of deliveries that are no reports; their raw bytes stay in the inbox."""
    from program.core import opened

    with opened(settings) as core:
        absent = _each(deliveries, core.inbox.drop, "dropped")
    _refuse(absent)


def _each(deliveries: tuple[int, ...], act: Callable[[int], bool], done: str) -> list[int]:
    """Act on each; returns those that are not in quarantine."""
    absent = []
    for delivery in deliveries:
        if act(delivery):
            click.echo(f"{delivery}: {done}")
        else:
            absent.append(delivery)
    return absent


def _refuse(absent: list[int]) -> None:
    if absent:
        named = ", ".join(map(str, absent))
        raise click.UsageError(f"not in quarantine: {named}; `quarantine list` shows what is")
