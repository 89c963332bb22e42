"""What is late and at whom: grouped by OPD, a block for each working day over, cut where the sheet has no more room."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.briefing_view import LateReport
from layouts.briefing.parts import SheetContext, block, last_digits, marked, short_name
from layouts.briefing.sentences import lowered
from layouts.figures.marks import ARIA_HIDDEN

BLOCKS = 10
"""Days that are drawn as blocks; the number beside them tells all."""


def late_table(sheet: SheetContext) -> Component:
    """The whole part."""
    briefing, late = sheet.briefing, sheet.briefing.late
    still_open = round(briefing.entry("open").value or 0)
    if not late.total:
        told = sheet.say("late.none", open=still_open) if still_open else sheet.say("late.none_open")
        return block("late", sheet.say("late.title_none"), [html.P(told, className="brief-good")])
    sub = marked(
        sheet,
        sheet.say("late.sub_single", open=still_open)
        if late.total == 1
        else sheet.say("late.sub", n=late.total, open=still_open, opds=len(late.by_opd)),
    )
    rows, left = shown(sheet)
    stages = {row.stage for row in rows}
    body: list[Component] = [table(rows, sheet, with_stage=len(stages) > 1)] if rows else []
    below = [sheet.say("more", n=left)] if left else []
    if len(stages) == 1 and late.total > 1:
        below.append(sheet.say(f"late.all_{stages.pop()}"))
    if late.confidential:
        below.append(sheet.say("late.confidential", n=late.confidential))
    if below:
        body.append(html.P(" · ".join(below), className="brief-rest"))
    return block("late", sheet.say("late.title"), body, sub)


def shown(sheet: SheetContext) -> tuple[list[LateReport], int]:
    """The rows that there is room for, the latest first, together by OPD in the order of the latest; and how many more
    there are.
    """
    rows = list(sheet.briefing.late.rows[: sheet.room.late])
    order = list(dict.fromkeys(row.opd for row in rows))
    rows.sort(key=lambda row: (order.index(row.opd), -row.days_over))
    return rows, sheet.briefing.late.total - sheet.briefing.late.confidential - len(rows)


def table(rows: list[LateReport], sheet: SheetContext, *, with_stage: bool) -> Component:
    """A row a report; the OPD stands once, with how many it has in all. What they wait for stands there where it differs."""
    counts = {each.opd: each.count for each in sheet.briefing.late.by_opd}
    body, before = [], None
    for row in rows:
        first = row.opd != before
        before = row.opd
        name = row.opd or sheet.say("no_opd")
        opd: list[Component | str] = []
        if first:
            opd = [html.Strong(name), html.Span(f" {sheet.words.number(counts[row.opd])}", className="brief-count")]
        body.append(
            html.Tr(
                [html.Th(opd, scope="row"), *cells(row, sheet, with_stage=with_stage)],
                className="brief-first" if first else None,
            )
        )
    heads = ("opd", "number", "where", *(["stage"] if with_stage else []), "days")
    return html.Table(
        [
            html.Thead(
                html.Tr(
                    [html.Th(sheet.say(f"late.{head}"), scope="col", className=f"brief-col-{head}") for head in heads]
                )
            ),
            html.Tbody(body),
        ],
        className="brief-late-table brief-staged" if with_stage else "brief-late-table",
    )


def cells(row: LateReport, sheet: SheetContext, *, with_stage: bool) -> list[Component]:
    """Number, where and what, what it waits for, and how long."""
    style = sheet.config.categories.of(row.category)
    what = lowered(short_name(style, sheet.words))
    return [
        html.Td(
            [sheet.mark(style), html.Span(last_digits(row.number), className="brief-number")],
            className="brief-report",
        ),
        html.Td(
            [html.Strong(row.place or sheet.say("no_place")), f", {what}"],
            className="brief-where",
        ),
        *([html.Td(sheet.say(f"late.stage_{row.stage}"), className="brief-stage")] if with_stage else []),
        html.Td(
            html.Span(
                [
                    html.Span(
                        f"+{sheet.words.number(row.days_over)}" if row.days_over else sheet.say("late.just"),
                        className="brief-over",
                    ),
                    html.Span(
                        [html.Span() for _ in range(min(row.days_over, BLOCKS))],
                        className="brief-blocks",
                        **ARIA_HIDDEN,
                    ),
                ],
                title=sheet.say("late.alternative", n=row.days_over),
                className="brief-days-over",
            )
        ),
    ]
