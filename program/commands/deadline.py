"""The command that explains the deadlines of a report: every day counted or not and why, and what moved them."""

import json
from datetime import UTC, datetime

import click

from command_center.settings import Settings


@click.command()
@click.argument("number")
@click.option(
    "--language", type=click.Choice(["id", "en"]), default=None, help="Language; LANGUAGE of the settings else."
)
@click.option("--no-days", is_flag=True, help="Only the sentences, not a line a day.")
@click.option("--json", "as_json", is_flag=True, help="The document that the API answers with.")
@click.pass_obj
def deadline(settings: Settings, number: str, language: str | None, no_days: bool, as_json: bool) -> None:
    """How the deadlines of the report NUMBER (LH-2026-000123) were counted.

    Policy, term, every day from the receipt to the deadline (or to today) and why it counts or not, and what pauses,
    decrees and other policies moved from which date to which.
    """
    from command_center.casework.deadline_reading import DeadlineReader
    from command_center.export.deadline_document import deadline_document
    from layouts.figures.deadline_lines import deadline_lines
    from layouts.i18n import words
    from program.core import opened

    with opened(settings) as core:
        reader = DeadlineReader(core.reports, core.deadline_clock)
        report = reader.by_number(number.strip().upper())
        now = datetime.now(UTC)
        explained = reader.explained(report, now)
        if as_json:
            document = deadline_document(report, explained, reader.clock, now)
            click.echo(json.dumps(document, ensure_ascii=False, indent=2))
            return
        say = words(language or settings.language)
        click.echo(f"{report.number}  {say.moment(report.received_at)}  {say(f'opd.status.{report.status}')}")
        for line in deadline_lines(explained, say, days=not no_days):
            click.echo(line)
