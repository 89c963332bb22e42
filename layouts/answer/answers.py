"""The answers so far, each with how it stands with its delivery, and what can be done where it did not arrive."""

from datetime import datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.answers import Answer
from command_center.domain.opd_report import OpdReport
from command_center.domain.outgoing import ReachWay, SendState, Trouble
from layouts.answer.said import pictures
from layouts.figures.card import card
from layouts.i18n import Words
from layouts.inputs import field

BAD = (SendState.FAILED, SendState.UNSURE)


def given_answers(view: OpdReport, words: Words, token: str, now: datetime) -> Component:
    """All of them, the newest first; that there is none."""
    failed = [each for each in view.answers if each.state in BAD]
    lines = [answer(each, view, words, token) for each in reversed(view.answers)]
    body: list[Component] = [html.Ol(lines, className="answer-given")] if lines else []
    if not lines:
        body.append(html.P(words("answer.given.none"), className="office-hint"))
    return card(
        "given",
        words("answer.given.title_failed", n=len(failed)) if failed else words("answer.given.title", n=len(lines)),
        body,
        words,
        class_name="answer-alarm" if failed and view.answers[-1].state in BAD else "",
    )


def answer(each: Answer, view: OpdReport, words: Words, token: str) -> Component:
    """One answer: what it is, who wrote it when, its words and pictures, and how it stands."""
    kind = "question" if each.is_question else str(each.status)
    parts: list[Component] = [
        html.P(
            [
                html.Strong(words(f"answer.given.{kind}")),
                " ",
                words("answer.given.by", name=each.by, moment=words.moment(each.at)),
            ],
            className="office-facts",
        ),
        html.P(each.text, className="answer-said"),
        *([pictures(each.media, view, words)] if each.media else []),
        html.P(state(each, words), className=f"answer-state answer-state-{tone(each)}"),
    ]
    if view.may_act:
        parts += ways_on(each, view, words, token)
    stands: dict[str, Any] = {"data-state": str(each.state)}
    return html.Li(parts, id=f"jawaban-{each.id}", **stands)


def tone(each: Answer) -> str:
    """How its state is drawn: good, waiting, bad, or quiet."""
    if each.state in BAD:
        return "bad"
    if each.state.handed_over:
        return "good"
    return "waiting" if each.state.on_its_way else "quiet"


def state(each: Answer, words: Words) -> str:
    """How it stands with its delivery, in words, with the reason where it failed."""
    moment = words.moment(each.sent_at) if each.sent_at else ""
    by_person = each.way in (ReachWay.CALL, ReachWay.FILE) and each.state is SendState.WAITING
    said = words(f"answer.state.{'by_person' if by_person else each.state}", moment=moment)
    if each.state in BAD and each.trouble is not Trouble.NONE:
        said = f"{said} {words(f'answer.trouble.{each.trouble}')}"
    return said


def ways_on(each: Answer, view: OpdReport, words: Words, token: str) -> list[Component]:
    """Buttons: take back what has not left, send again what did not arrive, say that a person told the citizen."""
    acts = []
    if each.state is SendState.WAITING:
        acts.append("batalkan")
    if each.state in BAD:
        acts.append("ulangi")
    if (
        each.way in (ReachWay.CALL, ReachWay.FILE)
        and not each.state.handed_over
        and each.state is not SendState.CANCELLED
    ):
        acts.append("sampaikan")
    if not acts:
        return []
    return [
        html.Form(
            [
                field("hidden", name="csrf_token", value=token),
                field("hidden", name="answer", value=str(each.id)),
                *[
                    html.Button(
                        words(f"answer.act.{act}"), type="submit", name="act", value=act, className="work-button"
                    )
                    for act in acts
                ],
            ],
            method="post",
            className="office-buttons",
        )
    ]
