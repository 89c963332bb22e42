"""The forms of the page: answer with evidence, ask the citizen, hand back to P3M. Plain HTML; a script only makes them better."""

from datetime import datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.acts import Change
from command_center.domain.events import EventKind
from command_center.domain.opd_report import AnswerDraft, OpdReport
from command_center.domain.outgoing import Reach, ReachWay, Trouble
from command_center.domain.text_length import LengthUnit
from command_center.domain.workflow import Status
from layouts.answer import ids
from layouts.answer.config import AnswerConfig
from layouts.answer.said import done
from layouts.answer.typed import MOST_PICTURES, KeptPicture, TypedAnswer
from layouts.figures.card import card
from layouts.i18n import Words
from layouts.inputs import field

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif"
LONGEST = 5000
DESCRIBED: dict[str, Any] = {"aria-describedby": f"{ids.SIZE} answer-reach"}
"""Attributes of the field: what limits it is read out with it."""


def acts(
    view: OpdReport, config: AnswerConfig, words: Words, token: str, typed: TypedAnswer | None, now: datetime
) -> list[Component]:
    """The cards of what may be done now; what was typed is shown again in its own form."""
    if not view.may_act:
        key = "closed" if view.report.status.closed else "reads"
        shown = card("acts", words("answer.acts.none"), html.P(words(f"answer.acts.none_{key}")), words)
        return [*problem_alone(typed, config, words), shown]
    found: list[Component] = []
    if typed is not None and typed.act not in ("jawab", "tanya", "kembalikan"):
        found += problem_alone(typed, config, words)
    if view.may_answer or view.may_settle:
        found.append(answer_form(view, config, words, token, _own(typed, "jawab"), now))
    if view.may_ask:
        found.append(plain_form("tanya", view, config, words, token, _own(typed, "tanya"), now))
    if view.may_return:
        found.append(plain_form("kembalikan", view, config, words, token, _own(typed, "kembalikan"), now))
    if not found:
        found.append(card("acts", words("answer.acts.none"), html.P(words("answer.acts.none_closed")), words))
    if typed is not None and typed.act in ("jawab", "tanya", "kembalikan") and not _offered(view, typed.act):
        # The flow went on while it was typed: the words are not lost with the form.
        found.insert(0, typed_alone(typed, config, words))
    return found


def _own(typed: TypedAnswer | None, act: str) -> TypedAnswer | None:
    return typed if typed is not None and typed.act == act else None


def _offered(view: OpdReport, act: str) -> bool:
    return {
        "jawab": view.may_answer or view.may_settle,
        "tanya": view.may_ask,
        "kembalikan": view.may_return,
    }[act]


def answer_form(
    view: OpdReport, config: AnswerConfig, words: Words, token: str, typed: TypedAnswer | None, now: datetime
) -> Component:
    """The answer: the channel's limit before typing, the text, what it makes of the report, and pictures."""
    reach = view.reach
    if reach is None:
        raise ValueError(f"{view.report.number} cannot be answered and has no form")
    wanted = typed.status if typed is not None else str(Status.ANSWERED if view.may_answer else Status.SETTLED)
    parts: list[Component] = [
        *problem(typed, config, words),
        *hidden(view, "jawab", token),
        reached(view, reach, config, words, now),
        *drafts(view, words),
        html.Label(words("answer.form.text"), htmlFor=ids.TEXT),
        html.Textarea(
            typed.text if typed is not None else "",
            id=ids.TEXT,
            name="text",
            rows=6,
            required=True,
            maxLength=LONGEST,
            **DESCRIBED,
        ),
        html.P(
            words("answer.form.size", limit=limit_of(reach, words)),
            id=ids.SIZE,
            className="office-hint",
            **size_data(reach, words),
        ),
        html.Fieldset(
            [
                html.Legend(words("answer.form.makes")),
                *[
                    html.Label(
                        [
                            field("radio", name="status", value=str(status), checked=wanted == status),
                            html.Span(
                                [
                                    html.Strong(words(f"answer.form.{status}")),
                                    html.Span(words(f"answer.form.{status}_hint"), className="office-hint"),
                                ]
                            ),
                        ],
                        className="office-choice",
                    )
                    for status, may in ((Status.ANSWERED, view.may_answer), (Status.SETTLED, view.may_settle))
                    if may
                ],
            ],
            className="office-choices",
        ),
        evidence(typed, words),
    ]
    if view.others:
        parts.append(tick("whole", words("answer.form.whole", n=view.others), on=typed is None or typed.whole))
    if reach.way is ReachWay.NONE and reach.instead is ReachWay.PAGE:
        parts.append(tick("publish", words("answer.form.publish"), on=typed is not None and typed.publish))
    parts.append(html.Button(words("answer.form.send"), type="submit", className="office-main"))
    attributes: dict[str, Any] = {"data-number": view.report.number, "data-version": str(view.report.version)}
    form = html.Form(
        parts, method="post", encType="multipart/form-data", className="office-form", id=ids.FORM, **attributes
    )
    return card("answer", words("answer.form.title"), form, words)


def reached(view: OpdReport, reach: Reach, config: AnswerConfig, words: Words, now: datetime) -> Component:
    """How the citizen is reached, until when, and why not the direct way: said before a word is typed."""
    channel = config.channels.get(view.report.origin.channel, {}).get(words.language, view.report.origin.channel)
    said = words(f"answer.reach.{reach.way}", channel=channel)
    if reach.until is not None:
        said += " " + words("answer.reach.until", moment=words.moment(reach.until))
    if reach.trouble is not Trouble.NONE:
        said += " " + words(f"answer.trouble.{reach.trouble}")
    if reach.way is ReachWay.NONE and reach.instead is ReachWay.PAGE:
        said += " " + words("answer.reach.instead_page")
    return html.P(
        said, id="answer-reach", className="answer-reach answer-reach-none" if not reach.possible else "answer-reach"
    )


def drafts(view: OpdReport, words: Words) -> list[Component]:
    """Texts to begin with; a script puts one into the field, without one it is copied by hand."""
    fitting = [each for each in view.drafts if each.status != Status.INCOMPLETE]
    if not fitting:
        return []
    lines = [
        html.Li(
            [
                html.Strong(each.label.in_language(words.language)),
                html.P(each.text),
                html.Button(
                    words("answer.form.use"),
                    type="button",
                    className="work-button answer-use",
                    hidden=True,
                    **used_text(each),
                ),
            ]
        )
        for each in fitting
    ]
    return [
        html.Details(
            [html.Summary(words("answer.form.drafts", n=len(lines))), html.Ul(lines)], className="answer-drafts"
        )
    ]


def used_text(each: AnswerDraft) -> dict[str, Any]:
    """What the script puts into the field."""
    return {"data-text": each.text, "data-status": each.status}


def evidence(typed: TypedAnswer | None, words: Words) -> Component:
    """Pictures before and after the work; those that came already stay, unless they are taken out."""
    kept = typed.pictures if typed is not None else ()
    files = [photo_field(name, MOST_PICTURES - len(kept), words) for name in ("before", "after")]
    return html.Fieldset(
        [
            html.Legend(words("answer.form.evidence")),
            html.P(words("answer.form.evidence_hint"), className="office-hint"),
            *([html.Ul([kept_picture(each, words) for each in kept], className="answer-kept")] if kept else []),
            html.Div(files, className="answer-files"),
        ],
        className="office-choices",
    )


def photo_field(name: str, most: int, words: Words) -> Component:
    """A field of photos with a button of our own; a script shows what is chosen, and takes `most` in all fields together."""
    said: dict[str, Any] = {
        "data-most": str(most),
        "data-many": words("answer.form.photo_many", n=MOST_PICTURES),
        "data-out": words("answer.form.photo_out"),
        "data-reading": words("answer.form.photo_reading"),
        "data-alt": words(f"answer.picture.{name}", n="{n}"),
    }
    told: dict[str, Any] = {"role": "status"}
    button = html.Label(
        [
            html.Span(words(f"answer.form.{name}")),
            html.Span(words("answer.form.photo_choose"), className="office-button"),
        ],
        htmlFor=f"answer-{name}",
    )
    return html.Div(
        [
            html.Div(
                [field("file", id=f"answer-{name}", name=name, accept=ACCEPTED, multiple=True), button],
                className="office-chooser",
            ),
            html.Ul([], className="office-photos", **said),
            html.P("", className="office-hint", **told),
        ],
        className="office-file",
    )


def kept_picture(each: KeptPicture, words: Words) -> Component:
    """A picture that the server has already, with a box that keeps it."""
    name = words(f"answer.picture.{each.label}" if each.label else "answer.picture.plain", n="")
    return html.Li(
        html.Label(
            [
                field("checkbox", name="kept", value=each.token, checked=True),
                html.Img(src=each.address, alt=name),
                html.Span(name),
            ]
        )
    )


def plain_form(
    act: str,
    view: OpdReport,
    config: AnswerConfig,
    words: Words,
    token: str,
    typed: TypedAnswer | None,
    now: datetime,
) -> Component:
    """A form of one text: a question to the citizen, or the reason why the report goes back. Shut until it is wanted."""
    parts: list[Component] = [*problem(typed, config, words), *hidden(view, act, token)]
    if act == "tanya" and view.reach is not None:
        parts.append(html.P(words("answer.form.ask_hint"), className="office-hint"))
        if view.reach.way is ReachWay.NONE and view.reach.instead is ReachWay.PAGE:
            parts.append(tick("publish", words("answer.form.publish"), on=typed is not None and typed.publish))
    if act == "kembalikan":
        parts.append(html.P(words("answer.form.back_hint"), className="office-hint"))
    field_id = f"answer-{act}"
    parts += [
        html.Label(words(f"answer.form.{act}_text"), htmlFor=field_id),
        html.Textarea(
            typed.text if typed is not None else "", id=field_id, name="text", rows=3, required=True, maxLength=LONGEST
        ),
        html.Button(words(f"answer.form.{act}_send"), type="submit", className="office-button"),
    ]
    return html.Details(
        [
            html.Summary(words(f"answer.form.{act}_title")),
            html.Form(parts, method="post", className="office-form"),
        ],
        className="card office-fold",
        open=typed is not None,
    )


def hidden(view: OpdReport, act: str, token: str) -> list[Component]:
    """What a form carries unseen: which act, on which version of the report, and the token of the session."""
    values = {"act": act, "version": str(view.report.version), "csrf_token": token}
    return [field("hidden", name=name, value=value) for name, value in values.items()]


def tick(name: str, told: str, *, on: bool) -> Component:
    """One box to tick."""
    return html.Label([field("checkbox", name=name, value="1", checked=on), html.Span(told)], className="office-choice")


def problem(typed: TypedAnswer | None, config: AnswerConfig, words: Words) -> list[Component]:
    """Why a form was not taken, what somebody else did meanwhile, and what to do."""
    if typed is None:
        return []
    lines: list[Component] = [html.Strong(words(f"answer.problem.{typed.problem}", **typed.values))]
    if typed.changes:
        lines.append(html.Ul([html.Li(changed(each, config, words)) for each in typed.changes]))
    if typed.refused:
        lines.append(
            html.Ul([html.Li(f"{name}: {words(f'answer.picture.refused_{why}')}") for name, why in typed.refused])
        )
    lines.append(html.P(words("answer.problem.kept")))
    return [html.Div(lines, className="office-problem", role="alert")]


def problem_alone(typed: TypedAnswer | None, config: AnswerConfig, words: Words) -> list[Component]:
    """The same where its form is not there."""
    return problem(typed, config, words)


def typed_alone(typed: TypedAnswer, config: AnswerConfig, words: Words) -> Component:
    """What was typed, to be copied, where its form is offered no more."""
    body = [
        *problem(typed, config, words),
        html.Label(words("answer.problem.typed"), htmlFor="answer-typed"),
        html.Textarea(typed.text, id="answer-typed", rows=5, readOnly="readOnly"),
    ]
    return card("typed", words("answer.problem.typed_title"), html.Div(body, className="office-form"), words)


def changed(each: Change, config: AnswerConfig, words: Words) -> str:
    """One thing that somebody else did."""
    status = each.facts.get("status") if each.kind == EventKind.STEP else None
    said = done(str(status or each.kind), str(each.facts.get("opd") or ""), config, words)
    return words("answer.problem.change", name=each.by, moment=words.moment(each.at), said=said)


def limit_of(reach: Reach, words: Words) -> str:
    """What one answer may be long, in words."""
    return words(f"answer.limit.{reach.limit.unit}", n=reach.limit.most)


def size_data(reach: Reach, words: Words) -> dict[str, Any]:
    """What a script needs to count while somebody types."""
    unit = reach.limit.unit
    key = "sms" if unit is LengthUnit.SMS_PARTS else "letters"
    return {
        "data-unit": str(unit),
        "data-most": str(reach.limit.most),
        "data-told": words.entries[f"answer.form.used_{key}"],
    }
