"""What falls due until Friday: a square a report, black where it is expected to be late, a row a day, a column an OPD."""

from datetime import date

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.briefing_view import DueCell
from layouts.briefing.due_days import day_rows
from layouts.briefing.parts import SheetContext, block, marked
from layouts.briefing.sentences import until_when
from layouts.figures.card import method_link
from layouts.figures.marks import aria_label
from layouts.i18n import Words

COLUMNS = 4
"""OPD with a column of their own; the others share one."""


def due_table(sheet: SheetContext) -> Component:
    """The whole part."""
    due = sheet.briefing.due
    until = until_when(due, sheet.briefing.day, sheet.words)
    if not due.total:
        return block(
            "due",
            sheet.say("due.title_none", until=until),
            [html.P(sheet.say("due.none"), className="brief-rest")],
        )
    if due.expected is None:
        title = sheet.say("due.title_unknown", until=until, n=due.total)
        sub = sheet.say("due.sub_unknown")
    else:
        title = sheet.say("due.title", until=until, n=round(due.expected))
        sub = sheet.say("due.sub", due=due.total, low=due.low, high=due.high)
    told = marked(sheet, sub)
    if not sheet.room.paper:
        told += [" ", method_link("tenggat", title, sheet.words)]
    body: list[Component] = [table(sheet)]
    if due.provisional:
        body.append(html.P(sheet.say("due.provisional", n=due.provisional), className="brief-rest"))
    return block("due", title, body, told)


def table(sheet: SheetContext) -> Component:
    """Days as rows, days off among them; OPD with most first."""
    due = sheet.briefing.due
    opds, others = columns(due.cells)
    heads = [*(opd or sheet.say("no_opd") for opd in opds), *([sheet.say("due.others")] if others else [])]
    rows = []
    for first, last, off in day_rows(due, sheet.briefing.day, sheet.room.due):
        day = day_name(first, last, sheet.words)
        name = html.Th(day, scope="row")
        if off:
            rows.append(html.Tr([name, html.Td(off, colSpan=len(heads) + 1, className="brief-off")]))
            continue
        of_day = [each for each in due.cells if first <= each.day <= last]
        cells = [cell(sheet, of_day, (opd,), head, day) for opd, head in zip(opds, heads, strict=False)]
        if others:
            cells.append(cell(sheet, of_day, others, heads[-1], day))
        count, likely = sum(each.count for each in of_day), sum(each.likely for each in of_day)
        summed = (
            marked(sheet, sheet.say("due.of", n=likely, m=count))
            if due.expected is not None
            else sheet.words.number(count)
        )
        rows.append(html.Tr([name, *cells, html.Td(summed, className="brief-sum")]))
    summed_head = sheet.say("due.likely") if due.expected is not None else ""
    return html.Table(
        [
            html.Thead(
                html.Tr(
                    [
                        html.Td(""),
                        *[html.Th(head, scope="col", title=head) for head in heads],
                        html.Th(summed_head, scope="col"),
                    ]
                )
            ),
            html.Tbody(rows),
        ],
        className="brief-due-table",
    )


def day_name(first: date, last: date, words: Words) -> str:
    """A day, or the first and last of several, as a row is headed."""
    if first == last:
        return f"{words.weekday(first)} {words.date_short(first)}"
    return f"{words.date_short(first)} – {words.date_short(last)}"


def columns(cells: tuple[DueCell, ...]) -> tuple[list[str], tuple[str, ...]]:
    """OPD with a column, those with most reports first, and those that share the last one."""
    counts: dict[str, int] = {}
    for each in cells:
        counts[each.opd] = counts.get(each.opd, 0) + each.count
    ranked = sorted(counts, key=lambda opd: (-counts[opd], opd))
    if len(ranked) <= COLUMNS:
        return ranked, ()
    return ranked[: COLUMNS - 1], tuple(ranked[COLUMNS - 1 :])


def cell(sheet: SheetContext, of_day: list[DueCell], opds: tuple[str, ...], head: str, day: str) -> Component:
    """The squares of one row and column; `day` is what the row is called."""
    found = [each for each in of_day if each.opd in opds]
    count, likely = sum(each.count for each in found), sum(each.likely for each in found)
    if not count:
        return html.Td("–", className="brief-none")
    if count > sheet.room.squares:
        if sheet.briefing.due.expected is None:
            return html.Td(sheet.words.number(count))
        return html.Td(marked(sheet, sheet.say("due.of_short", n=likely, m=count)))
    squares = [html.Span(className="brief-likely" if place < likely else "") for place in range(count)]
    told = sheet.say("due.alternative", opd=head, day=day, n=count, k=likely)
    return html.Td(html.Span(squares, className="brief-squares", role="img", **aria_label(told)))
