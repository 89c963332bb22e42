"""The channels' shares of all reports over time, and the change of each share in points of percent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component

from command_center.domain.selection import Dimension, Selection
from command_center.readmodel.analytics_view import Bucket, Series
from layouts.figures.filter_mark import filter_mark, filter_text
from layouts.i18n import Words
from layouts.plotting import colours, template

WEEK = 7
"""Single days of a few channels are noise: more than two weeks of them are drawn by the week."""


@dataclass(frozen=True, slots=True)
class ChannelShare:
    """Share of a channel (0 to 1) in the period, in the earlier one (None for none), and in the whole city."""

    series: Series
    share: float
    before: float | None
    city: float


def channel_shares(series: Sequence[Series]) -> tuple[ChannelShare, ...]:
    """Shares of all channels, most first; they add up to 1 where there is a report."""
    total, city = sum(each.count for each in series) or 1, sum(each.city for each in series) or 1
    before = sum(each.before or 0 for each in series)
    return tuple(
        ChannelShare(
            each,
            each.count / total,
            each.before / before if each.before is not None and before else None,
            each.city / city,
        )
        for each in series
    )


def channel_mix(
    shares: Sequence[ChannelShare],
    buckets: Sequence[Bucket],
    adjoins: bool,
    names: Mapping[str, str],
    words: Words,
    theme: str,
) -> go.Figure:
    """The chart: a column a week or day, a part of it a channel, which filters. `adjoins` says that the earlier period ends where this one begins: then it is drawn before it."""
    role = colours(theme)
    figure = go.Figure(layout={"template": template(theme, words.language)})
    size = WEEK if len(buckets) > 2 * WEEK and buckets[-1].first == buckets[-1].last else 1
    width = -(-len(buckets) // size)
    befores = width if adjoins else 0
    counts = [
        (*(together(each.series.before_counts, size) if adjoins else ()), *together(each.series.counts, size))
        for each in shares
    ]
    totals = [sum(row[at] for row in counts) for at in range(befores + width)]
    shades = _shades(len(shares), role["bar-now"], role["track"])
    for shade, each, row in reversed(list(zip(shades, shares, counts, strict=True))):
        parts = [100 * count / total if total else 0 for count, total in zip(row, totals, strict=True)]
        name = names[each.series.code]
        wanted = filter_text((Dimension.CHANNEL, [each.series.code]))
        figure.add_bar(
            x=[at - befores for at in range(befores + width)],
            y=parts,
            marker={"color": shade, "line": {"color": role["panel"], "width": 0.6}},
            opacity=1.0 if each.series.chosen else 0.45,
            customdata=[
                [wanted, words("analytics.channels.told", channel=name, share=words.percent(part / 100), n=count)]
                for part, count in zip(parts, row, strict=True)
            ],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    if adjoins:
        figure.add_vline(x=-0.5, line={"color": role["text"], "width": 1.5})
        for x, anchor, key in ((-0.5, "right", "before"), (-0.5, "left", "now")):
            figure.add_annotation(
                x=x,
                xanchor=anchor,
                xshift=-6 if anchor == "right" else 6,
                y=1,
                yref="paper",
                yanchor="bottom",
                text=words(f"analytics.channels.{key}"),
                font={"color": role["text" if key == "now" else "text-3"]},
            )
    figure.update_xaxes(
        range=[-befores - 0.5, width - 0.5],
        tickangle=0,
        tickvals=[0, width - 1] if width > 1 else [0],
        ticktext=[words.date_short(buckets[0].first), words.date_short(buckets[-1].last)][: min(width, 2)],
        showline=False,
    )
    figure.update_yaxes(range=[0, 100], tickvals=[0, 50, 100], ticktext=["0%", "50%", "100%"], showgrid=False)
    figure.update_layout(barmode="stack", bargap=0, margin={"l": 8, "r": 28, "t": 24, "b": 8})
    return figure


def together(counts: Sequence[int], size: int) -> tuple[int, ...]:
    """Counts summed in groups of `size` that end with the last one; the first group may be smaller."""
    ends = range(len(counts), 0, -size)
    return tuple(sum(counts[max(0, end - size) : end]) for end in reversed(ends))


def _shades(number: int, dark: str, light: str) -> list[str]:
    """From dark to light, as many as channels; the first is the one with most reports."""
    first, last = ([int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (dark, light))
    steps = [0.32 + 0.68 * (at / max(number - 1, 1)) ** 0.7 for at in range(number)]
    return [
        "#" + "".join(f"{round(a + (b - a) * step):02X}" for a, b in zip(first, last, strict=True)) for step in steps
    ]


def channel_table(
    shares: Sequence[ChannelShare], selection: Selection, names: Mapping[str, str], words: Words
) -> Component:
    """A line a channel: share, points more or less, and the city's share where the selection is less than it."""
    filtered = bool(selection.filters)
    compared = any(each.before is not None for each in shares)
    chosen = selection.of(Dimension.CHANNEL)
    head = html.Div(
        [
            html.Span(),
            html.Span(words("analytics.channels.reports")),
            html.Span(words("analytics.channels.share")),
            *([html.Span(words("analytics.channels.points"))] if compared else []),
            *([html.Span(words("analytics.channels.city"))] if filtered else []),
        ],
        className="mix-row mix-head",
    )
    rows = [
        filter_mark(
            [
                html.Span(names[each.series.code], className="mix-name"),
                html.Span(words.number(each.series.count)),
                html.Span(words.percent(each.share) if each.series.count else words("format.none")),
                *([html.Span(_points(each, words))] if compared else []),
                *([html.Span(words.percent(each.city))] if filtered else []),
            ],
            filter_text((Dimension.CHANNEL, [each.series.code])),
            pressed=each.series.code in chosen,
            class_name="mix-row" if each.series.chosen else "mix-row mix-off",
        )
        for each in shares
    ]
    columns = 2 + filtered + compared
    return html.Div([head, *rows], className=f"mix-table mix-{columns}")


def _points(each: ChannelShare, words: Words) -> str:
    """Points of percent more or less than before."""
    if each.before is None:
        return words("format.none")
    return words.difference(round(100 * (each.share - each.before)))
