"""What happens before the server listens: demo data for an empty database, demo sign-ins, and where to look."""

from datetime import UTC, datetime

import click

from command_center.services.accounts import Accounts
from command_center.store.users import Users
from core import Core
from layouts.pages import PAGES
from simulation.fill import fill_history

HISTORY_DAYS = 120


def prepare(core: Core) -> None:
    """Make ready what the first start needs; quick and without effect afterwards. Raises errors.CommandCenterError."""
    if core.db.dialect == "sqlite":
        # One process works on the inbox of a SQLite database: what is claimed now was claimed by one that died.
        core.inbox.release_claims()
    # Also without the demo: it then shuts the accounts that an earlier demo made.
    _accounts(core).ensure_demo_users(core.settings, _demo_opd(core), datetime.now(UTC))
    if core.settings.demo and not core.reports.any():
        fill(core)


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


def say_where(core: Core) -> None:
    """Print the pages there are and, in a demo, who may sign in."""
    settings = core.settings
    click.echo(f"\n{settings.service_name} · Command Center   {settings.url}\n")
    for page in PAGES:
        if "<" not in page.path:
            click.echo(f"  {settings.url + page.path:40} {', '.join(page.roles)}")
    click.echo(f"  {settings.url + '/masuk':40} sign in")
    if settings.demo:
        click.echo("\n  SIMULASI: everything shown is simulated (DEMO=0 starts empty, for real feeds). Demo sign-ins:")
        people = _accounts(core).ensure_demo_users(settings, _demo_opd(core), datetime.now(UTC))
        for name, password in people.items():
            click.echo(f"    {name:18} {password}")
    else:
        click.echo("\n  Add the first person:  .venv/bin/python manage.py user add NAME --role admin")
    click.echo("\n  Ctrl-C stops it.\n")


def _accounts(core: Core) -> Accounts:
    return Accounts(Users(core.db), core.reference.router.by_code)


def _demo_opd(core: Core) -> str:
    """The department that the demo's chief leads: the first of the city's list."""
    return core.reference.router.every[0].code
