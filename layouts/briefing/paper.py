"""The sheet as a PDF of exactly one A4 page, made by WeasyPrint without a browser and without any network."""

import logging
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from command_center.errors import CommandCenterError
from command_center.readmodel.briefing_view import BriefingEdition
from layouts.briefing.component_html import as_html
from layouts.briefing.config import BriefingConfig
from layouts.briefing.parts import SheetRoom
from layouts.briefing.sheet import sheet
from layouts.i18n import Words
from layouts.theme import LIGHT

STYLES = Path(__file__).parents[2] / "assets" / "briefing"
STYLE_FILES = ("due_late.css", "figures.css", "layout.css", "ledger.css", "paper.css")
"""In the order in which a browser has them; what only browsers know is in the others."""
ROOMS = tuple(
    SheetRoom(
        late=late, decisions=decisions, queue=queue, squares=squares, due=due, paper=True, instructions=max(queue, 1)
    )
    for late, decisions, queue, squares, due in (
        *((9, 3, 4, 12, 8), (9, 3, 2, 12, 8), (9, 2, 2, 12, 8), (7, 2, 2, 12, 7), (7, 2, 2, 0, 7)),
        *((6, 2, 0, 0, 6), (4, 1, 0, 0, 5), (2, 1, 0, 0, 5), (1, 0, 0, 0, 4)),
    )
)
"""Rows that the sheet may have, from many to few: the first that fits on one page is taken."""
USUAL_CUTS = (0, 75, 150, 180, 250, 300, 415, 440, 470)
"""CSS pixels by which a full sheet is usually shorter in each of the rooms: where to look next when one is too large."""
TOP = 30
"""CSS pixels above the sheet: the margin of the page in paper.css."""
END = "brief-end"
"""Stands behind the sheet: where it is says how much is too much."""


class NoPaper(CommandCenterError):
    """The PDF cannot be made: the message says what to install."""


def paper_html(
    edition: BriefingEdition, excerpts: Mapping[str, str], config: BriefingConfig, words: Words, room: SheetRoom
) -> str:
    """The whole document, with its styles inside."""
    roles = "".join(f"--{role}:{colour};" for role, colour in LIGHT.items())
    styles = "\n".join((STYLES / name).read_text("utf-8") for name in STYLE_FILES)
    body = as_html(sheet(edition, excerpts, config, words, "terang", room))
    title = words("briefing.title", addressee=config.reader(words))
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}, {words.date_long(edition.briefing.day)}</title>"
        f"<style>:root{{{roles}}}\n{styles}</style></head>"
        f'<body>{body}<div id="{END}"></div></body></html>'
    )


def paper(edition: BriefingEdition, excerpts: Mapping[str, str], config: BriefingConfig, words: Words) -> bytes:
    """The PDF. What does not fit on the page is counted there and stands on the screen. Raises NoPaper."""
    lay_out = _weasyprint()
    document = fullest(lambda room: lay_out(paper_html(edition, excerpts, config, words, room)))
    content: bytes = document.write_pdf()
    return content


def fullest(lay_out: Callable[[SheetRoom], Any]) -> Any:
    """What is laid out in the first of the rooms that fits on one page. Raises NoPaper where none does.

    To lay a sheet out takes a second or two: how much stands on the second page says where the first that fits should be,
    and the one before it is tried to be sure.
    """
    found, failed, place = None, -1, 0
    while place > failed:
        document = lay_out(ROOMS[place])
        if len(document.pages) == 1:
            found, place = document, place - 1
            continue
        failed = place
        if found is None:
            place = next_place(place, too_much(document))
    if found is None:
        raise NoPaper("the sheet does not fit on one page: tell those who build the program, with the day")
    return found


def too_much(document: Any) -> float:
    """CSS pixels that stand beyond the first page."""
    down = document.pages[-1].anchors[END][1]
    return float(down) - TOP + (len(document.pages) - 2) * float(document.pages[-1].height)


def next_place(place: int, excess: float) -> int:
    """The first room that should be enough; the same where there is no smaller one."""
    wanted = USUAL_CUTS[place] + excess
    smaller = range(place + 1, len(ROOMS))
    return next((each for each in smaller if USUAL_CUTS[each] >= wanted), len(ROOMS) - 1)


def why_no_paper() -> str:
    """What is missing for a PDF, and what to install; "" where nothing is."""
    try:
        _weasyprint()
    except NoPaper as error:
        return str(error)
    return ""


def _weasyprint() -> Callable[[str], Any]:
    """What lays a document out. WeasyPrint is slow to load, and needs libraries of the system. Raises NoPaper."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise NoPaper(
            f"the PDF needs the libraries Pango and HarfBuzz of the system ({str(error).splitlines()[0]}): install them "
            "(Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), then try again"
        ) from error
    # It tells of each property that only browsers know.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    # What is written in the document itself, and nothing from outside.
    inside = URLFetcher(allowed_protocols=("data",))
    return lambda text: HTML(string=text, url_fetcher=inside).render()
