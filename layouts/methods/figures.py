"""The small pictures of the worked examples: bars, steps, ranges, tiles and a strip of days, as boxes of HTML."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.figures.marks import ARIA_HIDDEN, aria_label
from layouts.i18n import Words
from layouts.methods import examples

WIDEST_RATIO = 2.0
"""Right end of the axis of ratios; its left end is 0."""


def tuesdays(words: Words) -> Component:
    """The counts of the example as bars, over the band of what is usual; the last one lies above it."""
    counts = (*examples.TUESDAYS, examples.TUESDAY)
    top = max(counts) * 1.15
    low, high = examples.USUAL_LOW, examples.USUAL_HIGH
    bars = [
        html.Div(
            [
                html.Span(str(count), className="methods-bar-count"),
                html.Span(className="methods-bar", style=_height(count / top)),
            ],
            className="methods-bar-place methods-bar-over" if count > high else "methods-bar-place",
        )
        for count in counts
    ]
    band = html.Div(
        html.Span(words("methods.anomali.band", low=low, high=high)),
        className="methods-band",
        style={"bottom": _share(low / top), "height": _share((high - low) / top)},
    )
    return _figure(
        html.Div([band, *bars], className="methods-bars"),
        words(
            "methods.anomali.figure",
            counts=listed(words, examples.TUESDAYS),
            low=low,
            high=high,
            today=examples.TUESDAY,
        ),
    )


def steps(words: Words) -> Component:
    """The share still waiting after each step of the example, as bars that grow shorter."""
    rows = [
        html.Div(
            [
                html.Span(words("methods.waktu-jawab.step", day=day), className="methods-step-name"),
                html.Span(html.Span(style={"width": _share(share)}), className="methods-step-track"),
                html.Span(words.percent(share), className="methods-step-share"),
            ],
            className="methods-step",
        )
        for day, share in examples.CURVE
    ]
    told = ", ".join(
        f"{words('methods.waktu-jawab.step', day=day)} {words.percent(share)}" for day, share in examples.CURVE
    )
    return _figure(html.Div(rows, className="methods-steps"), words("methods.waktu-jawab.figure", steps=told))


def ranges(words: Words) -> Component:
    """The ratios of the example with their ranges, beside the line of the city."""
    rows = [
        html.Div(
            [
                html.Span(words("methods.peringkat.office", name=name.upper()), className="methods-range-name"),
                html.Div(
                    [
                        html.Span(className="methods-range-city", style={"left": _share(1 / WIDEST_RATIO)}),
                        html.Span(
                            className="methods-range-line",
                            style={"left": _share(low / WIDEST_RATIO), "width": _share((high - low) / WIDEST_RATIO)},
                        ),
                        html.Span(className="methods-range-dot", style={"left": _share(ratio / WIDEST_RATIO)}),
                    ],
                    className="methods-range",
                ),
                html.Span(decimal(words, ratio, 2), className="methods-range-figure"),
            ],
            className="methods-range-row",
        )
        for name, (ratio, low, high) in examples.RATIOS.items()
    ]
    (a, a_low, a_high), (b, b_low, b_high) = examples.RATIOS.values()
    values = {"a": a, "a_low": a_low, "a_high": a_high, "b": b, "b_low": b_low, "b_high": b_high}
    note = html.Div(words("methods.peringkat.as_city"), className="methods-range-note")
    return _figure(
        html.Div([*rows, note]),
        words("methods.peringkat.figure", **{name: decimal(words, value, 2) for name, value in values.items()}),
    )


def tiles(words: Words) -> Component:
    """A tile a report, filled as far as its chance."""
    shown = [
        html.Span(html.Span(style=_height(examples.CHANCE)), className="methods-tile") for _ in range(examples.WAITING)
    ]
    return _figure(
        html.Div(shown, className="methods-tiles"),
        words("methods.tenggat.figure", chance=words.percent(examples.CHANCE)),
    )


def days(words: Words) -> Component:
    """The strip of days of the example: the counted ones numbered, the others hatched."""
    first, last = examples.STRIP[0][0], examples.STRIP[-1][0]
    shown = [
        html.Div(
            [
                html.Span(words.weekday(day)[:3], className="methods-day-name"),
                html.Span(str(day.day), className="methods-day-date"),
                html.Span(
                    words("methods.hari-kerja.received")
                    if day == first
                    else words("methods.hari-kerja.due")
                    if day == last
                    else str(number or ""),
                    className="methods-day-told",
                ),
            ],
            className=f"methods-day methods-day-{_kind(day == first, day == last, number)}",
        )
        for day, number in examples.STRIP
    ]
    return _figure(html.Div(shown, className="methods-days"), words("methods.hari-kerja.figure"))


def listed(words: Words, numbers: tuple[int, ...]) -> str:
    """Numbers with commas between."""
    return ", ".join(words.number(number) for number in numbers)


def decimal(words: Words, value: float, digits: int) -> str:
    """A number with exactly so many digits after the decimal sign of the language."""
    return f"{value:.{digits}f}".replace(".", words.entries["calendar.decimal"])


def _figure(drawn: Component, told: str) -> Component:
    role: dict[str, Any] = {"role": "img", **aria_label(told)}
    return html.Div(html.Div(drawn, **ARIA_HIDDEN), className="methods-figure", **role)


def _kind(received: bool, due: bool, number: int) -> str:
    return "received" if received else "due" if due else "counted" if number else "off"


def _height(share: float) -> dict[str, str]:
    return {"height": _share(share)}


def _share(share: float) -> str:
    return f"{share:.2%}"
