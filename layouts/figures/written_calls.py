"""The calls that an operator wrote down last, newest first."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.inbound import CallKind
from command_center.domain.working_days import WIB
from command_center.readmodel.calls_view import WrittenLine
from layouts.categories import CategoryStyles
from layouts.figures.marks import mark, short_number
from layouts.i18n import Words, label

COUNTED = frozenset({CallKind.PRANK, CallKind.GHOST})


def written_calls(lines: Sequence[WrittenLine], categories: CategoryStyles, words: Words) -> list[Component]:
    """Time, number, what and where; a call that is no report says what it was."""
    if not lines:
        return [html.Div(words("calls.written.empty"), className="calls-written-none")]
    return [html.Ol([written_line(line, categories, words) for line in lines], className="calls-written-lines")]


def written_line(line: WrittenLine, categories: CategoryStyles, words: Words) -> Component:
    """One call."""
    time = html.Span(f"{line.at.astimezone(WIB):%H.%M}", className="calls-written-time")
    if not line.number:
        what = words(f"calls.kind.{line.kind}")
        note = words("calls.written.counted" if line.kind in COUNTED else "calls.written.waiting")
        return html.Li(
            [time, html.Span(what, className="calls-written-kind"), html.Span(note, className="calls-written-what")]
        )
    category = categories.of(line.category)
    return html.Li(
        [
            time,
            html.Span(short_number(line.number), title=line.number, className="calls-written-number"),
            html.Span(
                [
                    mark(category, words.language),
                    html.Span(label(category.short or category.labels, words.language)),
                    *([html.Span(f" · {line.kelurahan}")] if line.kelurahan else []),
                ],
                className="calls-written-what",
            ),
        ]
    )
