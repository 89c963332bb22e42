"""What happens before the server listens: demo data for an empty database, demo sign-ins, and where to look."""

from datetime import UTC, datetime

import click

from command_center.errors import BadSetting
from command_center.store.users import Users
from command_center.web.security.accounts import Accounts
from data_sources.open311_form import keys_of
from data_sources.registry import listeners
from program.core import Core
from program.pages import PAGES
from program.serving import listen
from program.unknown_settings import unknown_in
from simulation.fill import fill_history

HISTORY_DAYS = 120
HISTORY = "simulated history"


def prepare(core: Core) -> None:
    """Make ready what the first start needs; quick and without effect afterwards. Raises errors.CommandCenterError."""
    _check_address(core.settings.host, core.settings.port)
    if core.db.dialect == "sqlite":
        # One process works on the inbox of a SQLite database: what is claimed now was claimed by one that died.
        core.inbox.release_claims()
    if core.settings.demo and core.reports.any_real():
        raise BadSetting(
            "DEMO=1 would let simulated staff work on real reports: this database has some. Start with DEMO=0 "
            "(make run DEMO=0), or give the demo a folder of its own with VAR_DIR."
        )
    # Also without the demo: it then shuts the accounts that an earlier demo made.
    _accounts(core).ensure_demo_users(core.settings, _demo_opd(core), datetime.now(UTC))
    if core.settings.demo and not core.reports.any():
        fill(core)
    elif core.settings.demo and not core.reports.recall(HISTORY):
        raise BadSetting(
            f"the first start was stopped while it filled the history: delete {core.settings.var_dir} and start again"
        )
    # What is only found wrong when it is used is found before the server starts.
    listeners(core.channels, core.inbox.put)
    keys_of(core.channels)


def _check_address(host: str, port: int) -> None:
    """Raises BadSetting where the server cannot listen there."""
    told = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        listen(host, port).close()
    except OSError as error:
        raise BadSetting(
            f"cannot listen on {told} ({error.strerror or error}): choose another with PORT (and HOST), "
            f"for example PORT={port % 65535 + 1} make run"
        ) from error


def fill(core: Core) -> None:
    """Store the simulated history, with a progress bar."""
    with click.progressbar(length=100, label=f"SIMULASI: {HISTORY_DAYS} days of history") as bar:
        fill_history(
            core.reference,
            core.channels,
            core.intake,
            core.triage,
            core.reports,
            datetime.now(UTC),
            HISTORY_DAYS,
            bar.update,
        )
    core.reports.remember(HISTORY, datetime.now(UTC).isoformat())


def say_where(core: Core) -> None:
    """Print the pages there are and, in a demo, who may sign in."""
    settings = core.settings
    for told in unknown_in():
        click.echo(f".env: {told}", err=True)
    click.echo(f"\n{settings.service_name} · Command Center   {settings.url}\n")
    for page in PAGES:
        if (page.entry or "<" not in page.path) and (settings.demo or not page.only_demo):
            # A page of which there are many leads everybody to the own one.
            click.echo(f"  {settings.url + page.path.partition('/<')[0]:40} {', '.join(page.roles)}")
    click.echo(f"  {settings.url + '/masuk':40} sign in")
    if settings.demo:
        click.echo("\n  SIMULASI: everything shown is simulated (DEMO=0 starts empty, for real feeds). Demo sign-ins:")
        people = _accounts(core).ensure_demo_users(settings, _demo_opd(core), datetime.now(UTC))
        for name, password in people.items():
            click.echo(f"    {name:18} {password}")
    else:
        if core.reports.any_simulated():
            click.echo(
                "\n  This database holds simulated reports, and says SIMULASI: give the real one a folder with VAR_DIR."
            )
        click.echo("\n  Add the first person:  .venv/bin/python manage.py user add NAME --role admin")
    click.echo("\n  Ctrl-C stops it.\n")


def _accounts(core: Core) -> Accounts:
    return Accounts(Users(core.db), core.reference.router.by_code)


def _demo_opd(core: Core) -> str:
    """The department that the demo's chief leads: the first of the city's list."""
    return core.reference.router.every[0].code
