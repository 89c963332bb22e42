"""Reports by day of receipt: bars, moving means, weekends and holidays, days outside the limits, and the days to come."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from command_center.domain.selection import Dimension
from command_center.readmodel.analytics_view import AnalysisDay, AnalyticsView
from layouts.figures.filter_mark import filter_text
from layouts.i18n import Words
from layouts.plotting import ROOMY, add_shapes, colours, on_narrow, template

NAMED_DAYS = 3
"""Unusual days that get words of their own; the others are coloured."""
NAMED_HOLIDAYS = 4
TICKS = 7
NARROW_TICKS = 3


def volume_by_day(view: AnalyticsView, category_names: dict[str, str], words: Words, theme: str) -> go.Figure:
    """The chart. `category_names` says in words what made a day unusual."""
    days, role = view.days, colours(theme)
    chosen = view.selection.of(Dimension.DAY)
    dates = [day.day for day in days]
    figure = go.Figure(layout={"template": template(theme, words.language)})
    figure.add_bar(
        x=dates,
        y=[day.selected for day in days],
        marker={
            "color": [_colour(day, chosen, role) for day in days],
            "pattern": {"shape": ["/" if day.partial else "" for day in days], "fgcolor": role["panel"], "size": 4},
        },
        customdata=[
            [filter_text((Dimension.DAY, [day.day.isoformat()])), _told(day, category_names, words)] for day in days
        ],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
    if view.forecast:
        _forecast(figure, view, role)
    lines = [
        ("city_mean", role["bar-dim"], "solid", 2.0),
        ("before_mean", role["text-3"], "dash", 1.5),
        ("mean", role["bar-now"], "solid", 2.2),
    ]
    ends: list[tuple[float, str, str]] = []
    for name, colour, dash, width in lines:
        values = [getattr(day, name) for day in days]
        known = [value for value in values if value is not None]
        if not known:
            continue
        figure.add_scatter(
            x=dates, y=values, mode="lines", line={"color": colour, "width": width, "dash": dash}, hoverinfo="skip"
        )
        ends.append((known[-1], colour, words(f"analytics.volume.{name}", mean=round(known[-1], 1))))
    top = _top(view)
    _limit_ticks(figure, days, role)
    _free_days(figure, days, top, role, words)
    _named(figure, days, category_names, top, role, words)
    last = view.forecast[-1].day if view.forecast else dates[-1]
    for height, (_, colour, text) in zip(
        spread([end[0] for end in sorted(ends)], top * 0.1), sorted(ends), strict=True
    ):
        figure.add_annotation(
            name=ROOMY,
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=height,
            yanchor="middle",
            text=text,
            font={"color": colour},
        )
    figure.update_xaxes(type="date", tickmode="array", tickangle=0, **_ticks(tick_days(dates), words))
    on_narrow(figure, margin={"r": 12}, xaxis=_ticks(tick_days(dates, NARROW_TICKS), words))
    half = 43_200_000
    start, end = _milliseconds(dates[0]) - half, _milliseconds(last) + half
    figure.update_xaxes(range=[start, end])
    figure.update_yaxes(range=[0, top], nticks=5, tickformat=",d")
    figure.update_layout(margin={"l": 8, "r": 128 if ends else 12, "t": 22, "b": 8}, bargap=0.18)
    return figure


def _ticks(days: Sequence[date], words: Words) -> dict[str, Any]:
    return {"tickvals": days, "ticktext": [words.date_short(day) for day in days]}


def _milliseconds(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000


def _colour(day: AnalysisDay, chosen: Sequence[str], role: dict[str, str]) -> str:
    if chosen and day.day.isoformat() not in chosen:
        return role["track"]
    return role["over"] if day.unusual else role["bar"]


def _told(day: AnalysisDay, category_names: dict[str, str], words: Words) -> str:
    """A day in words."""
    lines = [words.date_long(day.day), words("analytics.volume.day", n=day.selected)]
    if day.holiday:
        lines.append(day.holiday)
    if day.partial:
        lines.append(words("analytics.volume.partial"))
    if day.limits is not None:
        lines.append(
            words("analytics.volume.limits", low=day.limits.low, high=day.limits.high, mean=round(day.limits.mean, 1))
        )
    if day.category:
        name = category_names.get(day.category, day.category).lower()
        lines.append(words("analytics.volume.because", n=day.category_count, category=name))
    return "<br>".join(lines)


def _top(view: AnalyticsView) -> float:
    highest = max(
        [float(day.selected) for day in view.days]
        + [value for day in view.days for value in (day.mean, day.city_mean, day.before_mean) if value is not None]
        + [day.limits.high for day in view.forecast]
    )
    return max(highest * 1.25, 4.0)


def _forecast(figure: go.Figure, view: AnalyticsView, role: dict[str, str]) -> None:
    days = [each.day for each in view.forecast]
    figure.add_scatter(
        x=[*days, *reversed(days)],
        y=[*(each.limits.high for each in view.forecast), *(each.limits.low for each in reversed(view.forecast))],
        fill="toself",
        fillcolor=role["track"],
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=days,
        y=[each.limits.mean for each in view.forecast],
        mode="lines",
        line={"color": role["bar"], "width": 2, "dash": "dot"},
        hoverinfo="skip",
    )


def _limit_ticks(figure: go.Figure, days: Sequence[AnalysisDay], role: dict[str, str]) -> None:
    """A short line where the usual ends, over each day that lies beyond it."""
    shapes = []
    for day in days:
        if day.unusual and day.limits is not None:
            limit = day.limits.high if day.selected > day.limits.high else day.limits.low
            middle = _milliseconds(day.day)
            ends = {"x0": middle - 50_000_000, "x1": middle + 50_000_000, "y0": limit, "y1": limit}
            shapes.append({"type": "line", "line": {"color": role["text"], "width": 2}} | ends)
    add_shapes(figure, shapes)


def _free_days(figure: go.Figure, days: Sequence[AnalysisDay], top: float, role: dict[str, str], words: Words) -> None:
    """Weekends and holidays as a ground of their own; the first holidays named."""
    named = 0
    shapes = []
    for day in days:
        if not day.weekend and not day.holiday:
            continue
        middle = _milliseconds(day.day)
        corners = {"x0": middle - 43_200_000, "x1": middle + 43_200_000, "y0": 0, "y1": top}
        ground = role["line"] if day.holiday else role["raised"]
        shapes.append({"type": "rect", "layer": "below", "fillcolor": ground, "line": {"width": 0}} | corners)
        if day.holiday and named < NAMED_HOLIDAYS and len(days) <= 200:
            named += 1
            figure.add_annotation(
                x=middle,
                y=1,
                yref="paper",
                yanchor="bottom",
                xanchor="right" if day.day > days[len(days) * 3 // 4].day else "left",
                name=ROOMY,
                text=f"{words.date_short(day.day)} {shortened(day.holiday)}",
                font={"color": role["text-3"], "size": 11.5},
            )
    add_shapes(figure, shapes)


def shortened(name: str, most: int = 22) -> str:
    """A long name of a holiday cut at a word."""
    if len(name) <= most:
        return name
    return f"{name[:most].rsplit(' ', 1)[0]} …"


def _named(
    figure: go.Figure,
    days: Sequence[AnalysisDay],
    category_names: dict[str, str],
    top: float,
    role: dict[str, str],
    words: Words,
) -> None:
    """Words on the most unusual days, turned inwards at the edges and kept apart."""
    surplus = [
        (day.selected - day.limits.mean, day)
        for day in days
        if day.unusual and day.limits and day.selected > day.limits.high
    ]
    taken: list[int] = []
    # The most unusual day is named on a narrow chart too, where two would cover each other.
    for _, day in sorted(surplus, key=lambda pair: -pair[0]):
        at = days.index(day)
        if len(taken) == NAMED_DAYS or any(abs(at - other) < len(days) / 6 for other in taken):
            continue
        taken.append(at)
        name = category_names.get(day.category, "").lower()
        text = f"<b>{words.date_short(day.day)}: {words.number(day.selected)}</b>"
        figure.add_annotation(
            name="" if len(taken) == 1 else ROOMY,
            x=day.day,
            y=day.selected,
            yanchor="bottom",
            yshift=3,
            xanchor="right" if at > len(days) * 0.8 else "left" if at < len(days) * 0.15 else "center",
            text=f"{text}, {name}" if name else text,
            font={"color": role["over"]},
        )


def tick_days(days: Sequence[date], most: int = TICKS) -> list[date]:
    """Days that are named below the axis: evenly apart, whole weeks where they are many, the last one among them."""
    step = max(1, -(-len(days) // most))
    if step > 2:
        step = -(-step // 7) * 7 if step > 3 else step
    return [days[at] for at in range(len(days) - 1, -1, -step)][::-1]


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Heights for labels of ascending values that do not overlap: at least `gap` apart, as near as can be."""
    placed: list[float] = []
    for value in values:
        placed.append(max(value, placed[-1] + gap) if placed else value)
    return placed
