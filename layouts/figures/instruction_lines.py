"""One instruction with all that was said of it: the same on the page of the mayor and on that of the department."""

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from command_center.domain.instructions import Instruction
from layouts.figures.instruction_marks import day_ticks, state_disc
from layouts.i18n import Words


def instruction_head(each: Instruction, opd: str, days: int, words: Words, about: str) -> Component:
    """Its disc, to whom, what, since when and until when."""
    facts = [
        words("instruction.given", name=each.by, moment=words.moment(each.at)),
        *([about] if about else []),
        *([words("instruction.due", date=words.date_long(each.due))] if each.due else []),
    ]
    return html.Div(
        [
            state_disc(each.state),
            html.Div(
                [
                    html.P([html.Strong(opd), " ", each.text], className="instruction-text"),
                    html.P(" · ".join([words(f"instruction.state_{each.state}"), *facts]), className="office-hint"),
                ]
            ),
            *([day_ticks(days, words)] if days > 0 else []),
        ],
        className="instruction-head",
    )


def instruction_acts(each: Instruction, words: Words, report: Callable[[str], Component]) -> list[Component]:
    """What was said of it, oldest first, with links to the reports that it names."""
    if not each.acts:
        return []
    lines = []
    for act in each.acts:
        told: list[Component | str] = [
            html.Strong(words(f"instruction.act_{act.kind}")),
            " ",
            html.Span(words("instruction.by", name=act.by, moment=words.moment(act.at)), className="office-hint"),
        ]
        if act.text:
            told.append(html.P(act.text, className="instruction-text"))
        if act.reports:
            told.append(html.P([part for number in act.reports for part in (report(number), " ")]))
        lines.append(html.Li(told))
    return [html.Ol(lines, className="instruction-acts")]
