"""`manage.py report answer`, `settle` and `ask`: an answer to the citizen, without a browser, audited as the person named."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from command_center.domain.workflow import Status
from command_center.settings import Settings

if TYPE_CHECKING:
    from command_center.domain.acting import Acting
    from program.core import Core

WAYS = {
    "direct": "sent on the citizen's own channel",
    "template": "sent there by the approved template, since its window is over",
    "mail": "sent by mail",
    "page": "published on the status page: the channel takes no answer",
    "file": "waits for `manage.py sp4n followups`",
    "call": "waits for somebody to call back, and to say so with `manage.py report answered NUMBER`",
}
"""Way of an answer -> what the person who wrote it is told."""


def acting_as(core: "Core", name: str) -> "Acting":
    """The person of a sign-in name with all rights of it. Raises NotFound."""
    from command_center.domain.acting import acting_person
    from command_center.errors import NotFound
    from command_center.store.users import Users

    person = next((each for each in Users(core.db).every() if each.name == name), None)
    if person is None or not person.active:
        raise NotFound(f"--by {name}: there is no such person who may sign in; see `manage.py user list`")
    return acting_person(person.name, frozenset(person.roles), person.opd)


def _options(command: click.Command) -> click.Command:
    for option in (
        click.option("--text", required=True, help="What the citizen is told; {nomor}, {opd}, {tautan} are filled in."),
        click.option("--by", required=True, help="Who answers: a sign-in name; the audit keeps it."),
        click.option("--publish", is_flag=True, help="Put it on the status page, whatever the channel takes."),
    ):
        command = option(command)
    return command


@click.command("answer")
@click.argument("number")
@click.option("--whole-incident", is_flag=True, help="Answer all reporters of its incident, each on their own channel.")
@_options
@click.pass_obj
def answer(settings: Settings, number: str, text: str, by: str, publish: bool, whole_incident: bool) -> None:
    """Answer the reporter of NUMBER on the channel that they wrote on."""
    _write(settings, number, text, by, Status.ANSWERED, publish=publish, whole_incident=whole_incident)


@click.command("settle")
@click.argument("number")
@click.option("--whole-incident", is_flag=True, help="Settle the whole incident, each reporter on their own channel.")
@_options
@click.pass_obj
def settle(settings: Settings, number: str, text: str, by: str, publish: bool, whole_incident: bool) -> None:
    """Tell the reporter of NUMBER that it is done; the report is settled once the channel has taken it."""
    _write(settings, number, text, by, Status.SETTLED, publish=publish, whole_incident=whole_incident)


@click.command("ask")
@click.argument("number")
@_options
@click.pass_obj
def ask(settings: Settings, number: str, text: str, by: str, publish: bool) -> None:
    """Ask the reporter of NUMBER something: the report waits for them."""
    _write(settings, number, text, by, Status.INCOMPLETE, publish=publish, whole_incident=False)


@click.command("answered")
@click.argument("number")
@click.option("--by", required=True, help="Who called back: a sign-in name; the audit keeps it.")
@click.pass_obj
def answered(settings: Settings, number: str, by: str) -> None:
    """Say that somebody has told the reporter of NUMBER: called back, or put the answer into the other system."""
    from command_center.domain.outgoing import SendState
    from command_center.errors import Conflict
    from program.core import opened

    open_states = (SendState.WAITING, SendState.FAILED, SendState.UNSURE)
    with opened(settings) as core:
        report = core.reports.by_number(number)
        waiting = [each for each in core.answering.of_report(report.id) if each.state in open_states]
        if not waiting:
            raise Conflict(f"{number}: no answer waits to be told")
        core.answering.handed(waiting[-1].id, acting_as(core, by), datetime.now(UTC))
    click.echo(f"{number}: told to the citizen.")


@click.command("answers")
@click.argument("number")
@click.pass_obj
def answers(settings: Settings, number: str) -> None:
    """How it stands with the answers to NUMBER; no text is shown."""
    from command_center.domain.working_days import WIB
    from program.core import opened

    with opened(settings) as core:
        found = core.answering.of_report(core.reports.by_number(number).id)
    for each in found:
        at = each.at.astimezone(WIB)
        trouble = f"  {each.trouble}: {each.told}" if each.trouble else ""
        click.echo(f"{at:%Y-%m-%d %H:%M}  {each.by}  {each.status}  {each.route}  {each.state}{trouble}")
    if not found:
        click.echo(f"{number} was not answered yet.")


def _write(
    settings: Settings, number: str, text: str, by: str, status: Status, *, publish: bool, whole_incident: bool
) -> None:
    from program.core import opened

    with opened(settings) as core:
        acting, at = acting_as(core, by), datetime.now(UTC)
        report = core.reports.by_number(number)
        more = {"status": status, "publish": publish, "whole_incident": whole_incident}
        if whole_incident:
            for each in core.answering.previews(report.id, text, acting, at, **more):
                if not each.is_sent:
                    click.echo(f"{each.number}: not answered ({each.trouble})", err=True)
        numbers = {each.id: each.number for each in core.reports.all_of([report.id])} if not whole_incident else {}
        for each in core.answering.answer(report.id, text, acting, at, **more):
            click.echo(f"{numbers.get(each.report_id, number)}: {WAYS[str(each.way)]}")
