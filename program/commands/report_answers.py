"""`manage.py report answer`, `settle` and `ask`: an answer to the citizen, without a browser, audited as the person named."""

from collections.abc import Callable
from typing import Any

import click

from command_center.domain.answers import Answer
from command_center.domain.outgoing import Reach, ReachWay
from command_center.domain.trouble_words import IN_WORDS
from command_center.domain.workflow import Status
from command_center.settings import Settings
from program.commands.report import AT_OPD, BY, VERSION, acting_as, check_at, named, report

WAYS = {
    "direct": "goes out on the citizen's own channel: `manage.py report answers NUMBER` tells what became of it",
    "template": "goes out there by the approved template, since its window is over: `manage.py report answers NUMBER` tells what became of it",
    "mail": "goes out by mail: `manage.py report answers NUMBER` tells what became of it",
    "page": "published on the status page",
    "file": "waits for `manage.py sp4n followups`",
    "call": "waits for somebody to call back, and to say so with `manage.py report answered NUMBER`",
}
"""Way of an answer -> what the person who wrote it is told."""


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option(
            "--text",
            "--note",
            "text",
            required=True,
            help="What the citizen is told; {nomor}, {opd}, {tautan} are filled in.",
        ),
        AT_OPD,
        BY,
        VERSION,
        click.option("--publish", is_flag=True, help="Put it on the status page, whatever the channel takes."),
        click.option("--key", default="", help="A name of this answer: asked again under it, nothing is sent twice."),
    ):
        command = option(command)
    return command


@report.command("answer")
@click.argument("number")
@click.option("--whole-incident", is_flag=True, help="Answer all reporters of its incident, each on their own channel.")
@_options
@click.pass_obj
def answer(settings: Settings, /, number: str, **said: Any) -> None:
    """Answer the reporter of NUMBER on the channel that they wrote on."""
    _write(settings, number, Status.ANSWERED, **said)


@report.command("settle")
@click.argument("number")
@click.option("--whole-incident", is_flag=True, help="Settle the whole incident, each reporter on their own channel.")
@_options
@click.pass_obj
def settle(settings: Settings, /, number: str, **said: Any) -> None:
    """Tell the reporter of NUMBER that it is done; the report is settled once the channel has taken that."""
    _write(settings, number, Status.SETTLED, **said)


@report.command("ask")
@click.argument("number")
@_options
@click.pass_obj
def ask(settings: Settings, /, number: str, **said: Any) -> None:
    """Ask the reporter of NUMBER something: the report waits for them."""
    _write(settings, number, Status.INCOMPLETE, **said)


@report.command("answered")
@click.argument("number")
@BY
@click.pass_obj
def answered(settings: Settings, number: str, by: str) -> None:
    """Say that somebody has told the reporter of NUMBER: called back, or put the answer into the other system."""
    from command_center.domain.outgoing import SendState
    from command_center.errors import Conflict
    from program.core import now

    open_states = (SendState.WAITING, SendState.FAILED, SendState.UNSURE)
    with acting_as(settings, by) as (core, acting):
        found = named(core, number)
        waiting = [each for each in core.answering.of_report(found.id) if each.state in open_states]
        if not waiting:
            raise Conflict(f"{found.number}: no answer waits to be told")
        core.answering.handed(waiting[-1].id, acting, now())
        click.echo(f"{found.number}: told to the citizen, {core.reports.by_number(found.number).status}")


@report.command("answers")
@click.argument("number")
@click.pass_obj
def answers(settings: Settings, number: str) -> None:
    """How it stands with the answers to NUMBER; no text is shown."""
    from command_center.domain.working_days import WIB
    from program.core import opened

    with opened(settings) as core:
        found = core.answering.of_report(named(core, number).id)
    for each in found:
        at = each.at.astimezone(WIB)
        trouble = f"  {IN_WORDS[each.trouble]} {each.told}".rstrip() if each.trouble else ""
        click.echo(f"{each.id}  {at:%Y-%m-%d %H:%M} WIB  {each.by}  {each.status}  {each.route}  {each.state}{trouble}")
    if not found:
        click.echo("Not answered yet.")


def _write(
    settings: Settings,
    number: str,
    status: Status,
    *,
    text: str,
    opd: str,
    by: str,
    version: int | None,
    publish: bool,
    key: str,
    whole_incident: bool = False,
) -> None:
    from command_center.casework.answering import answer_key
    from program.core import now

    with acting_as(settings, by) as (core, acting):
        found, at = named(core, number), now()
        check_at(found, opd)
        previews = core.answering.previews(
            found.id, text, acting, at, status=status, publish=publish, whole_incident=whole_incident
        )
        written = core.answering.answer(
            found.id,
            text,
            acting,
            at,
            status=status,
            version=version,
            publish=publish,
            whole_incident=whole_incident,
            key=answer_key(key) if key else "",
        )
        told = {each.report_id: each for each in previews}
        for made in written:
            click.echo(f"{told[made.report_id].number}: {_way(made, told[made.report_id].reach)}")
        sent = {each.report_id for each in written}
        for each in previews:
            if each.report_id not in sent:
                click.echo(f"{each.number}: gets no answer: {IN_WORDS[each.trouble]}", err=True)


def _way(made: Answer, reach: Reach) -> str:
    """How an answer goes, and why it does not go to the citizen's own channel."""
    said = WAYS[made.way]
    if made.way is not ReachWay.PAGE or not reach.trouble:
        return said
    missing = f" ({', '.join(reach.missing)} not set)" if reach.missing else ""
    return f"{said}: {IN_WORDS[reach.trouble]}{missing}"
