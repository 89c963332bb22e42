"""The command line: its group, and where each command stands.

A command is imported when it is run, and with it what it needs: the process that keeps the server stays small, and each
command starts quickly.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from command_center.errors import CommandCenterError, ServerAway, StoreUnavailable
from command_center.settings import read_settings

COMMANDS: Mapping[str, tuple[str, str]] = {
    "serve": ("program.commands.serve", "serve"),
    "work": ("program.commands.serve", "work"),
    "import": ("program.commands.imports", "import_file"),
    "export": ("program.commands.export", "export"),
    "doctor": ("program.commands.checks", "doctor"),
    "user": ("program.commands.people", "user"),
    "audit": ("program.commands.audit", "audit"),
    "wall": ("program.commands.walls", "wall"),
    "boundaries": ("program.commands.boundaries", "boundaries"),
    "quarantine": ("program.commands.deliveries", "quarantine"),
    "calendar": ("program.commands.calendar", "calendar"),
    "deadline": ("program.commands.deadline", "deadline"),
    "backup": ("program.commands.backup", "backup"),
    "restore": ("program.commands.backup", "restore"),
    "briefing": ("program.commands.briefing", "briefing"),
    "sp4n": ("program.commands.sp4n", "sp4n"),
    "simulate": ("simulation.commands", "simulate"),
    "replay": ("simulation.commands", "replay"),
    "secrets": ("program.commands.checks", "secrets"),
    "settings": ("program.commands.checks", "settings_command"),
    "key": ("program.commands.keys", "key"),
    "learn": ("program.commands.learn", "learn"),
    "report": ("program.commands.report_answers", "report"),
    "alerts": ("program.commands.alerts", "alerts"),
    "tide": ("program.commands.tide", "tide"),
}
"""Name of a command -> its module and its name there."""


class BadInput(click.ClickException):
    """What was given cannot be used: exit code 2, as for a wrong option."""

    exit_code = 2


class Commands(click.Group):
    """A group whose commands end with a plain sentence where the program says what is wrong: with exit code 2 where it
    is what was given, with 1 where the database, the server or the disk is.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, for the help."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now; None for a name that there is not."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

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

    settings = read_settings()
    set_up_logs(settings.log_level, settings.log_format)
    # A server is started with what is given; all else works with the one that runs.
    if ctx.invoked_subcommand != "serve":
        from program.running_server import as_running

        settings = as_running(settings)
    ctx.obj = settings
