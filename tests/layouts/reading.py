"""Reads a tree of components as a person would: its words, and what carries a class."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from dash.development.base_component import Component


def every(part: object) -> Iterator[Component]:
    """The component and all below it, in order."""
    if isinstance(part, Component):
        yield part
        yield from every(getattr(part, "children", None))
    elif isinstance(part, list | tuple):
        for one in part:
            yield from every(one)


def words_of(part: object) -> str:
    """All words in order, parts separated by one space."""
    if isinstance(part, str):
        return part.strip()
    if isinstance(part, Component):
        if text := getattr(part, "data-html", ""):
            return " ".join(BeautifulSoup(text, "html.parser").stripped_strings)
        return words_of(getattr(part, "children", None))
    if isinstance(part, list | tuple):
        return " ".join(filter(None, (words_of(one) for one in part)))
    return "" if part is None else str(part)


def page_of(component_id: str) -> str:
    """Key of the page that an id belongs to: what stands before its first dash."""
    return component_id.partition("-")[0]


def classed(part: object, name: str) -> list[Component]:
    """Components that have this class among theirs."""
    return [one for one in every(part) if name in getattr(one, "className", "").split()]
