"""The mayor's page: the reports that were not seen yet, and the instructions with how they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.instructions import (
    Instruction,
    InstructionActKind,
    InstructionState,
    NamedReport,
    may_do,
)
from command_center.domain.working_days import wib_day
from command_center.readmodel.screening_view import UnseenPage
from layouts.figures.card import card
from layouts.figures.instruction_lines import instruction_acts, instruction_head, report_link, report_named
from layouts.i18n import Words, label
from layouts.inputs import field
from layouts.mayor import ids
from layouts.mayor.unseen import queue
from layouts.office_config import OfficeConfig
from layouts.office_forms import RefusedForm, hidden, told_done, told_problem, typed
from layouts.shell import work_frame
from layouts.visit import Visit

CLOSED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class MayorView:
    """What the page shows: the page of reports not seen yet with their masked words by id, the instructions with the mornings
    that each was carried, and how the reports stand that they name. `about` is the number that a new one is about, "" for none.
    """

    now: datetime
    unseen: UnseenPage
    texts: Mapping[int, str]
    instructions: Sequence[Instruction]
    days: Mapping[int, int]
    named: Mapping[str, NamedReport]
    about: str = ""


def mayor_page(
    view: MayorView, config: OfficeConfig, visit: Visit, *, token: str, sent: RefusedForm | None, done: str, may: bool
) -> Component:
    """The page. `may`: who reads it is the mayor, so that there are forms; others read what stands there."""
    words = visit.words
    still = sum(each.state is not InstructionState.CLOSED for each in view.instructions)
    body = [
        html.Header(
            [
                html.H1(words("mayor.title")),
                html.P(words("mayor.sub"), className="office-facts"),
                html.P(html.A(words("mayor.to_instructions", n=still), href="#arahan"), className="mayor-jump"),
            ],
            className="office-head",
        ),
        *told_done(f"mayor.done.{done}" if done else "", words),
        html.Div(
            [
                html.Div([queue(view.unseen, view.texts, config, words, token, may=may)], className="mayor-list"),
                html.Div(
                    [
                        *([give_form(view, config, words, token, sent and sent.of("arahan"))] if may else []),
                        standing(view, config, words, token, sent and sent.of("kata"), may=may),
                    ],
                    className="mayor-side",
                    id="arahan",
                ),
            ],
            className="mayor-both",
        ),
    ]
    return work_frame(body, ids.ROOT, visit, "office mayor")


def give_form(view: MayorView, config: OfficeConfig, words: Words, token: str, sent: RefusedForm | None) -> Component:
    """A new instruction: to whom, about what, until when, in which words."""
    asked = view.named.get(view.about)
    chosen = typed(sent, "opd", asked.opd if asked else "")
    subject = typed(sent, "kategori")
    departments = [html.Option(words("mayor.give.choose"), value="")] + [
        html.Option(
            f"{each.short} · {each.label.in_language(words.language)}", value=each.code, selected=each.code == chosen
        )
        for each in config.router.every
        if each.active
    ]
    subjects = [html.Option(words("mayor.give.no_subject"), value="")] + [
        html.Option(label(each.labels, words.language), value=each.code, selected=each.code == subject)
        for each in config.categories.every
    ]
    day = wib_day(view.now).isoformat()
    parts: list[Component] = [
        *told_problem(sent, words),
        *hidden({"csrf_token": token, "act": "arahan"}),
        html.Label(words("mayor.give.opd"), htmlFor="mayor-opd"),
        html.Select(departments, id="mayor-opd", name="opd", required=True),
        html.Label(words("mayor.give.text"), htmlFor="mayor-text"),
        html.Textarea(typed(sent, "text"), id="mayor-text", name="text", rows=3, required=True, maxLength=2000),
        html.Div(
            [
                html.Div(
                    [
                        html.Label(words("mayor.give.report"), htmlFor="mayor-report"),
                        field(
                            "text",
                            id="mayor-report",
                            name="laporan",
                            value=typed(sent, "laporan", view.about),
                            maxlength="40",
                            placeholder="LH-2026-000123",
                        ),
                        *([html.P(report_named(view.about, view.named, config.opd, words))] if asked else []),
                    ]
                ),
                html.Div(
                    [
                        html.Label(words("mayor.give.subject"), htmlFor="mayor-subject"),
                        html.Select(subjects, id="mayor-subject", name="kategori"),
                    ]
                ),
                html.Div(
                    [
                        html.Label(words("mayor.give.due"), htmlFor="mayor-due"),
                        field("date", id="mayor-due", name="tenggat", value=typed(sent, "tenggat"), min=day),
                    ]
                ),
            ],
            className="mayor-about",
        ),
        html.Button(words("mayor.give.send"), type="submit", className="office-main"),
    ]
    form = html.Form(parts, method="post", action="/wali", className="office-form", id="arahan-baru")
    return card("give", words("mayor.give.title"), form, words)


def standing(
    view: MayorView, config: OfficeConfig, words: Words, token: str, sent: RefusedForm | None, *, may: bool
) -> Component:
    """The instructions that are not closed, and the last ones that are."""
    shown = [each for each in view.instructions if each.state is not InstructionState.CLOSED]
    closed = [each for each in view.instructions if each.state is InstructionState.CLOSED]
    body: list[Component] = [
        html.Ol(
            [one(each, view, config, words, token, sent, may=may) for each in shown], className="mayor-instructions"
        )
    ]
    if not shown:
        body = [html.P(words("mayor.standing.none"), className="office-hint")]
    if closed:
        lines = [one(each, view, config, words, token, sent, may=may) for each in closed]
        body.append(
            html.Details(
                [
                    html.Summary(words("mayor.standing.closed", n=len(closed))),
                    html.Ol(lines, className="mayor-instructions"),
                ],
                className="mayor-closed",
                open=sent is not None and any(typed(sent, "arahan") == str(each.id) for each in closed),
            )
        )
    return card("standing", words("mayor.standing.title", n=len(shown)), body, words, sub=words("mayor.standing.sub"))


def one(
    each: Instruction,
    view: MayorView,
    config: OfficeConfig,
    words: Words,
    token: str,
    sent: RefusedForm | None,
    *,
    may: bool,
) -> Component:
    """One instruction, what its department said, and the ways to close it or have it go on."""
    parts: list[Component] = [
        instruction_head(each, config.opd(each.opd), view.days.get(each.id, 0), words, about(each, config, words)),
        *(
            [html.P(report_named(each.report, view.named, config.opd, words), className="instruction-about")]
            if each.report
            else []
        ),
        *instruction_acts(each, words, lambda number: report_link(number, view.named, None)),
    ]
    if may:
        mine = sent if sent is not None and typed(sent, "arahan") == str(each.id) else None
        kinds = [kind for kind in (InstructionActKind.CLOSE, InstructionActKind.GO_ON) if may_do(each.state, kind)]
        unseen = {"csrf_token": token, "act": "kata", "arahan": str(each.id), "dilihat": str(len(each.acts))}
        parts.append(
            html.Form(
                [
                    *told_problem(mine, words),
                    *hidden(unseen),
                    field(
                        "text",
                        name="text",
                        value=typed(mine, "text"),
                        maxlength="2000",
                        placeholder=words("mayor.standing.word"),
                        aria_label=words("mayor.standing.word"),
                    ),
                    html.Div(
                        [
                            html.Button(
                                words(f"mayor.standing.{kind}"),
                                type="submit",
                                name="jenis",
                                value=str(kind),
                                className="office-button",
                            )
                            for kind in kinds
                        ],
                        className="office-buttons",
                    ),
                ],
                method="post",
                action="/wali",
                className="office-form mayor-word",
            )
        )
    return html.Li(parts, id=f"arahan-{each.id}")


def about(each: Instruction, config: OfficeConfig, words: Words) -> str:
    """The subject that an instruction is about."""
    return label(config.categories.of(each.category).labels, words.language) if each.category else ""


def carried(instruction: Instruction, today: date) -> int:
    """Mornings that it was carried to, the day of its closing at most."""
    last = wib_day(instruction.acts[-1].at) if instruction.state is InstructionState.CLOSED else today
    return max(0, (last - wib_day(instruction.at)).days)
