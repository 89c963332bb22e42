"""The OPD page as a pure function of the view: its head, its tabs, and the part of the tab."""

from collections.abc import Mapping, Sequence
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from command_center.domain.due_explained import DueExplained
from command_center.domain.working_days import WIB
from command_center.readmodel.opd_view import PERIODS, OpdTab, OpdView
from layouts.failing import made_or
from layouts.figures.card import card, failed
from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.opd import ids
from layouts.opd.config import OpdConfig
from layouts.opd.due import due_tab
from layouts.opd.links import here
from layouts.opd.map import MapGround, map_tab
from layouts.opd.peers import peers_tab
from layouts.opd.performance import performance_tab
from layouts.opd.place_in_address import ALL, OpdPlace
from layouts.opd.queue import queue_tab
from layouts.shell import work_frame
from layouts.visit import Visit

REFRESH_MS = 30_000
"""How often the page asks whether something has changed."""


def opd_page(
    view: OpdView,
    config: OpdConfig,
    visit: Visit,
    place: OpdPlace,
    *,
    may_open_all: bool,
    shown_tabs: Sequence[OpdTab],
    may_export: bool,
    texts: Mapping[int, str],
    deadlines: Mapping[int, DueExplained],
    ground: MapGround | None,
) -> Component:
    """The whole page. `texts` are the words of the queue's rows as this reader may read them, `deadlines` their working."""
    words = visit.words
    children = [
        head(view, config, words, place, may_open_all=may_open_all),
        tabs(view, words, place, shown_tabs),
        *misread_note(place, words),
        html.Div(
            content(
                view,
                config,
                words,
                visit.theme,
                place,
                texts=texts,
                deadlines=deadlines,
                ground=ground,
                may_export=may_export,
            ),
            id=ids.CONTENT,
            className=f"opd-content opd-{view_tab(view)}",
        ),
        dcc.Interval(id=ids.TICK, interval=REFRESH_MS),
        dcc.Store(id=ids.ASKED, data=place.stored | {"head": view.head, "theme": visit.theme}),
    ]
    return work_frame(children, ids.ROOT, visit, "opd")


def content(
    view: OpdView,
    config: OpdConfig,
    words: Words,
    theme: str,
    place: OpdPlace,
    *,
    texts: Mapping[int, str],
    deadlines: Mapping[int, DueExplained],
    ground: MapGround | None,
    may_export: bool,
) -> list[Component]:
    """What the tab shows; where that cannot be made, that it cannot: the other tabs stand."""

    def build() -> list[Component]:
        if view.performance is not None:
            return performance_tab(view, view.performance, config, words, theme, place, texts, deadlines)
        if view.queue is not None:
            return queue_tab(view, view.queue, config, words, place, texts, deadlines, may_export=may_export)
        if view.outlook is not None:
            return due_tab(view, view.outlook, config, words, place)
        if view.map is not None and ground is not None:
            return map_tab(view, view.map, config, words, theme, ground)
        if view.peers is not None:
            return peers_tab(view, view.peers, config, words)
        raise ValueError(f"the view of {view.code} has no part for a tab")

    def instead() -> list[Component]:
        return [card("failed", words("card.failed"), failed(words), words, class_name="opd-wide")]

    return made_or(build, f"opd {view_tab(view)}", instead)


def view_tab(view: OpdView) -> OpdTab:
    """The tab whose part is there."""
    there = {
        OpdTab.PERFORMANCE: view.performance,
        OpdTab.QUEUE: view.queue,
        OpdTab.DUE: view.outlook,
        OpdTab.MAP: view.map,
        OpdTab.PEERS: view.peers,
    }
    return next(tab for tab, part in there.items() if part is not None)


def head(view: OpdView, config: OpdConfig, words: Words, place: OpdPlace, *, may_open_all: bool) -> Component:
    """Whose page it is, as of when, and over how many weeks."""
    name = config.label(view.code, words.language)
    as_of = words("opd.as_of", day=words.date_long(view.as_of.astimezone(WIB).date()), clock=words.clock(view.as_of))
    notes: list[Component] = []
    if view.code in config.opd and not config.opd[view.code].active:
        notes.append(html.P(words("opd.inactive"), className="opd-note"))
    if view.code not in config.opd:
        notes.append(html.P(words("opd.gone", code=view.code), className="opd-note"))
    return html.Div(
        [
            html.Div(
                [
                    html.H1(name, className="opd-name"),
                    html.Span(as_of, id=ids.AGE, className="opd-as-of", role="status"),
                    *notes,
                ],
                className="opd-whose",
            ),
            html.Div(
                [*([chooser(view.code, config, words, place)] if may_open_all else []), periods(view, words, place)],
                className="opd-choices",
            ),
        ],
        className="opd-head",
    )


def chooser(code: str, config: OpdConfig, words: Words, place: OpdPlace) -> Component:
    """Another OPD on the same tab; a list that opens without a script."""
    links = [html.A(words("opd.all"), href=OpdPlace(ALL, weeks=place.weeks).address, className="opd-pick-all")]
    links += [
        html.A(
            [html.Span(name.short), html.Span(name.labels[words.language], className="opd-pick-label")],
            href=OpdPlace(other, place.tab, place.weeks).address,
            **here(other == code, "page"),
        )
        for other, name in config.opd.items()
    ]
    return html.Details(
        [
            html.Summary(words("opd.choose", opd=config.short(code)), className="work-button"),
            html.Div(links, className="opd-pick"),
        ],
        className="opd-chooser",
    )


def periods(view: OpdView, words: Words, place: OpdPlace) -> Component:
    """How many weeks, as links; the days of the one in use."""
    links = [
        html.A(
            words("opd.weeks", n=weeks),
            href=OpdPlace(view.code, place.tab, weeks, place.part, place.page, place.number).address,
            className="opd-period",
            **here(weeks == view.weeks),
        )
        for weeks in PERIODS
    ]
    return html.Div(
        [
            html.Div(links, className="opd-periods", role="group", **aria_label(words("opd.period"))),
            html.Span(span_in_words(view.first, view.last, words), className="opd-span"),
        ],
        className="opd-period-box",
    )


def span_in_words(first: date, last: date, words: Words) -> str:
    """The days of a period, with their years where there are two."""
    if first.year == last.year:
        return words.days(first, last)
    return f"{words.date_short(first)} {first.year} – {words.date_short(last)} {last.year}"


def tabs(view: OpdView, words: Words, place: OpdPlace, shown: Sequence[OpdTab]) -> Component:
    """The tabs that are for who looks, as links: each has an address."""
    now = view.now
    counts: dict[OpdTab, Component] = {}
    if now.open:
        counts[OpdTab.QUEUE] = html.Span(words.number(now.open), className="opd-count")
    if now.overdue:
        counts[OpdTab.DUE] = html.Span(words("opd.tabs.over", n=now.overdue), className="opd-count opd-bad")
    links = [
        html.A(
            [words(f"opd.tabs.{tab}"), *([counts[tab]] if tab in counts else [])],
            href=OpdPlace(view.code, tab, place.weeks).address,
            className="opd-tab",
            **here(tab is view_tab(view), "page"),
        )
        for tab in shown
    ]
    return html.Nav(links, className="opd-tabs", **aria_label(words("opd.tabs.label")))


def misread_note(place: OpdPlace, words: Words) -> list[Component]:
    """That the address asks for something that there is not, and what is shown instead."""
    if not place.misread:
        return []
    return [html.P(words("opd.misread", names=", ".join(place.misread)), className="opd-note", role="status")]
