"""Commands that work on one report, as the person who is named: the acts of the desk for scripts and other systems."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from command_center.domain.acting import Acting, Actor, acting_person
from command_center.domain.acts import Act, ActKind
from command_center.settings import Settings

if TYPE_CHECKING:
    from program.core import Core

BY = click.option("--by", required=True, help="Sign-in name of the person who answers for it.")
NOTE = click.option("--text", "--note", "note", default="", help="The instruction or the reason.")
VERSION = click.option(
    "--version", type=click.IntRange(1), default=None, help="Refuse where the report is not of this version any more."
)


@click.group()
def report() -> None:
    """One report: show it, verify, forward, answer, settle, merge, split it, as a person of this installation."""


@contextmanager
def acting_as(settings: Settings, by: str) -> Iterator[tuple["Core", Acting]]:
    """The core, and the person as whom something is done. Raises click.UsageError for who may not sign in."""
    from command_center.store.users import Users
    from command_center.web.security.passwords import normal
    from program.core import opened

    with opened(settings) as core:
        user = Users(core.db).find(normal(by))
        if user is None or not user.active:
            raise click.UsageError(
                f"--by {by}: there is no such person who may sign in; `manage.py user list` shows them"
            )
        yield core, acting_person(user.name, user.roles, user.opd)


@report.command("show")
@click.argument("number")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a program.")
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool) -> None:
    """What is known of NUMBER: where it stands, its deadlines, its history. Neither name nor contact of its sender."""
    from command_center.casework.report_sheet import report_sheet
    from program.core import opened

    with opened(settings) as core:
        sheet = report_sheet(core.reports, core.reference, tidy(number))
    click.echo(json.dumps(sheet, ensure_ascii=False, indent=2) if as_json else "\n".join(lines_of(sheet)))


@report.command("code")
@click.argument("number")
@BY
@click.pass_obj
def code(settings: Settings, number: str, by: str) -> None:
    """The code of the receipt of NUMBER, for a citizen who has lost it; who asks for it stands in the audit."""
    from command_center.store.audit import Audit, AuditEntry
    from program.core import now

    with acting_as(settings, by) as (core, acting):
        if Actor.P3M not in acting.actors:
            raise click.UsageError(f"--by {by}: codes are given out by P3M")
        found = core.reports.by_number(tidy(number))
        Audit(core.db).note(AuditEntry(now(), acting.name, "code.reveal", found.number, found.id))
        click.echo(core.codes.code_of(found.number))


@report.command("verify")
@click.argument("number")
@NOTE
@BY
@VERSION
@click.pass_obj
def verify(settings: Settings, number: str, note: str, by: str, version: int | None) -> None:
    """P3M has read NUMBER and takes what was found of it."""
    _act(settings, ActKind.VERIFY, number, by, version, note=note)


@report.command("defer")
@click.argument("number")
@NOTE
@BY
@VERSION
@click.pass_obj
def defer(settings: Settings, number: str, note: str, by: str, version: int | None) -> None:
    """Put NUMBER off, with the reason."""
    _act(settings, ActKind.DEFER, number, by, version, note=note)


@report.command("not-ours")
@click.argument("number")
@click.option(
    "--level", type=click.Choice(["province", "nation"]), default=None, help="Whose it is, where that is known."
)
@NOTE
@BY
@VERSION
@click.pass_obj
def not_ours(settings: Settings, number: str, level: str | None, note: str, by: str, version: int | None) -> None:
    """NUMBER is not for the city, with the reason."""
    _act(settings, ActKind.NOT_OURS, number, by, version, note=note, level=level or "")


@report.command("archive")
@click.argument("number")
@NOTE
@BY
@VERSION
@click.pass_obj
def archive(settings: Settings, number: str, note: str, by: str, version: int | None) -> None:
    """Close NUMBER without work on it, with the reason."""
    _act(settings, ActKind.ARCHIVE, number, by, version, note=note)


@report.command("forward")
@click.argument("number")
@click.option("--opd", default="", help="Code of the department; the one that was found where none is given.")
@NOTE
@BY
@VERSION
@click.pass_obj
def forward(settings: Settings, number: str, opd: str, note: str, by: str, version: int | None) -> None:
    """Forward NUMBER to a department, with an instruction."""
    _act(settings, ActKind.FORWARD, number, by, version, note=note, opd=opd)


@report.command("return")
@click.argument("number")
@NOTE
@BY
@VERSION
@click.pass_obj
def hand_back(settings: Settings, number: str, note: str, by: str, version: int | None) -> None:
    """A department hands NUMBER back to P3M, with the reason."""
    _act(settings, ActKind.RETURN, number, by, version, note=note)


@report.command("reopen")
@click.argument("number")
@NOTE
@BY
@VERSION
@click.pass_obj
def reopen(settings: Settings, number: str, note: str, by: str, version: int | None) -> None:
    """Work on NUMBER goes on though it was closed, with the reason."""
    _act(settings, ActKind.REOPEN, number, by, version, note=note)


@report.command("extend")
@click.argument("number")
@NOTE
@BY
@VERSION
@click.pass_obj
def extend(settings: Settings, number: str, note: str, by: str, version: int | None) -> None:
    """Give NUMBER the longer term to be settled that its policy has, with the reason."""
    _act(settings, ActKind.EXTEND, number, by, version, note=note)


@report.command("correct")
@click.argument("number")
@click.option("--category", default="", help="Code of the category.")
@click.option("--kelurahan", default="", help="Code of the kelurahan.")
@click.option("--lat", type=float, default=None)
@click.option("--lon", type=float, default=None)
@click.option("--opd", default="", help="Code of the department.")
@click.option("--class", "report_class", default="", help="complaint, aspiration or information.")
@click.option("--visibility", default="", help="public, anonim or rahasia.")
@click.option(
    "--policy",
    default="",
    help="Code of the policy of its deadlines, such as sp4n: they are counted anew from the receipt.",
)
@BY
@VERSION
@click.pass_obj
def correct(
    settings: Settings, /, number: str, by: str, version: int | None, lat: float | None, lon: float | None, **more: str
) -> None:
    """Say what NUMBER is about, where, whose, of which class, who may see it, and by which policy its deadlines run."""
    from command_center.domain.inbound import Position

    if (lat is None) != (lon is None):
        raise click.UsageError("a place takes both --lat and --lon")
    place = Position(lat, lon) if lat is not None and lon is not None else None
    _act(settings, ActKind.CORRECT, number, by, version, position=place, **more)


@report.command("merge")
@click.argument("number")
@click.argument("others", nargs=-1)
@click.option("--into", "--with", "into", multiple=True, help="A report that it is one thing with; may be repeated.")
@BY
@VERSION
@click.pass_obj
def merge(
    settings: Settings, number: str, others: tuple[str, ...], into: tuple[str, ...], by: str, version: int | None
) -> None:
    """Put NUMBER into one incident with other reports. Each keeps its number, its clock and its answer."""
    named = list(dict.fromkeys(map(tidy, (*others, *into))))
    if not named:
        raise click.UsageError("name the report that it is one thing with: report merge NUMBER OTHER --by NAME")
    with acting_as(settings, by) as (core, acting):
        ids = tuple(core.reports.by_number(each).id for each in named)
        _done(core, acting, tidy(number), Act(ActKind.MERGE, 0, version, others=ids))


@report.command("split")
@click.argument("number")
@click.option("--message", default="", help="Id of a message, as the channel gave it: it becomes a report of its own.")
@BY
@VERSION
@click.pass_obj
def split(settings: Settings, number: str, message: str, by: str, version: int | None) -> None:
    """Take NUMBER out of its incident, or with --message a message out of NUMBER."""
    with acting_as(settings, by) as (core, acting):
        act = Act(ActKind.SPLIT, 0, version)
        if message:
            found = core.reports.by_number(tidy(number))
            keys = [each.key for each in core.reports.messages(found.id) if each.key[2] == message]
            if not keys:
                raise click.UsageError(f"--message {message}: {found.number} has no message with that id")
            act = Act(ActKind.SPLIT_MESSAGE, 0, version, message=keys[0])
        _done(core, acting, tidy(number), act)


def _act(settings: Settings, kind: ActKind, number: str, by: str, version: int | None, **more: Any) -> None:
    with acting_as(settings, by) as (core, acting):
        _done(core, acting, tidy(number), Act(kind, 0, version, **more))


def _done(core: "Core", acting: Acting, number: str, act: Act) -> None:
    from dataclasses import replace

    from program.core import now

    found = core.reports.by_number(number)
    (done,) = core.handling.do([replace(act, report_id=found.id)], acting, now())
    after = core.reports.by_number(number)
    click.echo(f"{done.number}  {after.status}  {after.assignment.opd}  version {done.version}")
    if done.made is not None:
        (made,) = core.reports.all_after(done.made - 1, 1)
        click.echo(f"{made.number}  {made.status}  {made.assignment.opd}  version {made.version}")


def tidy(number: str) -> str:
    """A tracking number as it is kept."""
    return number.strip().upper()


def lines_of(sheet: Mapping[str, Any]) -> list[str]:
    """The sheet for a terminal."""
    place = sheet["kelurahan_name"] or sheet["kelurahan"] or "place unknown"
    found = [
        f"{sheet['number']}  {sheet['status']}  {sheet['class']}, {sheet['visibility']}, version {sheet['version']}",
        f"received   {_time(sheet['received_at'])} by {sheet['channel']}, {sheet['messages']} messages, {sheet['pictures']} pictures",
        f"category   {sheet['category']}{' (doubtful)' if sheet['doubtful'] else ''}",
        f"place      {place}",
        f"opd        {sheet['opd']}",
        f"text       {sheet['text']}",
    ]
    if sheet["retracted"]:
        found.append("withdrawn  by who sent it: nothing is done with it any more")
    deadlines = sheet["deadlines"]
    for stage, each in deadlines["stages"].items():
        due = f"due {_time(each['due'])}" if each["due"] else "no deadline"
        late = ", passed unmet" if deadlines["breached"] == stage else ""
        reached = f", reached {_time(each['reached'])}" if each["reached"] else ""
        found.append(
            f"{stage:10} {due}{' (provisional)' if each['provisional'] else ''}{reached}{late} ({deadlines['policy']})"
        )
    if sheet["incident"]:
        found.append(f"incident   {sheet['incident']['id']}, with {', '.join(sheet['incident']['with']) or 'nobody'}")
    if sheet["possible_duplicate_of"]:
        found.append(f"perhaps    the same as {sheet['possible_duplicate_of']}")
    found += [f"proposed   {each['field']}: {each['old']} -> {each['proposed']}" for each in sheet["proposals"]]
    for step in sheet["history"]:
        undone = " (undone)" if step["undone"] else ""
        said = f": {step['note']}" if step["note"] else ""
        found.append(f"{_time(step['at'])}  {step['by']}  {step['status']} {step['opd']}{undone}{said}".rstrip())
    return found


def _time(text: str) -> str:
    return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M} WIB"
