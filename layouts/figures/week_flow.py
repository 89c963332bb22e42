"""What came in and what left by seven days, and below it how many were open at the end of each day."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from command_center.readmodel.opd_view import WeekFlow
from layouts.i18n import Words
from layouts.plotting import colours, template

MOST_LABELS = 5


def week_flow_figure(
    weeks: Sequence[WeekFlow], open_days: Sequence[tuple[date, int]], words: Words, theme: str
) -> go.Figure:
    """Bars in pairs above, the open reports as a line below, on one axis of days."""
    roles = colours(theme)
    middle = [week.first.toordinal() + 3 for week in weeks]
    named = [words.days(week.first, week.last) for week in weeks]
    figure = go.Figure()
    for key, colour, counts, shift in (
        ("received", roles["bar-dim"], [week.received for week in weeks], -1.3),
        ("closed", roles["bar"], [week.closed for week in weeks], 1.3),
    ):
        figure.add_bar(
            x=[day + shift for day in middle],
            y=counts,
            width=2.4,
            marker={"color": colour},
            customdata=named,
            hovertemplate=f"%{{customdata}}<br>{words(f'opd.flow.{key}')}: %{{y}}<extra></extra>",
            yaxis="y2",
        )
    figure.add_scatter(
        x=[day.toordinal() for day, _ in open_days],
        y=[count for _, count in open_days],
        mode="lines",
        line={"color": roles["bar-now"], "width": 1.75},
        fill="tozeroy",
        fillcolor=roles["track"],
        customdata=[words.date_short(day) for day, _ in open_days],
        hovertemplate=f"%{{customdata}}<br>{words('opd.flow.open')}: %{{y}}<extra></extra>",
    )
    last, count = open_days[-1]
    figure.add_scatter(
        x=[last.toordinal()], y=[count], mode="markers", marker={"size": 8, "color": roles["bar-now"]}, hoverinfo="skip"
    )
    figure.add_annotation(
        x=last.toordinal(),
        y=count,
        text=f"<b>{words.number(count)}</b><br>{words('opd.flow.open_now')}",
        xanchor="left",
        xshift=9,
        align="left",
        font={"color": roles["text"]},
    )
    every = -(-len(weeks) // MOST_LABELS)
    labelled = weeks[len(weeks) % every if every > 1 else 0 :: every]
    most = max([week.received for week in weeks] + [week.closed for week in weeks] + [1])
    figure.update_layout(
        template=template(theme, words.language),
        barmode="overlay",
        xaxis={
            "range": [weeks[0].first.toordinal() - 0.7, last.toordinal() + 1.2],
            "tickvals": [week.first.toordinal() for week in labelled],
            "ticktext": [words.date_short(week.first) for week in labelled],
            "anchor": "y",
            "tickangle": 0,
        },
        yaxis={"domain": [0, 0.42], "rangemode": "tozero", "nticks": 3},
        yaxis2={"domain": [0.52, 1], "anchor": "x", "range": [0, most * 1.08], "nticks": 4, "overlaying": None},
        margin={"l": 8, "r": 72, "t": 6, "b": 8},
    )
    return figure


def week_flow_in_words(weeks: Sequence[WeekFlow], open_days: Sequence[tuple[date, int]], words: Words) -> str:
    """What the figure says, week by week."""
    told = [
        words("opd.flow.week", days=words.days(week.first, week.last), received=week.received, closed=week.closed)
        for week in weeks
    ]
    return ". ".join([*told, words("opd.flow.open_alternative", n=open_days[-1][1])])
