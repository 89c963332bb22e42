"""What breaches by when: a column a day, a tile a report, hatched by its chance; days off are kept, hatched and named."""

from collections.abc import Callable, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.opd_view import Chance, DueDay, Outlook, Overdue
from layouts.categories import CategoryStyles
from layouts.figures.marks import ARIA_HIDDEN, aria_label, mark, short_number
from layouts.i18n import Words

LIKELY, POSSIBLE = 0.5, 0.25
"""Chances from which a tile is hatched strongly, and lightly."""
MOST_TILES = 40
PROVISIONAL = "≈"

Address = Callable[[str], str]
"""Number of a report -> address at which it is shown."""


def level(chance: float | None) -> str:
    """How a tile is drawn."""
    if chance is None:
        return "unknown"
    if chance >= LIKELY:
        return "likely"
    return "possible" if chance >= POSSIBLE else "unlikely"


def tile_key(words: Words, *, known: bool) -> Component:
    """What the tiles mean."""
    shown = ("over", "likely", "possible", "unlikely") if known else ("over", "unknown")
    return html.Div(
        [
            html.Span([html.Span(className=f"tile tile-{name}", **ARIA_HIDDEN), words(f"opd.tiles.key_{name}")])
            for name in shown
        ],
        className="tile-key",
    )


def is_sure(outlook: Outlook) -> bool:
    """Whether the range of a forecast is a single number: then other words tell of it."""
    return outlook.low == outlook.high


def due_tiles(
    outlook: Outlook,
    days: Sequence[DueDay],
    words: Words,
    categories: CategoryStyles,
    address: Address,
    today: date,
    *,
    most_rows: int,
    with_overdue: bool = True,
) -> Component:
    """The columns: what is over already, then the days."""
    columns = [overdue_column(outlook, words, categories, address, most_rows)] if with_overdue else []
    columns += [day_column(day, outlook.known, words, categories, address, today, most_rows) for day in days]
    return html.Div(columns, className="due-columns", role="list")


def overdue_column(
    outlook: Outlook, words: Words, categories: CategoryStyles, address: Address, most_rows: int
) -> Component:
    """What is past its deadline: no forecast any more."""
    total = outlook.overdue_total
    rows = [overdue_row(each, words, categories, address) for each in outlook.overdue[:most_rows]]
    return html.Div(
        [
            html.Div(
                [
                    html.Span(words("opd.tiles.over"), className="due-day"),
                    html.Span(words.number(total), className="due-expected due-over" if total else "due-expected"),
                ],
                className="due-head",
            ),
            html.Div(words("opd.tiles.over_note"), className="due-note"),
            html.Div(tiles(["over"] * total, words), className="due-tiles"),
            html.Ul(rows, className="due-list")
            if rows
            else html.Div(words("opd.tiles.none_over"), className="due-none"),
            *more(total - len(rows), words("opd.tiles.more", n=total - len(rows))),
        ],
        className="due-column due-column-over",
        role="listitem",
    )


def day_column(
    day: DueDay,
    known: bool,
    words: Words,
    categories: CategoryStyles,
    address: Address,
    today: date,
    most_rows: int,
) -> Component:
    """A day: its deadlines, most likely breaches first; a day off without any is hatched and named."""
    name = words("opd.tiles.day", weekday=words.weekday(day.day), date=words.date_short(day.day))
    if day.off is not None and not day.chances:
        return html.Div(
            [
                html.Div(html.Span(name, className="due-day"), className="due-head"),
                html.Div(day.off.in_language(words.language), className="due-note"),
                html.Div(words("opd.tiles.off"), className="due-off"),
            ],
            className="due-column due-column-off",
            role="listitem",
        )
    count = len(day.chances)
    shown = [chance_row(each, words, categories, address) for each in day.chances if each.number][:most_rows]
    rest = day.chances[len(shown) :]
    note = words("opd.tiles.due", n=count) if count else words("opd.tiles.none_due")
    if day.off is not None:
        note = f"{day.off.in_language(words.language)} · {note}"
    elif day.day == today:
        note = f"{words('opd.tiles.today')} · {note}"
    expected: list[Component] = []
    if known and count:
        expected = [
            html.Span(
                [html.Strong(words.number(day.expected)), words("opd.tiles.expected")], className="due-expected-small"
            )
        ]
    return html.Div(
        [
            html.Div([html.Span(name, className="due-day"), *expected], className="due-head"),
            html.Div(note, className="due-note"),
            html.Div(
                tiles([level(each.chance) for each in day.chances], words),
                className="due-tiles",
            ),
            html.Ul(shown, className="due-list"),
            *more(len(rest), rest_in_words(rest, words)),
        ],
        className="due-column",
        role="listitem",
    )


def tiles(levels: Sequence[str], words: Words) -> list[Component]:
    """A tile each, and how many more there are where they are too many to count by eye."""
    found: list[Component] = [html.Span(className=f"tile tile-{each}") for each in levels[:MOST_TILES]]
    if len(levels) > MOST_TILES:
        found.append(html.Span(words("opd.tiles.and", n=len(levels) - MOST_TILES), className="tile-more"))
    return [html.Span(found, className="tile-row", **ARIA_HIDDEN)]


def overdue_row(row: Overdue, words: Words, categories: CategoryStyles, address: Address) -> Component:
    """A report past its deadline."""
    return report_row(row, lateness(row.over_days, row.over_seconds, words), "due-late", words, categories, address)


def chance_row(row: Chance, words: Words, categories: CategoryStyles, address: Address) -> Component:
    """A report with a deadline to come, and its chance."""
    told = words.entries["format.none"] if row.chance is None else words.percent(row.chance)
    name = "due-late" if row.chance is not None and row.chance >= LIKELY else "due-chance"
    return report_row(row, f"{PROVISIONAL} {told}" if row.provisional else told, name, words, categories, address)


def report_row(
    row: Overdue | Chance, told: str, class_name: str, words: Words, categories: CategoryStyles, address: Address
) -> Component:
    """Category, number, place, and what is told of it."""
    return html.Li(
        [
            mark(categories.of(row.category), words.language),
            html.A(short_number(row.number), href=address(row.number), **aria_label(row.number)),
            html.Span(row.kelurahan or words("opd.no_place"), className="due-place"),
            html.Span(told, className=class_name),
        ]
    )


def more(count: int, text: str) -> list[Component]:
    """How many are not listed."""
    return [html.Div(text, className="due-more")] if count > 0 else []


def rest_in_words(rest: Sequence[Chance], words: Words) -> str:
    """Such as 3 lagi, 12–48%."""
    known = [each.chance for each in rest if each.chance is not None]
    if not known:
        return words("opd.tiles.more", n=len(rest))
    low, high = words.percent(min(known)), words.percent(max(known))
    span = low if low == high else f"{low.rstrip('%')}–{high}"
    return words("opd.tiles.more_chance", n=len(rest), span=span)


def lateness(over_days: int, over_seconds: int, words: Words) -> str:
    """Full working days past the deadline; below one of them hours, below one hour minutes."""
    if over_days >= 1:
        return words("opd.over_days", n=over_days)
    if over_seconds >= 3600:
        return words("opd.over_hours", n=over_seconds // 3600)
    return words("opd.over_minutes", n=max(1, over_seconds // 60))
