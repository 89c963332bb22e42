"""The page of the visual system: it asks for the categories of the city, and does nothing."""

from dash import Dash
from dash.development.base_component import Component

from callbacks.page import Page, Sources
from layouts.categories import CategoryStyles, styles_of
from layouts.style.page import style_page
from layouts.visit import Visit


def source(sources: Sources) -> CategoryStyles:
    """The categories as they are drawn."""
    return styles_of(sources.reference.categories)


def layout(categories: CategoryStyles, visit: Visit) -> Component:
    """The page."""
    return style_page(categories, visit)


def register(_: Dash, __: CategoryStyles) -> None:
    """There is nothing to ask while it is open."""


PAGE = Page(
    path="/gaya",
    key="style",
    title="style.page_name",
    roles=("admin",),
    layout=layout,
    register=register,
    source=source,
    libraries=("plotly",),
    only_demo=True,
)
