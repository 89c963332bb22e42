"""When a report is due, and the working of that day by day."""

from dataclasses import replace
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.due_explained import DueExplained, StageExplained, explain
from command_center.domain.report import Report
from command_center.domain.working_days import wib_day
from layouts.desk.config import DeskConfig
from layouts.figures.day_strip import day_strip, deadline_part
from layouts.i18n import Words


def due(report: Report, config: DeskConfig, words: Words, now: datetime) -> Component:
    """The panel: the next deadline with its working; where none is asked for, why. Other deadlines open below it."""
    explained = explain(report, config.policies, config.calendar, now=now)
    policy = explained.label.in_language(words.language)
    waiting = next((stage for stage in explained.stages if stage.waits), None)
    if report.next_due is None:
        why = "citizen" if report.status.rule.clock_stands else "closed" if report.status.closed else "met"
        return html.Section(
            [
                html.H2(words("desk.due.none")),
                html.P(words(f"desk.due.none_{why}")),
                *([day_strip(waiting, words, policy=policy)] if waiting is not None else []),
                *others(explained, waiting, words),
            ],
            className="desk-panel",
        )
    asked, moment = report.next_due
    title = words(f"desk.due.{asked}", date=words.date_long(wib_day(moment)), clock=words.clock(moment))
    stage = explained.of(asked)
    return html.Section(
        [
            html.Div(
                [html.H2(title), html.Span(left(moment, config, words, now), className=left_class(moment, now))],
                className="desk-panel-head",
            ),
            *([day_strip(stage, words, policy=policy)] if stage is not None else []),
            *others(explained, stage, words),
        ],
        className="desk-panel",
    )


def others(explained: DueExplained, shown: StageExplained | None, words: Words) -> list[Component]:
    """The deadlines beside the one that is shown, closed until they are asked for."""
    rest = tuple(stage for stage in explained.stages if stage is not shown)
    if not rest:
        return []
    return [
        html.Details(
            [
                html.Summary(words("desk.due.others", n=len(rest))),
                deadline_part(replace(explained, stages=rest), words),
            ],
            className="desk-due-others",
        )
    ]


def left(moment: datetime, config: DeskConfig, words: Words, now: datetime) -> str:
    """What is left of the term, or how long it is over."""
    if moment < now:
        days = config.calendar.working_days_over(moment, now)
        return words("desk.due.over_days", n=days) if days else words("desk.due.over")
    days = config.calendar.working_days_between(wib_day(now), wib_day(moment))
    return words("desk.due.left", n=days) if days else words("desk.due.today")


def left_class(moment: datetime, now: datetime) -> str:
    """Over is said in the colour of what is over."""
    return "desk-over" if moment < now else "desk-hint"
