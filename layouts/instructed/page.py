"""The instructions to one department: what is asked, what was said of each, and the form to say what was done."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.instructions import Instruction, InstructionActKind, InstructionState, NamedReport
from layouts.figures.card import card
from layouts.figures.instruction_lines import instruction_acts, instruction_head, report_link, report_named
from layouts.figures.marks import empty
from layouts.i18n import Words, label
from layouts.inputs import field
from layouts.instructed import ids
from layouts.office_config import OfficeConfig
from layouts.office_forms import RefusedForm, hidden, told_done, told_problem, typed
from layouts.shell import work_frame
from layouts.visit import Visit


def instructed_page(
    code: str,
    instructions: Sequence[Instruction],
    days: Mapping[int, int],
    named: Mapping[str, NamedReport],
    config: OfficeConfig,
    visit: Visit,
    *,
    token: str,
    sent: RefusedForm | None,
    done: bool,
    may: bool,
) -> Component:
    """The page; `named` are the reports that are named in it, `may`: who reads it is of the department."""
    words = visit.words
    own = code if may else None
    drawn = {each.id: one(each, own, days.get(each.id, 0), named, config, words, token, sent) for each in instructions}
    closed = [each.id for each in instructions if each.state is InstructionState.CLOSED]
    still = len(drawn) - len(closed)
    cards: list[Component] = [shown for number, shown in drawn.items() if number not in closed]
    if not cards:
        why = "none_open" if closed else "none"
        nothing = empty(words(f"instructed.{why}"), words("instructed.none_hint"), good=True)
        cards = [card("none", words("instructed.title", n=0), nothing, words)]
    if closed:
        heading = html.Summary(words("instructed.closed", n=len(closed)))
        cards.append(
            html.Details(
                [heading, html.Div([drawn[number] for number in closed], className="instructed-cards")],
                className="instructed-closed",
            )
        )
    head = html.Header(
        [
            html.A(words("instructed.back", opd=config.opd(code)), href=f"/opd/{code}", className="office-back"),
            html.H1(words("instructed.title", n=still)),
            html.P(words("instructed.sub"), className="office-facts"),
        ],
        className="office-head",
    )
    told = told_done("instructed.saved" if done else "", words)
    return work_frame(
        [head, *told, html.Div(cards, className="instructed-cards")], ids.ROOT, visit, "office instructed"
    )


def one(
    each: Instruction,
    own: str | None,
    days: int,
    named: Mapping[str, NamedReport],
    config: OfficeConfig,
    words: Words,
    token: str,
    sent: RefusedForm | None,
) -> Component:
    """One instruction, with its form where who reads is of its department, which is `own` then."""
    parts: list[Component] = [
        instruction_head(each, config.opd(each.opd), days, words, about(each, config, words)),
        *(
            [html.P(report_named(each.report, named, config.opd, words, own), className="instruction-about")]
            if each.report
            else []
        ),
        *instruction_acts(each, words, lambda number: report_link(number, named, own)),
    ]
    if own is not None and each.state is not InstructionState.CLOSED:
        mine = sent if sent is not None and typed(sent, "arahan") == str(each.id) else None
        parts.append(say_form(each, words, token, mine))
    return html.Section(parts, className="card", id=f"arahan-{each.id}")


def say_form(each: Instruction, words: Words, token: str, mine: RefusedForm | None) -> Component:
    """What was done, with the numbers of reports, and whether that is all."""
    unseen = {"csrf_token": token, "arahan": str(each.id), "dilihat": str(len(each.acts))}
    text, reports = f"said-{each.id}", f"reports-{each.id}"
    return html.Form(
        [
            *told_problem(mine, words),
            *hidden(unseen),
            html.Label(words("instructed.text"), htmlFor=text),
            html.Textarea(typed(mine, "text"), id=text, name="text", rows=2, required=True, maxLength=2000),
            html.Label(words("instructed.reports"), htmlFor=reports),
            field(
                "text",
                id=reports,
                name="laporan",
                value=typed(mine, "laporan"),
                maxlength="600",
                placeholder="LH-2026-000123, LH-2026-000124",
            ),
            html.Div(
                [
                    html.Button(
                        words(f"instructed.{kind}"),
                        type="submit",
                        name="jenis",
                        value=str(kind),
                        className="office-main" if kind is InstructionActKind.DONE else "office-button",
                    )
                    for kind in (InstructionActKind.PROGRESS, InstructionActKind.DONE)
                ],
                className="office-buttons",
            ),
        ],
        method="post",
        className="office-form",
    )


def about(each: Instruction, config: OfficeConfig, words: Words) -> str:
    """The subject that an instruction is about."""
    return label(config.categories.of(each.category).labels, words.language) if each.category else ""
