"""Fields that a person types or ticks, for pages that are sent as HTML: Dash has them as parts that a script draws."""

from typing import Any

from dash.development.base_component import Component

from layouts.svg import SvgElement


def field(kind: str, **attributes: Any) -> Component:
    """An `input` of this type; attributes are those of HTML, className for class, - written as _."""
    return SvgElement("input", type=kind, **attributes)
