"""The five figures with yesterday, the week before and the target, each on a line of its own scale."""

from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from command_center.readmodel.briefing_view import FigureTarget, MainFigure
from layouts.briefing.parts import SheetContext, block, note
from layouts.briefing.sentences import usual_mean
from layouts.figures.marks import ARIA_HIDDEN, aria_label


def main_figures(sheet: SheetContext) -> Component:
    """The row of five, with one key for all of their lines."""
    briefing = sheet.briefing
    week = sheet.words.weekday(briefing.about - timedelta(days=7))
    key = html.Span(
        [
            html.Span([html.Span(className="brief-dot"), sheet.say("main.key_now")]),
            html.Span([html.Span(className="brief-ring"), sheet.say("main.key_week", weekday=week)]),
            html.Span([html.Span(className="brief-aim"), sheet.say("main.key_target")]),
        ],
        className="brief-key",
        **ARIA_HIDDEN,
    )
    title = [html.Span(sheet.say("main.title", day=sheet.words.date_long(briefing.about).rpartition(" ")[0])), key]
    return block("main", title, [html.Div([figure(each, sheet) for each in briefing.main], className="brief-five")])


def figure(main: MainFigure, sheet: SheetContext) -> Component:
    """One figure."""
    unit = sheet.say("main.unit_days" if main.key == "median" else "main.unit_reports")
    value = _number(main.value, sheet)
    told, abnormal = verdict(main, sheet)
    week = _number(main.week_before, sheet) if main.week_before is not None else sheet.say("main.no_week")
    target = aim(main.target, sheet)
    usual = sheet.briefing.usual.mean if main.key == "received" and sheet.briefing.usual else None
    last = (sheet.say("main.target"), target)
    if usual is not None and main.target is None:
        last = (sheet.say("main.usual"), usual_mean(usual, sheet.words))
    alternative = sheet.say(
        "main.alternative", name=sheet.say(f"main.{main.key}"), value=value, unit=unit, week=week, target=target
    )
    return html.Div(
        [
            html.Div([sheet.say(f"main.{main.key}"), note(sheet, main.key)], className="brief-name"),
            html.Div(
                [
                    html.Span(value, className="brief-value"),
                    html.Span(
                        [
                            html.Span(unit, className="brief-unit"),
                            html.Span(told, className="brief-verdict over" if abnormal else "brief-verdict"),
                        ],
                        className="brief-beside",
                    ),
                ],
                className="brief-figure",
            ),
            html.Div(line(main, usual), className="brief-line", role="img", **aria_label(alternative)),
            html.Dl(
                [
                    html.Div([html.Dt(sheet.say("main.week_before")), html.Dd(week)]),
                    html.Div([html.Dt(last[0]), html.Dd(last[1])]),
                ],
                className="brief-compare",
            ),
        ],
        className="brief-one",
    )


def verdict(main: MainFigure, sheet: SheetContext) -> tuple[str, bool]:
    """What the figure means, and whether it asks for attention: against its target, else what is usual, else last week."""
    if main.value is None:
        return sheet.say("main.median_open" if sheet.briefing.entry("median").terms else "main.no_week"), False
    if main.target is not None:
        limit = main.target.limit
        gap = round(main.value - limit if main.target.at_most else limit - main.value, 1)
        if gap <= 0:
            return sheet.say("main.reached"), False
        return sheet.say("main.over" if main.target.at_most else "main.under", n=gap), True
    usual = sheet.briefing.usual
    if main.key == "received" and usual is not None:
        gap = round(main.value - usual.mean)
        if gap == 0:
            return sheet.say("main.usual_near"), False
        far = not usual.low <= main.value <= usual.high
        return sheet.say("main.usual_over" if gap > 0 else "main.usual_under", n=abs(gap)), far
    if main.week_before is None:
        return sheet.say("main.no_past"), False
    gap = round(main.value - main.week_before, 1)
    key = "same" if gap == 0 else "more" if gap > 0 else "fewer"
    return sheet.say(f"main.{key}", n=abs(gap)), False


def aim(target: FigureTarget | None, sheet: SheetContext) -> str:
    """The target in words."""
    if target is None:
        return sheet.say("main.no_target")
    if target.at_most and target.limit == 0:
        return sheet.say("main.exactly_none")
    return sheet.say("main.at_most" if target.at_most else "main.at_least", n=target.limit)


def line(main: MainFigure, usual: float | None) -> list[Component]:
    """A line from 0: a dot for yesterday, a ring for the week before, a dashed stroke for what is usual, and the side of
    the target that is wanted.
    """
    target = main.target.limit if main.target else 0.0
    top = 1.15 * max(main.value or 0.0, main.week_before or 0.0, target, usual or 0.0, 1.0)
    parts: list[Component] = [html.Span(className="brief-axis")]
    if main.target is not None:
        at = 100 * target / top
        left, width = (0.0, at) if main.target.at_most else (at, 100 - at)
        parts.append(html.Span(className="brief-wanted", style={"left": f"{left:.1f}%", "width": f"{width:.1f}%"}))
        parts.append(html.Span(className="brief-limit", style={"left": f"{at:.1f}%"}))
    if usual is not None:
        parts.append(html.Span(className="brief-usual", style={"left": f"{100 * usual / top:.1f}%"}))
    # The ring first: where both are the same, the dot stands in it.
    for value, kind in ((main.week_before, "brief-ring"), (main.value, "brief-dot")):
        if value is not None:
            parts.append(html.Span(className=kind, style={"left": f"{100 * value / top:.1f}%"}))
    return parts


def _number(value: float | None, sheet: SheetContext) -> str:
    return sheet.words.number(value) if value is not None else sheet.say("main.unknown")
