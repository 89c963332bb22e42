"""Kelurahan that report less than their people let expect: what came, what chance allows, and what is expected."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.selection import Dimension, Selection
from command_center.readmodel.analytics_view import QuietArea
from layouts.figures.filter_mark import filter_mark, filter_text
from layouts.i18n import Words

ROWS = 12


def shown_areas(areas: Sequence[QuietArea], selection: Selection) -> tuple[list[QuietArea], list[QuietArea]]:
    """The areas that get a line, quietest first, and those that are folded away: of the chosen part, or of the city.

    Of the city only the quiet ones are folded; of a chosen part all of them.
    """
    chosen = [area for area in areas if area.chosen] if selection.filters else list(areas)
    rest = chosen[ROWS:]
    return chosen[:ROWS], rest if selection.filters else [area for area in rest if area.quiet]


def quiet_areas_list(
    first: Sequence[QuietArea],
    rest: Sequence[QuietArea],
    selection: Selection,
    names: Mapping[str, str],
    words: Words,
) -> Component:
    """A line a kelurahan: a dot for what came, a bar for the range of chance, a tick for what is expected."""
    most = max([1.0, *(max(area.high, area.count, area.expected) for area in (*first, *rest))])
    picked = selection.of(Dimension.KELURAHAN)
    head = html.Div(
        [
            html.Span(words("analytics.quiet.area")),
            html.Span(),
            html.Span(words("analytics.quiet.count")),
            html.Span(words("analytics.quiet.expected")),
        ],
        className="range-row range-head",
    )
    rows: list[Component] = [head, *(_row(area, most, area.code in picked, names, words) for area in first)]
    if rest:
        rows.append(
            html.Details(
                [
                    html.Summary(words("analytics.quiet.more", n=len(rest)), className="range-more"),
                    *(_row(area, most, area.code in picked, names, words) for area in rest),
                ]
            )
        )
    return html.Div(rows, className="ranges")


def _row(area: QuietArea, most: float, pressed: bool, names: Mapping[str, str], words: Words) -> Component:
    return filter_mark(
        [
            html.Span(names[area.code], className="range-name"),
            range_bar(area.low, area.high, area.count, area.expected, most, warn=area.quiet),
            html.Span(words.number(area.count), className="range-number range-warn" if area.quiet else "range-number"),
            html.Span(words.number(round(area.expected)), className="range-other"),
        ],
        filter_text((Dimension.KELURAHAN, [area.code])),
        pressed=pressed,
        class_name="range-row range-quiet" if area.quiet else "range-row",
        label=words("analytics.quiet.alternative", name=names[area.code], n=area.count, expected=round(area.expected)),
    )


def range_bar(low: float, high: float, value: float, expected: float, most: float, *, warn: bool) -> Component:
    """From 0 to `most`: a bar from low to high, a tick at what is expected, a dot at the value."""

    def at(number: float) -> str:
        return f"{100 * min(max(number, 0.0), most) / most:.2f}%"

    return html.Span(
        [
            html.Span(className="range-band", style={"left": at(low), "width": f"calc({at(high)} - {at(low)})"}),
            html.Span(className="range-tick", style={"left": at(expected)}),
            html.Span(className="range-dot range-dot-warn" if warn else "range-dot", style={"left": at(value)}),
        ],
        className="range-track",
    )
