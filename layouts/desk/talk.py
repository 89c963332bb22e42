"""The conversation of a report: its messages in order, what put each of them there and why, deciding words underlined."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import accumulate

from dash import html
from dash.development.base_component import Component

from command_center.domain.conversations import Link, LinkRule
from command_center.domain.inbound import Media
from command_center.domain.picture_keys import picture_address
from command_center.domain.report import Report
from command_center.domain.report_file import FileMessage, ReportFile
from command_center.domain.working_days import wib_day
from layouts.desk.attributes import data
from layouts.desk.underlined import underlined
from layouts.i18n import Words

CATEGORY_MARK, PLACE_MARK = "said-category", "said-place"


def talk(file: ReportFile, words: Words) -> Component:
    """All messages of the report."""
    report = file.report
    marks = deciding_words(report)
    content = [each for each in file.messages if not each.kind.small_talk]
    day = wib_day(file.messages[0].at)
    before = list(accumulate((len(each.media) for each in file.messages), initial=0))
    lines = [
        line(each, report, marks, words, first=position == 0, day=day, alone=len(content) == 1, before=before[position])
        for position, each in enumerate(file.messages)
    ]
    return html.Section(
        [
            html.Div(
                [
                    html.H2(words("desk.talk.title", n=len(file.messages))),
                    html.Span(words("desk.talk.why"), className="desk-hint"),
                ],
                className="desk-panel-head",
            ),
            html.Ol(lines, className="desk-talk"),
        ],
        className="desk-panel",
    )


def deciding_words(report: Report) -> Mapping[str, Sequence[str]]:
    """Class of the mark -> the words that decided the category, and the place."""
    return {CATEGORY_MARK: report.classification.words, PLACE_MARK: report.location.evidence.words}


def line(
    message: FileMessage,
    report: Report,
    marks: Mapping[str, Sequence[str]],
    words: Words,
    *,
    first: bool,
    day: date,
    alone: bool,
    before: int,
) -> Component:
    """One message: when, what it says and shows, why it stands here, and the way to take it out. `before` counts the media
    of the messages before it.
    """
    quiet = message.kind.small_talk
    said: list[Component] = []
    if message.removed:
        said.append(html.P(words("desk.talk.removed"), className="desk-hint"))
    if message.text:
        said.append(html.P(message.text if quiet else underlined(message.text, marks), className="desk-said"))
    if message.address:
        said.append(html.P(underlined(message.address, {PLACE_MARK: marks[PLACE_MARK]}), className="desk-address"))
    if message.position is not None:
        point = f"{message.position.lat:.5f}, {message.position.lon:.5f}"
        said.append(html.P(words("desk.talk.shared_place", point=point), className="desk-address"))
    if message.media:
        said.append(pictures(message.media, report.number, words, before))
    if not said:
        said.append(html.P(words(f"desk.message.{message.kind}"), className="desk-hint"))
    return html.Li(
        [
            html.Time(told_time(message.at, day, words), className="desk-talk-time", dateTime=message.at.isoformat()),
            html.Div(said, className="desk-bubble desk-bubble-quiet" if quiet else "desk-bubble"),
            html.Div(why(message, report, words, first=first, alone=alone), className="desk-why"),
        ],
        className="desk-message",
    )


def told_time(at: datetime, day: date, words: Words) -> str:
    """The hour; of another day than the first its date too."""
    if wib_day(at) == day:
        return words.clock(at)
    return f"{words.date_short(wib_day(at))} {words.clock(at)}"


def pictures(media: Sequence[Media], number: str, words: Words, before: int = 0) -> Component:
    """What was sent beside words. A picture of another platform is not fetched: its place says that there is one."""
    tiles: list[Component] = []
    for position, each in enumerate(media, before + 1):
        told = words(f"desk.media.{each.kind if each.kind in ('image', 'video', 'audio') else 'document'}", n=position)
        picture = picture_address(number, each)
        if picture:
            small = picture_address(number, each, small=True)
            tiles.append(html.A(html.Img(src=small, alt=told), href=picture, target="_blank"))
        elif each.ref.startswith(("https://", "http://")):
            tiles.append(html.A(told, href=each.ref, target="_blank", rel="noopener noreferrer"))
        else:
            tiles.append(html.Span(told, title=words("desk.media.on_platform")))
    return html.Div(tiles, className="desk-media")


def why(message: FileMessage, report: Report, words: Words, *, first: bool, alone: bool) -> list[Component]:
    """What put the message to this report, and the way to take it out of it again."""
    parts: list[Component] = []
    link = message.link
    if link is not None:
        title, reason = words(f"desk.link.{link.rule}"), reason_of(link, words)
    elif message.kind.small_talk:
        title, reason = words("desk.link.small_talk"), words(f"desk.message.{message.kind}")
    elif first:
        title, reason = words("desk.link.first"), words("desk.link.first_why")
    else:
        title, reason = words(f"desk.message.{message.kind}"), ""
    parts.append(html.Strong(title))
    joined = link is not None and link.rule not in (LinkRule.APART, LinkRule.CLOSED)
    if (joined or not first) and message.key[2] and (not message.kind.small_talk) and not alone:
        parts.append(
            html.Button(
                words("desk.talk.split"),
                type="button",
                className="desk-link",
                **data(act="split_message", message="\n".join(message.key)),
            )
        )
    if reason:
        parts.append(html.Span(reason))
    return parts


def reason_of(link: Link, words: Words) -> str:
    """What the rule found, in words."""
    if link.rule in (LinkRule.WINDOW, LinkRule.REPEAT) and link.matched.lstrip("-").isdigit():
        return words(f"desk.link.{link.rule}_why", age=span(int(link.matched), words))
    if link.rule is LinkRule.APART:
        was, says = ", ".join(link.was), ", ".join(link.says)
        fields = " & ".join(words(f"desk.link.differs_{each}") for each in link.differs)
        return words("desk.link.apart_why", fields=fields, was=was, says=says)
    if link.rule is LinkRule.NUMBER:
        return words("desk.link.number_why", number=link.matched)
    return words(f"desk.link.{link.rule}_why")


def span(seconds: int, words: Words) -> str:
    """A span of time in its largest unit."""
    whole = abs(seconds)
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if whole >= size:
            return words(f"age.{unit}", n=whole // size)
    return words("age.seconds", n=whole)
