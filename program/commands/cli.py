"""The command line: its group, and the commands that it walks."""

from typing import Any

import click

from command_center.errors import CommandCenterError, StoreUnavailable
from command_center.settings import read_settings
from program.commands.backup import backup, restore
from program.commands.boundaries import boundaries
from program.commands.briefing import briefing
from program.commands.calendar import calendar
from program.commands.checks import doctor, secrets, settings_command
from program.commands.deliveries import quarantine
from program.commands.export import export
from program.commands.imports import import_file
from program.commands.people import user, wall
from program.commands.serve import serve, work
from program.commands.tide import tide
from simulation.commands import replay, simulate
from simulation.post import ServerAway


class BadInput(click.ClickException):
    """What was given cannot be used: exit code 2, as for a wrong option."""

    exit_code = 2


class Commands(click.Group):
    """A group whose commands end with a plain sentence where the program says what is wrong: with exit code 2 where it
    is what was given, with 1 where the database, the server or the disk is.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (StoreUnavailable, ServerAway) as error:
            raise click.ClickException(str(error)) from error
        except CommandCenterError as error:
            raise BadInput(str(error)) from error
        except (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError) as error:
            raise BadInput(f"{error.filename}: {error.strerror}" if error.filename else str(error)) from error
        except OSError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Command Center of Lapor Hendi, the complaint service of Semarang."""
    from command_center.logs import set_up_logs
    from program.running_server import as_running

    settings = read_settings()
    set_up_logs(settings.log_level, settings.log_format)
    # A server is started with what is given; all else works with the one that runs.
    ctx.obj = settings if ctx.invoked_subcommand == "serve" else as_running(settings)


for command in (
    *(serve, work, import_file, export, doctor, user, wall, boundaries, quarantine, calendar, backup, restore),
    *(briefing, simulate, replay, secrets, settings_command, tide),
):
    cli.add_command(command)
