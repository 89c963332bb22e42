"""The OPD with most open work: how much, and how much of it is late."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import OpdRow
from layouts.figures.marks import aria_label, empty
from layouts.i18n import Words

MOST_ROWS = 5


def opd_bars(rows: Sequence[OpdRow], words: Words, *, any_data: bool) -> list[Component]:
    """One bar an OPD; the late part is hatched and comes first, so that it reads without its colour."""
    if not rows:
        name = "empty" if any_data else "no_data"
        return [empty(words(f"wall.opd.{name}"), words(f"wall.opd.{name}_hint"), good=any_data)]
    longest = max(row.open for row in rows) or 1
    widths = {
        "--open": str(max(len(words.number(row.open)) for row in rows)),
        "--late": str(max(len(late(row, words)) for row in rows)),
    }
    bars = [opd_bar(row, longest, words) for row in rows[:MOST_ROWS]]
    return [html.Div(bars, className="opd-rows", style=widths, role="list")]


def opd_bar(row: OpdRow, longest: int, words: Words) -> Component:
    """Name, bar against the longest, number open, number late."""
    described = words("wall.opd.alternative", name=row.name, open=row.open, overdue=row.overdue)
    return html.Div(
        [
            html.Span(row.name, className="opd-name"),
            html.Span(
                [
                    html.Span(className="opd-part opd-over", style={"width": share(row.overdue, longest)}),
                    html.Span(className="opd-part opd-open", style={"width": share(row.open - row.overdue, longest)}),
                ],
                className="opd-track",
            ),
            html.Span(words.number(row.open), className="opd-count"),
            html.Span(late(row, words), className="opd-late"),
        ],
        className="opd-row",
        role="listitem",
        **aria_label(described),
    )


def late(row: OpdRow, words: Words) -> str:
    """How many are overdue, nothing where none is."""
    return words("wall.opd.overdue_count", n=row.overdue) if row.overdue else ""


def share(part: int, whole: int) -> str:
    """A part of the longest bar as a CSS width."""
    return f"{100 * part / whole:.2f}%"
