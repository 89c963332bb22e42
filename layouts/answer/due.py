"""When the report is due for its department, and the working of that day by day; first answer and settlement apart."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.report import Report
from command_center.domain.workflow import Stage
from command_center.domain.working_days import wib_day
from layouts.answer.config import AnswerConfig
from layouts.figures.card import card
from layouts.figures.day_strip import day_strip
from layouts.i18n import Words, label


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
    if report.next_due is None:
        why = "closed" if report.status.closed else "citizen" if report.status.rule.clock_stands else "met"
        return card("due", words("answer.due.none"), [html.P(words(f"answer.due.none_{why}")), *others], words)
    stage, moment = report.next_due
    policy = config.policy_names.get(report.deadlines.policy)
    term, hours = term_of(report, stage, config)
    return card(
        "due",
        words(f"answer.due.{stage}", date=words.date_long(wib_day(moment)), clock=words.clock(moment)),
        [
            html.P(left(moment, config, words, now), className="answer-over" if moment < now else "answer-left-days"),
            day_strip(
                report.received_at,
                moment,
                config.calendar,
                words,
                policy=label(policy, words.language) if policy else report.deadlines.policy,
                term=term,
                hours=hours,
            ),
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


def term_of(report: Report, stage: Stage, config: AnswerConfig) -> tuple[int | None, bool]:
    """What the policy asks for: working days, or hours; None where there is no such policy any more."""
    policy = config.policies.find(report.deadlines.policy)
    if policy is None:
        return None, False
    terms = policy.terms[report.report_class]
    term = {
        Stage.FORWARD: terms.forward,
        Stage.ANSWER: terms.answer,
        Stage.SETTLE: terms.settlement(report.deadlines.extended),
    }[stage]
    return (None, False) if term is None else (term.days or term.hours, bool(term.hours))


def left(moment: datetime, config: AnswerConfig, words: Words, now: datetime) -> str:
    """What is left of the term, or how long it is over."""
    if moment < now:
        days = config.calendar.working_days_over(moment, now)
        return words("answer.due.over_days", n=days) if days else words("answer.due.over")
    days = config.calendar.working_days_between(wib_day(now), wib_day(moment))
    return words("answer.due.left", n=days) if days else words("answer.due.today")
