"""Reports by weekday and hour of receipt: darker is more, with the hours in which most stands out framed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import plotly.graph_objects as go

from command_center.domain.selection import WEEKDAYS, Dimension, Selection
from command_center.readmodel.analytics_view import HourTable
from layouts.figures.filter_mark import filter_text
from layouts.i18n import Words
from layouts.plotting import annotate, colours, template

WINDOW = 3
"""Hours of the window that may stand out."""
FEWEST = 10
STANDS_OUT = 3.0


@dataclass(frozen=True, slots=True)
class HourWindow:
    """Hours in a row (from `hour` on, `WINDOW` of them) of a weekday (0 for Monday) with their count and what is expected."""

    weekday: int
    hour: int
    count: int
    expected: float


def outstanding(table: Sequence[Sequence[int]]) -> HourWindow | None:
    """The window that stands out most from weekday and hour alone; None where none does by three standard deviations.

    Expected is what the weekday's and the hours' own totals give together.
    """
    total = sum(map(sum, table))
    if not total:
        return None
    by_hour = [sum(row[hour] for row in table) for hour in range(24)]
    best: tuple[float, HourWindow] | None = None
    for weekday, row in enumerate(table):
        for hour in range(24 - WINDOW + 1):
            count = sum(row[hour : hour + WINDOW])
            expected = sum(row) * sum(by_hour[hour : hour + WINDOW]) / total
            if count < FEWEST or not expected:
                continue
            score = (count - expected) / sqrt(expected)
            if score >= STANDS_OUT and (best is None or score > best[0]):
                best = score, HourWindow(weekday, hour, count, expected)
    return best[1] if best else None


def busiest(table: Sequence[Sequence[int]]) -> tuple[int, int]:
    """First of the three hours in a row with most reports, and how many they have."""
    by_hour = [sum(row[hour] for row in table) for hour in range(24)]
    first = max(range(24 - WINDOW + 1), key=lambda hour: (sum(by_hour[hour : hour + WINDOW]), -hour))
    return first, sum(by_hour[first : first + WINDOW])


def hour_heatmap(table: HourTable, selection: Selection, words: Words, theme: str) -> go.Figure:
    """The chart; Monday on top."""
    role = colours(theme)
    rows = table.selected
    names = words.listed("calendar.weekdays")
    short = words.listed("analytics.hours.weekdays")
    figure = go.Figure(layout={"template": template(theme, words.language)})
    figure.add_heatmap(
        x=list(range(24)),
        y=list(range(7)),
        z=[list(row) for row in rows],
        zmin=0,
        zmax=max(1, *(count for row in rows for count in row)),
        colorscale=[[0, role["track"]], [1, role["bar-now"]]],
        showscale=False,
        xgap=2,
        ygap=2,
        customdata=[
            [
                [
                    filter_text((Dimension.WEEKDAY, [WEEKDAYS[weekday]]), (Dimension.HOUR, [f"{hour:02d}"])),
                    words(
                        "analytics.hours.cell",
                        weekday=names[weekday],
                        start=_clock(hour, words),
                        end=_clock(hour + 1, words),
                        n=rows[weekday][hour],
                    ),
                ]
                for hour in range(24)
            ]
            for weekday in range(7)
        ],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
    found = outstanding(rows)
    if found is not None:
        _frame(figure, found.weekday, found.hour, WINDOW, role["over"])
    chosen_days, chosen_hours = selection.of(Dimension.WEEKDAY), selection.of(Dimension.HOUR)
    if chosen_days or chosen_hours:
        for weekday in [WEEKDAYS.index(day) for day in chosen_days] or range(7):
            for hour in [int(hour) for hour in chosen_hours] or [0]:
                _frame(figure, weekday, hour, 1 if chosen_hours else 24, role["text"])
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "font": {"color": role["text"]}}
    annotate(figure, [beside | {"y": at, "text": words.number(sum(row))} for at, row in enumerate(rows)])
    ticks = [0, 6, 12, 18, 23]
    figure.update_xaxes(
        range=[-0.5, 23.5],
        tickvals=ticks,
        ticktext=[_clock(hour, words) for hour in ticks],
        ticks="",
        showline=False,
    )
    figure.update_yaxes(
        range=[6.5, -0.5], tickvals=list(range(7)), ticktext=list(short), showgrid=False, ticks="", showline=False
    )
    figure.update_layout(margin={"l": 8, "r": 40, "t": 4, "b": 4})
    return figure


def _clock(hour: int, words: Words) -> str:
    return words("format.clock", hour=f"{hour:02}", minute="00")


def _frame(figure: go.Figure, weekday: int, hour: int, hours: int, colour: str) -> None:
    figure.add_shape(
        type="rect",
        x0=hour - 0.5,
        x1=hour + hours - 0.5,
        y0=weekday - 0.5,
        y1=weekday + 0.5,
        line={"color": colour, "width": 2},
    )
