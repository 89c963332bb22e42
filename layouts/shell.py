"""The frame around the pages that people work on: theme, colours and a head. The wall has a frame of its own."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from layouts.figures.marks import aria_label
from layouts.i18n import LANGUAGES, Words
from layouts.theme import THEMES, mantine
from layouts.visit import NavigationEntry, Visit

MANTINE = "mantine"
"""Name of the component library among those that a page asks for: 1 MB of script, so that a page without it opens sooner."""
MARK = "/masuk/static/mark.svg"
"""The program's own mark, as the sign-in page shows it."""


def mantine_frame(children: Component, theme: str) -> Component:
    """What components of the library need around them; `theme` is a key of THEMES."""
    frame: Component = dmc.MantineProvider(
        children=children,
        theme=mantine(theme),
        forceColorScheme=THEMES[theme][0],
    )
    return frame


def work_frame(children: Sequence[Component], root_id: str, visit: Visit, class_name: str) -> Component:
    """A page that people work on. `root_id` is the id of the element that carries language and colours."""
    colours: dict[str, Any] = {"data-theme": THEMES[visit.theme][0]}
    root = html.Div(
        [
            html.A(visit.words("card.skip"), href="#shell-main", className="work-skip"),
            work_head(visit),
            html.Main(children, id="shell-main", className=class_name, tabIndex=-1),
            *unanswered(visit.words),
        ],
        id=root_id,
        className="work",
        lang=visit.words.language,
        **colours,
    )
    return mantine_frame(root, visit.theme) if MANTINE in visit.page.libraries else root


def work_head(visit: Visit) -> Component:
    """Where we are, where to go, how it shall look, and out. Language and colours are links: they need no script."""
    words = visit.words
    links = [_link(page, visit) for page in visit.pages if page.in_head or page.key == visit.page.key]
    if not all(page.in_head for page in visit.pages):
        links.append(_every_page(visit))
    # Where the name at the right has no room.
    mine = html.A(words("work.mine"), href="/saya", className="work-mine")
    other_theme = next(name for name in THEMES if name != visit.theme)
    return html.Header(
        [
            html.Div(
                [
                    html.Img(src=MARK, alt="", className="work-mark"),
                    html.Span(f"{visit.service} · {words('app.name')}", className="work-service"),
                ],
                className="work-brand",
            ),
            html.Nav([*links, mine], className="work-pages", **aria_label(words("work.pages"))),
            *([html.Span(words("app.simulation"), className="work-badge")] if visit.simulated else []),
            html.Span(className="work-gap"),
            html.Div(
                [
                    html.Span(
                        [
                            html.A(
                                language.upper(),
                                href=address(visit, "bahasa", language),
                                hrefLang=language,
                                **current(language == words.language),
                            )
                            for language in LANGUAGES
                        ],
                        className="work-languages",
                    ),
                    html.A(
                        words(f"work.theme_{other_theme}"),
                        href=address(visit, "tema", other_theme),
                        className="work-theme",
                    ),
                ],
                className="work-look",
            ),
            html.A(visit.person, href="/saya", className="work-who", title=words("work.signed_in", name=visit.person)),
            html.A(words("work.sign_out"), href="/keluar", className="work-out"),
        ],
        className="work-head",
    )


def _link(page: NavigationEntry, visit: Visit) -> Component:
    return html.A(visit.words(page.title), href=page.address, **current(page.key == visit.page.key))


def _every_page(visit: Visit) -> Component:
    """What opens to all pages, for who has more than the head has room for; it needs no script."""
    return html.Details(
        [
            html.Summary(visit.words("work.every_page")),
            html.Div([_link(page, visit) for page in visit.pages], className="work-all"),
        ],
        className="work-more",
    )


def unanswered(words: Words) -> list[Component]:
    """What is said once the server refuses, or does not answer, what a page asks it for; work_answers.js shows one of them."""
    ways = {"ended": "/masuk", "denied": "/", "unanswered": ""}
    return [
        html.Div(
            [
                html.Span(words(f"work.{name}")),
                html.A(words(f"work.{name}_do"), href=href, className="work-button"),
            ],
            className=f"work-told work-told-{name}",
            role="alert",
        )
        for name, href in ways.items()
    ]


def current(is_current: bool) -> dict[str, Any]:
    """Attributes of the link to where we are."""
    return {"aria-current": "page"} if is_current else {}


def address(visit: Visit, name: str, value: str) -> str:
    """The page as it is now but for one choice; work.js keeps what its address has come to ask for meanwhile."""
    in_path = set(re.findall(r"<(\w+)>", visit.page.path))
    asked = {key: str(each) for key, each in visit.variables.items() if key not in in_path}
    return f"{visit.path}?{urlencode(asked | {name: value})}"


def failed_page(visit: Visit) -> Component:
    """What stands in the place of a page that cannot be made: who is there, where to go instead, and what to do."""
    words = visit.words
    body = html.Section(
        [
            html.H1(words("work.failed", page=words(visit.page.title)), className="card-title"),
            html.P(words("work.failed_hint"), className="card-sub"),
            html.A(words("work.again"), href=address(visit, "bahasa", words.language), className="work-button"),
        ],
        className="card work-failed",
        role="alert",
    )
    return work_frame([body], f"{visit.page.key}-root", visit, "")


def until_drawn(entry: str, words: Words) -> str:
    """What stands in the page until its scripts have drawn it, in its language; and for who has none that they are needed."""
    told = escape(words("work.no_script"))
    hidden = "<style>html[data-loading]::before,html[data-loading]::after{display:none!important}</style>"
    without = f'<noscript>{hidden}<p style="padding:24px">{told}</p></noscript>'
    return without + entry.replace("Loading...", escape(words("work.loading")))
