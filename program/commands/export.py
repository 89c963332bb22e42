"""The command that writes reports to a file."""

import sys
from pathlib import Path

import click

from command_center.domain.acting import SYSTEM_NAME
from command_center.domain.working_days import WIB
from command_center.settings import Settings


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["geojson", "csv", "xlsx", "jsonl"]),
    help="By the ending of --output where it is not given; else csv.",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; standard output without it."
)
@click.option("--since", help="First day, such as 2026-11-01.")
@click.option("--until", help="Last day.")
@click.option("--status", default="", help="open, closed, or one status.")
@click.option("--masked", is_flag=True, help="Hide personal data inside the texts.")
@click.pass_obj
def export(
    settings: Settings,
    form: str | None,
    output: Path | None,
    since: str | None,
    until: str | None,
    status: str,
    masked: bool,
) -> None:
    """Write reports to a file, with the explanation of what intake found. Needs no sign-in: it reads the database."""
    from command_center.export.exporter import Exporter, period
    from command_center.store.audit import Audit, AuditEntry
    from command_center.store.report_search import ReportSearch
    from program.core import now, opened

    form = form or _ending(output)
    try:
        first, last = period(since or "", until or "", WIB)
        wanted = ReportSearch(since=first, until=last, status=status, confidential=True)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    with opened(settings) as core:
        asked = {"since": since or "", "until": until or "", "status": status}
        entry = AuditEntry(
            now(), SYSTEM_NAME, "export.take", f"reports.{form}", details={"asked": asked, "masked": masked}
        )
        Audit(core.db).note(entry)
        content, _ = Exporter(core.db, core.reference, WIB, settings.language).write(form, wanted, masked=masked)
        if output is None:
            for piece in content:
                sys.stdout.buffer.write(piece)
        else:
            with output.open("wb") as file:
                file.writelines(content)
            click.echo(f"Written: {output}")


def _ending(output: Path | None) -> str:
    """Format of a file by its name."""
    if output is None or not output.suffix:
        return "csv"
    form = output.suffix.lower().removeprefix(".")
    if form not in ("geojson", "csv", "xlsx", "jsonl"):
        raise click.UsageError(f"{output} has the ending of no format: say --format geojson, csv, xlsx or jsonl")
    return form
