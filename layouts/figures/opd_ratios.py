"""OPD compared on their mix of categories: late answers against those expected, with the interval of chance."""

from collections.abc import Mapping, Sequence
from math import log

from dash import html
from dash.development.base_component import Component

from command_center.domain.selection import Dimension, Selection
from command_center.readmodel.analytics_view import OpdRatio
from layouts.figures.filter_mark import filter_mark, filter_text
from layouts.i18n import Words

FEW_SHOWN = 10
"""OPD with too few cases that get a line."""
LOWEST, HIGHEST = 0.25, 4.0
"""Ratios between which the axis runs; what lies beyond is drawn at its end."""


def opd_ratios(lines: Sequence[OpdRatio], selection: Selection, names: Mapping[str, str], words: Words) -> Component:
    """Those that can be compared, the longest first; below them those with too few."""
    chosen = selection.of(Dimension.OPD)
    rated = [line for line in lines if line.ratio is not None]
    few = [line for line in lines if line.ratio is None]
    head = html.Div(
        [
            html.Span("OPD"),
            html.Span(words("analytics.opd.received")),
            html.Span(
                [html.Span(words("analytics.opd.faster")), html.Span("1×"), html.Span(words("analytics.opd.slower"))],
                className="ratio-scale",
            ),
            html.Span(words("analytics.opd.ratio")),
            html.Span(words("analytics.opd.late")),
        ],
        className="ratio-row ratio-head",
    )
    rows = [_row(line, line.code in chosen, names, words) for line in rated]
    if few:
        rows.append(html.Div(words("analytics.opd.few"), className="ratio-few"))
        rows += [_row(line, line.code in chosen, names, words) for line in few[:FEW_SHOWN]]
        if len(few) > FEW_SHOWN:
            rows.append(html.Div(words("analytics.opd.more", n=len(few) - FEW_SHOWN), className="ratio-more"))
    return html.Div([head, *rows], className="ratios")


def differs_from_expected(line: OpdRatio) -> int:
    """1 where it is surely later than expected, -1 where surely less late, else 0."""
    if line.low is None or line.high is None:
        return 0
    return (line.low > 1) - (line.high < 1)


def _row(line: OpdRatio, pressed: bool, names: Mapping[str, str], words: Words) -> Component:
    name = names[line.code]
    side = differs_from_expected(line)
    said = words("analytics.opd.times", ratio=round(line.ratio, 1)) if line.ratio is not None else words("format.none")
    return filter_mark(
        [
            html.Span(
                [
                    name,
                    *(
                        [html.Span(words("analytics.opd.own_past"), className="ratio-own")]
                        if line.own_past and line.ratio is not None
                        else []
                    ),
                ],
                className="ratio-name",
            ),
            html.Span(words.number(line.received), className="ratio-received"),
            _interval(line, side),
            html.Span(said, className="ratio-value ratio-warn" if side > 0 else "ratio-value"),
            html.Span(words.number(line.late), className="ratio-late"),
        ],
        filter_text((Dimension.OPD, [line.code])),
        pressed=pressed,
        class_name="ratio-row" if line.chosen else "ratio-row ratio-off",
        label=words(
            "analytics.opd.alternative" if line.ratio is not None else "analytics.opd.alternative_few",
            name=name,
            n=line.received,
            late=line.late,
            ratio=said,
        ),
    )


def _interval(line: OpdRatio, side: int) -> Component:
    if line.ratio is None or line.low is None or line.high is None:
        return html.Span(className="ratio-track")
    low, high = _at(line.low), _at(line.high)
    colour = {1: "ratio-later", -1: "ratio-sooner", 0: ""}[side]
    return html.Span(
        [
            html.Span(className="ratio-one"),
            html.Span(className=f"ratio-line {colour}", style={"left": f"{low:.1f}%", "width": f"{high - low:.1f}%"}),
            html.Span(className=f"ratio-dot {colour}", style={"left": f"{_at(line.ratio):.1f}%"}),
        ],
        className="ratio-track",
    )


def _at(ratio: float) -> float:
    """Place of a ratio on the axis in percent, on a scale of doublings."""
    bounded = min(max(ratio, LOWEST), HIGHEST)
    return 100 * (log(bounded) - log(LOWEST)) / (log(HIGHEST) - log(LOWEST))
