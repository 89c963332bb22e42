"""What the citizen said in order, with pictures, and what was done with the report."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.inbound import Media
from command_center.domain.opd_report import OpdReport
from command_center.domain.picture_keys import picture_key
from command_center.domain.report_file import Deed, FileMessage
from command_center.domain.workflow import Status
from layouts.answer.config import AnswerConfig
from layouts.figures.card import card
from layouts.i18n import Words, label

MOST_DEEDS = 60


def conversation(view: OpdReport, config: AnswerConfig, words: Words) -> Component:
    """The messages, oldest first; for who reads masked texts the report's own, masked."""
    if view.masked or not view.file.messages:
        body: list[Component] = [
            html.P(view.masked or words("answer.said.nothing"), className="answer-said"),
            html.P(words("answer.said.masked"), className="office-hint"),
        ]
        return card("said", words("answer.said.title", n=1), body, words)
    lines = [message(each, view, words) for each in view.file.messages]
    return card(
        "said",
        words("answer.said.title", n=len(lines)),
        html.Ol(lines, className="answer-talk"),
        words,
        sub=words("answer.said.sub"),
    )


def message(each: FileMessage, view: OpdReport, words: Words) -> Component:
    """One message: when, what it says, where, and its pictures."""
    parts: list[Component] = []
    if each.removed:
        parts.append(html.P(words("answer.said.removed"), className="office-hint"))
    if each.text:
        quiet = each.kind.small_talk
        parts.append(html.P(each.text, className="answer-said answer-quiet" if quiet else "answer-said"))
    if each.address:
        parts.append(html.P(words("answer.place.said", address=each.address), className="office-hint"))
    if each.position is not None:
        point = f"{each.position.lat:.5f}, {each.position.lon:.5f}"
        parts.append(html.P(words("answer.said.place", point=point), className="office-hint"))
    if each.media and not each.removed:
        parts.append(pictures(each.media, view, words))
    if not parts:
        parts.append(html.P(words("answer.said.nothing"), className="office-hint"))
    return html.Li([html.Time(words.moment(each.at), dateTime=each.at.isoformat()), html.Div(parts)])


def pictures(media: Sequence[Media], view: OpdReport, words: Words) -> Component:
    """Pictures as small ones that open; what is kept elsewhere is named, and not fetched."""
    tiles: list[Component] = []
    for place, each in enumerate(media, 1):
        key = picture_key(each)
        name = words(f"answer.picture.{each.label}" if each.label else "answer.picture.plain", n=place)
        if key:
            address = f"/opd/{view.report.assignment.opd}/laporan/{view.report.number}/foto/{key}"
            picture = html.Img(src=f"{address}?kecil=1", alt=name)
            told = [html.Span(name)] if each.label else []
            tiles.append(html.A([picture, *told], href=address, target="_blank", rel="noopener"))
        elif each.ref.startswith(("https://", "http://")):
            tiles.append(html.A(name, href=each.ref, target="_blank", rel="noopener noreferrer"))
        else:
            tiles.append(html.Span(words("answer.picture.elsewhere", n=place)))
    return html.Div(tiles, className="answer-pictures")


def history(view: OpdReport, config: AnswerConfig, words: Words) -> Component:
    """Who did what, newest first."""
    lines = [deed(each, config, words, masked=bool(view.masked)) for each in view.file.history[:MOST_DEEDS]]
    return card("history", words("answer.history.title"), html.Ol(lines, className="answer-history"), words)


def deed(each: Deed, config: AnswerConfig, words: Words, *, masked: bool = False) -> Component:
    """One line; who reads `masked` texts gets no words of the citizen's here either."""
    who = label(config.channels[each.by], words.language) if each.by in config.channels else each.by
    who = words("answer.history.system") if each.by in ("system", "") else who
    who = words("answer.history.citizen") if each.by_citizen else who
    step = each.citizens_step
    said = words(f"answer.did.citizen_{step}") if step else done(each.what, each.opd, config, words)
    parts: list[Component | str] = [html.Strong(who), " ", said]
    if each.note and not (masked and each.by_citizen):
        parts.append(html.Span(f"“{each.note}”", className="answer-note"))
    undone = bool(each.facts.get("undone"))
    if undone:
        parts.append(html.Span(words("answer.history.undone"), className="office-hint"))
    return html.Li(
        [html.Time(words.moment(each.at), dateTime=each.at.isoformat()), html.Span(parts)],
        className="answer-undone" if undone else "",
    )


def done(what: str, opd: str, config: AnswerConfig, words: Words) -> str:
    """A step or an event in words; one that has none yet shows its name."""
    key = f"answer.did.{what}" if opd or what != Status.FORWARDED else "answer.did.forwarded_on"
    return words(key, opd=config.opd(opd)) if key in words.entries else what
