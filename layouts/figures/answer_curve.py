"""How long answers take: the share answered by each working day, open cases counted, against the terms of the policies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import plotly.graph_objects as go

from command_center.methods.answer_times import AnswerCurve
from layouts.i18n import Words
from layouts.plotting import colours, template

MOST_TICKS = 150
"""Ages of open cases that are ticked; of more a part, evenly."""
MOST_TERMS = 3
LONGEST = 30.0
"""Working days of the axis at most, unless the term itself is longer."""


class Curve(Protocol):
    """What of a Kaplan-Meier curve is drawn: as in `command_center.methods.answer_times.AnswerCurve`."""

    @property
    def days(self) -> tuple[float, ...]:
        """Working days at which cases were answered."""
        ...

    @property
    def still_open(self) -> tuple[float, ...]:
        """Share still waiting after each of them, 0 to 1."""
        ...

    @property
    def low(self) -> tuple[float, ...]:
        """Lower 95 % limit of that share."""
        ...

    @property
    def high(self) -> tuple[float, ...]:
        """Upper 95 % limit of that share."""
        ...

    @property
    def p50(self) -> float | None:
        """Working days by which half are answered; None where the curve does not get there."""
        ...

    @property
    def p90(self) -> float | None:
        """Working days by which nine tenths are answered; None where the curve does not get there."""
        ...


@dataclass(frozen=True, slots=True)
class CurveTerm:
    """A term in working days, and what is written beside its line. Of several the first is the one that is judged by."""

    days: float
    said: str


def answer_curve_figure(
    curve: Curve,
    words: Words,
    theme: str,
    *,
    city: Curve | None = None,
    before: Curve | None = None,
    terms: Sequence[CurveTerm] = (),
    open_ages: Sequence[float] = (),
) -> go.Figure:
    """The figure: ink with its 95 % band, the city grey, the period before dashed, a tick for each open case."""
    roles = colours(theme)
    shown = terms[:MOST_TERMS]
    end = reach(curve, shown[0].days if shown else None)
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
    if city is not None:
        _line(figure, city, end, words("curve.city"), {"color": roles["bar"], "width": 1.8})
    if before is not None and before.days:
        _line(figure, before, end, words("curve.before"), {"color": roles["text-3"], "width": 1.5, "dash": "dash"})
    figure.add_scatter(
        x=days,
        y=shares,
        mode="lines",
        line={"color": roles["bar-now"], "width": 2.25, "shape": "hv"},
        hovertemplate=words("curve.hover") + "<extra></extra>",
    )
    _ticks(figure, curve, open_ages, end, roles)
    _named_points(figure, curve, end, words, roles)
    _terms(figure, shown, end, roles)
    figure.update_layout(
        template=template(theme, words.language),
        xaxis={
            "range": [0, end],
            "title": {"text": words("curve.axis")},
            "dtick": 2 if end <= LONGEST else None,
            "tickangle": 0,
        },
        yaxis={
            "range": [0, 1.04],
            "tickvals": [0, 0.5, 0.9, 1],
            "ticktext": [words.percent(share) for share in (0, 0.5, 0.9, 1)],
        },
        margin={"l": 8, "r": 14, "t": 6, "b": 8},
    )
    return figure


def reach(curve: Curve, term: float | None) -> float:
    """Working days that are shown: beyond nine tenths of the answers and the term, at most `LONGEST` or the term."""
    last = curve.p90 or (curve.days or (0.0,))[-1]
    if term is None:
        return min(LONGEST, max(5.0, last * 1.3))
    return min(max(LONGEST, term * 1.3), max(5.0, term * 1.6, last * 1.3))


def steps(days: Sequence[float], still_open: Sequence[float], end: float) -> tuple[list[float], list[float]]:
    """Points of the share answered, from receipt to the end of what is shown."""
    inside = [(day, 1 - share) for day, share in zip(days, still_open, strict=True) if day <= end]
    last = inside[-1][1] if inside else 0.0
    return [0.0, *[day for day, _ in inside], end], [0.0, *[share for _, share in inside], last]


def _line(figure: go.Figure, curve: Curve, end: float, name: str, line: dict[str, Any]) -> None:
    xs, ys = steps(curve.days, curve.still_open, end)
    figure.add_scatter(
        x=xs, y=ys, mode="lines", line=line | {"shape": "hv"}, hovertemplate=f"{name}: %{{y:.0%}}<extra></extra>"
    )


def _terms(figure: go.Figure, terms: Sequence[CurveTerm], end: float, roles: dict[str, str]) -> None:
    """A line each, their words one above the other in the empty corner below the curve; what is past the first shaded."""
    for at, term in enumerate(terms):
        if term.days > end:
            continue
        first = at == 0
        if first:
            figure.add_vrect(x0=term.days, x1=end, fillcolor=roles["over"], opacity=0.07, line_width=0, layer="below")
        figure.add_vline(
            x=term.days, line={"color": roles["over"] if first else roles["text-3"], "width": 1.6 if first else 1}
        )
        right = term.days < end / 2
        figure.add_annotation(
            x=term.days,
            y=0.03 + 0.075 * at,
            text=term.said,
            xanchor="left" if right else "right",
            yanchor="bottom",
            xshift=6 if right else -6,
            bgcolor=roles["panel"] if not right else None,
            font={"color": roles["over"] if first else roles["text-3"]},
        )


def share_at(curve: Curve, day: float) -> float:
    """The share answered by an age."""
    return 1 - next(
        (share for at, share in zip(reversed(curve.days), reversed(curve.still_open), strict=True) if at <= day), 1.0
    )


def _ticks(figure: go.Figure, curve: Curve, open_ages: Sequence[float], end: float, roles: dict[str, str]) -> None:
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


def _named_points(figure: go.Figure, curve: Curve, end: float, words: Words, roles: dict[str, str]) -> None:
    # The curve only rises: to the left above a point of it there is room, and to the right below.
    for share, day, name, above in ((0.5, curve.p50, "median", False), (0.9, curve.p90, "p90", True)):
        if day is None or day > end:
            continue
        marker: dict[str, Any] = {"size": 10, "color": roles["panel"], "line": {"width": 2, "color": roles["bar-now"]}}
        figure.add_scatter(x=[day], y=[share], mode="markers", marker=marker, hoverinfo="skip")
        figure.add_annotation(
            x=day,
            y=share,
            text=f"<b>{words(f'curve.{name}', n=round(day, 1))}</b>",
            xanchor="right" if above else "left",
            yanchor="bottom" if above else "top",
            xshift=-6 if above else 6,
            yshift=1 if above else -1,
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
