"""The command line: its group, and the commands that it walks."""

from typing import Any

import click

from command_center.errors import CommandCenterError
from command_center.settings import read_settings
from program.commands.backup import backup, restore
from program.commands.boundaries import boundaries
from program.commands.calendar import calendar
from program.commands.checks import doctor, secrets, settings_command
from program.commands.deliveries import import_file, quarantine
from program.commands.export import export
from program.commands.people import user, wall
from program.commands.serve import serve, work
from simulation.commands import replay, simulate


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


for command in (
    *(serve, work, import_file, export, doctor, user, wall, boundaries, quarantine, calendar, backup, restore),
    *(simulate, replay, secrets, settings_command),
):
    cli.add_command(command)
