"""The fair comparison of OPD: late against expected as a point with its interval, and the rank with its range.

Ranked ones stand first; below a line those that are measured by their own past, and hollow those with too few cases.
Volume is a neutral column.
"""

from collections.abc import Callable, Sequence
from math import log2

from dash import html
from dash.development.base_component import Component

from command_center.methods.fairness import FEWEST_EXPECTED, Compared, Standard
from command_center.readmodel.opd_view import RankLine
from layouts.figures.expected_late import late_of_expected, nothing_expected
from layouts.figures.marks import ARIA_HIDDEN
from layouts.i18n import Words

LOW, HIGH = 0.25, 4.0
"""Ends of the scale; an interval that goes beyond ends in an arrow."""
TICKS = (0.25, 0.5, 1.0, 2.0, 4.0)
FEW_SHOWN = 4
DRAWN_FROM = 0.5
"""Below this many expected late cases an interval covers the whole scale and says nothing."""

Named = Callable[[str], str]


def rank_intervals(
    lines: Sequence[RankLine],
    own: str,
    words: Words,
    name: Named,
) -> Component:
    """The table. `name` gives the short name of a code."""
    ranked = [line for line in lines if line.compared.rank is not None]
    by_past = [line for line in lines if is_by_past(line.compared)]
    few = [line for line in lines if line not in ranked and line not in by_past]
    by_volume = sorted(few, key=lambda line: -line.received)
    shown = [line for line in by_volume if line.compared.ratio is not None][:FEW_SHOWN]
    shown += [line for line in few if line.compared.code == own and line not in shown]
    most = max((line.received for line in lines), default=0)
    rows: list[Component] = [head(words)]
    rows += [row(line, own, words, name, most) for line in ranked]
    if by_past:
        rows.append(rule(words("opd.rank.by_past")))
        rows += [row(line, own, words, name, most) for line in by_past]
    if few:
        rows.append(rule(words("opd.rank.few", least=int(FEWEST_EXPECTED), hidden=len(few) - len(shown))))
        rows += [row(line, own, words, name, most) for line in shown]
    rows.append(scale(words))
    return html.Table([html.Tbody(rows)], className="rank-table")


def is_by_past(one: Compared) -> bool:
    """Whether an OPD is measured by its own past, with cases enough to say something."""
    return one.standard is Standard.OWN_PAST and one.enough


def head(words: Words) -> Component:
    """Names of the columns."""
    return html.Tr(
        [
            html.Th(words("opd.rank.rank"), scope="col", className="rank-no"),
            html.Th(words("opd.rank.opd"), scope="col"),
            html.Th(
                html.Div(
                    [html.Span(words("opd.rank.seldom")), html.Span(words("opd.rank.often"))], className="rank-sides"
                ),
                scope="col",
            ),
            html.Th(words("opd.rank.late_expected"), scope="col", className="rank-number"),
            html.Th(words("opd.rank.received"), scope="col", className="rank-number"),
        ],
        className="rank-head",
    )


def rule(text: str) -> Component:
    """A line between groups, with what it says."""
    return html.Tr(html.Td(html.Span(text), colSpan=5), className="rank-rule")


def row(
    line: RankLine,
    own: str,
    words: Words,
    name: Named,
    most: int,
) -> Component:
    """One OPD."""
    one = line.compared
    is_own = one.code == own
    classes = ["rank-row", *(["rank-own"] if is_own else []), *([] if one.enough else ["rank-few"])]
    return html.Tr(
        [
            html.Td(rank_in_words(one, words), className="rank-no"),
            html.Th(name(one.code), scope="row", className="rank-name"),
            html.Td(interval(one, words), className="rank-cell"),
            html.Td(
                late_and_expected(one, words),
                className="rank-number",
            ),
            html.Td(
                html.Div(
                    [
                        html.Span(
                            className="rank-volume",
                            style={"width": f"{line.received / most * 100 if most else 0:.1f}%"},
                            **ARIA_HIDDEN,
                        ),
                        html.Span(words.number(line.received)),
                    ],
                    className="rank-volume-cell",
                ),
                className="rank-number",
            ),
        ],
        className=" ".join(classes),
    )


def without_standard(one: Compared) -> bool:
    """Whether most of its cases have nothing to be measured by: kinds that it answers alone, without a past."""
    return not one.enough and one.left_out > one.cases


def late_and_expected(one: Compared, words: Words) -> list[Component | str]:
    """Late and expected; a dash where nothing can be expected."""
    if without_standard(one) or not one.cases:
        return [words.entries["format.none"]]
    late, expected = late_of_expected(one.late, one.expected, words)
    return [html.Strong(late), html.Span(f" / {expected}")]


def rank_in_words(one: Compared, words: Words) -> list[Component | str]:
    """The rank and its range; a dash where there is none."""
    if one.rank is None or one.rank_low is None or one.rank_high is None:
        return [words.entries["format.none"]]
    return [
        html.Strong(words.number(one.rank)),
        html.Span(f" ({one.rank_low}–{one.rank_high})", className="rank-range"),
    ]


def interval(one: Compared, words: Words) -> Component:
    """The point and its 95 % limits on a scale of doublings, and the same in words."""
    if without_standard(one):
        return html.Span(words("opd.rank.no_past"), className="rank-nothing")
    if not one.cases:
        return html.Span(words("opd.rank.nothing"), className="rank-nothing")
    if why := nothing_expected(one.standard, one.cases, one.expected, words):
        return html.Span(why, className="rank-nothing")
    if one.ratio is None or one.low is None or one.high is None or one.expected < DRAWN_FROM:
        return html.Span(words("opd.rank.too_few"), className="rank-nothing")
    left, right = place(one.low), place(one.high)
    apart = one.high < 1 or one.low > 1
    name = "rank-over" if one.low > 1 and one.enough else "rank-under" if apart and one.enough else ""
    parts = [
        html.Span(className="rank-axis", style={"left": f"{place(1.0):.2f}%"}),
        html.Span(className="rank-line", style={"left": f"{left:.2f}%", "width": f"{max(0.0, right - left):.2f}%"}),
        html.Span(className="rank-point", style={"left": f"{place(one.ratio):.2f}%"}),
    ]
    if one.low < LOW:
        parts.append(html.Span(className="rank-arrow rank-arrow-low", style={"left": "0"}))
    if one.high > HIGH:
        parts.append(html.Span(className="rank-arrow rank-arrow-high", style={"left": "100%"}))
    return html.Div(
        [
            html.Div(parts, className="rank-drawing", **ARIA_HIDDEN),
            html.Span(ratio_in_words(one, words), className="unseen"),
        ],
        className=f"rank-interval {name}".rstrip(),
        title=ratio_in_words(one, words),
    )


def ratio_in_words(one: Compared, words: Words) -> str:
    """Such as 0,9 kali harapan (0,7–1,2)."""
    if one.ratio is None or one.low is None or one.high is None:
        return words("opd.rank.nothing")
    return words(
        "opd.rank.ratio",
        ratio=in_hundredths(one.ratio, words),
        low=in_hundredths(one.low, words),
        high=in_hundredths(one.high, words),
    )


def in_hundredths(value: float, words: Words) -> str:
    """Two decimals in the language's own form: "0,95"."""
    return f"{value:.2f}".replace(".", words.entries["calendar.decimal"])


def place(ratio: float) -> float:
    """Where a ratio lies between the ends of the scale, in percent; beyond them at the end."""
    inside = min(max(ratio, LOW), HIGH)
    return (log2(inside) - log2(LOW)) / (log2(HIGH) - log2(LOW)) * 100


def scale(words: Words) -> Component:
    """The scale below all rows."""
    ticks = [
        html.Span(
            words("opd.rank.times", n=in_hundredths(tick, words).rstrip("0").rstrip(words.entries["calendar.decimal"])),
            style={"left": f"{place(tick):.2f}%"},
        )
        for tick in TICKS
    ]
    return html.Tr(
        [
            html.Td(words("opd.rank.line"), colSpan=2, className="rank-foot"),
            html.Td(html.Div(ticks, className="rank-ticks", **ARIA_HIDDEN)),
            html.Td(words("opd.rank.volume_note"), colSpan=2, className="rank-foot rank-number"),
        ],
        className="rank-scale",
    )
