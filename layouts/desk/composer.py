"""The answer to the citizen: how they are reached and how long it may be, said before typing; templates, the draft, earlier answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.answers import Answer
from command_center.domain.outgoing import Reach, ReachWay, SendState, Trouble
from command_center.domain.report import Report
from command_center.domain.report_kinds import ReportClass
from command_center.domain.text_length import TextSize
from command_center.domain.workflow import Status, may_follow
from layouts.desk.attributes import data
from layouts.desk.config import DeskConfig
from layouts.desk.head import channel
from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.inputs import field as input_field

MAKES = (Status.ANSWERED, Status.SETTLED, Status.INCOMPLETE)
"""What an answer makes of a report, in the order in which it is offered."""
_BAD = (SendState.FAILED, SendState.UNSURE)


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template that fits the report, filled in for it."""

    code: str
    name: str
    text: str
    status: Status


@dataclass(frozen=True, slots=True)
class EndedDraft:
    """What a person was writing when somebody else answered: to be copied, not to be sent."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Composing:
    """All that the answer's panel shows. `key` names the answer that is being written; `others` are the other reporters of the
    incident, by channel.
    """

    reach: Reach
    key: str
    text: str = ""
    template: str = ""
    templates: Sequence[TemplateChoice] = ()
    answers: Sequence[Answer] = ()
    ended: EndedDraft | None = None
    others: Mapping[str, int] = field(default_factory=dict)


def composer(report: Report, composing: Composing, config: DeskConfig, words: Words, now: datetime) -> Component:
    """The panel."""
    makes = [status for status in MAKES if may_follow(report.status, status, report.report_class)]
    told = channel(report.origin.channel, config, words)
    parts: list[Component] = [
        html.Div(
            [html.H2([words("desk.answer.title", channel=told), html.Kbd("r")])],
            className="desk-panel-head",
        ),
        *[sent(each, words) for each in composing.answers],
    ]
    if composing.ended is not None:
        parts.append(ended(composing.ended, words))
    if not makes:
        parts.append(html.P(words("desk.answer.not_now"), className="desk-hint"))
    else:
        parts += [html.P(each, className="desk-hint") for each in [at_p3m(report, words)] if each]
        parts += writing(composing, makes, config, words, now)
    named = data(composer="yes", key=composing.key)
    return html.Section(parts, className="desk-panel desk-composer", **named, **aria_label(words("desk.answer.region")))


def at_p3m(report: Report, words: Words) -> str:
    """Who may answer a report that lies with P3M, and what is to be done before; "" for one that lies elsewhere."""
    if not report.status.rule.at_p3m or report.status is Status.INCOMPLETE:
        return ""
    if report.report_class is not ReportClass.INFORMATION:
        return words("desk.answer.after_forwarding")
    verified = may_follow(report.status, Status.ANSWERED, report.report_class)
    return words("desk.answer.by_p3m" if verified else "desk.answer.after_verifying")


def writing(
    composing: Composing, makes: Sequence[Status], config: DeskConfig, words: Words, now: datetime
) -> list[Component]:
    """The limits of the channel, and the form."""
    reach = composing.reach
    publish = not reach.possible and reach.instead is ReachWay.PAGE
    limits = html.Div(
        [html.P(each, className="desk-limit") for each in limits_in_words(reach, words, now)],
        className="desk-limits" if reach.possible else "desk-limits desk-limits-shut",
        role="note",
    )
    if not reach.possible and not publish:
        return [limits]
    options = [
        html.Option(
            each.name,
            value=each.code,
            selected=each.code == composing.template,
            **data(text=each.text, status=str(each.status)),
        )
        for each in composing.templates
    ]
    total = sum(composing.others.values())
    fields: list[Component] = [
        html.Select(
            [html.Option(words("desk.answer.no_template"), value=""), *options],
            **data(field="template"),
            **aria_label(words("desk.answer.template")),
        ),
        html.Textarea(
            composing.text,
            rows=5,
            maxLength=10_000,
            placeholder=words("desk.answer.placeholder"),
            **data(said="yes", field="text"),
            **aria_label(words("desk.answer.text")),
        ),
        html.P("", className="desk-size", role="status"),
        html.Select(
            [html.Option(words(f"desk.answer.makes_{each}"), value=str(each)) for each in makes],
            **data(field="status"),
            **aria_label(words("desk.answer.makes")),
        ),
    ]
    fields.append(
        html.Label(
            [
                html.Span(words("desk.answer.evidence")),
                input_field("file", accept="image/*", multiple=True, **data(field="photo")),
            ],
            className="desk-photo",
        )
    )
    fields.append(html.Ul(className="desk-evidence", **aria_label(words("desk.answer.evidence_list"))))
    if total:
        by_channel = ", ".join(f"{count} {channel(code, config, words)}" for code, count in composing.others.items())
        fields.append(tick("incident", words("desk.answer.others", n=total, channels=by_channel)))
    if publish:
        fields.append(tick("publish", words("desk.answer.publish")))
    fields.append(html.Div(className="desk-previews", hidden=True))
    fields.append(
        html.Div(
            [
                html.Button(words("desk.answer.preview"), type="button", className="desk-button", **data(do="preview")),
                html.Button(words("desk.answer.send"), type="submit", className="desk-button desk-main"),
            ],
            className="desk-buttons",
        )
    )
    return [limits, html.Form(fields, className="desk-form", **data(form="answer"))]


def tick(name: str, told: str) -> Component:
    """A box to tick with its words."""
    attributes: dict[str, Any] = {"data-field": name}
    return html.Label([input_field("checkbox", **attributes), html.Span(told)], className="desk-tick")


def limits_in_words(reach: Reach, words: Words, now: datetime) -> list[str]:
    """How the citizen is reached, until when, and how long the text may be; where not, why and what else."""
    if not reach.possible:
        told = [words(f"desk.trouble.{reach.trouble or Trouble.NO_WAY}")]
        if reach.missing:
            told.append(words("desk.answer.missing", names=", ".join(reach.missing)))
        if reach.instead is not None:
            told.append(words(f"desk.instead.{reach.instead}"))
        return told
    told = [words(f"desk.way.{reach.way}")]
    if reach.trouble:
        told.append(words(f"desk.trouble.{reach.trouble}"))
    if reach.missing:
        told.append(words("desk.answer.missing", names=", ".join(reach.missing)))
    if reach.until is not None:
        hours = max(0, int((reach.until - now).total_seconds() // 3600))
        told.append(words("desk.answer.until", moment=words.moment(reach.until), n=hours))
    told.append(words(f"desk.limit.{reach.limit.unit}", n=reach.limit.most))
    return told


def ended(draft: EndedDraft, words: Words) -> Component:
    """The draft of who was second, to be copied."""
    return html.Div(
        [
            html.P(words("desk.answer.ended", who=draft.by, moment=words.moment(draft.at)), className="desk-doubt"),
            html.Pre(draft.text, className="desk-kept", tabIndex=0, **aria_label(words("desk.answer.kept"))),
            html.Div(
                [
                    html.Button(words("desk.answer.copy"), type="button", className="desk-button", **data(do="copy")),
                    html.Button(words("desk.answer.drop"), type="button", className="desk-button", **data(do="drop")),
                ],
                className="desk-buttons",
            ),
        ],
        className="desk-ended",
        role="alert",
    )


def sent(answer: Answer, words: Words) -> Component:
    """An earlier answer: what, by whom, and what became of it; what was not delivered says what to do."""
    bad = answer.state in _BAD
    state = words(f"desk.sent.{answer.state}")
    if answer.trouble:
        state += ": " + words(f"desk.trouble.{answer.trouble}")
    acts: list[Component] = []
    if answer.state is SendState.WAITING:
        acts.append(act("cancel", answer, words))
    if bad:
        acts.append(act("again", answer, words))
    if answer.way in (ReachWay.CALL, ReachWay.FILE) and answer.state in (SendState.WAITING, *_BAD):
        acts.append(act("handed", answer, words))
    return html.Div(
        [
            html.P([html.Strong(answer.by), f" · {words.moment(answer.at)}"], className="desk-hint"),
            html.P(answer.text, className="desk-said"),
            html.P(state, className="desk-over" if bad else "desk-reason"),
            *([html.Div(acts, className="desk-buttons")] if acts else []),
        ],
        className="desk-sent desk-sent-bad" if bad else "desk-sent",
    )


def act(name: str, answer: Answer, words: Words) -> Component:
    """A button on an earlier answer."""
    named = data(do=name, answer=str(answer.id))
    return html.Button(words(f"desk.answer.{name}"), type="button", className="desk-button", **named)


def size_in_words(size: TextSize, words: Words) -> str:
    """How much of the limit a text takes; of an SMS also why its parts are short."""
    told = words(f"desk.size.{size.unit}", used=size.used, most=size.most, letters=size.letters, room=size.room)
    return f"{told} {words('desk.size.ucs2', letter=size.ucs2_for)}" if size.ucs2_for else told
