"""Kinds of reports of an OPD: how many, what share, the change, by week, the median and what was late."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.opd_view import KindRow
from layouts.categories import CategoryStyles
from layouts.figures.marks import ARIA_HIDDEN, aria_label, mark
from layouts.i18n import Words, label

SHOWN = 6
"""Kinds that have a line of their own; the rest share one."""
MOST_BARS = 13


def kind_table(kinds: Sequence[KindRow], words: Words, categories: CategoryStyles) -> Component:
    """The table, most reports first."""
    shown = [kind for kind in kinds if kind.received or kind.judged]
    total = sum(kind.received for kind in shown)
    most = max((kind.received for kind in shown), default=0)
    head = html.Tr(
        [html.Th(words("opd.kinds.kind"), scope="col", colSpan=2)]
        + [
            html.Th(words(f"opd.kinds.{name}"), scope="col", className=f"kind-number kind-{name}")
            for name in ("received", "share", "change", "weekly", "median", "late")
        ]
    )
    rows = [kind_row(kind, total, most, words, categories) for kind in shown[:SHOWN]]
    if len(shown) > SHOWN:
        rows.append(rest_row(shown[SHOWN:], total, most, words))
    return html.Table([html.Thead(head), html.Tbody(rows)], className="kind-table")


def kind_row(kind: KindRow, total: int, most: int, words: Words, categories: CategoryStyles) -> Component:
    """One category."""
    style = categories.of(kind.category)
    name = html.Span(
        [mark(style, words.language), label(style.short or style.labels, words.language)], className="kind-name"
    )
    median = words.entries["format.none"] if kind.median is None else words.number(kind.median)
    return _row(name, kind, total, most, words, median)


def rest_row(rest: Sequence[KindRow], total: int, most: int, words: Words) -> Component:
    """The others together; a median of medians would say nothing."""
    together = KindRow(
        "",
        sum(kind.received for kind in rest),
        sum(kind.before for kind in rest),
        tuple(sum(counts) for counts in zip(*(kind.weekly for kind in rest), strict=True)),
        None,
        sum(kind.late for kind in rest),
        sum(kind.judged for kind in rest),
    )
    name = html.Span(words("opd.kinds.rest", n=len(rest)), className="kind-name kind-rest")
    return _row(name, together, total, most, words, "")


def _row(name: Component, kind: KindRow, total: int, most: int, words: Words, median: str) -> Component:
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(
                html.Span(className="kind-bar", style={"width": f"{kind.received / most * 100 if most else 0:.1f}%"}),
                className="kind-bar-cell",
                **ARIA_HIDDEN,
            ),
            html.Td(html.Strong(words.number(kind.received)), className="kind-number"),
            html.Td(words.percent(kind.received, total), className="kind-number kind-share"),
            html.Td(words.difference(kind.received - kind.before), className="kind-number kind-change"),
            html.Td(weekly_bars(kind.weekly, words), className="kind-weekly"),
            html.Td(median, className="kind-number"),
            html.Td(
                words("opd.kinds.late_of", late=kind.late, n=kind.judged)
                if kind.judged
                else words.entries["format.none"],
                className="kind-number kind-late",
            ),
        ]
    )


def weekly_bars(weekly: Sequence[int], words: Words) -> Component:
    """A bar a week, at most a quarter of a year of them."""
    shown = weekly[-MOST_BARS:]
    most = max(shown, default=0)
    bars = [
        html.Span(style={"height": f"{max(4.0, count / most * 100) if most and count else 2.0:.0f}%"})
        for count in shown
    ]
    told = words("opd.kinds.weekly_alternative", counts=", ".join(words.number(count) for count in shown))
    return html.Span(bars, className="weekly-bars", role="img", **aria_label(told))
