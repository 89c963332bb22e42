"""The reports to read: their words as the public may read them, where, by which channel, and to which OPD they go."""

from collections.abc import Mapping
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from command_center.domain.working_days import wib_day
from command_center.readmodel.briefing_view import ReportToRead
from layouts.briefing.parts import SheetContext, block, last_digits, marked
from layouts.briefing.screened import PAGE
from layouts.i18n import label


def reading_list(sheet: SheetContext, excerpts: Mapping[str, str]) -> Component:
    """The whole part. `excerpts` are words of reports by number."""
    queue = sheet.briefing.queue
    total = queue.of_day + queue.since
    reader = sheet.config.reader(sheet.words)
    if not total:
        return block("queue", sheet.say("queue.title_none"), [html.P(sheet.say("queue.none"), className="brief-rest")])
    rows = queue.rows[: sheet.room.queue]
    told = sum(1 + row.more for row in rows)
    rest = [sheet.say("more", n=total - told)] if total > told else []
    title = (
        sheet.say("queue.title_single", addressee=reader)
        if total == 1
        else sheet.say("queue.title", n=total, addressee=reader)
    )
    return block(
        "queue",
        title,
        [
            html.Ul([report(row, sheet, excerpts.get(row.number, "")) for row in rows], className="brief-reports"),
            html.P(" · ".join([*rest, sheet.say("queue.footer")]), className="brief-rest"),
        ],
        marked(sheet, sheet.say("queue.sub", day=queue.of_day, morning=queue.since)),
    )


def report(row: ReportToRead, sheet: SheetContext, words_of_it: str) -> Component:
    """One report."""
    words, style = sheet.words, sheet.config.categories.of(row.category)
    day = "today" if wib_day(row.received_at) == sheet.briefing.day else "yesterday"
    facts = [
        row.place or sheet.say("no_place"),
        label(sheet.config.channels.get(row.channel, {"id": row.channel}), words.language),
        sheet.say(f"queue.{day}", clock=words.clock(row.received_at)),
        sheet.say("queue.to", opd=row.opd) if row.opd else sheet.say("no_opd"),
        *([sheet.say("queue.more", n=row.more)] if row.more else []),
    ]
    number: Component = html.Strong(last_digits(row.number))
    if not sheet.room.paper:
        to = f"{PAGE}?{urlencode({'laporan': row.number})}#arahan-baru"
        number = html.A(number, href=to, title=sheet.say("queue.instruct"))
    return html.Li(
        [
            html.Span(className="brief-tick-box"),
            sheet.mark(style),
            html.Div(
                [
                    html.Div(
                        words_of_it or sheet.say("queue.no_words"),
                        className="brief-words" if words_of_it else "brief-words brief-none",
                    ),
                    html.Div(
                        [number, " ", " · ".join(facts)],
                        className="brief-detail",
                    ),
                ]
            ),
        ]
    )
