"""The briefing's page and its files: the sheet as PDF, and the map of one file."""

from collections.abc import Callable
from dataclasses import dataclass

from dash import Dash
from dash.development.base_component import Component

from callbacks.page import Page, Sources
from command_center.casework.briefing_reading import TODAY
from command_center.readmodel.briefing_view import BriefingReading
from layouts.briefing.config import BriefingConfig, briefing_config
from layouts.briefing.page import briefing_page
from layouts.visit import Visit


@dataclass(frozen=True)
class BriefingSource:
    """What the page asks: a morning and a version, as they stand in the address."""

    read: Callable[[str, str], BriefingReading]
    config: BriefingConfig


def source(sources: Sources) -> BriefingSource:
    """The briefings that are kept."""
    config = briefing_config(
        sources.reference, sources.settings, approximate=sources.locator.approximate, movable_map=False
    )
    return BriefingSource(sources.briefings.read, config)


def layout(briefing: BriefingSource, visit: Visit) -> Component:
    """The page."""
    asked = visit.variables
    reading = briefing.read(str(asked.get("date", "")), str(asked.get("versi", "")))
    return briefing_page(reading, briefing.config, visit)


def register(app: Dash, briefing: BriefingSource) -> None:
    """The page asks nothing after it was opened: what it shows does not change."""


PAGE = Page(
    path="/briefing/<date>",
    key="briefing",
    title="briefing.page_name",
    roles=("mayor", "diskominfo", "admin"),
    layout=layout,
    register=register,
    source=source,
    entry=f"/briefing/{TODAY}",
    begins=("mayor",),
)
