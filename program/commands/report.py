"""Commands that work on one report, as the person who is named: the acts of the desk for scripts and other systems."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from command_center.domain.acting import SYSTEM, Acting, Actor, acting_person
from command_center.domain.acts import Act, ActKind
from command_center.domain.opd import opd_as_typed
from command_center.domain.report import Report
from command_center.domain.tracking_code import number_as_typed
from command_center.domain.working_days import wib_day
from command_center.settings import Settings

if TYPE_CHECKING:
    from program.core import Core

BY = click.option("--by", metavar="NAME", default="", help="Sign-in name of the person who answers for it.")
NOTE = click.option("--text", "--note", "note", default="", help="The instruction or the reason.")
WHY = click.option("--text", "--note", "note", default="", help="The reason; it stands in the history of the report.")
AT_OPD = click.option(
    "--opd", metavar="CODE", default="", help="Refuse where the report is at another department than this one."
)
VERSION = click.option(
    "--version", type=click.IntRange(1), default=None, help="Refuse where the report is not of this version any more."
)
COUNT_DIGITS = 6
"""Digits of the count at the end of a tracking number."""


@click.group()
def report() -> None:
    """One report: show it, verify, forward, answer, settle, merge, split it, as a person of this installation."""


@contextmanager
def acting_as(settings: Settings, by: str) -> Iterator[tuple["Core", Acting]]:
    """The core, and the person as whom something is done. Raises click.UsageError for nobody and who may not sign in."""
    from command_center.store.users import Users
    from command_center.web.security.passwords import normal
    from program.core import opened

    if not by:
        raise click.UsageError("say who answers for it: --by NAME; `manage.py user list` shows who there is")
    with opened(settings) as core:
        user = Users(core.db).find(normal(by))
        if user is None:
            raise click.UsageError(f"--by {by}: there is no such person; `manage.py user list` shows who there is")
        if not user.active:
            raise click.UsageError(
                f"--by {by}: may not sign in any more; `manage.py user enable {user.name}` changes that"
            )
        yield core, acting_person(user.name, user.roles, user.opd)


@contextmanager
def _at_the_server(settings: Settings) -> Iterator[tuple["Core", Acting]]:
    """The core, for who may look at anything here and named nobody."""
    from program.core import opened

    with opened(settings) as core:
        yield core, SYSTEM


@report.command("show")
@click.argument("number")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a program.")
@click.option("--by", metavar="NAME", default="", help="Only where this person may act on it.")
@AT_OPD
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool, by: str, opd: str) -> None:
    """What is known of NUMBER: where it stands, its deadlines, its history. Neither name nor contact of its sender."""
    from command_center.casework.report_sheet import report_sheet
    from command_center.casework.scope import check_scope

    with acting_as(settings, by) if by else _at_the_server(settings) as (core, acting):
        found = named(core, number)
        check_scope(found, acting)
        check_at(found, opd)
        sheet = report_sheet(core.reports, core.reference, found.number)
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
        found = named(core, number)
        Audit(core.db).note(AuditEntry(now(), acting.name, "code.reveal", found.number, found.id))
        click.echo(core.codes.code_of(found.number))


@report.command("verify")
@click.argument("number")
@click.option("--opd", metavar="CODE", default="", help="The department that it is for, where another one was found.")
@NOTE
@BY
@VERSION
@click.pass_obj
def verify(settings: Settings, number: str, opd: str, note: str, by: str, version: int | None) -> None:
    """P3M has read NUMBER and takes what was found of it."""
    with acting_as(settings, by) as (core, acting):
        found, wanted = named(core, number), opd_as_typed(opd)
        acts = [Act(ActKind.VERIFY, found.id, version, note=note)]
        if wanted and wanted != found.assignment.opd:
            acts = [Act(ActKind.CORRECT, found.id, version, opd=wanted), Act(ActKind.VERIFY, found.id, note=note)]
        _done(core, acting, acts)


@report.command("defer")
@click.argument("number")
@AT_OPD
@NOTE
@BY
@VERSION
@click.pass_obj
def defer(settings: Settings, number: str, opd: str, note: str, by: str, version: int | None) -> None:
    """Put NUMBER off, with the reason."""
    _act(settings, ActKind.DEFER, number, by, version, at_opd=opd, note=note)


@report.command("not-ours")
@click.argument("number")
@click.option(
    "--level", type=click.Choice(["province", "nation"]), default=None, help="Whose it is, where that is known."
)
@AT_OPD
@NOTE
@BY
@VERSION
@click.pass_obj
def not_ours(
    settings: Settings, number: str, level: str | None, opd: str, note: str, by: str, version: int | None
) -> None:
    """NUMBER is not for the city, with the reason."""
    _act(settings, ActKind.NOT_OURS, number, by, version, at_opd=opd, note=note, level=level or "")


@report.command("archive")
@click.argument("number")
@AT_OPD
@NOTE
@BY
@VERSION
@click.pass_obj
def archive(settings: Settings, number: str, opd: str, note: str, by: str, version: int | None) -> None:
    """Close NUMBER without work on it, with the reason."""
    _act(settings, ActKind.ARCHIVE, number, by, version, at_opd=opd, note=note)


@report.command("forward")
@click.argument("number")
@click.option("--opd", default="", help="Code of the department; the one that was found where none is given.")
@NOTE
@BY
@VERSION
@click.pass_obj
def forward(settings: Settings, number: str, opd: str, note: str, by: str, version: int | None) -> None:
    """Forward NUMBER to a department, with an instruction."""
    _act(settings, ActKind.FORWARD, number, by, version, note=note, opd=opd_as_typed(opd))


@report.command("return")
@click.argument("number")
@AT_OPD
@NOTE
@BY
@VERSION
@click.pass_obj
def hand_back(settings: Settings, number: str, opd: str, note: str, by: str, version: int | None) -> None:
    """A department hands NUMBER back to P3M, with the reason."""
    _act(settings, ActKind.RETURN, number, by, version, at_opd=opd, note=note)


@report.command("reopen")
@click.argument("number")
@AT_OPD
@NOTE
@BY
@VERSION
@click.pass_obj
def reopen(settings: Settings, number: str, opd: str, note: str, by: str, version: int | None) -> None:
    """Work on NUMBER goes on though it was closed, with the reason."""
    _act(settings, ActKind.REOPEN, number, by, version, at_opd=opd, note=note)


@report.command("extend")
@click.argument("number")
@AT_OPD
@NOTE
@BY
@VERSION
@click.pass_obj
def extend(settings: Settings, number: str, opd: str, note: str, by: str, version: int | None) -> None:
    """Give NUMBER the longer term to be settled that its policy has, with the reason."""
    _act(settings, ActKind.EXTEND, number, by, version, at_opd=opd, note=note)


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
@AT_OPD
@WHY
@BY
@VERSION
@click.pass_obj
def merge(
    settings: Settings,
    number: str,
    others: tuple[str, ...],
    into: tuple[str, ...],
    opd: str,
    note: str,
    by: str,
    version: int | None,
) -> None:
    """Put NUMBER into one incident with other reports. Each keeps its number, its clock and its answer."""
    if not others and not into:
        raise click.UsageError("name the report that it is one thing with: report merge NUMBER OTHER --by NAME")
    with acting_as(settings, by) as (core, acting):
        found = named(core, number)
        check_at(found, opd)
        ids = tuple(dict.fromkeys(named(core, each).id for each in (*others, *into)))
        _done(core, acting, [Act(ActKind.MERGE, found.id, version, note=note, others=ids)])


@report.command("split")
@click.argument("number")
@click.option("--message", default="", help="Id of a message, as the channel gave it: it becomes a report of its own.")
@AT_OPD
@WHY
@BY
@VERSION
@click.pass_obj
def split(settings: Settings, number: str, message: str, opd: str, note: str, by: str, version: int | None) -> None:
    """Take NUMBER out of its incident, or with --message a message out of NUMBER."""
    with acting_as(settings, by) as (core, acting):
        found = named(core, number)
        check_at(found, opd)
        act = Act(ActKind.SPLIT, found.id, version, note=note)
        if message:
            if note:
                raise click.UsageError("--text: a message that becomes a report of its own keeps no reason")
            keys = [each.key for each in core.reports.messages(found.id) if each.key[2] == message]
            if not keys:
                raise click.UsageError(f"--message {message}: {found.number} has no message with that id")
            act = Act(ActKind.SPLIT_MESSAGE, found.id, version, note=note, message=keys[0])
        _done(core, acting, [act])


def _act(
    settings: Settings, kind: ActKind, number: str, by: str, version: int | None, at_opd: str = "", **more: Any
) -> None:
    with acting_as(settings, by) as (core, acting):
        found = named(core, number)
        check_at(found, at_opd)
        _done(core, acting, [Act(kind, found.id, version, **more)])


def _done(core: "Core", acting: Acting, acts: list[Act]) -> None:
    """Take the acts on one report, and say what it is then."""
    from program.core import now

    done = core.handling.do(acts, acting, now())[-1]
    after = core.reports.by_number(done.number)
    click.echo(f"{done.number}  {after.status}  {after.assignment.opd}  version {done.version}")
    if done.made is not None:
        (made,) = core.reports.all_after(done.made - 1, 1)
        click.echo(f"{made.number}  {made.status}  {made.assignment.opd}  version {made.version}")


def named(core: "Core", number: str) -> Report:
    """The report that somebody named, as people type numbers. Raises NotFound, click.UsageError for half a number."""
    from program.core import now

    typed = number.strip()
    if typed.isascii() and typed.isdigit() and len(typed) <= COUNT_DIGITS:
        whole = f"LH-{wib_day(now()).year}-{int(typed):0{COUNT_DIGITS}d}"
        raise click.UsageError(f"{typed} is half a number, since they begin anew each year: do you mean {whole}?")
    return core.reports.by_number(number_as_typed(typed))


def check_at(report: Report, opd: str) -> None:
    """Raises click.UsageError where the report is at another department than the one that was named, if one was."""
    if opd and opd_as_typed(opd) != report.assignment.opd:
        at = report.assignment.opd or "no department"
        raise click.UsageError(f"--opd {opd}: {report.number} is at {at}")


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
        status = f"{step['status']} {step['opd']}".rstrip()
        found.append(f"{_time(step['at'])}  {step['by']}  {status}{undone}{said}")
    return found


def _time(text: str) -> str:
    return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M} WIB"
