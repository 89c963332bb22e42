"""One instruction with all that was said of it: the same on the page of the mayor and on that of the department."""

from collections.abc import Callable, Mapping

from dash import html
from dash.development.base_component import Component

from command_center.domain.instructions import Instruction, NamedReport
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


def report_named(
    number: str, named: Mapping[str, NamedReport], name_of: Callable[[str], str], words: Words, own: str | None = None
) -> Component:
    """A report by its number, where it lies and how it stands; a link where who reads can open it.

    `own` is the department of who reads, which opens its own reports alone; None reads those of all. `name_of` gives the short
    name of a department.
    """
    stands = named.get(number)
    if stands is None:
        return html.Span([number, html.Span(words("instruction.report_hidden"), className="office-hint")])
    opens = stands.opd if own is None else own if stands.with_opd and stands.opd == own else ""
    place = "with_opd" if stands.with_opd else "at_p3m"
    told = words(
        f"instruction.report_{place}", opd=name_of(stands.opd), status=words(f"answer.status.{stands.status}").lower()
    )
    shown = html.A(number, href=f"/opd/{opens}/laporan/{number}") if opens else html.Strong(number)
    return html.Span([shown, " ", html.Span(told, className="office-hint")], className="instruction-report")


def report_link(number: str, named: Mapping[str, NamedReport], own: str | None) -> Component:
    """A report that a department named: a link where who reads can open it. Where one of others lies is not told to `own`."""
    stands = named.get(number)
    opens = stands is not None and (bool(stands.opd) if own is None else stands.with_opd and stands.opd == own)
    return html.A(number, href=f"/opd/{stands.opd}/laporan/{number}") if stands and opens else html.Span(number)


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
