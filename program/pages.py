"""The pages there are, in the order of the navigation; who signs in begins at their own, else at the first that is for them."""

from typing import Any

from callbacks import analytics, briefing, calls, desk, methods, opd, style, wall
from callbacks.page import Page

PAGES: tuple[Page[Any], ...] = (
    desk.PAGE,
    calls.PAGE,
    wall.PAGE,
    analytics.PAGE,
    briefing.PAGE,
    opd.PAGE,
    methods.PAGE,
    style.PAGE,
)
