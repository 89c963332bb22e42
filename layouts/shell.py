"""The frame around every page: theme and colours; for the wall nothing else, for the pages people work on a head."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from layouts.figures.marks import aria
from layouts.i18n import LANGUAGES, Words
from layouts.pages import Page
from layouts.theme import THEMES, mantine

MARK = "/masuk/static/mark.svg"
"""The program's own mark, as the sign-in page shows it."""


def page_frame(children: Component | Sequence[Component], theme: str) -> Component:
    """A page inside the theme; `theme` is a key of THEMES. The wall has no navigation: it is read, not used."""
    frame: Component = dmc.MantineProvider(
        children=children,
        theme=mantine(theme),
        forceColorScheme=THEMES[theme][0],
    )
    return frame


@dataclass(frozen=True, slots=True)
class WorkHead:
    """What the head of a page says: which page, the pages that this person may open, and who is signed in."""

    page: Page
    pages: Sequence[Page]
    operator: str
    service: str
    simulated: bool


def work_frame(
    children: Sequence[Component], root_id: str, head: WorkHead, words: Words, theme: str, class_name: str
) -> Component:
    """A page that people work on. `root_id` is the id of the element that carries language and colours."""
    colours: dict[str, Any] = {"data-theme": THEMES[theme][0]}
    root = html.Div(
        [work_head(head, words, theme), html.Main(children, className=class_name)],
        id=root_id,
        className="work",
        lang=words.language,
        **colours,
    )
    return page_frame(root, theme)


def work_head(head: WorkHead, words: Words, theme: str) -> Component:
    """Where we are, where to go, how it shall look, and out. Language and colours are links: they need no script."""
    links = [
        html.A(
            words(page.title),
            href=address(page.path, theme, words.language),
            **current(page.name == head.page.name),
        )
        for page in head.pages
        if "<" not in page.path
    ]
    other_theme = next(name for name in THEMES if name != theme)
    return html.Header(
        [
            html.Div(
                [
                    html.Img(src=MARK, alt="", className="work-mark"),
                    html.Span(f"{head.service} · {words('app.name')}", className="work-service"),
                ],
                className="work-brand",
            ),
            html.Nav(links, className="work-pages", **aria(words("work.pages"))),
            *([html.Span(words("app.simulation"), className="work-badge")] if head.simulated else []),
            html.Span(className="work-gap"),
            html.Div(
                [
                    html.Span(
                        [
                            html.A(
                                language.upper(),
                                href=address(head.page.path, theme, language),
                                hrefLang=language,
                                **current(language == words.language),
                            )
                            for language in LANGUAGES
                        ],
                        className="work-languages",
                    ),
                    html.A(
                        words(f"work.theme_{other_theme}"),
                        href=address(head.page.path, other_theme, words.language),
                        className="work-theme",
                    ),
                ],
                className="work-look",
            ),
            html.Span(head.operator, className="work-who", title=words("work.signed_in", name=head.operator)),
            html.A(words("work.sign_out"), href="/keluar", className="work-out"),
        ],
        className="work-head",
    )


def current(is_current: bool) -> dict[str, Any]:
    """Attributes of the link to where we are."""
    return {"aria-current": "page"} if is_current else {}


def address(path: str, theme: str, language: str) -> str:
    """A page in these colours and this language."""
    return f"{path}?{urlencode({'tema': theme, 'bahasa': language})}"
