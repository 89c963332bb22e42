"""The tab *Antrean*: the open reports by deadline in pages; each opens to its words and the working of its deadline."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from command_center.domain.due_explained import DueExplained, StageExplained
from command_center.domain.workflow import Status
from command_center.domain.working_days import Calendar, wib_day
from command_center.readmodel.opd_view import OpdTab, OpdView, Queue, QueuePart, QueueRow
from layouts.failing import made_or
from layouts.figures.card import card
from layouts.figures.day_strip import day_strip
from layouts.figures.due_tiles import PROVISIONAL, lateness
from layouts.figures.marks import ARIA_HIDDEN, aria_label, empty, mark, short_number
from layouts.i18n import Words, label
from layouts.opd.config import OpdConfig
from layouts.opd.links import here
from layouts.opd.place_in_address import OpdPlace

NEAR_SECONDS = 86_400
CLOCK_SECONDS = 48 * 3600
"""Below this what is left is told in hours."""
EXPORTED = {
    QueuePart.ALL: "",
    QueuePart.OVERDUE: "overdue",
    QueuePart.THIS_WEEK: "this_week",
    QueuePart.UNANSWERED: "unanswered",
    QueuePart.AT_P3M: "at_p3m",
}
"""Part of the queue -> its name at the export."""


def queue_tab(
    view: OpdView,
    queue: Queue,
    config: OpdConfig,
    words: Words,
    place: OpdPlace,
    texts: Mapping[int, str],
    deadlines: Mapping[int, DueExplained],
    *,
    may_export: bool,
) -> list[Component]:
    """The parts to choose from, the rows, the pages, and the same as a file."""
    body: list[Component] = [parts(view, queue, words, place)]
    if place.number:
        body += selected(view, queue, config, words, place, texts, deadlines)
    if queue.rows:
        body += [
            head(words),
            html.Div(rows(queue.rows, view, config, words, texts, deadlines), className="queue-rows"),
            pager(view, queue, words, place),
        ]
    else:
        good = queue.part in (QueuePart.OVERDUE, QueuePart.UNANSWERED, QueuePart.AT_P3M) and view.now.open > 0
        name = "nothing_open" if queue.part is QueuePart.ALL else "nothing_in_part"
        if view.now.first_ever is None:
            name = "nothing_ever"
        body.append(empty(words(f"opd.queue.{name}"), words(f"opd.queue.{name}_hint"), good=good))
    if queue.hidden:
        body.append(html.P(words("opd.queue.hidden", n=queue.hidden), className="opd-note"))
    return [
        card(
            "queue",
            words("opd.queue.title", n=queue.total),
            html.Div(body),
            words,
            sub=words("opd.queue.sub"),
            method="hari-kerja",
            aside=downloads(view, queue, words) if may_export and queue.total else "",
            class_name="opd-wide",
        )
    ]


def parts(view: OpdView, queue: Queue, words: Words, place: OpdPlace) -> Component:
    """The parts of the queue as links with their counts."""
    links = [
        html.A(
            [
                words(f"opd.queue.part_{part}", friday=words("opd.says.friday", date=words.date_short(queue.friday))),
                html.Span(words.number(queue.counts[part]), className="opd-count"),
            ],
            href=OpdPlace(view.code, OpdTab.QUEUE, place.weeks, part).address,
            className="queue-part",
            **here(part is queue.part),
        )
        for part in QueuePart
    ]
    return html.Nav(links, className="queue-parts", **aria_label(words("opd.queue.parts")))


def selected(
    view: OpdView,
    queue: Queue,
    config: OpdConfig,
    words: Words,
    place: OpdPlace,
    texts: Mapping[int, str],
    deadlines: Mapping[int, DueExplained],
) -> list[Component]:
    """The report that the address names, opened above the list; that it is not there where it is not."""
    if queue.selected is None:
        return [html.P(words("opd.queue.not_there", number=place.number), className="opd-note", role="status")]
    return [
        html.Div(
            [
                html.Div(
                    [
                        html.Strong(words("opd.queue.chosen", number=queue.selected.number)),
                        html.A(
                            words("opd.queue.unchoose"),
                            href=OpdPlace(view.code, OpdTab.QUEUE, place.weeks, queue.part, queue.page).address,
                        ),
                    ],
                    className="queue-chosen-head",
                ),
                row(queue.selected, view, config, words, texts, deadlines, opened=True),
            ],
            className="queue-chosen",
        )
    ]


def head(words: Words) -> Component:
    """Names of the columns; each row says them itself to those who do not see them."""
    names = ("left", "due", "number", "text", "place", "channel", "status", "age")
    return html.Div(
        [html.Span(words(f"opd.queue.{name}"), className=f"queue-{name}") for name in names],
        className="queue-head",
        **ARIA_HIDDEN,
    )


def rows(
    shown: Sequence[QueueRow],
    view: OpdView,
    config: OpdConfig,
    words: Words,
    texts: Mapping[int, str],
    deadlines: Mapping[int, DueExplained],
) -> list[Component]:
    """The lines of a list; of a report that cannot be shown its number stands there, and the others are untouched."""

    def made(each: QueueRow) -> Component:
        return made_or(
            lambda: row(each, view, config, words, texts, deadlines, opened=False),
            "opd queue row",
            lambda: html.P([html.Strong(each.number), " ", words("card.failed")], className="opd-note", role="alert"),
        )

    return [made(each) for each in shown]


def row(
    each: QueueRow,
    view: OpdView,
    config: OpdConfig,
    words: Words,
    texts: Mapping[int, str],
    deadlines: Mapping[int, DueExplained],
    *,
    opened: bool,
) -> Component:
    """One report: a line that opens."""
    text = texts.get(each.report_id, "")
    late = each.due_at is not None and each.over_seconds > 0
    near = each.due_at is not None and -NEAR_SECONDS < each.over_seconds <= 0
    channel = label(config.channels[each.channel], words.language) if each.channel in config.channels else each.channel
    style = config.categories.of(each.category)
    summary = [
        html.Span(
            left_in_words(each, view.as_of, config.calendar, words),
            className="queue-left queue-late" if late else "queue-left queue-near" if near else "queue-left",
        ),
        html.Span(due_in_words(each, config.calendar, words), className="queue-due"),
        html.Span([mark(style, words.language), html.Strong(short_number(each.number))], className="queue-number"),
        html.Span(" ".join(text.split()) or words("opd.queue.no_text"), className="queue-text"),
        html.Span(each.kelurahan or words("opd.no_place"), className="queue-place"),
        html.Span(channel, className="queue-channel"),
        html.Span(words(f"opd.status.{each.status}"), className="queue-status"),
        html.Span(
            words.number(each.age) if each.age is not None else words.entries["format.none"], className="queue-age"
        ),
    ]
    line = html.Details(
        [
            html.Summary(summary, className="queue-line"),
            html.Div(detail(each, text, config, words, deadlines.get(each.report_id)), className="queue-detail"),
        ],
        className="queue-row",
        open=opened,
    )
    return html.Div([line, *to_report(each, view.code, words)], className="queue-box")


def to_report(each: QueueRow, code: str, words: Words) -> list[Component]:
    """The way to the report's own page, where it is answered; none to one that P3M has not forwarded."""
    if Status(each.status).rule.at_p3m and Status(each.status) is not Status.INCOMPLETE:
        return []
    name = words("opd.queue.read" if each.answered else "opd.queue.answer")
    return [
        html.A(
            name,
            href=f"/opd/{code}/laporan/{each.number}",
            className="work-button queue-answer",
            **aria_label(words("opd.queue.to_report", name=name, number=each.number)),
        )
    ]


def detail(
    each: QueueRow, text: str, config: OpdConfig, words: Words, explained: DueExplained | None
) -> list[Component]:
    """The words of the report, where it stands, and the working of the deadline that it is asked for."""
    style = config.categories.of(each.category)
    facts = [
        each.number,
        label(style.labels, words.language),
        words("opd.queue.received", moment=words.moment(each.received_at)),
    ]
    if each.age is not None:
        facts.append(words("opd.queue.old", n=round(each.age, 1)))
    if each.confidential:
        facts.append(words("opd.queue.confidential"))
    parts: list[Component] = [
        html.P(" · ".join(facts), className="queue-facts"),
        html.P(text or words("opd.queue.no_text"), className="queue-words"),
    ]
    if each.due_at is None:
        waiting = next((stage for stage in explained.stages if stage.waits), None) if explained else None
        if waiting is not None:
            return [*parts, *working(waiting, explained, words)]
        told = words(f"opd.queue.no_due_{'answered' if each.answered else 'waiting'}")
        return [*parts, html.P(told, className="queue-facts")]
    stage = explained.of(each.stage) if explained is not None else None
    return parts if stage is None else [*parts, *working(stage, explained, words)]


def working(stage: StageExplained, explained: DueExplained | None, words: Words) -> list[Component]:
    """The heading and the strip of one deadline."""
    policy = explained.label.in_language(words.language) if explained is not None else ""
    return [
        html.H3(words(f"opd.queue.working_{stage.stage}"), className="queue-working"),
        day_strip(stage, words, policy=policy),
    ]


def left_in_words(each: QueueRow, now: datetime, calendar: Calendar, words: Words) -> str:
    """How long it is over, or what is left: hours when it is near, working days else."""
    if each.due_at is None:
        return words.entries["format.none"]
    if each.over_seconds > 0:
        return lateness(each.over_days, each.over_seconds, words)
    left = -each.over_seconds
    if left < 3600:
        return words("opd.left_minutes", n=max(1, left // 60))
    if left < CLOCK_SECONDS:
        return words("opd.left_hours", n=left // 3600)
    return words("opd.left_days", n=calendar.working_days_between(wib_day(now), wib_day(each.due_at)))


def due_in_words(each: QueueRow, calendar: Calendar, words: Words) -> str:
    """The day of the deadline and what is asked for by then; marked where a decree may still move it."""
    if each.due_at is None:
        return words("opd.queue.no_due")
    day = wib_day(each.due_at)
    told = words(
        "opd.queue.due_day",
        weekday=words.listed("calendar.weekdays_short")[day.weekday()],
        date=words.date_short(day),
        stage=words(f"opd.stage.{each.stage}"),
    )
    return f"{PROVISIONAL} {told}" if calendar.may_move(each.due_at) else told


def pager(view: OpdView, queue: Queue, words: Words, place: OpdPlace) -> Component:
    """The page before, which page it is, and the next."""

    def to(page: int, key: str) -> Component:
        there = 1 <= page <= queue.pages
        if not there:
            return html.Span(words(key), className="work-button queue-no-page")
        address = OpdPlace(view.code, OpdTab.QUEUE, place.weeks, queue.part, page).address
        return html.A(words(key), href=address, className="work-button")

    return html.Nav(
        [
            to(queue.page - 1, "opd.queue.previous"),
            html.Span(words("opd.queue.page", page=queue.page, pages=queue.pages), className="queue-page"),
            to(queue.page + 1, "opd.queue.next"),
        ],
        className="queue-pager",
        **aria_label(words("opd.queue.pages")),
    )


def downloads(view: OpdView, queue: Queue, words: Words) -> Component:
    """The rows of this part, all pages, as files."""
    asked = {"opd": view.code, "status": "open"}
    if EXPORTED[queue.part]:
        asked["queue"] = EXPORTED[queue.part]
    return html.Span(
        [
            words("opd.queue.download", n=queue.total),
            *[
                html.A(
                    form.upper(),
                    href=f"/api/v1/reports.{form}?{urlencode(asked)}",
                    download=f"antrean-{view.code}.{form}",
                )
                for form in ("csv", "xlsx")
            ],
        ],
        className="queue-downloads",
    )
