"""Command line of the Command Center: `python manage.py --help` lists what there is."""

import sys
from collections.abc import Callable
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
    from serving import Server
    from startup import prepare, say_where

    core = build_core(settings)
    try:
        prepare(core)
        say_where(core)
    finally:
        core.db.close()
    Server(settings, lambda: create_app(settings), end).run()


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


@cli.command("import")
@click.argument("channel")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_file(settings: Settings, channel: str, file: Path) -> None:
    """Take FILE in as one delivery of CHANNEL (for example: import sp4n export.xlsx)."""
    from core import build_core
    from data_sources.import_file import import_delivery

    core = build_core(settings)
    try:
        accepted = import_delivery(core.channels, core.inbox, core.pump, channel, file, datetime.now(UTC))
    finally:
        core.db.close()
    click.echo(accepted)


@cli.command()
@click.option(
    "--format", "form", type=click.Choice(["geojson", "csv", "xlsx", "jsonl"]), default="csv", show_default=True
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
    settings: Settings, form: str, output: Path | None, since: str | None, until: str | None, status: str, masked: bool
) -> None:
    """Write reports to a file, with the explanation of what intake found. Needs no sign-in: it reads the database."""
    from command_center.services.export import Exporter, period
    from command_center.store.report_search import Search
    from core import build_core

    core = build_core(settings)
    try:
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


@cli.group()
def quarantine() -> None:
    """Deliveries that could not be read."""


@quarantine.command("list")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.pass_obj
def quarantine_list(settings: Settings, limit: int) -> None:
    """List them with the reason, oldest first."""
    from core import build_core

    core = build_core(settings)
    try:
        for each in core.inbox.in_quarantine(limit):
            at = each.received_at.astimezone(settings.zone)
            click.echo(
                f"{each.inbox_id:8} {each.channel:10} {at:%Y-%m-%d %H:%M} {len(each.body)} bytes: {each.problem}"
            )
    finally:
        core.db.close()


@quarantine.command("show")
@click.argument("delivery", type=int)
@click.pass_obj
def quarantine_show(settings: Settings, delivery: int) -> None:
    """Write the raw bytes of one to standard output."""
    from core import build_core

    core = build_core(settings)
    try:
        found = [each for each in core.inbox.in_quarantine(10_000) if each.inbox_id == delivery]
    finally:
        core.db.close()
    if not found:
        raise click.ClickException(f"{delivery} is not in quarantine: `quarantine list` shows what is")
    sys.stdout.buffer.write(found[0].body)


@quarantine.command("retry")
@click.argument("deliveries", type=int, nargs=-1, required=True)
@click.pass_obj
def quarantine_retry(settings: Settings, deliveries: tuple[int, ...]) -> None:
    """Work on deliveries again, from their raw bytes; what was taken before is not doubled."""
    from core import build_core

    core = build_core(settings)
    try:
        for delivery in deliveries:
            click.echo(f"{delivery}: {'waits again' if core.inbox.retry(delivery) else 'is not in quarantine'}")
        while core.pump.run_once():
            pass
    finally:
        core.db.close()


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


@cli.group()
def user() -> None:
    """People who sign in."""


def _accounts(settings: Settings) -> tuple[Any, Callable[[], None]]:
    from command_center.services.accounts import Accounts
    from command_center.store.users import Users
    from core import build_core

    core = build_core(settings)
    return Accounts(Users(core.db), core.reference.router.by_code), core.db.close


@user.command("add")
@click.argument("name")
@click.option(
    "--role", "roles", multiple=True, required=True, help="p3m, diskominfo, mayor, opd or admin; may be repeated."
)
@click.option("--opd", default="", help="Code of the department of a chief (role opd).")
@click.option("--email", default="", help="E-mail address to sign in with as well.")
@click.password_option(help="Asked for where it is not given.")
@click.pass_obj
def user_add(settings: Settings, name: str, roles: tuple[str, ...], opd: str, email: str, password: str) -> None:
    """Add a person."""
    accounts, close = _accounts(settings)
    try:
        accounts.add(name, password, roles, opd=opd, email=email, at=datetime.now(UTC))
    finally:
        close()
    click.echo(f"{name} may sign in at {settings.url}/masuk")


@user.command("list")
@click.pass_obj
def user_list(settings: Settings) -> None:
    """List people with their roles."""
    accounts, close = _accounts(settings)
    try:
        for each in accounts.everyone():
            state = "" if each.active else "  (disabled)"
            click.echo(f"{each.name:24} {','.join(sorted(each.roles))} {each.opd}{state}")
    finally:
        close()


@user.command("password")
@click.argument("name")
@click.password_option()
@click.pass_obj
def user_password(settings: Settings, name: str, password: str) -> None:
    """Give a person a new password; open sessions end."""
    accounts, close = _accounts(settings)
    try:
        accounts.set_password(name, password, datetime.now(UTC))
    finally:
        close()
    click.echo("Done.")


@user.command("disable")
@click.argument("name")
@click.pass_obj
def user_disable(settings: Settings, name: str) -> None:
    """Shut a person out; open sessions end."""
    accounts, close = _accounts(settings)
    try:
        accounts.disable(name)
    finally:
        close()
    click.echo("Done.")


@cli.group()
def wall() -> None:
    """Links of wall devices."""


@wall.command("add")
@click.argument("name")
@click.pass_obj
def wall_add(settings: Settings, name: str) -> None:
    """Make a link for one device; it is shown once."""
    from command_center.store.wall_links import WallLinks
    from core import build_core

    core = build_core(settings)
    try:
        token = WallLinks(core.db).create(name, datetime.now(UTC))
    finally:
        core.db.close()
    click.echo(f"{settings.url}/wall?link={token}")


@wall.command("list")
@click.pass_obj
def wall_list(settings: Settings) -> None:
    """List devices and when they were last seen."""
    from command_center.store.wall_links import WallLinks
    from core import build_core

    core = build_core(settings)
    try:
        for each in WallLinks(core.db).everyone():
            state = "revoked" if each.revoked_at else f"last seen {each.seen_at or 'never'}"
            click.echo(f"{each.id:4} {each.name:32} {state}")
    finally:
        core.db.close()


@wall.command("revoke")
@click.argument("link_id", type=int)
@click.pass_obj
def wall_revoke(settings: Settings, link_id: int) -> None:
    """Shut one device out, within five seconds."""
    from command_center.store.wall_links import WallLinks
    from core import build_core

    core = build_core(settings)
    try:
        WallLinks(core.db).revoke(link_id, datetime.now(UTC))
    finally:
        core.db.close()
    click.echo("Done.")


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
    from simulation.commands import replay, simulate

    cli.add_command(simulate)
    cli.add_command(replay)
    cli()


if __name__ == "__main__":
    main()
