"""Components as HTML text, for paper and letters: the same functions make the screen and the sheet."""

from html import escape
from typing import Any

from dash.development.base_component import Component

from layouts.markup import given

EMPTY = frozenset({"img", "br", "hr"})
"""Elements without an end."""
_NAMES = {"className": "class", "htmlFor": "for", "hrefLang": "hreflang", "colSpan": "colspan", "rowSpan": "rowspan"}
_LEFT_OUT = frozenset({"children", "style", "n_clicks", "tabIndex"})


def as_html(content: Any) -> str:
    """HTML of a component of dash.html, a text, a number, or a list of them. Raises TypeError for anything else."""
    if content is None:
        return ""
    if isinstance(content, str | int | float):
        return escape(str(content))
    if isinstance(content, list | tuple):
        return "".join(as_html(each) for each in content)
    if not isinstance(content, Component) or content._namespace != "dash_html_components":
        raise TypeError(f"{type(content).__name__} is no element of a page")
    tag = content._type.lower()
    properties = given(content)
    attributes = "".join(
        f' {_NAMES.get(name, name)}="{escape(str(value))}"'
        for name, value in properties.items()
        if name not in _LEFT_OUT and value is not None
    )
    if properties.get("style"):
        attributes += f' style="{escape(_style(properties["style"]))}"'
    if tag in EMPTY:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{as_html(properties.get('children'))}</{tag}>"


def _style(style: dict[str, Any]) -> str:
    return ";".join(f"{_hyphened(name)}:{value}" for name, value in style.items())


def _hyphened(name: str) -> str:
    if name.startswith("--"):
        return name
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
