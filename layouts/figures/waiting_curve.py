"""Share of reports still without an answer after so many working days, with the terms of the policies as lines."""

import plotly.graph_objects as go

from command_center.readmodel.analytics_view import AnswerCurves, CurveLine
from layouts.i18n import Words
from layouts.plotting import colours, template

LONGEST = 30.0
"""Working days of the axis at most."""


def waiting_curve(answers: AnswerCurves, filtered: bool, words: Words, theme: str) -> go.Figure:
    """The chart; `answers.selected` must be there."""
    role = colours(theme)
    figure = go.Figure(layout={"template": template(theme, words.language)})
    end = _end(answers)
    selected = answers.selected
    if selected is None:
        raise ValueError("without a report there is no curve")
    _band(figure, selected, end, role["track"])
    if filtered and answers.city is not None:
        _line(figure, answers.city, end, role["bar"], "solid", 1.8, words("analytics.curve.city"), words)
    if answers.before is not None:
        _line(figure, answers.before, end, role["text-3"], "dash", 1.4, words("analytics.curve.before"), words)
    _line(figure, selected, end, role["bar-now"], "solid", 2.6, words("analytics.curve.selected"), words)
    shown = [term for term in answers.terms[:3] if term.days <= end]
    for at, term in enumerate(shown):
        if at == 0:
            figure.add_vrect(x0=term.days, x1=end, fillcolor=role["over"], opacity=0.07, line_width=0, layer="below")
        figure.add_vline(x=term.days, line={"color": role["over"], "width": 1.6 if at == 0 else 1})
        figure.add_annotation(
            x=term.days,
            y=1.0 + 0.075 * (len(shown) - 1 - at),
            yref="paper",
            xanchor="left" if term.days < end * 0.6 else "right",
            yanchor="bottom",
            xshift=5 if term.days < end * 0.6 else -5,
            text=words("analytics.curve.term", n=term.days, policy=term.policy),
            font={"color": role["over"]},
        )
    for name, share in (("p50", 50), ("p90", 10)):
        days = getattr(selected, name)
        if days is not None and days <= end:
            figure.add_scatter(
                x=[days], y=[share], mode="markers", marker={"color": role["bar-now"], "size": 9}, hoverinfo="skip"
            )
            figure.add_annotation(
                x=days,
                y=share,
                xanchor="left",
                yanchor="bottom",
                xshift=8,
                yshift=3,
                text=f"<b>{words(f'analytics.curve.{name}')} {words.number(days)}</b>",
                font={"color": role["text"]},
            )
    figure.update_xaxes(range=[0, end], title={"text": words("analytics.curve.axis")}, nticks=7, showline=True)
    figure.update_yaxes(range=[0, 104], tickvals=[0, 25, 50, 75, 100], ticktext=["0", "25", "50", "75", "100%"])
    figure.update_layout(margin={"l": 8, "r": 16, "t": 8 + 22 * len(shown), "b": 8}, hovermode="x")
    return figure


def _end(answers: AnswerCurves) -> float:
    """Where the axis ends: past the first term and nine tenths of the answers, at most `LONGEST`."""
    wanted = [5.0]
    if answers.terms:
        wanted.append(answers.terms[0].days * 1.6)
    if answers.selected is not None:
        wanted.append((answers.selected.p90 or (answers.selected.days or (0.0,))[-1]) * 1.3)
    return min(LONGEST, max(wanted))


def _steps(curve: CurveLine, values: tuple[float, ...], end: float) -> tuple[list[float], list[float]]:
    """Points from day 0 on, in percent, as steps; cut at the end of the axis."""
    xs, ys = [0.0], [100.0]
    for day, value in zip(curve.days, values, strict=True):
        if day > end:
            break
        xs.append(day)
        ys.append(100 * value)
    if curve.days and curve.days[-1] > end:
        xs.append(end)
        ys.append(ys[-1])
    return xs, ys


def _line(
    figure: go.Figure, curve: CurveLine, end: float, colour: str, dash: str, width: float, name: str, words: Words
) -> None:
    xs, ys = _steps(curve, curve.still_open, end)
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="lines",
        line={"color": colour, "width": width, "dash": dash, "shape": "hv"},
        hovertemplate=f"{name}: %{{y:.0f}}% · {words('analytics.curve.hover')}<extra></extra>",
    )


def _band(figure: go.Figure, curve: CurveLine, end: float, colour: str) -> None:
    xs, low = _steps(curve, curve.low, end)
    _, high = _steps(curve, curve.high, end)
    figure.add_scatter(x=xs, y=high, mode="lines", line={"width": 0, "shape": "hv"}, hoverinfo="skip")
    figure.add_scatter(
        x=xs,
        y=low,
        mode="lines",
        line={"width": 0, "shape": "hv"},
        fill="tonexty",
        fillcolor=colour,
        hoverinfo="skip",
    )
