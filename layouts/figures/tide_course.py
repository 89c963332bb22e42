"""The tide from a day ago to a day ahead with its flood level, and under it the reports of the last day on the same axis."""

from collections.abc import Callable
from datetime import datetime, timedelta

from dash import html
from dash.development.base_component import Component

from command_center.domain.working_days import WIB
from command_center.methods.tides import TidePoint
from command_center.readmodel.flood_scene_view import FloodScene, TideCourse
from layouts.categories import CategoryStyles
from layouts.figures.marks import ARIA_HIDDEN, aria_label
from layouts.i18n import Words, label
from layouts.svg import SvgElement

SPAN = timedelta(hours=48)
TICK_HOURS = 6
ACROSS, DOWN = 4800, 1000
"""Units of the drawing: a hundred an hour."""
MARGIN = 0.12
"""Room above and below the curve, as a part of its range."""
EDGE = 0.06
"""Nearer than this to an end of the axis, or to now, what is said of a high water stands on its other side."""
NAME_PLACES, NAME_WIDTH = (0.0, 1 / 3, 0.51, 0.67, 0.82), 0.17
"""Where the name of the flood level may begin, the first that is free, and its width on an upright wall, as parts of the axis."""
BARS_TOP, BARS_ROOM = 4, 1.35
"""The axis of the bars ends at this many reports at least, so that a single one is no tower; above them is room."""


def tide_course(view: FloodScene, words: Words, categories: CategoryStyles) -> list[Component]:
    """Curve, bars and axis; without a tide table the panel says what to do in the curve's place."""
    start = view.as_of - SPAN / 2
    upper = curve(view.tide, start, words) if view.tide is not None else not_loaded(words)
    return [
        html.Div(tide_source(view, words), className="tide-source"),
        html.Div(
            [
                html.Div(upper, className="tide-upper", role="img", **aria_label(tide_in_words(view, words))),
                html.Div(
                    bars(view, words, categories),
                    className="tide-bars",
                    role="img",
                    **aria_label(bars_in_words(view, words)),
                ),
                html.Div(axis(start, words), className="tide-axis", **ARIA_HIDDEN),
                html.Div(html.Span(words("wall.scene_banjir.now")), className="tide-now", **ARIA_HIDDEN),
            ],
            className="tide",
        ),
    ]


def not_loaded(words: Words) -> list[Component]:
    """No tide table: that it is missing, and how to get one."""
    return [
        html.Div(
            [
                html.Div(words("wall.scene_banjir.no_tide"), className="empty-title"),
                html.Div(words("wall.scene_banjir.no_tide_hint"), className="empty-hint"),
            ],
            className="empty",
        )
    ]


def curve(tide: TideCourse, start: datetime, words: Words) -> list[Component]:
    """The line with what lies above the flood level filled, the high waters with height and time, and the level line."""
    levels = [point.level for point in tide.curve]
    if tide.flood_level is not None:
        levels.append(tide.flood_level)
    room = (max(levels) - min(levels)) * MARGIN or 1.0
    bottom, top = min(levels) - room, max(levels) + 2 * room

    def down(level: float) -> float:
        return (top - level) / (top - bottom)

    line = " ".join(f"{across(point.at, start) * ACROSS:.0f} {down(point.level) * DOWN:.0f}" for point in tide.curve)
    parts: list[Component] = [
        SvgElement("path", d=f"M{line} L{ACROSS} {DOWN} L0 {DOWN}z", className="tide-water"),
        SvgElement("path", d=f"M{line}", className="tide-line"),
    ]
    labels: list[Component] = []
    if tide.flood_level is not None:
        at = down(tide.flood_level)
        # What is above the flood level stands out: the same water, cut off at the line.
        parts.insert(1, SvgElement("path", d=above(tide, start, at * DOWN, down), className="tide-over"))
        text = words("wall.scene_banjir.flood_level", level=metres(tide.flood_level, words))
        name = html.Span(text, style={"left": f"{100 * free_of_water(tide, tide.flood_level, start):.0f}%"})
        labels.append(html.Div(name, className="tide-level", style={"top": f"{100 * at:.2f}%"}))
    drawing = SvgElement(
        "svg",
        parts,
        viewBox=f"0 0 {ACROSS} {DOWN}",
        preserveAspectRatio="none",
        className="tide-drawing",
        **ARIA_HIDDEN,
    )
    labels += [high_water(high, across(high.at, start), down(high.level), tide, words) for high in tide.highs]
    return [drawing, *labels]


def free_of_water(tide: TideCourse, flood_level: float, start: datetime) -> float:
    """Where on the axis the name of the flood level hides nothing of the curve, from 0 to 1; else at its beginning."""
    for place in NAME_PLACES:
        under = [point.level for point in tide.curve if place <= across(point.at, start) <= place + NAME_WIDTH]
        if not under or max(under) < flood_level:
            return place
    return NAME_PLACES[0]


def above(tide: TideCourse, start: datetime, line: float, down: Callable[[float], float]) -> str:
    """Path data of the water above a line: the curve, never lower than the line."""
    spots = " ".join(
        f"{across(point.at, start) * ACROSS:.0f} {min(line, down(point.level) * DOWN):.0f}" for point in tide.curve
    )
    return f"M0 {line:.0f} L{spots} L{ACROSS} {line:.0f}z"


def high_water(high: TidePoint, x: float, y: float, tide: TideCourse, words: Words) -> Component:
    """Dot, height and time of a high water."""
    over = tide.flood_level is not None and high.level >= tide.flood_level
    left = x > 1 - EDGE or 0 <= 1 / 2 - x < EDGE
    side = " tide-high-left" if left else " tide-high-right" if x < EDGE or 0 < x - 1 / 2 < EDGE else ""
    return html.Div(
        html.Span([html.B(metres(high.level, words)), html.Span(words.clock(high.at))]),
        className=f"tide-high{' tide-high-over' if over else ''}{side}",
        style={"left": f"{100 * x:.2f}%", "top": f"{100 * y:.2f}%"},
    )


def across(at: datetime, start: datetime) -> float:
    """Place on the axis, from 0 to 1."""
    return (at - start) / SPAN


def axis(start: datetime, words: Words) -> list[Component]:
    """Every sixth hour of WIB; at midnight the day."""
    local = start.astimezone(WIB)
    first = local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    first += timedelta(hours=-first.hour % TICK_HOURS)
    ticks: list[Component] = []
    at = first
    while at <= local + SPAN:
        text = f"{words.weekday(at.date())[:3]} {words.date_short(at.date())}" if at.hour == 0 else words.clock(at)
        kind = "tide-tick tide-tick-day" if at.hour == 0 else "tide-tick"
        place = across(at, local)
        if 0.02 < place < 0.98:
            ticks.append(html.Span(text, className=kind, style={"left": f"{100 * place:.2f}%"}))
        at += timedelta(hours=TICK_HOURS)
    return ticks


def bars(view: FloodScene, words: Words, categories: CategoryStyles) -> list[Component]:
    """One bar an hour of the last day, the categories upon each other; the busiest hour has its number."""
    hours = [sum(counts) for counts in zip(*view.hourly.values(), strict=True)]
    top = max([BARS_TOP, *hours]) * BARS_ROOM
    busiest = hours.index(max(hours)) if any(hours) else -1
    found: list[Component] = []
    for hour, total in enumerate(hours):
        if not total:
            continue
        pieces = [
            html.Span(
                style={"height": f"{100 * counts[hour] / total:.1f}%", "--c": categories.of(category).colour},
                className=f"tide-piece tide-piece-{category}",
            )
            for category, counts in view.hourly.items()
            if counts[hour]
        ]
        number = [html.B(words.number(total))] if hour == busiest else []
        style = {"left": f"{100 * hour / (2 * len(hours)):.3f}%", "height": f"{100 * total / top:.1f}%"}
        found.append(html.Div([*number, *pieces], className="tide-bar", style=style))
    parts = [
        html.Span(
            [
                html.Span(
                    className=f"mark mark-{categories.of(category).shape}",
                    style={"--c": categories.of(category).colour},
                ),
                f"{label(categories.of(category).labels, words.language)} {words.number(sum(counts))}",
            ]
        )
        for category, counts in view.hourly.items()
    ]
    heading = html.Div([html.Span(words("wall.scene_banjir.bars")), *parts], className="tide-bars-key")
    return [*found, heading]


def metres(level: float, words: Words) -> str:
    """1.02 -> "1,02 m"."""
    sign = "−" if level < 0 else ""
    return sign + f"{abs(level):.2f}".replace(".", words.entries["calendar.decimal"]) + " m"


def tide_title(view: FloodScene, words: Words) -> str:
    """The next high water and how it stands to the flood level."""
    tide = view.tide
    if tide is None:
        return words("wall.scene_banjir.tide_plain")
    following = tide.following
    if following is None:
        return words("wall.scene_banjir.tide_none")
    said = {"level": metres(following.level, words), "time": words.clock(following.at)}
    if tide.flood_level is None:
        return words("wall.scene_banjir.tide_next", **said)
    over = following.level >= tide.flood_level
    name = "wall.scene_banjir.tide_over" if over else "wall.scene_banjir.tide_below"
    return words(name, limit=metres(tide.flood_level, words), **said)


def tide_source(view: FloodScene, words: Words) -> list[Component]:
    """Whose tide it is; that of a demo says so."""
    if view.tide is None:
        return []
    link = html.A(words("wall.scene_banjir.method"), href="/metode#pasang")
    if view.tide.simulated:
        badge = html.Span(words("app.simulation"), className="tide-simulated")
        return [badge, html.Span(words("wall.scene_banjir.source_demo")), link]
    text = words("wall.scene_banjir.source", station=view.tide.station, source=view.tide.source, datum=view.tide.datum)
    return [html.Span(text), link]


def tide_in_words(view: FloodScene, words: Words) -> str:
    """The curve in words: the level now, and every high water."""
    if view.tide is None:
        return f"{words('wall.scene_banjir.no_tide')}. {words('wall.scene_banjir.no_tide_hint')}"
    highs = ", ".join(f"{words.clock(high.at)} {metres(high.level, words)}" for high in view.tide.highs)
    return words("wall.scene_banjir.tide_alternative", level=metres(view.tide.level, words), highs=highs or "–")


def bars_in_words(view: FloodScene, words: Words) -> str:
    """How many reports came in the last 24 hours."""
    return words("wall.scene_banjir.bars_alternative", n=sum(sum(counts) for counts in view.hourly.values()))
