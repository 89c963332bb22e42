"""What needs a decision, as a question with its facts; on paper with boxes to tick, on the screen without."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.briefing_view import PendingDecision
from layouts.briefing.parts import SheetContext, labelled, last_digits, marked
from layouts.briefing.sentences import lowered
from layouts.figures.marks import ARIA_HIDDEN
from layouts.i18n import label


def decision_box(sheet: SheetContext) -> Component:
    """The framed part beside the sentences."""
    decisions, config = sheet.briefing.decisions, sheet.config
    reader = config.reader(sheet.words)
    title = html.H2(
        marked(sheet, sheet.say("decisions.title", addressee=reader)),
        className="brief-h2",
        id="briefing-title-decisions",
    )
    if not decisions:
        body: list[Component] = [
            html.P(sheet.say("decisions.none"), className="brief-good"),
            html.P(marked(sheet, sheet.say("decisions.none_hint", n=config.decision_days)), className="brief-sub"),
        ]
    else:
        body = [html.P(marked(sheet, sheet.say("decisions.sub", n=config.decision_days)), className="brief-sub")]
        shown = decisions[: sheet.room.decisions]
        body.append(html.Ul([decision(each, sheet) for each in shown], className="brief-decisions"))
        left = sheet.briefing.entry("decisions").total - len(shown)
        if left:
            body.append(html.P(sheet.say("more", n=left), className="brief-rest"))
    return html.Section([title, *body], className="brief-box", **labelled("briefing-title-decisions"))


def decision(each: PendingDecision, sheet: SheetContext) -> Component:
    """One question with its boxes."""
    asked, facts = question(each, sheet)
    boxes = [
        html.Span([html.Span(className="brief-tick-box"), text])
        for text in sheet.words.listed(f"briefing.decisions.box_{each.kind}")
    ]
    return html.Li(
        [
            html.Div(html.Strong(asked)),
            html.Div(facts, className="brief-detail"),
            html.Div(boxes, className="brief-boxes", **ARIA_HIDDEN),
        ]
    )


def question(each: PendingDecision, sheet: SheetContext) -> tuple[str, str]:
    """What is to be decided, and the facts of it."""
    style = sheet.config.categories.of(each.category)
    values = {
        "category": lowered(label(style.short or style.labels, sheet.words.language)),
        "place": each.place,
        "number": last_digits(each.number),
        "over": sheet.say("late.alternative", n=each.days_over) if each.days_over else sheet.say("late.just_over"),
        "opds": " → ".join(opd or sheet.say("no_opd") for opd in each.opds),
        "stage": sheet.say(f"late.stage_{each.stage}"),
    }
    asked = sheet.say(f"decisions.{each.kind}" if each.place else f"decisions.{each.kind}_nowhere", **values)
    return asked, sheet.say(f"decisions.{each.kind}_detail", **values)
