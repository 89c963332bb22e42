"""The page of closures: choices, the share of each department, the list with the figures behind each sign, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from command_center.domain.closures import FEWEST_CLOSURES, ClosureSign, FlaggedClosure, OpdClosures
from layouts.figures.card import card
from layouts.figures.marks import aria_label, empty, mark
from layouts.i18n import Words
from layouts.inputs import field
from layouts.integrity import ids
from layouts.office_config import OfficeConfig
from layouts.office_forms import RefusedForm, hidden, told_done, told_problem, typed
from layouts.opd.links import here
from layouts.shell import work_frame
from layouts.visit import Visit

SHOWN = 50
LETTERS = 180
MOST_OPD = 12


@dataclass(frozen=True, slots=True)
class ClosuresAsked:
    """Which closures: those with a sign (None for any), of a department ("" for all), not looked at yet ("baru"), looked at
    ("dilihat") or all ("semua"); and which page, from 1.
    """

    sign: ClosureSign | None = None
    opd: str = ""
    state: str = "baru"
    page: int = 1

    def address(self, **changed: object) -> str:
        """The address of the page with some of it changed."""
        now = (
            {"tanda": self.sign or "", "opd": self.opd, "keadaan": self.state, "hal": self.page} | {"hal": 1} | changed
        )
        usual = {"tanda": "", "opd": "", "keadaan": "baru", "hal": 1}
        asked = {name: str(value) for name, value in now.items() if value != usual[name]}
        return "/integritas" + (f"?{urlencode(asked)}" if asked else "")


@dataclass(frozen=True, slots=True)
class ClosureList:
    """`every` are all closures with a sign that this reader may be named, `hidden` counts the others; `reads_words`: what citizens
    were told is shown.
    """

    asked: ClosuresAsked
    every: tuple[FlaggedClosure, ...]
    hidden: int
    by_opd: Mapping[str, OpdClosures]
    reads_words: bool

    def chosen(self, *, sign: bool = True, state: bool = True) -> list[FlaggedClosure]:
        """Those that are asked for; without one of the choices where it is counted for each of its values."""
        asked = self.asked
        return [
            each
            for each in self.every
            if (not sign or asked.sign is None or asked.sign in each.signs)
            and (not asked.opd or each.opd == asked.opd)
            and (not state or asked.state == "semua" or (each.looked is None) == (asked.state == "baru"))
        ]


def integrity_page(
    found: ClosureList, config: OfficeConfig, visit: Visit, *, token: str, sent: RefusedForm | None, done: int
) -> Component:
    """The whole page."""
    words = visit.words
    body = [
        html.Header(
            [html.H1(words("integrity.title")), html.P(words("integrity.sub"), className="office-facts")],
            className="office-head",
        ),
        *told_done("integrity.done" if done else "", words, n=done),
        html.Div(
            [
                html.Div([listed(found, config, words, token, sent)], className="integrity-list"),
                html.Div([shares(found, config, words), meaning(words)], className="integrity-side"),
            ],
            className="integrity-both",
        ),
    ]
    return work_frame(body, ids.ROOT, visit, "office integrity")


def listed(found: ClosureList, config: OfficeConfig, words: Words, token: str, sent: RefusedForm | None) -> Component:
    """The choices, the rows of the page with boxes, and the form to say what was found."""
    rows = found.chosen()
    pages = max(1, -(-len(rows) // SHOWN))
    page = min(found.asked.page, pages)
    shown = rows[(page - 1) * SHOWN : page * SHOWN]
    body: list[Component] = [choices(found, config, words)]
    if shown:
        ticked = set(typed(sent, "nomor").split())
        kept = {"tanda": str(found.asked.sign or ""), "opd": found.asked.opd, "keadaan": found.asked.state}
        body.append(
            html.Form(
                [
                    *hidden({"csrf_token": token} | kept),
                    html.Ol(
                        [row(each, found, config, words, each.key in ticked) for each in shown],
                        className="integrity-rows",
                    ),
                    verdict(sent, words),
                ],
                method="post",
                action="/integritas",
                className="office-form",
            )
        )
        body.append(pager(found.asked, page, pages, words))
    else:
        key = "none_new" if found.asked.state == "baru" else "none"
        body.append(empty(words(f"integrity.{key}"), words(f"integrity.{key}_hint"), good=found.asked.state == "baru"))
    if found.hidden:
        body.append(html.P(words("integrity.hidden", n=found.hidden), className="office-hint"))
    return card("closures", words("integrity.list_title", n=len(rows)), body, words, sub=words("integrity.list_sub"))


def choices(found: ClosureList, config: OfficeConfig, words: Words) -> Component:
    """Links: which sign, which state; and the departments that have any."""
    asked = found.asked
    counted = found.chosen(sign=False)
    signs = [(None, words("integrity.sign_any"), len(counted))] + [
        (sign, words(f"integrity.sign_{sign}"), sum(sign in each.signs for each in counted)) for sign in ClosureSign
    ]
    states = {
        state: sum(state == "semua" or (each.looked is None) == (state == "baru") for each in found.chosen(state=False))
        for state in ("baru", "dilihat", "semua")
    }
    departments = sorted({each.opd for each in found.every})
    lines: list[Component] = [
        html.Nav(
            [
                html.A(
                    [name, html.Span(words.number(count), className="integrity-count")],
                    href=asked.address(tanda=str(sign or "")),
                    className="integrity-choice",
                    **here(sign is asked.sign),
                )
                for sign, name, count in signs
            ],
            className="integrity-choices",
            **aria_label(words("integrity.signs")),
        ),
        html.Nav(
            [
                html.A(
                    [words(f"integrity.state_{state}"), html.Span(words.number(count), className="integrity-count")],
                    href=asked.address(keadaan=state),
                    className="integrity-choice",
                    **here(state == asked.state),
                )
                for state, count in states.items()
            ],
            className="integrity-choices",
            **aria_label(words("integrity.states")),
        ),
    ]
    if departments:
        names = {"": words("integrity.opd_all")} | {code: config.opd(code) for code in departments}
        lines.append(
            html.Details(
                [
                    html.Summary(words("integrity.opd", name=names.get(asked.opd, asked.opd))),
                    html.Nav(
                        [
                            html.A(
                                name,
                                href=asked.address(opd=code),
                                className="integrity-choice",
                                **here(code == asked.opd),
                            )
                            for code, name in names.items()
                        ],
                        className="integrity-choices",
                        **aria_label("OPD"),
                    ),
                ]
            )
        )
    return html.Div(lines, className="integrity-filters")


def row(each: FlaggedClosure, found: ClosureList, config: OfficeConfig, words: Words, ticked: bool) -> Component:
    """One closure: which report, who closed it (the department), and each sign with its figures."""
    place = config.places.get(each.kelurahan, "")
    facts = [
        config.opd(each.opd),
        *([place] if place else []),
        words("integrity.closed", moment=words.moment(each.closed_at)),
    ]
    signs = [
        html.Li([html.Strong(words(f"integrity.sign_{sign}")), " ", because(sign, each, words)]) for sign in each.signs
    ]
    parts: list[Component] = [
        html.P(
            [
                mark(config.categories.of(each.category), words.language),
                " ",
                html.A(each.number, href=f"/opd/{each.opd}/laporan/{each.number}"),
                html.Span(" · ".join(facts), className="office-hint integrity-facts"),
            ]
        ),
        html.Ul(signs, className="integrity-signs"),
    ]
    if found.reads_words and each.text:
        said = " ".join(each.text.split())
        shown = said if len(said) <= LETTERS else said[:LETTERS].rsplit(" ", 1)[0] + " …"
        parts.append(html.P(f"“{shown}”", className="office-hint"))
    if each.looked is not None:
        key = "fine" if each.looked.fine else "not_fine"
        told = words(f"integrity.looked_{key}", name=each.looked.by, moment=words.moment(each.looked.at))
        parts.append(html.P([html.Strong(told), " ", each.looked.comment], className="integrity-looked"))
    box = field(
        "checkbox",
        name="nomor",
        value=each.key,
        checked=ticked,
        aria_label=words("integrity.choose", number=each.number),
    )
    return html.Li([box, html.Div(parts)], className="integrity-row")


def because(sign: ClosureSign, each: FlaggedClosure, words: Words) -> str:
    """The figures behind a sign."""
    if sign is ClosureSign.INSTANT and each.seconds is not None:
        minutes = max(1, round(each.seconds / 60))
        return words("integrity.why_instant", n=minutes)
    if sign is ClosureSign.TEMPLATED:
        return words("integrity.why_templated", n=each.same_words)
    if sign is ClosureSign.RETURNED and each.reopened_at is not None:
        days = max(0, (each.reopened_at - each.closed_at).days)
        return words("integrity.why_reopened", n=days, moment=words.moment(each.reopened_at))
    if sign is ClosureSign.RETURNED and each.again_at is not None:
        days = max(0, (each.again_at - each.closed_at).days)
        return words("integrity.why_returned", n=days, moment=words.moment(each.again_at))
    return words("integrity.why_no_evidence")


def verdict(sent: RefusedForm | None, words: Words) -> Component:
    """What was found of those that are ticked, with a comment."""
    chosen = typed(sent, "temuan", "wajar")
    return html.Div(
        [
            *told_problem(sent, words),
            html.Fieldset(
                [
                    html.Legend(words("integrity.found")),
                    *[
                        html.Label(
                            [
                                field("radio", name="temuan", value=value, checked=chosen == value),
                                html.Span(
                                    [
                                        html.Strong(words(f"integrity.{value}")),
                                        html.Span(words(f"integrity.{value}_hint"), className="office-hint"),
                                    ]
                                ),
                            ],
                            className="office-choice",
                        )
                        for value in ("wajar", "tindak")
                    ],
                ],
                className="office-choices",
            ),
            html.Label(words("integrity.comment"), htmlFor="integrity-comment"),
            html.Textarea(
                typed(sent, "text"), id="integrity-comment", name="text", rows=2, required=True, maxLength=1000
            ),
            html.Button(words("integrity.send"), type="submit", className="office-main"),
        ],
        className="office-form integrity-verdict",
    )


def pager(asked: ClosuresAsked, page: int, pages: int, words: Words) -> Component:
    """The pages of the list."""
    if pages == 1:
        return html.Span()
    links = [
        html.A(words(f"integrity.{key}"), href=asked.address(hal=to), className="work-button")
        for to, key in ((page - 1, "previous"), (page + 1, "next"))
        if 1 <= to <= pages
    ]
    return html.Nav([html.Span(words("integrity.page", page=page, pages=pages)), *links], className="integrity-pager")


def shares(found: ClosureList, config: OfficeConfig, words: Words) -> Component:
    """The departments with most settlements: how many of them bear a sign that nobody found fine; too few show none."""
    rows = sorted(found.by_opd.items(), key=lambda pair: (pair[1].share is None, -(pair[1].share or 0), pair[0]))
    told = [pair for pair in rows if pair[1].share is not None][:MOST_OPD]
    few = [pair for pair in rows if pair[1].share is None]
    lines = [
        html.Tr(
            [
                html.Th(config.opd(code), scope="row"),
                html.Td(words("integrity.of", n=each.marked, of=each.closed)),
                html.Td(words.percent(each.share or 0.0)),
            ]
        )
        for code, each in told
    ]
    head = html.Tr([html.Th(words(f"integrity.column_{name}"), scope="col") for name in ("opd", "marked", "share")])
    closed, known = (sum(getattr(each, name) for each in found.by_opd.values()) for name in ("closed", "told"))
    body: list[Component] = [html.Table([html.Thead(head), html.Tbody(lines)], className="integrity-shares")]
    if not told:
        body = [html.P(words("integrity.shares_none"), className="office-hint")]
    if few:
        body.append(html.P(words("integrity.few", n=len(few), least=FEWEST_CLOSURES), className="office-hint"))
    if known < closed:
        body.append(html.P(words("integrity.unknown", n=closed - known, of=closed), className="office-hint"))
    return card("shares", words("integrity.shares_title"), body, words, sub=words("integrity.shares_sub"))


def meaning(words: Words) -> Component:
    """What each sign says, and what it does not."""
    lines = [
        html.Li([html.Strong(words(f"integrity.sign_{sign}")), " ", words(f"integrity.means_{sign}")])
        for sign in ClosureSign
    ]
    league = html.A(words("integrity.means_league_page"), href="/wall?adegan=opd")
    return card(
        "meaning",
        words("integrity.meaning"),
        [
            html.Ul(lines, className="integrity-meaning"),
            html.P(words("integrity.means_not_judged"), className="office-hint"),
            html.P([words("integrity.means_league"), " ", league, "."], className="office-hint"),
        ],
        words,
        sub=words("integrity.no_proof"),
    )
