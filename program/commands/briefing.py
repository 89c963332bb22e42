"""The command that issues, prints, writes and mails the mayor's briefing of a day."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from command_center.domain.moments import in_calendar
from command_center.domain.working_days import WIB
from command_center.settings import Settings

if TYPE_CHECKING:
    from command_center.casework.briefing_issue import BriefingIssuer
    from command_center.casework.briefing_post import BriefingPost
    from command_center.store.briefings import IssuedBriefing
    from program.core import Core


class Day(click.ParamType[date]):
    """A day as 2026-11-27."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a plain error."""
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            day = date.min
        if not in_calendar(day):
            self.fail(f"{value!r} is no day: write it like 2026-11-27", param, ctx)
        return day


@click.command()
@click.argument("day", metavar="DATE", type=Day())
@click.option("--issue", is_flag=True, help="Issue it, or a further version where the figures are others by now.")
@click.option("--reason", default="", help="With --issue: why there is a further version.")
@click.option("--by", default="", help="With --issue: the sign-in name of who answers for it.")
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), help="Write the sheet of one A4 page.")
@click.option("--map", "map_", type=click.Path(dir_okay=False, path_type=Path), help="Write the map as one HTML file.")
@click.option("--send", is_flag=True, help="Mail it to BRIEFING_RECIPIENTS, also what failed before.")
@click.option("--language", type=click.Choice(["id", "en"]), help="Instead of LANGUAGE.")
@click.pass_obj
def briefing(
    settings: Settings,
    day: date,
    issue: bool,
    reason: str,
    by: str,
    pdf: Path | None,
    map_: Path | None,
    send: bool,
    language: str | None,
) -> None:
    """The mayor's briefing of DATE, as it was issued: prints it, and does what the options say."""
    from layouts.briefing.movable_map import movable_map
    from layouts.briefing.paper import paper
    from layouts.briefing.plain_letter import plain_letter
    from layouts.i18n import words
    from program.briefings import briefing_post, briefing_reader, city_of_briefing
    from program.core import opened

    if (reason or by) and not issue:
        raise click.UsageError("--reason and --by go with --issue")
    with opened(settings) as core:
        issuer = _issuer(core, fill=issue)
        if issue:
            _issue(core, issuer, day, by, reason)
        issued = _issued(issuer, day)
        reader, config, spoken = (
            briefing_reader(core, issuer),
            city_of_briefing(core),
            words(language or settings.language),
        )
        edition = reader.edition(issued)
        click.echo(plain_letter(edition, config, spoken))
        if pdf is not None:
            pdf.write_bytes(paper(edition, reader.excerpts(edition), config, spoken))
            click.echo(f"Written: {pdf}")
        if map_ is not None:
            map_.write_text(movable_map(edition, config, spoken), encoding="utf-8")
            click.echo(f"Written: {map_}")
        if send:
            _send(briefing_post(core, reader), issued.id)


def _issuer(core: "Core", *, fill: bool) -> "BriefingIssuer":
    """What issues and finds briefings. `fill` makes the facts of the log in memory: those of a server are its own."""
    from command_center.followers.projection import projection
    from command_center.readmodel.read_model import ReadModel
    from program.briefings import briefing_issuer

    model = ReadModel.open(None, WIB, core.reference.calendar)
    facts = projection(model, core.event_log)
    if fill:
        click.echo("Reading the log ...", err=True)
    return briefing_issuer(core, model, facts.catch_up)


def _issue(core: "Core", issuer: "BriefingIssuer", day: date, by: str, reason: str) -> None:
    from command_center.casework.briefing_issue import SYSTEM
    from command_center.store.users import Users

    if by and Users(core.db).find(by) is None:
        raise click.UsageError(f"--by {by}: there is no such person; `manage.py user list` shows who there is")
    done = issuer.issue(day, by or SYSTEM, reason)
    if done.is_new:
        told = ", ".join(each.key for each in done.changed)
        click.echo(
            f"Issued: version {done.briefing.version} of {day}{f' (changed: {told})' if told else ''}.", err=True
        )
    else:
        click.echo(f"Nothing differs: version {done.briefing.version} of {day} stands.", err=True)


def _issued(issuer: "BriefingIssuer", day: date) -> "IssuedBriefing":
    from command_center.errors import NotFound

    try:
        return issuer.newest(day)
    except NotFound as error:
        raise click.ClickException(f"{error}: issue it with --issue") from error


def _send(post: "BriefingPost", briefing_id: int) -> None:
    """Address what was not addressed, try once more what ended badly, and say what became of each letter."""
    from command_center.store.briefing_mails import LetterState

    if not post.configured:
        raise click.ClickException(
            "nobody to mail it to: set SMTP_HOST, SMTP_SENDER and BRIEFING_RECIPIENTS (docs/briefing.md)"
        )
    post.address(briefing_id)
    post.again(briefing_id)
    post.send_due()
    letters = post.mails.of(briefing_id)
    for each in letters:
        click.echo(f"{each.recipient}: {each.state}{f' ({each.problem})' if each.problem else ''}")
    if any(each.state is not LetterState.SENT for each in letters):
        raise click.ClickException("not every letter was taken; those that wait are tried again by the server")
