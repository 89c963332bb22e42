"""The reports that the mayor has not seen: each with its words, where it lies, and until when it waits for the look."""

from collections.abc import Mapping
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from command_center.domain.workflow import Status
from command_center.readmodel.screening_view import UnseenPage, UnseenReport
from layouts.figures.card import card
from layouts.figures.marks import empty, mark, short_number
from layouts.i18n import Words, label
from layouts.inputs import field
from layouts.office_config import OfficeConfig
from layouts.office_forms import hidden

PAGE = "/wali"
OLDER = "lama"
"""`?umur=lama`: the list of those that came in before the last days."""


def queue(
    unseen: UnseenPage, texts: Mapping[int, str], config: OfficeConfig, words: Words, token: str, *, may: bool
) -> Component:
    """The list: each report with a box; one press marks those ticked, another all of the page. `texts` are masked words by id."""
    name = "older" if unseen.older else "queue"
    parts: list[Component] = []
    if not unseen.total:
        parts.append(empty(words(f"mayor.{name}.none"), words(f"mayor.{name}.none_hint"), good=True))
    else:
        parts += [listed(unseen, texts, config, words, token, may=may), pager(unseen, words)]
    other = html.A(words(f"mayor.{name}.other"), href=address(older=not unseen.older))
    parts.append(html.P(other, className="mayor-other"))
    title = words(f"mayor.{name}.title", n=unseen.total) if unseen.total else words(f"mayor.{name}.none")
    sub = words(f"mayor.{name}.sub") if unseen.total else ""
    return card("unseen", title, parts, words, sub=sub)


def listed(
    unseen: UnseenPage, texts: Mapping[int, str], config: OfficeConfig, words: Words, token: str, *, may: bool
) -> Component:
    """The rows, with the buttons of the form where who reads marks."""
    rows = html.Ol(
        [row(each, texts.get(each.report_id, ""), config, words, may=may) for each in unseen.rows],
        className="mayor-reports",
    )
    told = (
        [html.P(words("mayor.queue.waiting", n=unseen.waiting), className="mayor-waiting", role="status")]
        if unseen.waiting
        else []
    )
    if not may:
        return html.Div([*told, rows])
    tools = html.Div(
        [
            html.Button(words("mayor.queue.mark"), type="submit", name="act", value="lihat", className="office-main"),
            html.Button(
                words("mayor.queue.mark_all", n=len(unseen.rows)),
                type="submit",
                name="act",
                value="lihat_semua",
                className="office-button",
            ),
        ],
        className="office-buttons mayor-buttons",
    )
    kept = {"csrf_token": token, "halaman": str(unseen.page), "umur": OLDER if unseen.older else ""}
    everyone = [field("hidden", name="semua", value=each.number) for each in unseen.rows]
    return html.Form([*told, *hidden(kept), *everyone, tools, rows], method="post", action=PAGE)


def row(each: UnseenReport, text: str, config: OfficeConfig, words: Words, *, may: bool) -> Component:
    """One report."""
    channel = config.channels.get(each.channel)
    facts = [
        config.places.get(each.kelurahan or each.kecamatan, "") or words("mayor.queue.no_place"),
        label(channel, words.language) if channel else each.channel,
        words.moment(each.received_at),
        whose(each, config, words),
        *([words("mayor.queue.more", n=each.more)] if each.more else []),
    ]
    number: Component = html.Strong(short_number(each.number))
    if each.opd:
        number = html.A(number, href=f"/opd/{each.opd}/laporan/{each.number}")
    waits: list[Component] = []
    if each.waits_until is not None:
        told = words("mayor.queue.waits", moment=words.moment(each.waits_until))
        waits = [html.Span(told, className="mayor-waits")]
    said = html.Span(
        [
            html.Span(" ".join(text.split()) or words("mayor.queue.no_words"), className="mayor-words"),
            html.Span([number, " ", " · ".join(facts)], className="office-hint"),
            *waits,
        ],
        className="mayor-said",
    )
    shape = mark(config.categories.of(each.category), words.language)
    if not may:
        return html.Li([html.Div([shape, said], className="mayor-report")])
    box = field("checkbox", name="nomor", value=each.number)
    asked = f"{PAGE}?{urlencode({'laporan': each.number})}#arahan-baru"
    return html.Li(
        [
            html.Label([box, shape, said], className="mayor-report"),
            html.A(words("mayor.queue.instruct"), href=asked, className="work-button"),
        ]
    )


def whose(each: UnseenReport, config: OfficeConfig, words: Words) -> str:
    """Whom it is proposed for while P3M has it, else with whom it lies."""
    if not each.opd:
        return words("mayor.queue.no_opd")
    status = Status(each.status)
    if status.rule.at_p3m:
        return words("mayor.queue.to", opd=config.opd(each.opd))
    return words("mayor.queue.at", opd=config.opd(each.opd), status=words(f"answer.status.{status}").lower())


def address(*, page: int = 1, older: bool = False) -> str:
    """The address of a page of one of the two lists."""
    asked = ({"umur": OLDER} if older else {}) | ({"hal": str(page)} if page > 1 else {})
    return PAGE + (f"?{urlencode(asked)}" if asked else "")


def pager(unseen: UnseenPage, words: Words) -> Component:
    """The pages of the list."""
    if unseen.pages == 1:
        return html.Span()
    links: list[Component | str] = []
    for page, key in ((unseen.page - 1, "previous"), (unseen.page + 1, "next")):
        if 1 <= page <= unseen.pages:
            to = address(page=page, older=unseen.older)
            links.append(html.A(words(f"mayor.queue.{key}"), href=to, className="work-button"))
    told = words("mayor.queue.page", page=unseen.page, pages=unseen.pages)
    return html.Nav([html.Span(told), *links], className="mayor-pager")
