"""Where an instruction stands, as a disc that is empty, half full or full, and a tick for each day that it was carried."""

from dash import html
from dash.development.base_component import Component

from command_center.domain.instructions import InstructionState
from layouts.figures.marks import ARIA_HIDDEN
from layouts.i18n import Words

MOST_TICKS = 20


def state_disc(state: InstructionState) -> Component:
    """The disc; what it says stands in words beside it."""
    return html.Span(className=f"instruction-disc instruction-{state}", **ARIA_HIDDEN)


def day_ticks(days: int, words: Words) -> Component:
    """The count in words, and a tick a day in groups of five; very many are only counted."""
    groups = [
        html.Span(
            [html.Span(className="instruction-tick") for _ in range(min(5, days - start))], className="instruction-five"
        )
        for start in range(0, min(days, MOST_TICKS), 5)
    ]
    return html.Span(
        [
            html.Span(words("instruction.day", n=days), className="instruction-day"),
            html.Span(groups, className="instruction-ticks", **ARIA_HIDDEN),
        ],
        className="instruction-carried",
    )
