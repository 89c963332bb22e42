"""Departments by how often they are late against what their own mix of cases lets expect, with what chance leaves open."""

import math
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from command_center.methods.fairness import FEWEST_EXPECTED, Standard
from command_center.readmodel.league_scene_view import LeagueRow, LeagueScene
from layouts.figures.expected_late import late_of_expected, nothing_expected
from layouts.figures.marks import ARIA_HIDDEN, aria_label, empty
from layouts.figures.room import RowRoom, beyond, left_over
from layouts.i18n import Words

LOWEST, HIGHEST = 0.25, 4.0
"""Ends of the axis; what lies beyond is an arrow."""
LINES = (0.25, 0.5, 1.0, 2.0, 4.0)
DRAWN_FROM = 1.0
"""With fewer expected late cases an interval would reach over the whole axis: none is drawn."""
FEW_LEAST = 4
"""Rows that the few-case OPD keep where there are many others."""


def league_table(view: LeagueScene, words: Words, room: RowRoom) -> list[Component]:
    """The table; `room` are its rows, the few-case ones included."""
    if not (view.ranked or view.own or view.few):
        name = "empty" if view.any_data else "no_data"
        return [empty(words(f"wall.scene_opd.{name}"), words(f"wall.scene_opd.{name}_hint"))]
    lines = bool(view.own) + 2 * bool(view.few) + 1
    room = room.each(lambda _, rows: max(rows - lines, 4))
    kept = room.each(lambda _, rows: max(rows - len(view.own) - min(FEW_LEAST, len(view.few)), 2))
    most = max(row.received for row in (*view.ranked, *view.own, *view.few)) or 1
    parts: list[Component] = [header(words), *ranked_rows(view.ranked, most, words, kept)]
    if view.own:
        parts.append(html.Div(words("wall.scene_opd.own_heading"), className="league-line"))
        parts += [league_row(row, most, words, "") for row in view.own]
    above = len(view.ranked) + len(view.own)
    parts += few_rows(view, most, words, room.each(lambda _, rows: max(rows - above, min(FEW_LEAST, rows))))
    return [
        html.Div(parts, className="league", role="list", **aria_label(described(view, words))),
        html.Div(note(view, words), className="league-note"),
    ]


def ranked_rows(rows: Sequence[LeagueRow], most: int, words: Words, room: RowRoom) -> list[Component]:
    """The first and the last ranks; where there is no room for all, the middle ones are counted."""
    last = len(rows) - 1
    counted = {shape: (kept // 2, left) for shape, kept, left in left_over(len(rows), room)}
    parts: list[Component] = []
    for index, row in enumerate(rows):
        parts += [
            html.Div(words("wall.scene_opd.more", n=left), className=f"league-rest only-{shape}")
            for shape, (first, left) in counted.items()
            if index == first
        ]
        # The last comes before the first, then the last but one: how soon a row is given up.
        parts.append(league_row(row, most, words, beyond(min(2 * index + 1, 2 * (last - index)), room)))
    return parts


def few_rows(view: LeagueScene, most: int, words: Words, room: RowRoom) -> list[Component]:
    """Below a line: those with too few cases to rank, and how many more there are."""
    if not view.few:
        return []
    line = words("wall.scene_opd.few_heading", n=round(FEWEST_EXPECTED))
    rows = [league_row(row, most, words, beyond(index, room)) for index, row in enumerate(view.few[: room.most])]
    rest = [
        html.Div(words("wall.scene_opd.more", n=left), className=f"league-rest only-{shape}")
        for shape, _, left in left_over(len(view.few), room)
    ]
    return [html.Div(line, className="league-line"), *rows, *rest]


def header(words: Words) -> Component:
    """What each column says, and the lines of the axis."""
    scale = [
        html.Span(times(value, words), className="league-tick", style={"left": percent(place(value))})
        for value in LINES
    ]
    sides = [
        html.Span(words("wall.scene_opd.rarer"), className="league-rarer"),
        html.Span(words("wall.scene_opd.oftener"), className="league-oftener"),
    ]
    names = ("rank", "opd", "axis", "late", "median", "p90", "signs", "received")
    cells: list[Component] = [
        html.Div([*sides, *scale], className="league-axis")
        if name == "axis"
        else html.Span(words(f"wall.scene_opd.column_{name}"), className=f"league-{name}")
        for name in names
    ]
    return html.Div(cells, className="league-row league-header")


def league_row(row: LeagueRow, most: int, words: Words, classes: str) -> Component:
    """One OPD: rank with range, ratio with interval, late of expected, times, and the volume without a colour."""
    ranked = row.rank is not None
    hollow = not ranked and not (row.standard is Standard.OWN_PAST and row.expected >= FEWEST_EXPECTED)
    worse = not hollow and row.low is not None and row.low > 1
    kind = "league-hollow" if hollow else "league-worse" if worse else "league-plain"
    range_of = words("wall.scene_opd.range", low=row.rank_low, high=row.rank_high) if ranked else ""
    known = row.standard is not Standard.NONE
    late, expected = late_of_expected(row.late, row.expected if known else 0.0, words)
    share = words("wall.scene_opd.late_of", late=late, expected=expected)
    return html.Div(
        [
            html.Span(
                [html.B(str(row.rank) if ranked else "–"), html.Span(range_of, className="league-range")],
                className="league-rank",
            ),
            html.Span(row.name, className="league-opd"),
            html.Div(interval(row, words), className="league-axis"),
            html.Span(share if row.cases else words.entries["format.none"], className="league-late"),
            html.Span(days(row.median, words), className="league-median"),
            html.Span(days(row.p90, words), className="league-p90"),
            html.Span(
                words.entries["format.none"] if row.signed is None else words.percent(row.signed),
                className="league-signs",
            ),
            html.Span(
                [
                    html.Span(className="league-bar", style={"width": percent(0.55 * row.received / most)}),
                    words.number(row.received),
                ],
                className="league-received",
            ),
        ],
        className=f"league-row {kind} {classes}".rstrip(),
        role="listitem",
    )


def interval(row: LeagueRow, words: Words) -> list[Component]:
    """The line from the lower to the upper limit, an arrow where it goes on, and the ratio as a dot; or why none is."""
    if why := nothing_expected(row.standard, row.cases, row.expected, words):
        return [html.Span(why, className="league-nothing")]
    lines: list[Component] = [
        html.Span(
            className="league-one" if value == 1 else "league-grid",
            style={"left": percent(place(value))},
            **ARIA_HIDDEN,
        )
        for value in LINES
    ]
    if row.ratio is None or row.low is None or row.high is None or row.expected < DRAWN_FROM:
        return lines
    low, high = place(row.low), place(row.high)
    ends = f"{' league-beyond-low' if row.low < LOWEST else ''}{' league-beyond-high' if row.high > HIGHEST else ''}"
    span = {"left": percent(low), "width": percent(high - low)}
    off = " league-dot-beyond" if not LOWEST <= row.ratio <= HIGHEST else ""
    return [
        *lines,
        html.Span(className=f"league-span{ends}", style=span),
        html.Span(className=f"league-dot{off}", style={"left": percent(place(row.ratio))}),
    ]


def place(ratio: float) -> float:
    """Place of a ratio on the axis, from 0 to 1: equal factors are equally far."""
    if ratio <= 0:
        return 0.0
    part = math.log(ratio / LOWEST) / math.log(HIGHEST / LOWEST)
    return min(max(part, 0.0), 1.0)


def percent(part: float) -> str:
    """A part of the axis as CSS."""
    return f"{100 * part:.2f}%"


def times(value: float, words: Words) -> str:
    """0.25 -> "0,25×"."""
    text = f"{value:g}".replace(".", words.entries["calendar.decimal"])
    return f"{text}×"


def days(value: float | None, words: Words) -> str:
    """Working days with one decimal; a dash where so many are not answered yet."""
    return words.entries["format.none"] if value is None else words.number(round(value, 1))


def note(view: LeagueScene, words: Words) -> list[Component]:
    """What is compared, over which time, and what the figures are not."""
    silent = [html.Span(words("wall.scene_opd.silent", n=view.silent))] if view.silent else []
    return [
        html.Span(words("wall.scene_opd.no_blame"), className="league-no-blame"),
        html.Span(words("wall.scene_opd.note")),
        *silent,
        html.A(words("wall.scene_opd.method"), href="/metode#peringkat"),
    ]


def headline(view: LeagueScene, words: Words) -> str:
    """The finding: who is late more often than its cases let expect, or that nobody is."""
    worse = worse_than_expected([*view.ranked, *view.own])
    if worse:
        first = worse[0]
        key = "wall.scene_opd.title_single" if len(worse) == 1 else "wall.scene_opd.title_more"
        return words(key, name=first.name, times=round(first.ratio or 0, 1), n=len(worse) - 1)
    return words("wall.scene_opd.title_none" if view.ranked else "wall.scene_opd.title_plain")


def worse_than_expected(rows: Sequence[LeagueRow]) -> list[LeagueRow]:
    """Those whose whole interval lies above 1, the highest ratio first."""
    return sorted((row for row in rows if row.low is not None and row.low > 1), key=lambda row: -(row.ratio or 0))


def period(view: LeagueScene, words: Words) -> str:
    """Which cases: those that came due in these weeks."""
    return words("wall.scene_opd.period", days=words.days(view.first, view.last), cases=view.cases, late=view.late)


def described(view: LeagueScene, words: Words) -> str:
    """The table in words: each ranked OPD with its range and its ratio."""
    parts = "; ".join(
        words(
            "wall.scene_opd.alternative_row",
            rank=row.rank,
            low=row.rank_low,
            high=row.rank_high,
            name=row.name,
            times=times(round(row.ratio or 0, 2), words),
        )
        for row in view.ranked
    )
    return f"{headline(view, words)}. {period(view, words)}. {parts}"
