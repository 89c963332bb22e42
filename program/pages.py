"""The pages there are, in the order of the navigation; who signs in begins at their own, else at the first that is for them."""

from typing import Any

from callbacks import (
    alerts,
    analytics,
    answer,
    briefing,
    calls,
    desk,
    instructed,
    integrity,
    mayor,
    methods,
    opd,
    style,
    wall,
)
from callbacks.page import Page

PAGES: tuple[Page[Any], ...] = (
    desk.PAGE,
    calls.PAGE,
    alerts.PAGE,
    wall.PAGE,
    analytics.PAGE,
    briefing.PAGE,
    mayor.PAGE,
    opd.PAGE,
    answer.PAGE,
    instructed.PAGE,
    integrity.PAGE,
    methods.PAGE,
    style.PAGE,
)
