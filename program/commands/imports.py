"""The command that takes a file of reports in, and what it tells of the file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from command_center.intake.outcome import ItemOutcome
from command_center.settings import Settings
from data_sources.file_reading import FileReading, TableColumns, grouped, rows_of
from data_sources.import_file import ImportTally, ReadFile, read_file, read_mapped_file, take
from data_sources.mapped.file_map import read_map

GENERIC = "generic"
"""Stands where a channel does for files of any other system, whose map names the channel."""

OUTCOMES = (
    (ItemOutcome.NEW, "new"),
    (ItemOutcome.UPDATED, "updated"),
    (ItemOutcome.UNCHANGED, "unchanged"),
    (ItemOutcome.JOINED, "joined to a report"),
)


@click.command("import")
@click.argument("channel")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say how the file is understood; store nothing.")
@click.option(
    "--visibility",
    type=click.Choice(["publik", "anonim", "rahasia"]),
    help="Who may see the reports of a file that has no column for it.",
)
@click.option(
    "--map",
    "map_file",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
    help="With CHANNEL generic: the TOML file that says which column is what (docs/imports.md).",
)
@click.pass_obj
def import_file(
    settings: Settings, channel: str, file: Path, dry_run: bool, visibility: str | None, map_file: Path | None
) -> None:
    """Take FILE in, an export of CHANNEL (import sp4n export.xlsx) or of any other system (import generic FILE --map MAP).

    Each report is taken once: a run that was cut off is finished by running it again, and a later export updates what
    changed. Ends with 2 where a row was refused.
    """
    from program.core import opened

    if (channel == GENERIC) != (map_file is not None):
        raise click.UsageError(
            "import generic FILE needs --map MAP, and only generic takes a map: docs/imports.md has one to begin with"
        )
    with opened(settings) as core:
        now = datetime.now(UTC)
        if map_file is not None:
            found = read_mapped_file(read_map(map_file, core.reference), file, now, visibility or "")
        else:
            found = read_file(core.channels, channel, file, now, visibility or "")
        for line in understood(found.reading):
            click.echo(line)
        if visibility and all(table.recognised.get("visibility") for table in found.reading.tables):
            click.echo(
                "The file has its own column for visibility: --visibility was not needed and not used.", err=True
            )
        if dry_run:
            click.echo(f"{len(found.reading.rows)} reports can be taken.")
            _tell_problems(found.reading)
            click.echo("Nothing was stored (--dry-run).")
        else:
            with click.progressbar(length=len(found.reading.rows), label=f"{file.name}: reports") as bar:
                tally = take(found, core.inbox, core.worker, lambda: datetime.now(UTC), bar.update)
            for line in summed_up(found, tally):
                click.echo(line)
            _tell_problems(found.reading)
            if tally.problem:
                click.echo(
                    f"The file waits as delivery {tally.inbox_id} in quarantine: mend the rows and import it again, or "
                    f"let go of them with `quarantine drop {tally.inbox_id}`.",
                    err=True,
                )
    if found.reading.refused:
        raise SystemExit(2)


def understood(reading: FileReading) -> Iterator[str]:
    """How the columns of each table were understood, and which sheets have none."""
    for table in reading.tables:
        yield _where(table)
        recognised = [f"{name} = {' / '.join(names)}" for name, names in table.recognised.items()]
        yield f"  recognised: {'; '.join(recognised)}"
        yield f"  ignored:    {', '.join(table.ignored) or '-'}"
        yield f"  missing:    {', '.join(table.missing) or '-'}"
    if reading.skipped:
        yield f"Sheets without a table of reports: {', '.join(reading.skipped)}"


def _where(table: TableColumns) -> str:
    sheet = f"Sheet {table.sheet!r}" if table.sheet else "Columns"
    return f"{sheet} (header in row {table.header_row})" if table.header_row else sheet


def summed_up(found: ReadFile, tally: ImportTally) -> Iterator[str]:
    """What became of the rows, a line each outcome."""
    if tally.again:
        yield "These bytes were taken before and were read again."
    for outcome, name in OUTCOMES:
        places = tally.places.get(outcome, ())
        if places or outcome is not ItemOutcome.JOINED:
            yield _line(tally.outcomes.get(outcome, 0), name, rows_of(places) if places else "")
    no_reports = found.reading.no_reports
    yield _line(len(no_reports), "not reports", rows_of(no_reports) if no_reports else "")
    refused = sorted({each.place for each in found.reading.refused})
    yield _line(len(refused), "refused", rows_of(refused) if refused else "")


def _line(count: int, name: str, rows: str) -> str:
    return f"{count:8} {name:12}  {rows}".rstrip()


def _tell_problems(reading: FileReading) -> None:
    """Errors apart from warnings, equal ones together."""
    for title, problems in (("Refused:", reading.refused), ("Taken, but for a part:", reading.warnings)):
        if problems:
            click.echo(title, err=True)
        for line in grouped(problems):
            click.echo(f"  {line}", err=True)
