"""The breach forecast: for each OPD and day a tile a report that is due then, hatched by its chance to be late."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.deadline_scene_view import BreachForecast, Expected, ForecastColumn, OpdForecast
from layouts.figures.marks import ARIA_HIDDEN, aria_label, empty
from layouts.i18n import Words

TILE_ROWS = 3
"""Rows of tiles in a cell; what has no room is a number."""
LIKELY, POSSIBLE = 0.5, 0.25
"""From these chances on a tile is likely, or possible, to be late."""


def breach_table(forecast: BreachForecast, words: Words, *, any_data: bool) -> list[Component]:
    """The table with its key and its note; what is due on no day has a sentence instead."""
    if not forecast.sum.due:
        name = "none_due" if any_data else "no_data"
        day = words.date_short(forecast.until)
        return [
            empty(
                words(f"wall.scene_tenggat.{name}", day=day) if any_data else words("wall.scene_tenggat.no_data"),
                words(f"wall.scene_tenggat.{name}_hint"),
                good=any_data,
            )
        ]
    tracks = " ".join("minmax(1.6em, 0.3fr)" if column.off else "minmax(0, 1fr)" for column in forecast.columns)
    last = len(forecast.columns) + 2
    parts = [placed(html.Div(words("wall.scene_tenggat.sum"), className="fore-sum-head"), 1, last)]
    for at, (column, sums) in enumerate(zip(forecast.columns, forecast.by_column, strict=True), start=2):
        parts.append(day_off(column, at, words) if column.off else placed(head(column, sums, words), 1, at))
    for at, row in enumerate(forecast.rows, start=2):
        parts += table_row(row, at, forecast, words)
    return [
        html.Div(
            parts,
            className="fore-table",
            role="img",
            style={"--days": tracks, "--rows": str(len(forecast.rows))},
            **aria_label(described(forecast, words)),
        ),
        html.Div(key(forecast, words), className="fore-key"),
        html.Div(note(forecast, words), className="fore-note"),
    ]


def placed(part: Component, row: int, column: int) -> Component:
    """The part in this cell of the grid."""
    return html.Div(part, className="fore-place", style={"gridRow": str(row), "gridColumn": str(column)})


def head(column: ForecastColumn, sums: Expected, words: Words) -> Component:
    """Day, expected breaches and how many come due."""
    return html.Div(
        [
            html.Span(f"{words.weekday(column.first)[:3]} {column.first.day}", className="fore-day"),
            html.Span(about(sums, words), className="fore-expected"),
            html.Span(words("wall.scene_tenggat.of", n=sums.due), className="fore-due"),
        ],
        className="fore-head",
    )


def day_off(column: ForecastColumn, at: int, words: Words) -> Component:
    """A column that does not count, hatched and named from top to bottom."""
    text = html.Span(f"{words.days(column.first, column.last)} · {column.off}", className="fore-off-name")
    return html.Div(text, className="fore-off", style={"gridRow": "1 / -1", "gridColumn": str(at)})


def table_row(row: OpdForecast, at: int, forecast: BreachForecast, words: Words) -> list[Component]:
    """Name of the OPD, a cell for each working day, and the sum. What is due on a day off lies over its name."""
    cells = [
        placed(cell(tiles, tiles_across(forecast), words), at, place)
        for place, (tiles, column) in enumerate(zip(row.tiles, forecast.columns, strict=True), start=2)
        if tiles or not column.off
    ]
    return [
        placed(html.Div(name_of(row, words), className="fore-opd"), at, 1),
        *cells,
        placed(html.Div(in_numbers(row.sum, words), className="fore-sum"), at, len(forecast.columns) + 2),
    ]


def name_of(row: OpdForecast, words: Words) -> str:
    """The OPD of a row; how many there are where several are joined, and the words for none."""
    if row.others:
        return words("wall.scene_tenggat.others", n=row.others)
    return row.name or words("wall.due.no_opd")


def tiles_across(forecast: BreachForecast) -> int:
    """Tiles beside each other in a cell: the more working days, the narrower they are."""
    return min(4, max(2, 20 // max(sum(not column.off for column in forecast.columns), 1)))


def cell(tiles: tuple[float | None, ...], across: int, words: Words) -> Component:
    """The tiles of one OPD on one day; more than have room are counted, in the place of two of them."""
    most = across * TILE_ROWS
    kept = tiles if len(tiles) <= most else tiles[: most - 2]
    marks: list[Component] = [html.Span(className=f"tile tile-{kind(chance)}") for chance in kept]
    if len(kept) < len(tiles):
        marks.append(html.Span(f"+{words.number(len(tiles) - len(kept))}", className="tile-more"))
    return html.Div(marks, className="fore-cell", **ARIA_HIDDEN)


def kind(chance: float | None) -> str:
    """What a chance is drawn as."""
    if chance is None:
        return "unknown"
    return "likely" if chance >= LIKELY else "possible" if chance >= POSSIBLE else "unlikely"


def about(sums: Expected, words: Words) -> str:
    """The expected number, without a fraction from ten on; a dash where no chance is known."""
    if sums.due and sums.unknown == sums.due:
        return "–"
    return words.number(round(sums.expected) if sums.expected >= 10 else sums.expected)  # of tens


def in_numbers(sums: Expected, words: Words) -> list[Component]:
    """Expected, and of how many: "2,3 dari 8"."""
    return [
        html.Span(about(sums, words), className="fore-sum-late"),
        html.Span(words("wall.scene_tenggat.of", n=sums.due)),
    ]


def key(forecast: BreachForecast, words: Words) -> list[Component]:
    """What the tiles say; a kind that is nowhere is not explained."""
    there = {kind(chance) for row in forecast.rows for tiles in row.tiles for chance in tiles}
    return [
        html.Span([html.Span(className=f"tile tile-{each}"), words(f"wall.scene_tenggat.tile_{each}")])
        for each in ("likely", "possible", "unlikely", "unknown")
        if each in there
    ]


def note(forecast: BreachForecast, words: Words) -> list[Component]:
    """What is counted, what is not, and by which method."""
    parts: list[Component] = [html.Span(words("wall.scene_tenggat.note"))]
    if forecast.provisional:
        parts.append(html.Span(words("wall.scene_tenggat.provisional_days")))
    parts.append(html.A(words("wall.scene_tenggat.method"), href="/metode#tenggat"))
    return parts


def headline(forecast: BreachForecast, words: Words, *, any_data: bool) -> str:
    """The title: "Sampai Jumat 27 Nov: 10 dari 21 yang jatuh tempo akan lewat, mungkin 6–13"."""
    sums, day = forecast.sum, words.date_short(forecast.until)
    if not sums.due or not any_data:
        return words("wall.scene_tenggat.forecast_plain", day=day)
    if sums.unknown == sums.due:
        return words("wall.scene_tenggat.forecast_unknown", day=day, due=sums.due)
    return words(
        "wall.scene_tenggat.forecast", day=day, late=round(sums.expected), due=sums.due, low=sums.low, high=sums.high
    )


def described(forecast: BreachForecast, words: Words) -> str:
    """The table in a sentence: the sum, then each OPD."""
    parts = "; ".join(
        words(
            "wall.scene_tenggat.alternative_row",
            name=name_of(row, words),
            late=row.sum.expected,
            due=row.sum.due,
        )
        for row in forecast.rows
    )
    return f"{headline(forecast, words, any_data=True)}. {parts}."
