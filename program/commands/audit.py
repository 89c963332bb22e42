"""The command that reads the audit: who did or looked at what."""

import sys
from datetime import date, datetime, time

import click

from command_center.domain.working_days import WIB
from command_center.settings import Settings
from program.commands.briefing import Day

SHOWN = 50
"""Rows that are listed unasked."""


@click.command()
@click.option("--who", default="", help="Sign-in name, system, or wall:NAME of a device.")
@click.option("--act", default="", help="What was done, or how its word begins: account, sign.failed, contact.reveal.")
@click.option("--subject", default="", help="To what: a tracking number, an account, a file.")
@click.option("--since", type=Day(), help="First day (WIB), such as 2026-11-27.")
@click.option("--limit", type=click.IntRange(1), default=SHOWN, show_default=True, help="Newest rows to list.")
@click.option("--csv", "as_csv", is_flag=True, help="All rows that are asked for, as CSV.")
@click.pass_obj
def audit(settings: Settings, who: str, act: str, subject: str, since: date | None, limit: int, as_csv: bool) -> None:
    """List who did or looked at what, newest first. The rows can be read, and not changed."""
    from command_center.export.audit_rows import AUDIT_COLUMNS, audit_rows
    from command_center.export.files import csv_file
    from command_center.store.audit import Audit
    from program.core import opened

    first = datetime.combine(since, time(), WIB) if since else None
    with opened(settings) as core:
        if as_csv:
            for piece in csv_file(audit_rows(Audit(core.db).every(who, act, subject, first), WIB), AUDIT_COLUMNS):
                sys.stdout.buffer.write(piece)
            return
        found = Audit(core.db).newest(limit, None, who, act, subject, first)
    for each in found:
        told = " ".join(f"{name}={value}" for name, value in each.details.items())
        line = f"{each.at.astimezone(WIB):%Y-%m-%d %H:%M:%S}  {each.who or '-':20} {each.act:20} {each.subject}  {told}"
        click.echo(f"{line}  {each.address}".rstrip())
    if not found:
        click.echo("Nothing of that kind.")
