"""The list of all OPD, for who may open each; and what is shown for a code that there is not."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.working_days import WIB
from command_center.readmodel.opd_view import PERIODS, OpdIndex, OpdIndexLine
from layouts.figures.card import card
from layouts.figures.marks import ARIA_HIDDEN, aria_label
from layouts.figures.rank_intervals import interval, rank_in_words
from layouts.i18n import Words
from layouts.opd import ids
from layouts.opd.config import OpdConfig
from layouts.opd.links import here
from layouts.opd.page import span_in_words
from layouts.opd.place_in_address import ALL, OpdPlace
from layouts.shell import work_frame
from layouts.visit import Visit


def index_page(index: OpdIndex, config: OpdConfig, visit: Visit, *, unknown: str = "") -> Component:
    """All OPD. `unknown` is the code that was asked for and is none."""
    words = visit.words
    busy = [line for line in index.lines if not is_idle(line)] or list(index.lines)
    idle = [line for line in index.lines if line not in busy]
    most = max((line.open for line in index.lines), default=0)
    children: list[Component] = [
        html.Div(
            [
                html.Div(
                    [
                        html.H1(
                            words("opd.index.missing", code=unknown) if unknown else words("opd.index.title"),
                            className="opd-name",
                        ),
                        html.Span(
                            words(
                                "opd.as_of",
                                day=words.date_long(index.as_of.astimezone(WIB).date()),
                                clock=words.clock(index.as_of),
                            ),
                            className="opd-as-of",
                        ),
                        *(
                            [html.P(words("opd.index.missing_hint"), className="opd-note", role="status")]
                            if unknown
                            else []
                        ),
                    ],
                    className="opd-whose",
                ),
                html.Div(periods(index, words, unknown), className="opd-choices"),
            ],
            className="opd-head",
        ),
        html.Div(
            card(
                "index",
                words(
                    "opd.index.finding",
                    n=sum(line.open for line in index.lines),
                    late=sum(line.overdue for line in index.lines),
                ),
                html.Div(
                    [
                        table(busy, config, words, index.weeks, most),
                        *(
                            [
                                html.Details(
                                    [
                                        html.Summary(words("opd.index.idle", n=len(idle))),
                                        table(idle, config, words, index.weeks, most),
                                    ],
                                    className="index-idle",
                                )
                            ]
                            if idle
                            else []
                        ),
                        html.P(words("opd.rank.explained"), className="opd-explained"),
                    ]
                ),
                words,
                sub=words("opd.index.sub", weeks=index.weeks),
                method="peringkat",
                class_name="opd-wide",
            ),
            className="opd-content opd-index",
        ),
    ]
    return work_frame(children, ids.ROOT, visit, "opd")


def periods(index: OpdIndex, words: Words, unknown: str) -> Component:
    """The weeks as links; none below a code that there is not."""
    if unknown:
        return html.Span()
    links = [
        html.A(
            words("opd.weeks", n=weeks),
            href=OpdPlace(ALL, weeks=weeks).address,
            className="opd-period",
            **here(weeks == index.weeks),
        )
        for weeks in PERIODS
    ]
    return html.Div(
        [
            html.Div(links, className="opd-periods", role="group", **aria_label(words("opd.period"))),
            html.Span(span_in_words(index.first, index.last, words), className="opd-span"),
        ],
        className="opd-period-box",
    )


def is_idle(line: OpdIndexLine) -> bool:
    """Whether an OPD has no open report, and in the period too few for a comparison."""
    return not line.open and (line.rank is None or not line.rank.compared.enough)


def table(lines: Sequence[OpdIndexLine], config: OpdConfig, words: Words, weeks: int, most: int) -> Component:
    """A row an OPD, in the order of the city's file: no order of blame. `most` is the longest bar of open reports."""
    head = html.Tr(
        [
            html.Th(words(f"opd.index.{name}"), scope="col", className=f"index-{name}")
            for name in ("opd", "open", "overdue", "fair", "rank", "received")
        ]
    )
    return html.Table(
        [html.Thead(head), html.Tbody([row(line, config, words, weeks, most) for line in lines])],
        className="index-table",
    )


def row(line: OpdIndexLine, config: OpdConfig, words: Words, weeks: int, most: int) -> Component:
    """One OPD."""
    name = config.label(line.code, words.language)
    gone = line.code not in config.opd or not config.opd[line.code].active
    return html.Tr(
        [
            html.Th(
                [
                    html.A(config.short(line.code), href=OpdPlace(line.code, weeks=weeks).address),
                    html.Span(name, className="index-label"),
                    *([html.Span(words("opd.index.inactive"), className="index-gone")] if gone else []),
                ],
                scope="row",
                className="index-opd",
            ),
            html.Td(
                html.Div(
                    [
                        html.Span(
                            className="kind-bar",
                            style={"width": f"{line.open / most * 100 if most else 0:.1f}%"},
                            **ARIA_HIDDEN,
                        ),
                        html.Strong(words.number(line.open)),
                    ],
                    className="index-work",
                ),
                className="index-open",
            ),
            html.Td(words.number(line.overdue), className="index-overdue opd-bad" if line.overdue else "index-overdue"),
            html.Td(
                interval(line.rank.compared, words)
                if line.rank
                else html.Span(words("opd.rank.nothing"), className="rank-nothing"),
                className="rank-row index-fair"
                if line.rank and line.rank.compared.enough
                else "rank-row rank-few index-fair",
            ),
            html.Td(
                rank_in_words(line.rank.compared, words) if line.rank else words.entries["format.none"],
                className="index-rank",
            ),
            html.Td(words.number(line.received), className="index-received"),
        ]
    )
