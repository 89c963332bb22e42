"""A mark of a figure that filters the page: a button that says what it stands for, and whether the page is filtered by it."""

from collections.abc import Iterable, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.selection import Dimension
from layouts.figures.marks import aria_label

Content = Component | list[Any] | str


def attributes(values: Mapping[str, str]) -> dict[str, Any]:
    """Attributes of an element whose names are no words of Python, such as data-filter."""
    return dict(values)


def filter_text(*filters: tuple[Dimension, Iterable[str]]) -> str:
    """What a mark filters by, as the script reads it: ``hari=jumat&jam=06``."""
    return "&".join(f"{dimension}={','.join(values)}" for dimension, values in filters)


def filter_mark(
    children: Content, wanted: str, *, pressed: bool, class_name: str = "", label: str = "", style: Any = None
) -> Component:
    """The button; `label` names it where its content does not."""
    said: dict[str, Any] = {"data-filter": wanted, "aria-pressed": "true" if pressed else "false"}
    if label:
        said |= aria_label(label)
    if style:
        said["style"] = style
    return html.Button(children, type="button", className=f"filter-mark {class_name}".rstrip(), **said)
