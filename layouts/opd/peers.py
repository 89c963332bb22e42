"""The tab *Banding*: the fair comparison of all OPD, and each category beside the others that answer it or the own past."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.opd_view import OpdView, PeerCategory, PeerMedian, Peers
from layouts.figures.card import card
from layouts.figures.marks import empty, mark
from layouts.figures.rank_intervals import rank_intervals
from layouts.i18n import Words, label
from layouts.opd.config import OpdConfig
from layouts.opd.part import part
from layouts.opd.performance import rank_title


def peers_tab(view: OpdView, shown: Peers, config: OpdConfig, words: Words) -> list[Component]:
    """The league, then the categories."""
    return [
        part("league", lambda: league_card(view, shown, config, words), words),
        part("peers", lambda: categories_card(view, shown, config, words), words),
    ]


def league_card(view: OpdView, shown: Peers, config: OpdConfig, words: Words) -> Component:
    """The fair comparison of all, with what it says of this OPD as its title."""
    body: Component = empty(words("opd.rank.none"), words("opd.rank.none_hint"))
    if shown.ranks:
        body = html.Div(
            [
                html.P(words("opd.rank.not_blame"), className="rank-not-blame"),
                rank_intervals(shown.ranks, view.code, words, config.short),
                html.P(words("opd.rank.explained"), className="opd-explained"),
            ]
        )
    return card(
        "league",
        rank_title(view, shown.ranks, config, words),
        body,
        words,
        sub=words("opd.rank.sub"),
        method="peringkat",
        class_name="opd-wide",
    )


def categories_card(view: OpdView, shown: Peers, config: OpdConfig, words: Words) -> Component:
    """Category by category, this OPD beside the others."""
    body: Component = empty(words("opd.peers.none"), words("opd.peers.none_hint"))
    if shown.categories:
        alone = any(not each.others for each in shown.categories)
        body = html.Div(
            [
                html.Div([peer_category(each, view, config, words) for each in shown.categories], className="peers"),
                *([html.P(words("opd.peers.alone"), className="opd-explained")] if alone else []),
            ]
        )
    return card(
        "peers",
        words("opd.peers.title"),
        body,
        words,
        sub=words("opd.peers.sub", weeks=view.weeks),
        method="waktu-jawab",
        class_name="opd-wide",
    )


def peer_category(each: PeerCategory, view: OpdView, config: OpdConfig, words: Words) -> Component:
    """A category: this OPD first, then the others, or its own year before."""
    style = config.categories.of(each.category)
    sides = [(words("opd.peers.own", opd=config.short(view.code)), each.own, True)]
    sides += [(config.short(other.code), other, False) for other in each.others]
    if each.past is not None:
        sides.append((words("opd.peers.past"), each.past, False))
    known = [side.median for _, side, _ in sides if side.median is not None]
    longest = max(known, default=0.0)
    note: list[Component] = []
    if not each.others and each.past is None:
        note = [html.P(words("opd.peers.alone_new"), className="peer-note")]
    return html.Section(
        [
            html.H3([mark(style, words.language), label(style.labels, words.language)], className="peer-title"),
            html.Table(
                [
                    html.Thead(
                        html.Tr(
                            [
                                html.Th(words("opd.peers.who"), scope="col"),
                                html.Th(words("opd.peers.median"), scope="col", colSpan=2),
                                html.Th(words("opd.peers.late"), scope="col", className="kind-number"),
                                html.Th(words("opd.peers.cases"), scope="col", className="kind-number"),
                            ]
                        )
                    ),
                    html.Tbody([peer_row(name, side, own, longest, words) for name, side, own in sides]),
                ],
                className="peer-table",
            ),
            *note,
        ],
        className="peer",
    )


def peer_row(name: str, side: PeerMedian, own: bool, longest: float, words: Words) -> Component:
    """One side: median as a bar and a number, missed deadlines, cases."""
    width = side.median / longest * 100 if side.median is not None and longest else 0.0
    late = words("opd.kinds.late_of", late=side.late, n=side.judged) if side.judged else words.entries["format.none"]
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(html.Span(className="kind-bar", style={"width": f"{width:.1f}%"}), className="peer-bar"),
            html.Td(
                words.entries["format.none"] if side.median is None else words.number(side.median),
                className="kind-number",
            ),
            html.Td(late, className="kind-number"),
            html.Td(words.number(side.cases), className="kind-number"),
        ],
        className="peer-own" if own else "",
    )
