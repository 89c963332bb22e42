"""Small things that the parts of the sheet share: a footnote, a marked text, a block with its title, a report's number."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.briefing_view import Briefing
from layouts.briefing import ids
from layouts.briefing.config import BriefingConfig
from layouts.briefing.marked_text import runs
from layouts.categories import CategoryStyle
from layouts.figures.marks import aria_label
from layouts.i18n import Words, label

Children = Sequence[Component | str]


@dataclass(frozen=True, slots=True)
class SheetRoom:
    """How many rows the sheet shows of what may be long; `paper` is the sheet without what only a screen can do."""

    late: int
    decisions: int
    queue: int
    paper: bool


SCREEN = SheetRoom(late=10, decisions=3, queue=6, paper=False)


@dataclass(frozen=True, slots=True)
class SheetContext:
    """What every part of the sheet is given beside its own figures."""

    briefing: Briefing
    words: Words
    config: BriefingConfig
    room: SheetRoom

    def say(self, key: str, **values: object) -> str:
        """Words of the briefing by their key."""
        return self.words(f"briefing.{key}", **values)


def note(sheet: SheetContext, key: str) -> Component:
    """The footnote of a figure: the same number wherever the figure stands; on the screen it leads to its cases."""
    number = sheet.briefing.number(key)
    return html.Sup(
        html.A(
            str(number),
            href=f"#{ids.figure(number)}",
            className="brief-note",
            **aria_label(sheet.say("footnote", n=number, name=sheet.say(f"ledger.{key}"))),
        )
    )


def marked(sheet: SheetContext, text: str) -> list[Component | str]:
    """A marked text as components. A footnote stays with the word before it."""
    found: list[Component | str] = []
    for piece in runs(text):
        if piece.note:
            found.append(note(sheet, piece.note))
        else:
            found.append(html.Strong(piece.text) if piece.strong else piece.text)
    return found


def block(key: str, title: Children | str, body: Children, sub: Children | str = "") -> Component:
    """One part of the sheet, with a rule above it."""
    head: list[Component] = [html.H2(title, className="brief-h2", id=f"briefing-title-{key}")]
    if sub:
        head.append(html.P(sub, className="brief-sub"))
    return html.Section(
        [*head, *body], className=f"brief-block brief-{key}", **{"aria-labelledby": f"briefing-title-{key}"}
    )


def short_name(style: CategoryStyle, words: Words) -> str:
    """The category's shorter name."""
    return label(style.short or style.labels, words.language)


def last_digits(number: str) -> str:
    """LH-2026-003098 -> 003098: what people say to each other; a number of another form stays."""
    return number.rpartition("-")[2]
