"""The page of methods: it asks for nothing and does nothing."""

from dash import Dash
from dash.development.base_component import Component

from callbacks.page import Page, Sources
from layouts.methods.page import methods_page
from layouts.visit import Visit


def source(_: Sources) -> None:
    """The page stands on no data."""


def layout(_: None, visit: Visit) -> Component:
    """The page."""
    return methods_page(visit)


def register(_: Dash, __: None) -> None:
    """There is nothing to ask while it is open."""


PAGE = Page(
    path="/metode",
    key="methods",
    title="methods.page_name",
    roles=("p3m", "diskominfo", "mayor", "opd", "opd_staff", "admin"),
    layout=layout,
    register=register,
    source=source,
)
