"""Dash's html components as HTML text: what a page shows before any script has run."""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

from dash.development.base_component import Component

from layouts.svg import SvgElement

VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""Elements that hold nothing and are not closed."""

SPELLED = {"className": "class", "htmlFor": "for"}
"""Attributes whose names differ; others are those of HTML in small letters."""

OF_DASH = frozenset({"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "loading_state"})
"""Properties that are no attributes."""

NAME = re.compile(r"[a-zA-Z_:][\w:.-]*")


def markup(part: object) -> str:
    """The HTML of a component, a text, a number, None, or a list of such.

    All texts and values are escaped. Raises TypeError for what is no element of HTML or SVG, and for a script that
    could be run: those are files.
    """
    if part is None or part is True or part is False:
        return ""
    if isinstance(part, str | int | float):
        return escape(str(part), quote=False)
    if isinstance(part, list | tuple):
        return "".join(map(markup, part))
    if not isinstance(part, Component):
        raise TypeError(f"{type(part).__name__} cannot be written as HTML")
    tag = tag_of(part)
    properties = given(part)
    opened = f"<{tag}{attributes(properties, is_svg=isinstance(part, SvgElement))}>"
    if tag in VOID:
        return opened
    return f"{opened}{contents(tag, properties)}</{tag}>"


def given(part: Component) -> dict[str, Any]:
    """The properties that a component was given, in Dash's order: as its `to_plotly_json`, which asks for each there could be."""
    held = vars(part)
    known: list[str] = part._prop_names  # Dash has no other place for it
    free = tuple(part._valid_wildcard_attributes)
    named = {name: held[name] for name in known if name in held}
    return named | {name: value for name, value in held.items() if name.startswith(free)}


def tag_of(part: Component) -> str:
    """Name of the element. Raises TypeError for a component that is none."""
    if isinstance(part, SvgElement):
        return part.tag
    if part._namespace != "dash_html_components":  # Dash has no other place for it
        raise TypeError(f"{type(part).__name__} is drawn by a script and cannot be written as HTML")
    return str(part._type).lower()


def contents(tag: str, properties: Mapping[str, Any]) -> str:
    """What stands between the tags; data for scripts as it is, so that nothing in it can end the element."""
    if tag not in ("script", "style"):
        return markup(properties.get("children"))
    if tag == "script" and properties.get("type") == "application/json":
        return str(properties.get("children", "null")).replace("<", "\\u003c")
    raise TypeError(f"a {tag} of its own is no part of a page: scripts and styles are files")


def attributes(properties: Mapping[str, Any], *, is_svg: bool = False) -> str:
    """The attributes with a blank before each; none for None and False, the name alone for True."""
    written = []
    for name, value in properties.items():
        if name in OF_DASH or value is None or value is False:
            continue
        spelled = spelling(name, is_svg)
        if value is True:
            written.append(f" {spelled}")
            continue
        text = styles(value) if name == "style" else str(value)
        written.append(f' {spelled}="{escape(text)}"')
    return "".join(written)


@lru_cache(maxsize=1024)
def spelling(name: str, is_svg: bool) -> str:
    """How the attribute is written. Raises TypeError for what is no name, and for what would run a script."""
    if not NAME.fullmatch(name) or name.lower().startswith("on"):
        raise TypeError(f"{name!r} is no attribute that a page may have")
    return SPELLED.get(name) or (name if is_svg else name.lower())


def styles(style: Mapping[str, Any]) -> str:
    """React's style object as CSS: gridArea -> grid-area; names that begin with -- are kept."""
    return ";".join(
        f"{name if name.startswith('--') else re.sub('[A-Z]', lambda found: f'-{found[0].lower()}', name)}:{value}"
        for name, value in style.items()
    )
