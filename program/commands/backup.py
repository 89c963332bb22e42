"""Commands that keep a copy of all data, and bring it back."""

from datetime import UTC, datetime
from pathlib import Path

import click

from command_center.settings import Settings

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--overwrite", is_flag=True, help="Replace FILE where it exists, once the new backup is whole.")
@click.pass_obj
def backup(settings: Settings, file: Path, overwrite: bool) -> None:
    """Copy the whole database into FILE, also while the server runs, and check the copy.

    SQLite: one database file. PostgreSQL: a dump of pg_dump. A plain copy of the SQLite file lacks the newest reports.
    """
    from command_center.store import backup_postgres, backup_sqlite
    from command_center.store.db import Database

    db = Database(settings.database)
    try:
        if db.file is not None:
            with click.progressbar(length=1, label="Copying") as bar:
                held = backup_sqlite.back_up(
                    db.file, file, overwrite=overwrite, progress=lambda done, whole: _show(bar, done, whole)
                )
        else:
            held = backup_postgres.back_up(db, file, overwrite=overwrite)
    finally:
        db.close()
    click.echo(f"{file}: {held}. Checked.")
    click.echo(
        f"It holds personal data: keep it where only you can read it. Not in it: {settings.var_dir}/secret_key, "
        f"{settings.var_dir}/boundaries and the .env file; they change rarely, keep a copy of each."
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Also where the database holds reports: they are kept beside.")
@click.pass_obj
def restore(settings: Settings, file: Path, replace: bool) -> None:
    """Put the backup FILE in the place of the data, while nothing runs.

    The former data stay beside, and tracking numbers go on behind the highest ever given.
    """
    from program.restoring import restore as put_back

    done = put_back(settings, file, datetime.now(UTC), replace=replace)
    click.echo(f"Restored: {done.held}.")
    if done.plain_copy:
        click.echo(
            f"{file} is a plain copy of a database in use, without its log ({file.name}-wal): its newest reports may be "
            "missing. Where you have that log, put it beside and restore again; `manage.py backup` makes a whole copy.",
            err=True,
        )
    if done.aside:
        click.echo(f"The former data are kept: {done.aside}")
    for name, number in sorted(done.numbers.items()):
        year = name.rpartition("-")[2]
        click.echo(f"The next tracking number of {year} is LH-{year}-{number + 1:06d}.")
    if done.doubted:
        click.echo(
            f"{done.doubted} answers or letters waited in it and may have been sent since: none is sent by itself; the desk "
            "shows them, and a person decides."
        )
    if done.guessed:
        click.echo(
            "Nobody here knows which numbers were given after the backup: many are left out, so that none is given twice."
        )


def _show(bar: "click._termui_impl.ProgressBar[int]", done: int, whole: int) -> None:
    bar.length = max(whole, 1)
    bar.update(done - bar.pos)
