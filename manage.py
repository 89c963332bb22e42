"""Command line of the Command Center: `python manage.py --help` lists what there is."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from command_center.errors import CommandCenterError
from command_center.settings import Settings, read_settings


class Commands(click.Group):
    """A group whose commands end with a plain sentence and exit code 1 where the program says what is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (CommandCenterError, OSError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Command Center of Lapor Hendi, the complaint service of Semarang."""
    from command_center.logs import set_up_logs

    settings = read_settings()
    set_up_logs(settings.log_level, settings.log_format)
    ctx.obj = settings


@cli.command()
@click.pass_obj
def serve(settings: Settings) -> None:
    """Start everything in one process: web server, intake, live push, deadline watch."""
    from app import create_app, end
    from core import build_core
    from serving import Server, leave
    from startup import prepare, say_where

    core = build_core(settings)
    try:
        prepare(core)
        say_where(core)
    finally:
        core.db.close()
    try:
        Server(settings, lambda: create_app(settings), end).run()
    except SystemExit as ending:
        leave(ending.code if isinstance(ending.code, int) else 1)


@cli.command()
@click.pass_obj
def work(settings: Settings) -> None:
    """Only work on the inbox (more of these may run beside `serve` on PostgreSQL)."""
    import signal

    from background import Background
    from core import build_core

    ends = {signal.SIGINT, signal.SIGTERM}
    # Before any thread starts, so that none of them takes the signal for itself.
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    core = build_core(settings)
    background = Background()
    background.start("pump", lambda stop: core.pump.run(stop, core.db.changes))
    click.echo("Working on the inbox; Ctrl-C ends it.")
    signal.sigwait(ends)
    background.end()
    core.db.close()


@cli.command()
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
    from command_center.services.export import Exporter, period
    from command_center.store.report_search import Search
    from core import build_core

    core = build_core(settings)
    try:
        form = form or _ending(output)
        first, last = period(since or "", until or "", settings.zone)
        wanted = Search(since=first, until=last, status=status, confidential=True)
        content, _ = Exporter(core.db, core.reference, settings.zone).write(form, wanted, masked=masked)
        if output is None:
            for piece in content:
                sys.stdout.buffer.write(piece)
        else:
            with output.open("wb") as file:
                file.writelines(content)
            click.echo(f"Written: {output}")
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    finally:
        core.db.close()


def _ending(output: Path | None) -> str:
    """Format of a file by its name."""
    if output is None or not output.suffix:
        return "csv"
    form = output.suffix.lower().removeprefix(".")
    if form not in ("geojson", "csv", "xlsx", "jsonl"):
        raise click.ClickException(f"{output} has the ending of no format: say --format geojson, csv, xlsx or jsonl")
    return form


@cli.group()
def boundaries() -> None:
    """Boundaries of the kelurahan."""


@boundaries.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def boundaries_import(settings: Settings, file: Path) -> None:
    """Check FILE (GeoJSON, GPKG or Shapefile), use it from now on, and locate all reports anew."""
    from command_center.services.boundaries import import_boundaries
    from command_center.services.relocate import relocate_all
    from core import build_core

    core = build_core(settings)
    try:
        click.echo(import_boundaries(file, core.reference.areas, settings.var_dir / "boundaries"))
        with click.progressbar(length=core.reports.count(), label="Locating reports anew") as bar:
            moved = relocate_all(core.reports, core.locator, datetime.now(UTC), bar.update)
        click.echo(
            f"{moved} reports lie in another kelurahan than before. A running server takes the boundaries at its next start."
        )
    finally:
        core.db.close()


@cli.command()
@click.pass_obj
def secrets(settings: Settings) -> None:
    """Print the secrets of the channels' doors as `export` lines for a shell (see docs/try-it.md)."""
    import shlex

    from data_sources.registry import door_secrets, load_channels

    for name, value in door_secrets(load_channels(settings.derived_secret if settings.demo else None)).items():
        click.echo(f"export {name}={shlex.quote(value)}")
    click.echo(f"export BASE={shlex.quote(settings.url)}")


@cli.command("settings")
def settings_command() -> None:
    """Print docs/settings.md: every setting with its default and what it does."""
    from settings_page import settings_page

    click.echo(settings_page(), nl=False)


@cli.command()
@click.pass_obj
def doctor(settings: Settings) -> None:
    """Check settings, database, reference data and channels, and say what to do about what is wrong."""
    from core import build_core
    from doctor import examine

    core = build_core(settings)
    try:
        findings = examine(core)
    finally:
        core.db.close()
    for finding in findings:
        click.echo(finding.line)
    if any(finding.bad for finding in findings):
        raise SystemExit(1)


def main() -> None:
    """Entry point; the simulation's commands join here so that the rest works without loading it."""
    from commands.deliveries import import_file, quarantine
    from commands.people import user, wall
    from simulation.commands import replay, simulate

    # What is written here (databases, exports, secrets) is for this account only.
    os.umask(0o077)
    for command in (import_file, quarantine, user, wall, simulate, replay):
        cli.add_command(command)
    cli()


if __name__ == "__main__":
    main()
