"""The sheet: one page of paper, and the same on the screen, from an edition of the briefing."""

from collections.abc import Callable, Mapping

from dash import html
from dash.development.base_component import Component

from command_center.domain.working_days import wib_day
from command_center.readmodel.briefing_view import BriefingEdition, ChangedFigure
from layouts.briefing.config import BriefingConfig
from layouts.briefing.days_chart import days_chart
from layouts.briefing.decision_box import decision_box
from layouts.briefing.due_table import due_table
from layouts.briefing.incident_block import incident_block
from layouts.briefing.instruction_list import instruction_list
from layouts.briefing.late_table import late_table
from layouts.briefing.ledger import ledger
from layouts.briefing.main_figures import main_figures
from layouts.briefing.parts import SheetContext, SheetRoom, block, marked
from layouts.briefing.reading_list import reading_list
from layouts.briefing.sentences import sentences
from layouts.failing import made_or
from layouts.figures.card import failed
from layouts.i18n import Words


def sheet(
    edition: BriefingEdition,
    excerpts: Mapping[str, str],
    config: BriefingConfig,
    words: Words,
    theme: str,
    room: SheetRoom,
) -> Component:
    """The whole sheet; `excerpts` are the words of the reports to read, by number."""
    briefing = edition.briefing
    context = SheetContext(briefing, words, config, room, theme)

    def part(key: str, build: Callable[[], Component]) -> Component:
        # A sheet on paper is whole, or is not printed.
        if room.paper:
            return build()
        return made_or(build, f"briefing {key}", lambda: block(key, words("card.failed"), [failed(words)]))

    def said() -> Component:
        texts = sentences(briefing, words, config.categories)
        return html.Div([html.P(marked(context, text)) for text in texts], className="brief-said")

    return html.Article(
        [
            head(edition, context),
            *notes(edition, context),
            html.Div(
                [part("said", said), part("decisions", lambda: decision_box(context))],
                className="brief-top",
            ),
            part("main", lambda: main_figures(context)),
            html.Div(
                [part("incidents", lambda: incident_block(context)), part("late", lambda: late_table(context))],
                className="brief-pair",
            ),
            html.Div(
                [part("days", lambda: days_chart(context)), part("due", lambda: due_table(context))],
                className="brief-pair",
            ),
            own_work(context, excerpts, part),
            part("ledger", lambda: ledger(context, edition)),
        ],
        className="brief-sheet",
    )


def head(edition: BriefingEdition, context: SheetContext) -> Component:
    """Whose it is, which morning, when it was issued and until when it knows."""
    briefing, words, config = edition.briefing, context.words, context.config
    on_day = wib_day(edition.issued_at) == briefing.day
    issued = context.say(
        "issued" if on_day else "issued_late",
        clock=words.clock(edition.issued_at),
        moment=words.moment(edition.issued_at).removesuffix(" WIB"),
        cutoff=words.clock(briefing.cutoff),
        n=edition.version,
    )
    badge = [html.Span(words("app.simulation"), className="brief-badge")] if briefing.simulated else []
    return html.Header(
        [
            html.Div(
                [
                    html.Div([f"{config.service} · {words('app.name')}", *badge], className="brief-service"),
                    html.H1(context.say("title", addressee=config.reader(words))),
                ]
            ),
            html.Div(
                [
                    html.Div(words.date_long(briefing.day), className="brief-date"),
                    html.Div(issued, className="brief-issued"),
                ],
                className="brief-when",
            ),
        ],
        className="brief-head",
    )


def notes(edition: BriefingEdition, context: SheetContext) -> list[Component]:
    """The remarks of this edition."""
    return [html.P(text, className="brief-notice") for text in remarks(edition, context)]


def remarks(edition: BriefingEdition, context: SheetContext) -> list[str]:
    """What a reader must know of this edition: that it came late, or that it corrects another and how."""
    found = []
    late = (edition.issued_at - edition.briefing.cutoff).total_seconds() > LATE_SECONDS
    if late and edition.version == 1:
        found.append(context.say("note.late", cutoff=context.words.clock(edition.briefing.cutoff)))
    if edition.version > 1:
        told = context.say("note.corrected", n=edition.version, before=edition.version - 1, reason=edition.reason)
        if edition.changed:
            listed = "; ".join(changed(each, context) for each in edition.changed)
            found.append(f"{told} {context.say('note.changed', list=listed)}")
        else:
            found.append(f"{told} {context.say('note.changed_parts')}")
    return found


LATE_SECONDS = 15 * 60
"""An edition issued later than this after its hour says so."""


def changed(each: ChangedFigure, context: SheetContext) -> str:
    """One figure before and after."""
    name = context.say(f"ledger.{each.key}")
    before, after = (
        context.say("main.unknown") if value is None else context.words.number(value)
        for value in (each.before, each.after)
    )
    key = "changed_cases" if before == after else "changed_value"
    return context.say(f"note.{key}", name=name, before=before, after=after)


def own_work(
    context: SheetContext, excerpts: Mapping[str, str], part: Callable[[str, Callable[[], Component]], Component]
) -> Component:
    """What is the reader's own: reports to read, and the instructions that are carried. On paper there is no place for none."""
    carried = context.briefing.instructions
    found = [part("reading", lambda: reading_list(context, excerpts))]
    if carried is not None and (carried or not context.room.paper):
        found.append(part("instructions", lambda: instruction_list(context, carried)))
    both = " brief-own-both" if len(found) > 1 else ""
    return html.Div(found, className=f"brief-pair brief-own{both}")
