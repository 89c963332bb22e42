"""A card: the titled box in which every page that people work on shows a figure, and what it shows while there is none."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.figures.marks import aria_label
from layouts.i18n import Words

Content = Component | list[Component] | str

METHODS = "/metode"
"""The page that explains how figures are made."""


def card(
    key: str,
    title: Content,
    body: Content,
    words: Words,
    *,
    sub: Content = "",
    method: str = "",
    aside: Content = "",
    class_name: str = "",
) -> Component:
    """One figure with what belongs to it.

    `key` is unique on the page: what names the card for those who do not see it hangs on it. `title` says the finding,
    `sub` what is counted and its unit, `method` is an anchor of the page of methods ("" for none), `aside` stands at the
    right of the title: the age of the data, a choice.
    """
    title_id = f"card-title-{key}"
    head: list[Component] = [html.Div([html.H2(title, id=title_id, className="card-title")], className="card-titles")]
    if aside:
        head.append(html.Div(aside, className="card-aside"))
    below: list[Component | str] = []
    if sub:
        below.append(html.Span(sub))
    if method:
        below.append(method_link(method, title if isinstance(title, str) else key, words))
    labelled: dict[str, Any] = {"aria-labelledby": title_id}
    return html.Section(
        [
            html.Div(head, className="card-head"),
            *([html.Div(below, className="card-sub")] if below else []),
            html.Div(body, className="card-body"),
        ],
        className=f"card card-{key} {class_name}".rstrip(),
        **labelled,
    )


def method_link(anchor: str, title: str, words: Words) -> Component:
    """The link from a figure to how it is made; it opens beside the page, so that filters and place are kept."""
    return html.A(
        words("card.method"),
        href=f"{METHODS}#{anchor}",
        className="card-method",
        target="_blank",
        rel="noopener",
        **aria_label(words("card.method_of", title=title)),
    )


def waiting(words: Words) -> Component:
    """What stands in a card until its figure is there."""
    return html.Div(words("card.waiting"), className="figure-waiting", role="status")


FAILED = "empty-failed"
"""The class of what stands where a figure could not be made."""


def failed(words: Words) -> Component:
    """What stands in a card whose figure could not be made; the others are untouched."""
    return html.Div(
        [
            html.Div(words("card.failed"), className="empty-title"),
            html.Div(words("card.failed_hint"), className="empty-hint"),
        ],
        className=f"empty {FAILED}",
        role="alert",
    )
