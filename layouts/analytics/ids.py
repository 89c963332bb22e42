"""Ids of the analysis' components."""

from typing import Any

ROOT = "analytics-root"
SETUP = "analytics-setup"
ASK = "analytics-ask"
SHOWN = "analytics-shown"
NOTED = "analytics-noted"
BASELINE = "analytics-baseline"
RANGE = "analytics-range"
GRID = "analytics-grid"
VIEWS = "analytics-views"
VIEW_ACT = "analytics-view-act"
VIEW_NAME = "analytics-view-name"
CHOSEN = "analytics-chosen"
STANDS = "analytics-stands"
BELOW = "analytics-below"


def first(key: str) -> dict[str, str]:
    """Id of a part that stands in the first answer."""
    return {"page": "analytics", "first": key}


def later(key: str) -> dict[str, str]:
    """Id of a part that is asked for once the first ones stand."""
    return {"page": "analytics", "later": key}


def chart(key: str) -> dict[str, Any]:
    """Id of a plotly chart inside a part."""
    return {"page": "analytics", "chart": key}


def filter_id(dimension: str) -> str:
    """Id of the choices of a dimension in the filter bar."""
    return f"analytics-choose-{dimension}"
