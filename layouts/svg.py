"""Elements of SVG, for pages that are sent as HTML: Dash's own components have none."""

from typing import Any

from dash.development.base_component import Component


class SvgElement(Component):
    """One element of a drawing: `SvgElement("path", d="M0 0 L9 9", className="tide-line")`.

    Attributes are those of SVG, className for class, - written as _ (stroke_width). It is written by
    `layouts.markup` alone: a page that Dash draws in the browser cannot show it.
    """

    _children_props: list[str] = []  # noqa: RUF012  # as Dash's own components have it
    _base_nodes: list[str] = ["children"]  # noqa: RUF012
    _namespace = "svg"

    def __init__(self, tag: str, children: Any = None, **attributes: Any) -> None:
        named = {name.replace("_", "-"): value for name, value in attributes.items()}
        self.tag = self._type = tag
        self._prop_names = ["children", *named]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        # Dash's own constructor looks for a package of the namespace, on the disk, for each attribute.
        if any(isinstance(value, Component) for value in named.values()):
            raise TypeError(f"a <{tag}> holds components in its children alone")
        if not isinstance(named.get("id", ""), str):
            raise TypeError(f"the id of a <{tag}> is a text, not {named['id']!r}")
        vars(self).update(named, children=children)
