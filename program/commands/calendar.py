"""Commands about the working-day calendar: what it knows, and counting open deadlines anew after a decree."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from command_center.domain.recount import MovedDeadline
from command_center.domain.working_days import WIB
from command_center.settings import Settings

SHOWN = 200
"""Deadlines that are listed unasked."""


@click.group()
def calendar() -> None:
    """Working days, and deadlines after a decree."""


@calendar.command("show")
@click.argument("year", type=click.IntRange(1990, 2200), required=False)
@click.pass_obj
def show(settings: Settings, year: int | None) -> None:
    """The days off of YEAR (this one where none is given), and until when they are final."""
    from command_center.reference.load import load_reference

    known = load_reference(settings.city_dir).calendar
    year = year or datetime.now(WIB).year
    if not known.first_year <= year <= known.last_year:
        raise click.ClickException(
            f"the calendar knows the days off of {known.first_year} to {known.last_year}: outside them only Saturdays and "
            "Sundays are free. Change first_year and last_year in holidays.toml (CITY_DIR)"
        )
    for day, name in sorted(known.days_off.items()):
        if day.year == year:
            click.echo(f"{day:%Y-%m-%d}  {name.id}{'  (provisional)' if known.is_provisional(day) else ''}")
    click.echo(f"Calendar {known.version}. Days off are final until {known.complete_until}.")


@calendar.command("apply")
@click.option("--by", default="", help="Who answers for it: the sign-in name of a person of this installation.")
@click.option("--reason", default="", help="The decree, as it shall be read later.")
@click.option("--dry-run", is_flag=True, help="Only show what would move.")
@click.option("--all", "every", is_flag=True, help=f"List every deadline, not {SHOWN} at most.")
@click.pass_obj
def apply_command(settings: Settings, by: str, reason: str, dry_run: bool, every: bool) -> None:
    """Count the deadlines of open reports anew with the calendar of today, in one act that keeps both dates.

    Deadlines are fixed when a report is taken; a decree that moves days off later changes them by this act alone.
    """
    from command_center.casework import recount
    from command_center.store.recounts import Recounts
    from command_center.store.users import Users
    from program.core import opened

    with opened(settings) as core:
        reference = core.reference
        found = recount.preview(core.reports, reference.policies, reference.calendar)
        _list(found.moved, every=every)
        for number in found.unknown_policy:
            click.echo(f"{number}: its policy is none of the city's any more; its deadlines stay", err=True)
        if not found.moved:
            click.echo("No open deadline moves: there is nothing to apply.")
            return
        _sum_up(found.moved, datetime.now(UTC))
        if dry_run:
            click.echo("Nothing was changed (--dry-run).")
            return
        if not reason.strip() or not by.strip():
            raise click.UsageError(
                'an act names who answers for it and the decree: --by NAME --reason "SKB ... 2026" (or --dry-run)'
            )
        if Users(core.db).find(by) is None:
            raise click.UsageError(f"--by {by}: there is no such person; `manage.py user list` shows who there is")
        reports = len({each.report_id for each in found.moved})
        with click.progressbar(length=reports, label="Counting anew") as bar:
            act, done = recount.apply(
                core.reports,
                Recounts(core.db),
                reference.policies,
                reference.calendar,
                now=datetime.now(UTC),
                by=by,
                reason=reason.strip(),
                progress=bar.update,
            )
        click.echo(
            f"Act {act}: the deadlines of {done} reports were moved. `manage.py calendar acts {act}` shows them."
        )


@calendar.command("acts")
@click.argument("act", type=int, required=False)
@click.pass_obj
def acts(settings: Settings, act: int | None) -> None:
    """The acts so far, or both dates of every deadline that ACT moved."""
    from command_center.store.recounts import Recounts
    from program.core import opened

    with opened(settings) as core:
        recounts = Recounts(core.db)
        known = recounts.every()
        if act is None:
            for each in known:
                click.echo(
                    f"{each.id}  {each.at.astimezone(WIB):%Y-%m-%d %H:%M} WIB  {each.by}  {each.deadlines} deadlines  {each.reason}"
                )
            if not known:
                click.echo("No deadline was ever counted anew.")
            return
        if act not in {each.id for each in known}:
            raise click.ClickException(f"there is no act {act}; `manage.py calendar acts` lists them")
        _list(recounts.of_act(act), every=True)


def _list(moved: Sequence[MovedDeadline], *, every: bool) -> None:
    for each in moved if every else moved[:SHOWN]:
        click.echo(f"{each.number}  {each.stage:8} {_wib(each.before)} -> {_wib(each.after)}")
    if not every and len(moved) > SHOWN:
        click.echo(f"... and {len(moved) - SHOWN} more: --all lists them")


def _sum_up(moved: Sequence[MovedDeadline], now: datetime) -> None:
    ways = Counter("later" if each.after > each.before else "earlier" for each in moved)
    reports = len({each.report_id for each in moved})
    click.echo(f"{len(moved)} deadlines of {reports} reports move: {ways['later']} later, {ways['earlier']} earlier.")
    if at_once := sum(each.after < now <= each.before for each in moved):
        click.echo(f"{at_once} of them would have passed at once.", err=True)


def _wib(moment: datetime) -> str:
    return f"{moment.astimezone(WIB):%a %Y-%m-%d %H:%M} WIB"
