"""How long answers take: the share answered by each working day, open cases counted, against the term of the policy."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from command_center.methods.answer_times import AnswerCurve
from layouts.i18n import Words
from layouts.plotting import colours, template

MOST_TICKS = 150
"""Ages of open cases that are ticked; of more a part, evenly."""


def answer_curve_figure(
    curve: AnswerCurve,
    words: Words,
    theme: str,
    *,
    before: AnswerCurve | None = None,
    term: int | None = None,
    open_ages: Sequence[float] = (),
) -> go.Figure:
    """The figure: this period as a line with its 95 % band, the one before dashed, a tick for each open case."""
    roles = colours(theme)
    end = reach(curve, term)
    figure = go.Figure()
    days, shares = steps(curve.days, curve.still_open, end)
    _, low = steps(curve.days, curve.high, end)
    _, high = steps(curve.days, curve.low, end)
    figure.add_scatter(x=days, y=low, mode="lines", line={"width": 0, "shape": "hv"}, hoverinfo="skip")
    figure.add_scatter(
        x=days,
        y=high,
        mode="lines",
        line={"width": 0, "shape": "hv"},
        fill="tonexty",
        fillcolor=roles["track"],
        hoverinfo="skip",
    )
    if before is not None and before.days:
        earlier, share = steps(before.days, before.still_open, end)
        figure.add_scatter(
            x=earlier,
            y=share,
            mode="lines",
            line={"color": roles["bar"], "width": 1.5, "dash": "dot", "shape": "hv"},
            hovertemplate=f"{words('curve.before')}: %{{y:.0%}}<extra></extra>",
        )
    figure.add_scatter(
        x=days,
        y=shares,
        mode="lines",
        line={"color": roles["bar-now"], "width": 2.25, "shape": "hv"},
        hovertemplate=words("curve.hover") + "<extra></extra>",
    )
    _ticks(figure, curve, open_ages, end, roles)
    _named_points(figure, curve, end, words, roles)
    if term is not None:
        figure.add_vline(x=term, line={"color": roles["text"], "width": 1.5, "dash": "dash"})
        figure.add_annotation(
            x=term, y=0.03, text=words("curve.term", n=term), xanchor="right", yanchor="bottom", xshift=-6
        )
    figure.update_layout(
        template=template(theme, words.language),
        xaxis={"range": [0, end], "title": {"text": words("curve.axis")}, "dtick": 2 if end <= 30 else None},
        yaxis={
            "range": [0, 1.04],
            "tickvals": [0, 0.5, 0.9, 1],
            "ticktext": [words.percent(share) for share in (0, 0.5, 0.9, 1)],
        },
        margin={"l": 8, "r": 14, "t": 6, "b": 8},
    )
    return figure


def reach(curve: AnswerCurve, term: int | None) -> float:
    """Working days that are shown: to the last answer, at least a little beyond the term, at most four terms."""
    last = max([*curve.days[-1:], 1.0])
    if term is None:
        return min(last, 60.0) * 1.05
    return float(min(max(last, term * 1.3), term * 4))


def steps(days: Sequence[float], still_open: Sequence[float], end: float) -> tuple[list[float], list[float]]:
    """Points of the share answered, from receipt to the end of what is shown."""
    inside = [(day, 1 - share) for day, share in zip(days, still_open, strict=True) if day <= end]
    last = inside[-1][1] if inside else 0.0
    return [0.0, *[day for day, _ in inside], end], [0.0, *[share for _, share in inside], last]


def share_at(curve: AnswerCurve, day: float) -> float:
    """The share answered by an age."""
    return 1 - next(
        (share for at, share in zip(reversed(curve.days), reversed(curve.still_open), strict=True) if at <= day), 1.0
    )


def _ticks(
    figure: go.Figure, curve: AnswerCurve, open_ages: Sequence[float], end: float, roles: dict[str, str]
) -> None:
    ages = [age for age in open_ages if age <= end]
    if len(ages) > MOST_TICKS:
        ages = [ages[place * len(ages) // MOST_TICKS] for place in range(MOST_TICKS)]
    figure.add_scatter(
        x=ages,
        y=[share_at(curve, age) for age in ages],
        mode="markers",
        marker={"symbol": "line-ns", "size": 9, "line": {"width": 1, "color": roles["text-3"]}},
        hoverinfo="skip",
    )


def _named_points(figure: go.Figure, curve: AnswerCurve, end: float, words: Words, roles: dict[str, str]) -> None:
    for share, day, name in ((0.5, curve.p50, "median"), (0.9, curve.p90, "p90")):
        if day is None or day > end:
            continue
        marker: dict[str, Any] = {"size": 10, "color": roles["panel"], "line": {"width": 2, "color": roles["bar-now"]}}
        figure.add_scatter(x=[day], y=[share], mode="markers", marker=marker, hoverinfo="skip")
        figure.add_annotation(
            x=day,
            y=share,
            text=f"<b>{words(f'curve.{name}', n=round(day, 1))}</b>",
            # The curve only rises: to the left above a point of it there is room.
            xanchor="right",
            yanchor="bottom",
            xshift=-6,
            yshift=1,
            font={"color": roles["text"]},
        )


def answer_curve_in_words(curve: AnswerCurve, words: Words, term: int | None) -> str:
    """What the figure says, for those who do not see it."""
    parts = [words("curve.cases", n=curve.cases, open=curve.open)]
    parts += [
        words(f"curve.{name}", n=round(day, 1))
        for name, day in (("median", curve.p50), ("p90", curve.p90))
        if day is not None
    ]
    late = curve.late_share(term) if term is not None else None
    if late is not None and term is not None:
        parts.append(words("curve.late", share=words.percent(late), n=term))
    return ". ".join(parts)
