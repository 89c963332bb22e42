"""The four numbers of today."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import Counters
from layouts.i18n import Words


def counters(numbers: Counters, words: Words, *, any_data: bool) -> list[Component]:
    """Received today, open, due within 24 hours and overdue; a number is coloured only where it asks for action.

    `any_data` tells a city without a report yet, which is not on time, from one where all are.
    """
    nothing = "" if any_data else words("wall.counters.no_data")
    return [
        tile(words, "received", numbers.received_today, average(numbers, words)),
        tile(words, "open", numbers.open, change(numbers, words)),
        tile(words, "due", numbers.due_24h, nothing or due(numbers, words), "near" if numbers.due_24h else ""),
        tile(words, "overdue", numbers.overdue, nothing or overdue(numbers, words), "over" if numbers.overdue else ""),
    ]


def tile(words: Words, name: str, value: int, note: str, tone: str = "") -> Component:
    """One number with what it is and what to compare it with."""
    text = words.number(value)
    return html.Div(
        [
            html.Div(words(f"wall.counters.{name}"), className="counter-label"),
            html.Div(text, className=f"counter-value {tone} long-{max(0, len(text) - 4)}".strip()),
            html.Div(note, className="counter-note"),
        ],
        className="counter",
    )


def average(numbers: Counters, words: Words) -> str:
    """Against a usual day."""
    if numbers.average_per_day is None:
        return words("wall.counters.average_none")
    return words("wall.counters.average", n=round(numbers.average_per_day))


def change(numbers: Counters, words: Words) -> str:
    """Against 24 hours ago."""
    step = numbers.open_change
    if step is None:
        return words("wall.counters.change_none")
    if step == 0:
        return words("wall.counters.change_same")
    return words("wall.counters.change_up" if step > 0 else "wall.counters.change_down", n=abs(step))


def due(numbers: Counters, words: Words) -> str:
    """How many of those due have no answer yet."""
    if numbers.due_24h == 0:
        return words("wall.counters.due_none")
    if numbers.due_24h_unanswered == 0:
        return words("wall.counters.due_answered")
    return words("wall.counters.due_unanswered", n=numbers.due_24h_unanswered)


def overdue(numbers: Counters, words: Words) -> str:
    """How many of those overdue became so today."""
    if numbers.overdue == 0:
        return words("wall.counters.overdue_none")
    if numbers.overdue_new_today == 0:
        return words("wall.counters.overdue_new_none")
    return words("wall.counters.overdue_new", n=numbers.overdue_new_today)
