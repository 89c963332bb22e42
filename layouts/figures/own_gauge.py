"""A figure before the band of what is usual for it: the number, its past weeks as a line, and what is usual in words."""

import math
from collections.abc import Sequence
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.opd_view import GaugeStanding, OwnGauge
from layouts.figures.marks import ARIA_HIDDEN
from layouts.i18n import Words
from layouts.plotting import colours

WIDTH, HEIGHT, EDGE = 176, 56, 5


def own_gauge(
    title: str,
    gauge: OwnGauge,
    words: Words,
    theme: str,
    *,
    unit: str = "",
    note: str | Component = "",
    bad_above: bool = False,
    bad: bool = False,
    term: float | None = None,
) -> Component:
    """The card. `bad` colours the figure; `bad_above` does where it lies above the band. `term` is a line to stay below."""
    alarming = bad or (bad_above and gauge.standing is GaugeStanding.ABOVE)
    usual = usual_in_words(gauge, words)
    return html.Div(
        [
            html.Div(title, className="gauge-title"),
            html.Div(
                [
                    html.Span(
                        words.entries["format.none"] if gauge.value is None else words.number(gauge.value),
                        className="gauge-figure gauge-bad" if alarming else "gauge-figure",
                    ),
                    *([html.Span(unit, className="gauge-unit")] if unit and gauge.value is not None else []),
                ],
                className="gauge-value",
            ),
            html.Img(
                src=line_with_band(gauge, theme, alarming=alarming, term=term),
                alt=words("opd.gauge.alternative", title=title, past=past_in_words(gauge, words), usual=usual),
                className="gauge-line",
                width=WIDTH,
                height=HEIGHT,
            ),
            html.Div(
                [
                    html.Span(note, className="gauge-note"),
                    html.Span([html.Span(className="gauge-key", **ARIA_HIDDEN), usual], className="gauge-usual"),
                ],
                className="gauge-foot",
            ),
        ],
        className="card gauge",
    )


def usual_in_words(gauge: OwnGauge, words: Words) -> str:
    """The band: "biasanya 110–130"; that its past is too short where there is none."""
    if gauge.low is None or gauge.high is None:
        return words("opd.gauge.unknown")
    low, high = words.number(gauge.low), words.number(gauge.high)
    return words("opd.gauge.usual_same" if low == high else "opd.gauge.usual", low=low, high=high)


def past_in_words(gauge: OwnGauge, words: Words) -> str:
    """The last eight weeks, oldest first."""
    shown = [words.entries["format.none"] if each is None else words.number(each) for each in gauge.past[-8:]]
    return "; ".join(shown)


def line_with_band(gauge: OwnGauge, theme: str, *, alarming: bool, term: float | None = None) -> str:
    """The drawing as an image address (SVG): the band, the past as a line, now as a point."""
    roles = colours(theme)
    values = [*gauge.past, gauge.value]
    first = next((place for place, value in enumerate(values) if value is not None), len(values))
    values = values[first:]
    known = [value for value in (*values, gauge.low, gauge.high) if value is not None]
    if not known:
        return _svg("")
    if term is not None and term <= 1.6 * max(known):
        known.append(term)
    low, high = min(known), max(known)
    if gauge.low is not None and gauge.high is not None:
        # One week far out would press all others, and the band, into a line: it ends at the edge.
        room = 1.5 * max(gauge.high - gauge.low, 0.1 * abs(gauge.high), 0.5)
        low, high = max(low, gauge.low - room), min(high, gauge.high + room)
        if gauge.value is not None:
            low, high = min(low, gauge.value), max(high, gauge.value)
    span = (high - low) or max(1.0, abs(high))
    low, high = low - span * 0.08, high + span * 0.08
    step = (WIDTH - 2 * EDGE) / max(1, len(values) - 1)

    def x(place: int) -> float:
        return WIDTH - EDGE - (len(values) - 1 - place) * step

    def y(value: float) -> float:
        return EDGE + (HEIGHT - 2 * EDGE) * (1 - (min(max(value, low), high) - low) / (high - low))

    parts = []
    if gauge.low is not None and gauge.high is not None:
        top, bottom = y(gauge.high), y(gauge.low)
        parts.append(
            f'<rect x="0" y="{top:.1f}" width="{WIDTH}" height="{max(2.0, bottom - top):.1f}" fill="{roles["track"]}"/>'
        )
    if term is not None and low <= term <= high:
        parts.append(
            f'<line x1="0" x2="{WIDTH}" y1="{y(term):.1f}" y2="{y(term):.1f}" stroke="{roles["text-2"]}" '
            'stroke-width="1.5" stroke-dasharray="4 3"/>'
        )
    for run in _runs(values):
        points = " ".join(f"{x(place):.1f},{y(value):.1f}" for place, value in run)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{roles["bar"]}" stroke-width="1.75"/>')
    if gauge.value is not None:
        colour = roles["over"] if alarming else roles["bar-now"]
        parts.append(f'<circle cx="{x(len(values) - 1):.1f}" cy="{y(gauge.value):.1f}" r="4" fill="{colour}"/>')
    return _svg("".join(parts))


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Stretches of known values."""
    runs: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None or math.isnan(value):
            runs.append([])
        else:
            runs[-1].append((place, value))
    return [run for run in runs if run]


def _svg(inner: str) -> str:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{inner}</svg>'
    return f"data:image/svg+xml,{quote(drawing)}"
