"""The shape of a category as SVG, the same shapes as those of assets/marks.css, around a point."""

from html import escape

from layouts.categories import CategoryStyle


def category_shape(style: CategoryStyle, x: float, y: float, size: float, outline: str) -> str:
    """The mark of `size` around (x, y), in the units of the drawing, in its colour with an outline."""
    half = size / 2
    look = f'fill="{escape(style.colour)}" stroke="{outline}" stroke-width="{size / 11:.2f}" stroke-linejoin="round"'
    if style.shape == "square":
        side = 0.84 * size
        return f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}" {look}/>'
    if style.shape in _CORNERS:
        points = " ".join(f"{x + half * dx:.1f},{y + half * dy:.1f}" for dx, dy in _CORNERS[style.shape])
        return f'<polygon points="{points}" {look}/>'
    radius = 0.9 * half if style.shape == "circle" else 0.6 * half
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {look}/>'


_CORNERS = {
    "triangle": ((0, -0.92), (1, 0.88), (-1, 0.88)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "hexagon": ((0, -1), (0.88, -0.5), (0.88, 0.5), (0, 1), (-0.88, 0.5), (-0.88, -0.5)),
}
"""Corners in half sizes from the centre, y downwards."""
