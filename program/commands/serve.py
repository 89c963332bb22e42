"""Commands that run until they are stopped: the server, and a worker beside it."""

import sys

import click

from command_center.settings import Settings

KILLED_SECONDS = 3.0
"""How long a server that was just killed may take until it has let go of its data."""


@click.command()
@click.pass_obj
def serve(settings: Settings) -> None:
    """Start everything in one process: web server, intake, live push, deadline watch.

    A second, small process starts it again should it die.
    """
    from program.keeper import KeptServer, keep

    def run(kept: KeptServer) -> None:
        from program.arenas import few_arenas

        # Before any thread: each gets its arena when it first asks for memory.
        few_arenas()

        from program.composition import begin, end
        from program.core import build_core
        from program.running_server import note_address
        from program.serving import Server, leave
        from program.startup import prepare, say_where
        from program.var_lock import DataLock

        core = build_core(settings)
        try:
            only = core.db.file and DataLock(core.db.file.with_name(core.db.file.name + ".server"))
            if only:
                # Held until this process ends, however it ends.
                only.hold(
                    f"another server works on {core.db.file}: stop it, or give this one data of its own with VAR_DIR "
                    "(several servers on the same data need PostgreSQL, DATABASE_URL)",
                    patience=KILLED_SECONDS,
                )
            prepare(core)
            say_where(core)
        except BaseException:
            core.close()
            raise
        server = Server(settings, lambda: begin(core), end)
        server.stop_on_signals()

        noted: list[DataLock] = []

        def listening() -> None:
            noted.append(note_address(settings))
            kept.serving()

        server.run(listening, kept.wanted)
        leave(0)

    sys.exit(keep(run))


@click.command()
@click.pass_obj
def work(settings: Settings) -> None:
    """Only work on the inbox and the outbox (more of these may run beside `serve` on PostgreSQL)."""
    import signal

    from command_center.casework.relocate import follow_imports
    from program.background import Background
    from program.core import now, opened

    ends = {signal.SIGINT, signal.SIGTERM}
    # Before any thread starts, so that none of them takes the signal for itself.
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with opened(settings) as core:
        core.in_use()
        background = Background()
        background.start("inbox worker", lambda stop: core.worker.run_messages(stop, core.db.changes))
        background.start("file worker", lambda stop: core.worker.run_files(stop, core.db.changes))
        background.start("outbox", lambda stop: core.outbox_worker.run(stop, core.db.changes))
        background.start("boundaries", lambda stop: follow_imports(core.boundaries, core.reports, now, stop))
        click.echo("Working on the inbox and the outbox; Ctrl-C ends it.")
        signal.sigwait(ends)
        background.end()
