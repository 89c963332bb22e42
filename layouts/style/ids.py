"""Ids of the page of the visual system; each begins with its key."""

ROOT = "style-root"
CHART = "style-chart"
