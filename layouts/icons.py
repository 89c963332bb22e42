"""Icons of our own: line drawings in assets/icons/, drawn in the colour of the words beside them."""

from pathlib import Path

from dash import html
from dash.development.base_component import Component

from layouts.figures.marks import ARIA_HIDDEN, aria_label

DRAWINGS = Path(__file__).parents[1] / "assets" / "icons"
ICONS = tuple(sorted(file.stem for file in DRAWINGS.glob("*.svg")))
"""Names of the icons there are."""


def icon(name: str, label: str = "") -> Component:
    """An icon; `label` says what it means where no words stand beside it. Raises ValueError for one that there is not."""
    if name not in ICONS:
        raise ValueError(f"there is no icon {name!r}: assets/icons/ has {', '.join(ICONS)}")
    drawing = f'url("/assets/icons/{name}.svg")'
    told = {"role": "img", **aria_label(label)} if label else ARIA_HIDDEN
    return html.Span(className="icon", style={"maskImage": drawing, "WebkitMaskImage": drawing}, **told)
