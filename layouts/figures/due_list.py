"""The reports past their deadline, newest first, then those that come due soon."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import DueRow
from layouts.categories import CategoryStyles
from layouts.figures.marks import aria_label, empty, mark, short_number
from layouts.i18n import Words, label

MOST_ROWS = 14
"""More rows than any screen has room for; those that do not fit are not shown, never cut."""

PROVISIONAL = "≈"
"""Before a deadline that a decree may still move."""


def due_list(rows: Sequence[DueRow], words: Words, categories: CategoryStyles, *, any_data: bool) -> list[Component]:
    """Rows as far as the panel's height goes. `any_data` tells an empty city from a city in time."""
    if not rows:
        name = "empty" if any_data else "no_data"
        return [empty(words(f"wall.due.{name}"), words(f"wall.due.{name}_hint"), good=any_data)]
    shown = [due_row(row, words, categories) for row in rows[:MOST_ROWS]]
    if not any(row.over_seconds > 0 for row in rows):
        shown.insert(0, html.Div(words("wall.due.none_over"), className="due-remark good"))
    if any(row.provisional for row in rows[:MOST_ROWS]):
        shown.insert(0, html.Div(f"{PROVISIONAL} {words('wall.due.provisional')}", className="due-remark"))
    if len(rows) <= 4:
        shown.append(html.Div(words("wall.due.no_more"), className="due-remark"))
    label_text = words("wall.due.alternative", n=len(rows))
    return [html.Div(shown, className="due-rows", role="list", **aria_label(label_text))]


def due_row(row: DueRow, words: Words, categories: CategoryStyles) -> Component:
    """Shape, number, where and what, who, and how late. Only what nobody has taken in hand yet blinks."""
    category = categories.of(row.category)
    over = row.over_seconds > 0
    classes = ["due-row", "due-over" if over else "due-soon"]
    if over and not row.acknowledged:
        classes.append("due-new")
    return html.Div(
        [
            html.Span(mark(category, words.language), className="due-mark"),
            html.Span(short_number(row.number), className="due-number"),
            html.Span(
                [
                    html.Span(row.kelurahan or words("wall.due.no_place"), className="due-where"),
                    html.Span(f" · {label(category.labels, words.language).lower()}", className="due-what"),
                ],
                className="due-place",
            ),
            html.Span(row.opd or words("wall.due.no_opd"), className="due-opd"),
            html.Span(
                f"{PROVISIONAL} {lateness(row, words)}" if row.provisional else lateness(row, words),
                className="due-late",
            ),
        ],
        className=" ".join(classes),
        role="listitem",
        title=words("wall.due.acknowledged") if row.acknowledged else "",
    )


def lateness(row: DueRow, words: Words) -> str:
    """Working days past the deadline; below one of them hours and minutes; before it what is left."""
    if row.over_seconds > 0:
        if row.over_days >= 1:
            return words("wall.due.over_days", n=row.over_days)
        return by_clock(row.over_seconds, "over", words)
    left = -row.over_seconds
    if left >= 48 * 3600:
        return words("wall.due.left_days", n=left // 86_400)
    return by_clock(left, "left", words)


def by_clock(seconds: int, side: str, words: Words) -> str:
    """Whole hours, below one hour whole minutes (at least one)."""
    if seconds >= 3600:
        return words(f"wall.due.{side}_hours", n=seconds // 3600)
    return words(f"wall.due.{side}_minutes", n=max(1, seconds // 60))
