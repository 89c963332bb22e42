"""The mayor's page: the reports that were not seen yet, and the instructions with how they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.instructions import Instruction, InstructionActKind, InstructionState, may_do
from command_center.domain.working_days import wib_day
from command_center.readmodel.screening_view import UnseenReport
from layouts.figures.card import card
from layouts.figures.instruction_lines import instruction_acts, instruction_head
from layouts.figures.marks import empty, mark, short_number
from layouts.i18n import Words, label
from layouts.inputs import field
from layouts.mayor import ids
from layouts.office_config import OfficeConfig
from layouts.office_forms import RefusedForm, hidden, told_done, told_problem, typed
from layouts.shell import work_frame
from layouts.visit import Visit

SHOWN = 40
"""Reports of the list on one page."""
CLOSED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class MayorView:
    """What the page shows: `unseen` are all reports not seen yet, `texts` the words of those on the page, masked. `waiting` are the
    numbers that are forwarded only once they were seen. `days` tells how many mornings each instruction was carried.
    """

    now: datetime
    unseen: Sequence[UnseenReport]
    page: int
    texts: Mapping[int, str]
    waiting: frozenset[str]
    instructions: Sequence[Instruction]
    days: Mapping[int, int]
    about: str = ""

    @property
    def pages(self) -> int:
        """Pages of the list, one at least."""
        return max(1, -(-len(self.unseen) // SHOWN))

    @property
    def rows(self) -> Sequence[UnseenReport]:
        """Those of this page."""
        return self.unseen[(self.page - 1) * SHOWN : self.page * SHOWN]


def mayor_page(
    view: MayorView, config: OfficeConfig, visit: Visit, *, token: str, sent: RefusedForm | None, done: str, may: bool
) -> Component:
    """The page. `may`: who reads it is the mayor, so that there are forms; others read what stands there."""
    words = visit.words
    body = [
        html.Header(
            [html.H1(words("mayor.title")), html.P(words("mayor.sub"), className="office-facts")],
            className="office-head",
        ),
        *told_done(f"mayor.done.{done}" if done else "", words),
        html.Div(
            [
                html.Div([queue(view, config, words, token, may=may)], className="mayor-list"),
                html.Div(
                    [
                        *([give_form(view, config, words, token, sent and sent.of("arahan"))] if may else []),
                        standing(view, config, words, token, sent and sent.of("kata"), may=may),
                    ],
                    className="mayor-side",
                ),
            ],
            className="mayor-both",
        ),
    ]
    return work_frame(body, ids.ROOT, visit, "office mayor")


def queue(view: MayorView, config: OfficeConfig, words: Words, token: str, *, may: bool) -> Component:
    """The list: each report with its words, and a box; one press marks those ticked, another all of the list."""
    total = len(view.unseen)
    if not total:
        return card(
            "unseen",
            words("mayor.queue.none"),
            empty(words("mayor.queue.none"), words("mayor.queue.none_hint"), good=True),
            words,
        )
    rows = html.Ol([row(each, view, config, words, may=may) for each in view.rows], className="mayor-reports")
    tools: list[Component] = []
    if may:
        tools = [
            html.Div(
                [
                    html.Button(
                        words("mayor.queue.mark"), type="submit", name="act", value="lihat", className="office-main"
                    ),
                    html.Button(
                        words("mayor.queue.mark_all", n=len(view.rows)),
                        type="submit",
                        name="act",
                        value="lihat_semua",
                        className="office-button",
                    ),
                ],
                className="office-buttons mayor-buttons",
            )
        ]
    unseen = {"csrf_token": token, "halaman": str(view.page)}
    listed = {f"semua-{place}": each.number for place, each in enumerate(view.rows)}
    everyone = [field("hidden", name="semua", value=number) for number in listed.values()]
    form = html.Form([*hidden(unseen), *everyone, *tools, rows], method="post") if may else html.Div(rows)
    return card(
        "unseen",
        words("mayor.queue.title", n=total),
        [form, pager(view, words)],
        words,
        sub=words("mayor.queue.sub"),
    )


def row(each: UnseenReport, view: MayorView, config: OfficeConfig, words: Words, *, may: bool) -> Component:
    """One report."""
    style = config.categories.of(each.category)
    channel = config.channels.get(each.channel)
    facts = [
        config.places.get(each.kelurahan or each.kecamatan, "") or words("mayor.queue.no_place"),
        label(channel, words.language) if channel else each.channel,
        words.moment(each.received_at),
        words("mayor.queue.to", opd=config.opd(each.opd)) if each.opd else words("mayor.queue.no_opd"),
        *([words("mayor.queue.more", n=each.more)] if each.more else []),
    ]
    text = " ".join(view.texts.get(each.report_id, "").split()) or words("mayor.queue.no_words")
    waits = each.number in view.waiting
    said = html.Span(
        [
            html.Span(text, className="mayor-words"),
            html.Span([html.Strong(short_number(each.number)), " ", " · ".join(facts)], className="office-hint"),
            *([html.Span(words("mayor.queue.waits"), className="mayor-waits")] if waits else []),
        ],
        className="mayor-said",
    )
    shape = mark(style, words.language)
    box = field("checkbox", name="nomor", value=each.number)
    parts: list[Component] = [
        html.Label([box, shape, said], className="mayor-report")
        if may
        else html.Div([shape, said], className="mayor-report")
    ]
    if may:
        parts.append(
            html.A(
                words("mayor.queue.instruct"),
                href=f"/wali?laporan={each.number}#arahan-baru",
                className="work-button",
            )
        )
    return html.Li(parts)


def pager(view: MayorView, words: Words) -> Component:
    """The pages of the list."""
    if view.pages == 1:
        return html.Span()
    links: list[Component | str] = []
    for page, key in ((view.page - 1, "previous"), (view.page + 1, "next")):
        if 1 <= page <= view.pages:
            links.append(html.A(words(f"mayor.queue.{key}"), href=f"/wali?hal={page}", className="work-button"))
    told = words("mayor.queue.page", page=view.page, pages=view.pages)
    return html.Nav([html.Span(told), *links], className="mayor-pager")


def give_form(view: MayorView, config: OfficeConfig, words: Words, token: str, sent: RefusedForm | None) -> Component:
    """A new instruction: to whom, about what, until when, in which words."""
    asked = next((each for each in view.unseen if each.number == view.about), None)
    chosen = typed(sent, "opd", asked.opd if asked else "")
    subject = typed(sent, "kategori")
    departments = [html.Option(words("mayor.give.choose"), value="")] + [
        html.Option(
            f"{each.short} · {each.label.in_language(words.language)}", value=each.code, selected=each.code == chosen
        )
        for each in config.router.every
        if each.active
    ]
    subjects = [html.Option(words("mayor.give.no_subject"), value="")] + [
        html.Option(label(each.labels, words.language), value=each.code, selected=each.code == subject)
        for each in config.categories.every
    ]
    day = wib_day(view.now).isoformat()
    parts: list[Component] = [
        *told_problem(sent, words),
        *hidden({"csrf_token": token, "act": "arahan"}),
        html.Label(words("mayor.give.opd"), htmlFor="mayor-opd"),
        html.Select(departments, id="mayor-opd", name="opd", required=True),
        html.Label(words("mayor.give.text"), htmlFor="mayor-text"),
        html.Textarea(typed(sent, "text"), id="mayor-text", name="text", rows=3, required=True, maxLength=2000),
        html.Div(
            [
                html.Div(
                    [
                        html.Label(words("mayor.give.report"), htmlFor="mayor-report"),
                        field(
                            "text",
                            id="mayor-report",
                            name="laporan",
                            value=typed(sent, "laporan", view.about),
                            maxlength="40",
                            placeholder="LH-2026-000123",
                        ),
                    ]
                ),
                html.Div(
                    [
                        html.Label(words("mayor.give.subject"), htmlFor="mayor-subject"),
                        html.Select(subjects, id="mayor-subject", name="kategori"),
                    ]
                ),
                html.Div(
                    [
                        html.Label(words("mayor.give.due"), htmlFor="mayor-due"),
                        field("date", id="mayor-due", name="tenggat", value=typed(sent, "tenggat"), min=day),
                    ]
                ),
            ],
            className="mayor-about",
        ),
        html.Button(words("mayor.give.send"), type="submit", className="office-main"),
    ]
    form = html.Form(parts, method="post", action="/wali", className="office-form", id="arahan-baru")
    return card("give", words("mayor.give.title"), form, words)


def standing(
    view: MayorView, config: OfficeConfig, words: Words, token: str, sent: RefusedForm | None, *, may: bool
) -> Component:
    """The instructions that are not closed, and the last ones that are."""
    shown = [each for each in view.instructions if each.state is not InstructionState.CLOSED]
    closed = [each for each in view.instructions if each.state is InstructionState.CLOSED][:CLOSED_SHOWN]
    body: list[Component] = [
        html.Ol(
            [one(each, view, config, words, token, sent, may=may) for each in shown], className="mayor-instructions"
        )
    ]
    if not shown:
        body = [html.P(words("mayor.standing.none"), className="office-hint")]
    if closed:
        lines = [one(each, view, config, words, token, sent, may=may) for each in closed]
        body.append(
            html.Details(
                [
                    html.Summary(words("mayor.standing.closed", n=len(closed))),
                    html.Ol(lines, className="mayor-instructions"),
                ],
                className="mayor-closed",
                open=sent is not None and any(typed(sent, "arahan") == str(each.id) for each in closed),
            )
        )
    return card("standing", words("mayor.standing.title", n=len(shown)), body, words, sub=words("mayor.standing.sub"))


def one(
    each: Instruction,
    view: MayorView,
    config: OfficeConfig,
    words: Words,
    token: str,
    sent: RefusedForm | None,
    *,
    may: bool,
) -> Component:
    """One instruction, what its department said, and the ways to close it or have it go on."""

    def report(number: str) -> Component:
        return html.A(number, href=f"/opd/{each.opd}/laporan/{number}")

    parts: list[Component] = [
        instruction_head(each, config.opd(each.opd), view.days.get(each.id, 0), words, about(each, config, words)),
        *instruction_acts(each, words, report),
    ]
    if may:
        mine = sent if sent is not None and typed(sent, "arahan") == str(each.id) else None
        kinds = [kind for kind in (InstructionActKind.CLOSE, InstructionActKind.GO_ON) if may_do(each.state, kind)]
        unseen = {"csrf_token": token, "act": "kata", "arahan": str(each.id), "dilihat": str(len(each.acts))}
        parts.append(
            html.Form(
                [
                    *told_problem(mine, words),
                    *hidden(unseen),
                    field(
                        "text",
                        name="text",
                        value=typed(mine, "text"),
                        maxlength="2000",
                        placeholder=words("mayor.standing.word"),
                        aria_label=words("mayor.standing.word"),
                    ),
                    html.Div(
                        [
                            html.Button(
                                words(f"mayor.standing.{kind}"),
                                type="submit",
                                name="jenis",
                                value=str(kind),
                                className="office-button",
                            )
                            for kind in kinds
                        ],
                        className="office-buttons",
                    ),
                ],
                method="post",
                action="/wali",
                className="office-form mayor-word",
            )
        )
    return html.Li(parts, id=f"arahan-{each.id}")


def about(each: Instruction, config: OfficeConfig, words: Words) -> str:
    """The report or subject that an instruction is about."""
    if each.report:
        return words("instruction.about_report", number=each.report)
    if each.category:
        return label(config.categories.of(each.category).labels, words.language)
    return ""


def carried(instruction: Instruction, today: date) -> int:
    """Mornings that it was carried to, the day of its closing at most."""
    last = wib_day(instruction.acts[-1].at) if instruction.state is InstructionState.CLOSED else today
    return max(0, (last - wib_day(instruction.at)).days)
