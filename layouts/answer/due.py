"""When the report is due for its department, and the working of that day by day; first answer and settlement apart."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.due_explained import explain
from command_center.domain.report import Report
from command_center.domain.workflow import Stage
from command_center.domain.working_days import wib_day
from layouts.answer.config import AnswerConfig
from layouts.figures.card import card
from layouts.figures.day_strip import day_strip
from layouts.i18n import Words


def due_card(report: Report, config: AnswerConfig, words: Words, now: datetime) -> Component:
    """The next deadline with its working, and the others as lines; where none is left, why."""
    others = [
        html.P(
            [html.Strong(words(f"answer.due.name_{stage}")), " ", met(report, stage, at, words)],
            className="office-facts",
        )
        for stage, at in report.deadlines.due.items()
        if stage is not Stage.FORWARD and (report.next_due is None or stage is not report.next_due[0])
    ]
    explained = explain(report, config.policies, config.calendar, now=now)
    policy = explained.label.in_language(words.language)
    if report.next_due is None:
        why = "citizen" if report.status.rule.clock_stands else "closed" if report.status.closed else "met"
        waiting = [day_strip(each, words, policy=policy) for each in explained.stages if each.waits][:1]
        return card(
            "due", words("answer.due.none"), [html.P(words(f"answer.due.none_{why}")), *waiting, *others], words
        )
    asked, moment = report.next_due
    stage = explained.of(asked)
    return card(
        "due",
        words(f"answer.due.{asked}", date=words.date_long(wib_day(moment)), clock=words.clock(moment)),
        [
            html.P(left(moment, config, words, now), className="answer-over" if moment < now else "answer-left-days"),
            *([day_strip(stage, words, policy=policy)] if stage is not None else []),
            *others,
        ],
        words,
        method="hari-kerja",
    )


def met(report: Report, stage: Stage, due: datetime, words: Words) -> str:
    """How it stands with a deadline that is not the next one."""
    reached = report.state.reached.get(stage)
    if reached is not None:
        return words("answer.due.met" if reached <= due else "answer.due.met_late", moment=words.moment(reached))
    if stage in report.status.rule.meets:
        return words("answer.due.met_unknown")
    return words("answer.due.until", moment=words.moment(due))


def left(moment: datetime, config: AnswerConfig, words: Words, now: datetime) -> str:
    """What is left of the term, or how long it is over."""
    if moment < now:
        days = config.calendar.working_days_over(moment, now)
        return words("answer.due.over_days", n=days) if days else words("answer.due.over")
    days = config.calendar.working_days_between(wib_day(now), wib_day(moment))
    return words("answer.due.left", n=days) if days else words("answer.due.today")
