"""The instructions that are carried: whose, what, how it stands, and a tick for each morning that it was carried to."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.domain.instructions import InstructionState
from command_center.readmodel.briefing_view import CarriedInstruction
from layouts.briefing.parts import SheetContext, as_picture, block, marked
from layouts.figures.marks import aria_label

LETTERS = 120
MOST_TICKS = 20
"""More mornings than this are counted in words alone."""
PAGE = "/wali"


def instruction_list(sheet: SheetContext, carried: Sequence[CarriedInstruction]) -> Component:
    """The whole part, those carried longest first."""
    words, reader = sheet.words, sheet.config.reader(sheet.words)
    rest: list[Component | str] = []
    shown = carried[: sheet.room.instructions]
    if len(carried) > len(shown):
        rest = [sheet.say("more", n=len(carried) - len(shown))]
    if not sheet.room.paper:
        rest = [
            *rest,
            *([" · "] if rest else []),
            html.A(sheet.say("instructions.open"), href=PAGE, className="brief-picture-screen"),
        ]
    foot = [html.P(rest, className="brief-rest")] if rest else []
    if not carried:
        body: list[Component] = [html.P(sheet.say("instructions.none"), className="brief-rest"), *foot]
        return block("instructions", sheet.say("instructions.title_none"), body)
    title = words("briefing.instructions.title", n=len(carried), addressee=reader)
    rows = html.Ul([instruction(each, sheet) for each in shown], className="brief-carried")
    return block("instructions", title, [rows, *foot], marked(sheet, sheet.say("instructions.sub")))


def instruction(each: CarriedInstruction, sheet: SheetContext) -> Component:
    """One of them."""
    words = sheet.words
    facts = [told(each, sheet)]
    if each.due is not None:
        facts.append(sheet.say("instructions.due", date=words.date_short(each.due)))
    if each.report:
        facts.append(each.report)
    return html.Li(
        [
            html.Img(
                src=disc(InstructionState(each.state), sheet.colours.ink),
                alt=words(f"instruction.state_{each.state}"),
                className="brief-mark",
            ),
            html.Div(
                [
                    html.Div([html.Strong(each.opd), " ", shortened(each.text)], className="brief-words"),
                    html.Div(" · ".join(facts), className="brief-detail"),
                ]
            ),
            html.Div(
                [words("instruction.day", n=each.days), ticks(each.days)],
                className="brief-days",
                **aria_label(words("instruction.day", n=each.days)),
            ),
        ]
    )


def told(each: CarriedInstruction, sheet: SheetContext) -> str:
    """How it stands: what the department said last and when; that it said nothing."""
    state = sheet.words(f"instruction.state_{each.state}")
    if not each.said or each.said_on is None:
        return state
    return sheet.say(
        "instructions.said", state=state, date=sheet.words.date_short(each.said_on), text=shortened(each.said)
    )


def ticks(days: int) -> Component:
    """A tick a morning, in groups of five."""
    shown = min(days, MOST_TICKS)
    groups = [
        html.Span([html.Span() for _ in range(min(5, shown - start))], className="brief-hand")
        for start in range(0, shown, 5)
    ]
    return html.Span(groups, className="brief-mornings", role="presentation")


def disc(state: InstructionState, ink: str) -> str:
    """The disc as a picture: paper leaves backgrounds out."""
    filled = {
        InstructionState.OPEN: "",
        InstructionState.WORKING: f'<path d="M6 1a5 5 0 0 0 0 10z" fill="{ink}"/>',
        InstructionState.DONE: f'<circle cx="6" cy="6" r="5" fill="{ink}"/>',
        InstructionState.CLOSED: f'<circle cx="6" cy="6" r="5" fill="{ink}"/>',
    }[state]
    ring = f'<circle cx="6" cy="6" r="4.75" fill="none" stroke="{ink}" stroke-width="1.2"/>'
    return as_picture(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12">{filled}{ring}</svg>')


def shortened(text: str) -> str:
    """The first words, with dots where there are more."""
    said = " ".join(text.split())
    return said if len(said) <= LETTERS else said[:LETTERS].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
