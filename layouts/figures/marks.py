"""Small things that several panels share: the mark of a category, an empty state, an age, a short number."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.categories import CategoryStyle
from layouts.i18n import Words, label

ARIA_HIDDEN: dict[str, Any] = {"aria-hidden": "true"}
"""Attributes of what says nothing that is not said in words beside it."""


def aria_label(text: str) -> dict[str, Any]:
    """Attributes that name a component for those who do not see it."""
    return {"aria-label": text}


def mark(category: CategoryStyle, language: str) -> Component:
    """The category's shape in its colour, named for those who do not see it."""
    return html.Span(
        className=f"mark mark-{category.shape}",
        style={"--c": category.colour},
        role="img",
        **aria_label(label(category.labels, language)),
    )


def empty(title: str, hint: str, *, good: bool = False) -> Component:
    """What a panel shows when there is nothing to show: `good` where that is how it should be."""
    return html.Div(
        [html.Div(title, className="empty-title"), html.Div(hint, className="empty-hint")],
        className="empty empty-good" if good else "empty",
    )


def age(seconds: float, words: Words) -> str:
    """A span of time in its largest whole unit: "40 dtk", "12 mnt", "3 jam", "2 hari"."""
    whole = max(0, int(seconds))
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if whole >= size * (2 if unit == "days" else 1):
            return words(f"age.{unit}", n=whole // size)
    return words("age.seconds", n=whole)


def short_number(number: str) -> str:
    """LH-2026-006914 -> 006914: what people on the wall say to each other."""
    return number.rpartition("-")[2]
