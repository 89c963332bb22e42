"""Reports of the last 30 days as bars: days off hollow, peaks named, yesterday black, what is usual dashed."""

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.briefing_view import DayCount
from layouts.briefing.parts import SheetContext, block, short_name
from layouts.briefing.sentences import lowered
from layouts.figures.marks import aria_label

DAYS = 30
"""Days that the chart has room for."""
APART = 0.15
"""Of the chart's height: nearer than this two labels would meet."""


def days_chart(sheet: SheetContext) -> Component:
    """The whole part."""
    days = sheet.briefing.days
    sub = sheet.say("days.hollow") if any(not day.working for day in days) else ""
    title = [html.Span(sheet.say("days.title", n=len(days))), html.Span(sub, className="brief-aside")]
    return block("days", title, [chart(sheet)])


def chart(sheet: SheetContext) -> Component:
    """The bars; the axis begins at 0."""
    days, usual = sheet.briefing.days, sheet.briefing.usual
    # Young records leave the days before them empty: a bar is a day wide on every morning.
    before = max(0, DAYS - len(days))
    top = 1.34 * max(*(day.count for day in days), usual.mean if usual else 0, 1)
    peak = max(days, key=lambda day: day.count)
    told = sheet.say(
        "days.alternative",
        n=len(days),
        last=sheet.words.date_long(days[-1].day),
        low=min(day.count for day in days),
        high=peak.count,
        peak=sheet.words.date_long(peak.day),
        now=days[-1].count,
    )
    mean = usual.mean if usual else None
    line = [] if mean is None else [html.Div(className="brief-mean", style={"bottom": f"{100 * mean / top:.1f}%"})]
    return html.Div(
        [
            html.Div(
                [
                    *[html.Span(className="brief-slot") for _ in range(before)],
                    *[bar(day, place, top, sheet) for place, day in enumerate(days)],
                    *line,
                    *levels(days[-1].count, mean, top, sheet),
                ],
                className="brief-bars",
            ),
            html.Div(
                [
                    html.Span(
                        sheet.words.date_short(days[place].day),
                        style={"left": f"{100 * (before + place + 0.5) / (before + len(days)):.2f}%"},
                        className="brief-tick-last" if place == len(days) - 1 else None,
                    )
                    for place in range(len(days) - 1, -1, -7)
                ],
                className="brief-ticks",
            ),
        ],
        className="brief-chart",
        role="img",
        **aria_label(told),
    )


def levels(now: int, mean: float | None, top: float, sheet: SheetContext) -> list[Component]:
    """Beside the bars, at their heights: yesterday, and what is usual; moved apart where they would meet."""
    at = now / top
    found: list[Component] = []
    if mean is not None:
        if abs(at - mean / top) < APART:
            at = mean / top + (APART if now >= mean else -APART)
        style = {"bottom": f"{100 * mean / top:.1f}%"}
        found.append(html.Span(sheet.say("days.usual", n=round(mean)), className="brief-level", style=style))
    style = {"bottom": f"{100 * max(at, 0.0):.1f}%"}
    found.append(html.Span(sheet.say("days.last", n=now), className="brief-level brief-level-now", style=style))
    return found


def bar(day: DayCount, place: int, top: float, sheet: SheetContext) -> Component:
    """One day; a day far above the usual says what made it."""
    days = sheet.briefing.days
    last = place == len(days) - 1
    classes = ["brief-bar", *([] if day.working else ["brief-hollow"]), *(["brief-now"] if last else [])]
    label = []
    if day.category and not _near_a_higher(days, place):
        style = sheet.config.categories.of(day.category)
        name = lowered(short_name(style, sheet.words))
        side = "start" if place < 3 else "end" if place > len(days) - 8 else "middle"
        label = [html.Span(f"{name}, {sheet.words.number(day.count)}", className=f"brief-peak brief-peak-{side}")]
    return html.Span(
        html.Span(label, className=" ".join(classes), style={"height": f"{100 * day.count / top:.2f}%"}),
        className="brief-slot",
    )


def _near_a_higher(days: tuple[DayCount, ...], place: int) -> bool:
    """Of named days within a week of each other the highest keeps its name, so that names do not overlap."""
    return any(
        other != place and day.category and (day.count, -other) > (days[place].count, -place)
        for other, day in enumerate(days)
        if abs(other - place) < 7
    )
