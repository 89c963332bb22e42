"""Commands on alerts: what stands, acknowledge, silence as a person, and try a rule's ways out."""

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from command_center.settings import Settings
from program.commands.report import BY, acting_as

if TYPE_CHECKING:
    from program.core import Core

STATES = ("open", "acknowledged", "silenced", "ended")
COMMENT = click.option("--comment", required=True, help="What is done about it; no personal data of citizens.")


@click.group()
def alerts() -> None:
    """Alerts: list them, acknowledge or silence one as a person, try whether a rule's messages arrive."""


@alerts.command("list")
@click.option("--state", type=click.Choice(STATES), default="open", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a program.")
@click.pass_obj
def list_command(settings: Settings, state: str, as_json: bool) -> None:
    """Alerts of one state: number, severity, what, how many, why, and when each is told again."""
    from command_center.domain.alert_story import AlertFilter
    from command_center.domain.alerts import AlertState
    from command_center.store.alerts import Alerts
    from layouts.alerts.config import alert_config
    from layouts.alerts.message import data
    from layouts.alerts.sentences import again, title, why
    from layouts.i18n import words
    from program.core import now, opened

    with opened(settings) as core:
        at, config, said = now(), alert_config(core.reference, settings), words(settings.language)
        found = Alerts(core.db).listed(AlertFilter(frozenset({AlertState(state)})), at, 1000)
        if as_json:
            told = data(found, config, said, at)["alerts"]
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for alert in found:
            click.echo(f"{alert.id}  {alert.severity}  {title(alert, config, said)}")
            for line in (why(alert, config, said), *again(alert, config, said, at)):
                click.echo(f"    {line}")
        if not found:
            click.echo(f"No alert is {state}.")


@alerts.command("ack")
@click.argument("number", type=int)
@COMMENT
@BY
@click.pass_obj
def acknowledge(settings: Settings, number: int, comment: str, by: str) -> None:
    """NUMBER is looked after: nobody else is told of it, and what has not left is taken back."""
    from program.alerts import alerting
    from program.core import now

    with acting_as(settings, by) as (core, acting):
        _may_act(core, by)
        alerting(core).acknowledge(number, comment, acting, now())
        click.echo(f"{number}  acknowledged by {acting.name}")


@alerts.command("silence")
@click.argument("number", type=int)
@click.option("--until", default="", help="A moment in WIB such as 2026-11-30T08:00.")
@click.option("--hours", type=click.IntRange(1, 744), default=None, help="So many hours from now.")
@click.option("--morning", is_flag=True, help="Until the next working morning of the city's calendar.")
@COMMENT
@BY
@click.pass_obj
def silence(
    settings: Settings, number: int, until: str, hours: int | None, morning: bool, comment: str, by: str
) -> None:
    """Nobody is told of NUMBER until a moment; name its end by --until, --hours or --morning."""
    from command_center.domain.working_days import WIB
    from program.alerts import alerting
    from program.core import now

    if bool(until) + (hours is not None) + morning != 1:
        raise click.UsageError("a silence has one end: --until MOMENT, --hours N or --morning")
    end: datetime | None = now() + timedelta(hours=hours) if hours is not None else None
    if until:
        try:
            end = datetime.fromisoformat(until)
        except ValueError as error:
            raise click.UsageError(f"--until {until}: a moment reads like 2026-11-30T08:00") from error
        end = end if end.tzinfo is not None else end.replace(tzinfo=WIB)
    with acting_as(settings, by) as (core, acting):
        _may_act(core, by)
        alert = alerting(core).silence(number, end, comment, acting, now())
        if alert.silenced_until is not None:
            click.echo(f"{number}  silenced until {alert.silenced_until.astimezone(WIB):%Y-%m-%d %H:%M} WIB")


@alerts.command("test")
@click.argument("rule")
@click.pass_obj
def test(settings: Settings, rule: str) -> None:
    """Send a message that says that it is a test by every way of RULE, to whom it would be told now, and tell what became of it."""
    from program.alert_trial import alert_trial
    from program.core import opened

    with opened(settings) as core:
        lines = alert_trial(core, rule)
    for line in lines:
        click.echo(line.said)
    if any(line.bad for line in lines):
        raise click.exceptions.Exit(1)


def _may_act(core: "Core", by: str) -> None:
    """Raises click.UsageError for who reads alerts only."""
    from callbacks.alerts import MAY_ACT
    from command_center.store.users import Users
    from command_center.web.security.passwords import normal

    if not Users(core.db).named(normal(by)).roles & MAY_ACT:
        raise click.UsageError(f"--by {by}: acknowledging and silencing is for the roles {', '.join(sorted(MAY_ACT))}")
