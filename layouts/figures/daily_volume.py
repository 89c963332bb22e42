"""Reports received a day: bars with weekends and holidays shaded, today bright, the mean, and what made a peak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.wall_view import DayVolume
from layouts.categories import CategoryStyles
from layouts.figures.marks import aria_label, empty
from layouts.i18n import Words, label


@dataclass(frozen=True, slots=True)
class Peak:
    """Days in a row (indices, both included) that one category made far higher than usual."""

    first: int
    last: int
    category: str


def daily_volume(
    days: Sequence[DayVolume], mean: float | None, words: Words, categories: CategoryStyles
) -> list[Component]:
    """The chart with its text alternative; oldest day left, today right."""
    if not any(day.count for day in days):
        return [empty(words("wall.volume.empty"), words("wall.volume.empty_hint"))]
    top, steps = scale(max(*(day.count for day in days), round(mean or 0)))
    plot = html.Div(
        [
            *[grid_line(step, top, words) for step in steps],
            html.Div(
                [bar(day, top, index == len(days) - 1, words, categories) for index, day in enumerate(days)],
                className="vol-bars",
            ),
            *([mean_line(mean, top, words)] if mean is not None else []),
            *[peak_label(peak, days, top, words, categories) for peak in peaks(days)],
        ],
        className="vol-plot",
    )
    axis = html.Div([tick(index, days, words) for index in ticks(len(days))], className="vol-axis")
    return [html.Div([plot, axis], className="vol", role="img", **aria_label(described(days, words)))]


def scale(highest: int) -> tuple[int, list[int]]:
    """Upper end of the axis with room for a label above the highest bar, and the values that get a line."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000):
        if highest <= step * 3:
            break
    top = max(highest * 1.28, step * 1.1)
    return round(top + 0.5), list(range(0, round(top) + 1, step))[:4]


def percent(value: float, top: int) -> str:
    """Height above the base line."""
    return f"{100 * value / top:.2f}%"


def grid_line(value: int, top: int, words: Words) -> Component:
    """A thin line with its value at the left."""
    return html.Div(html.Span(words.number(value)), className="vol-grid", style={"bottom": percent(value, top)})


def mean_line(mean: float, top: int, words: Words) -> Component:
    """Dashed, with its value at the right, outside the bars."""
    text = words("wall.volume.mean", n=round(mean))
    return html.Div(html.Span(text), className="vol-mean", style={"bottom": percent(min(mean, top), top)})


def bar(day: DayVolume, top: int, today: bool, words: Words, categories: CategoryStyles) -> Component:
    """One day. Shading lies behind the bar, so that a day off is seen even when nothing came in."""
    free = day.weekend or bool(day.holiday)
    style = {"height": percent(day.count, top)}
    classes = ["vol-bar"]
    if day.peak_category:
        classes.append("vol-peak")
        style["--c"] = categories.of(day.peak_category).colour
    if today:
        classes.append("vol-now")
    count = html.Span(words.number(day.count), className="vol-value") if today and not day.peak_category else None
    return html.Div(
        html.Div(count, className=" ".join(classes), style=style),
        className="vol-day vol-free" if free else "vol-day",
        title=day.holiday,
    )


def peaks(days: Sequence[DayVolume]) -> list[Peak]:
    """Runs of days with the same peak category."""
    found: list[Peak] = []
    for index, day in enumerate(days):
        if not day.peak_category:
            continue
        if found and found[-1].last == index - 1 and found[-1].category == day.peak_category:
            found[-1] = Peak(found[-1].first, index, day.peak_category)
        else:
            found.append(Peak(index, index, day.peak_category))
    return found


def peak_label(peak: Peak, days: Sequence[DayVolume], top: int, words: Words, categories: CategoryStyles) -> Component:
    """What made the peak and when, above its bars, turned inwards near the edges."""
    name = label(categories.of(peak.category).labels, words.language).lower()
    highest = max(day.count for day in days[peak.first : peak.last + 1])
    counts = ", ".join(words.number(day.count) for day in days[peak.first : peak.last + 1])
    centre = (peak.first + peak.last + 1) / 2 / len(days)
    side = "start" if centre < 0.12 else "end" if centre > 0.88 else "middle"
    return html.Div(
        f"{name} {words.days(days[peak.first].day, days[peak.last].day)}: {counts}",
        className=f"vol-why vol-why-{side}",
        style={"left": f"{100 * centre:.2f}%", "bottom": percent(highest, top)},
    )


def ticks(count: int) -> list[int]:
    """Indices of the days that are named: today, and every seventh before it."""
    return sorted(range(count - 1, -1, -7))


def tick(index: int, days: Sequence[DayVolume], words: Words) -> Component:
    """Name of a day below its bar."""
    day: date = days[index].day
    today = index == len(days) - 1
    text = f"{words.date_short(day)}, {words('wall.volume.today')}" if today else words.date_short(day)
    centre = f"{100 * (index + 0.5) / len(days):.2f}%"
    return html.Span(text, className="vol-tick vol-tick-now" if today else "vol-tick", style={"left": centre})


def described(days: Sequence[DayVolume], words: Words) -> str:
    """The chart in a sentence."""
    peak = max(days, key=lambda day: day.count)
    return words(
        "wall.volume.alternative",
        n=len(days),
        low=min(day.count for day in days),
        high=peak.count,
        peak=words.date_long(peak.day),
        today=days[-1].count,
    )
