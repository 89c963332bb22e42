"""Commands that run until they are stopped: the server, and a worker beside it."""

import sys

import click

from command_center.settings import Settings


@click.command()
@click.pass_obj
def serve(settings: Settings) -> None:
    """Start everything in one process: web server, intake, live push, deadline watch.

    A second, small process starts it again should it die.
    """
    from program.keeper import Kept, keep

    def run(kept: Kept) -> None:
        from program.composition import create_app, end
        from program.core import opened
        from program.serving import Server, leave
        from program.startup import prepare, say_where

        with opened(settings) as core:
            prepare(core)
            say_where(core)
        server = Server(settings, lambda: create_app(settings), end)
        server.stop_on_signals()
        server.run(kept.serving, kept.wanted)
        leave(0)

    sys.exit(keep(run))


@click.command()
@click.pass_obj
def work(settings: Settings) -> None:
    """Only work on the inbox (more of these may run beside `serve` on PostgreSQL)."""
    import signal

    from program.background import Background
    from program.core import opened

    ends = {signal.SIGINT, signal.SIGTERM}
    # Before any thread starts, so that none of them takes the signal for itself.
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with opened(settings) as core:
        background = Background()
        background.start("inbox worker", lambda stop: core.worker.run(stop, core.db.changes))
        click.echo("Working on the inbox; Ctrl-C ends it.")
        signal.sigwait(ends)
        background.end()
