"""Small things that the parts of the sheet share: a footnote, a marked text, a block with its title, a report's number."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.briefing_view import Briefing, ReportMark
from layouts.briefing import ids
from layouts.briefing.config import BriefingConfig
from layouts.briefing.due_days import day_rows
from layouts.briefing.marked_text import runs
from layouts.categories import CategoryStyle
from layouts.figures.category_shapes import category_shape
from layouts.figures.incident_map import MapColours
from layouts.figures.marks import aria_label
from layouts.i18n import Words, label
from layouts.theme import THEMES

PAPER = MapColours(ground="#FFFFFF", land="#F4F4F4", border="#8A8A8A", ink="#000000", soft="#444444")
"""Black ink first."""

Children = Sequence[Component | str]


@dataclass(frozen=True, slots=True)
class SheetRoom:
    """How many rows the sheet shows of what may be long, and up to how many reports a cell draws them as squares.

    `due` are the rows of days; the last of them stands for all that do not fit. `paper` is the sheet without what only a
    screen can do.
    """

    late: int
    decisions: int
    queue: int
    squares: int
    due: int
    paper: bool
    instructions: int = 0


LONG_WEEK = 3
"""With more rows than this until Friday their table is long, and the rest has less room."""
FULL_WEEK = 5
"""Each row more takes one of the late reports' rows."""
MOST_DAYS = 7
"""Rows of days on the screen, and on the paper that a browser prints."""


def screen_room(briefing: Briefing) -> SheetRoom:
    """As much as a page of paper has on such a morning: a browser prints what it shows."""
    rows = len(day_rows(briefing.due, briefing.day, MOST_DAYS))
    long = rows > LONG_WEEK
    late = 9 - max(rows - FULL_WEEK, 0)
    return SheetRoom(
        late=late,
        decisions=2 if long else 3,
        queue=2 if long else 4,
        squares=12,
        due=MOST_DAYS,
        paper=False,
        instructions=6,
    )


@dataclass(frozen=True)
class SheetContext:
    """What every part of the sheet is given beside its own figures."""

    briefing: Briefing
    words: Words
    config: BriefingConfig
    room: SheetRoom
    theme: str

    @cached_property
    def _marks(self) -> dict[str, ReportMark]:
        return {each.number: each for each in self.briefing.marks}

    def mark_of(self, number: str) -> ReportMark:
        """What is known of a report behind a figure."""
        return self._marks.get(number, ReportMark(number))

    @property
    def colours(self) -> MapColours:
        """Of the theme; on paper black ink."""
        return PAPER if self.room.paper else screen_colours(self.theme)

    def mark(self, style: CategoryStyle) -> Component:
        """The category's shape as a picture: a printer leaves backgrounds out, and paper knows no clip-path."""
        return html.Img(
            src=_shape(style, self.colours.ink), alt=label(style.labels, self.words.language), className="brief-mark"
        )

    def say(self, key: str, **values: object) -> str:
        """Words of the briefing by their key."""
        return self.words(f"briefing.{key}", **values)


def screen_colours(theme: str) -> MapColours:
    """Colours of the drawings in a theme, a key of THEMES."""
    roles = THEMES[theme][1]
    return MapColours(
        ground=roles["panel"], land=roles["land"], border=roles["border"], ink=roles["text"], soft=roles["text-2"]
    )


def _shape(style: CategoryStyle, ink: str) -> str:
    drawn = category_shape(style, 6, 6, 11, ink)
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12">{drawn}</svg>'
    return as_picture(drawing)


def as_picture(drawing: str) -> str:
    """An SVG as the address of a picture."""
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


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


def labelled(title_id: str) -> dict[str, Any]:
    """Attributes of a part that its title names."""
    return {"aria-labelledby": title_id}


def block(key: str, title: Children | str, body: Children, sub: Children | str = "") -> Component:
    """One part of the sheet, with a rule above it."""
    head: list[Component] = [html.H2(title, className="brief-h2", id=f"briefing-title-{key}")]
    if sub:
        head.append(html.P(sub, className="brief-sub"))
    return html.Section([*head, *body], className=f"brief-block brief-{key}", **labelled(f"briefing-title-{key}"))


def short_name(style: CategoryStyle, words: Words) -> str:
    """The category's shorter name."""
    return label(style.short or style.labels, words.language)


def last_digits(number: str) -> str:
    """LH-2026-003098 -> 003098: what people say to each other; a number of another form stays."""
    return number.rpartition("-")[2]
