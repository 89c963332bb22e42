"""The breach forecast: for each OPD and day a tile a report that is due then, hatched by its chance to be late."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.deadline_scene_view import BreachForecast, Expected, ForecastColumn, OpdForecast
from layouts.figures.marks import ARIA_HIDDEN, aria_label, empty
from layouts.i18n import Words

MOST_TILES = 16
"""Tiles of one cell; the others are a number."""
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
    tracks = " ".join("minmax(0, 0.42fr)" if column.off else "minmax(0, 1fr)" for column in forecast.columns)
    heads = [
        html.Div(className="fore-corner"),
        *(head(column, sums, words) for column, sums in zip(forecast.columns, forecast.by_column, strict=True)),
        html.Div(words("wall.scene_tenggat.until", day=words.date_short(forecast.until)), className="fore-sum-head"),
    ]
    lines: list[Component] = []
    for row in forecast.rows:
        lines += table_row(row, forecast, words)
    return [
        html.Div(
            [*heads, *lines],
            className="fore-table",
            role="img",
            style={"--days": tracks, "--rows": str(len(forecast.rows))},
            **aria_label(described(forecast, words)),
        ),
        html.Div(key(forecast, words), className="fore-key"),
        html.Div(note(forecast, words), className="fore-note"),
    ]


def head(column: ForecastColumn, sums: Expected, words: Words) -> Component:
    """Day and expected breaches; a day off says its name."""
    if column.off:
        days = words.days(column.first, column.last)
        return html.Div(
            [html.Span(days, className="fore-off-day"), html.Span(column.off, className="fore-off-name")],
            className="fore-head fore-off",
        )
    return html.Div(
        [
            html.Span(f"{words.weekday(column.first)[:3]} {column.first.day}", className="fore-day"),
            html.Span(words.number(sums.expected) if sums.unknown < sums.due else "–", className="fore-expected"),
            html.Span(words("wall.scene_tenggat.of", n=sums.due), className="fore-due"),
        ],
        className="fore-head",
    )


def table_row(row: OpdForecast, forecast: BreachForecast, words: Words) -> list[Component]:
    """Name of the OPD, a cell for each column, and the sum."""
    if row.others:
        name = words("wall.scene_tenggat.others", n=row.others)
    else:
        name = row.name or words("wall.due.no_opd")
    cells = [
        cell(tiles, off=bool(column.off), words=words)
        for tiles, column in zip(row.tiles, forecast.columns, strict=True)
    ]
    return [html.Div(name, className="fore-opd"), *cells, html.Div(in_numbers(row.sum, words), className="fore-sum")]


def cell(tiles: tuple[float | None, ...], *, off: bool, words: Words) -> Component:
    """The tiles of one OPD on one day; more than have room are counted."""
    kept = tiles if len(tiles) <= MOST_TILES else tiles[: MOST_TILES - 2]
    marks: list[Component] = [html.Span(className=f"tile tile-{kind(chance)}") for chance in kept]
    if len(kept) < len(tiles):
        marks.append(html.Span(f"+{words.number(len(tiles) - len(kept))}", className="tile-more"))
    return html.Div(marks, className="fore-cell fore-off" if off else "fore-cell", **ARIA_HIDDEN)


def kind(chance: float | None) -> str:
    """What a chance is drawn as."""
    if chance is None:
        return "unknown"
    return "likely" if chance >= LIKELY else "possible" if chance >= POSSIBLE else "unlikely"


def in_numbers(sums: Expected, words: Words) -> list[Component]:
    """Expected of due: "2,3 dari 8"."""
    known = words.number(sums.expected) if sums.unknown < sums.due else "–"
    return [html.Span(known, className="fore-sum-late"), html.Span(words("wall.scene_tenggat.of", n=sums.due))]


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
            name=words("wall.scene_tenggat.others", n=row.others)
            if row.others
            else row.name or words("wall.due.no_opd"),
            late=row.sum.expected,
            due=row.sum.due,
        )
        for row in forecast.rows
    )
    return f"{headline(forecast, words, any_data=True)}. {parts}."
