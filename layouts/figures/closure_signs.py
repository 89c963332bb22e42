"""Signs that settled reports were closed too easily: the share that bears each, and where the cases are looked at."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.selection import Dimension, Selection
from command_center.readmodel.analytics_view import IntegrityLine
from layouts.figures.filter_mark import filter_mark, filter_text
from layouts.i18n import Words

CASES = "/integritas"
"""The page on which closures are looked at one by one."""


def closure_signs(lines: Sequence[IntegrityLine], selection: Selection, words: Words) -> Component:
    """A bar a sign, with a tick for the city; a click filters the reports that bear it."""
    chosen = selection.of(Dimension.SIGN)
    most = max([0.1, *(_share(line.marked, line.judged) for line in lines)]) * 1.15
    rows = []
    for line in lines:
        share = _share(line.marked, line.judged)
        city = _share(line.city_marked, line.city_judged)
        rows.append(
            filter_mark(
                [
                    html.Span(words(f"analytics.integrity.{line.code}"), className="sign-name"),
                    html.Span(
                        [
                            html.Span(className="sign-bar", style={"width": f"{100 * share / most:.1f}%"}),
                            *(
                                [html.Span(className="sign-city", style={"left": f"{100 * city / most:.1f}%"})]
                                if selection.filters
                                else []
                            ),
                        ],
                        className="sign-track",
                    ),
                    html.Span(
                        words.percent(line.marked, line.judged) if line.judged else words("format.none"),
                        className="sign-share",
                    ),
                    html.Span(words("analytics.integrity.of", n=line.marked, judged=line.judged), className="sign-of"),
                ],
                filter_text((Dimension.SIGN, [line.code])),
                pressed=line.code in chosen,
                class_name="sign-row",
            )
        )
    further = html.Div(
        [words("analytics.integrity.later"), html.A(words("analytics.integrity.later_page"), href=CASES), "."],
        className="sign-note",
    )
    return html.Div([*rows, further], className="signs")


def _share(marked: int, judged: int) -> float:
    return marked / judged if judged else 0.0
