"""The pages there are, in the order of the navigation; who signs in begins at the first that the role may open."""

from typing import Any

from callbacks import analytics, desk, style, wall
from callbacks.page import Page

PAGES: tuple[Page[Any], ...] = (
    desk.PAGE,
    wall.PAGE,
    analytics.PAGE,
    style.PAGE,
)
