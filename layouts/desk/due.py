"""When a report is due, and the working of that day by day."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.report import Report
from command_center.domain.workflow import Stage
from command_center.domain.working_days import wib_day
from layouts.desk.config import DeskConfig
from layouts.figures.day_strip import day_strip
from layouts.i18n import Words, label


def due(report: Report, config: DeskConfig, words: Words, now: datetime) -> Component:
    """The panel: the next deadline with its working; where none is left, why."""
    if report.next_due is None:
        why = "closed" if report.status.closed else "citizen" if report.status.rule.clock_stands else "met"
        return html.Section(
            [html.H2(words("desk.due.none")), html.P(words(f"desk.due.none_{why}"))], className="desk-panel"
        )
    stage, moment = report.next_due
    day = wib_day(moment)
    title = words(f"desk.due.{stage}", date=words.date_long(day), clock=words.clock(moment))
    policy = config.policy_names.get(report.deadlines.policy)
    term, hours = term_of(report, stage, config)
    return html.Section(
        [
            html.Div(
                [html.H2(title), html.Span(left(moment, config, words, now), className=left_class(moment, now))],
                className="desk-panel-head",
            ),
            day_strip(
                report.received_at,
                moment,
                config.calendar,
                words,
                policy=label(policy, words.language) if policy else report.deadlines.policy,
                term=term,
                hours=hours,
            ),
        ],
        className="desk-panel",
    )


def term_of(report: Report, stage: Stage, config: DeskConfig) -> tuple[int | None, bool]:
    """What the policy asks for: working days, or hours; None where there is no such policy any more."""
    policy = config.policies.find(report.deadlines.policy)
    if policy is None:
        return None, False
    terms = policy.terms[report.report_class]
    settle = terms.settlement(report.deadlines.extended)
    term = {Stage.FORWARD: terms.forward, Stage.ANSWER: terms.answer, Stage.SETTLE: settle}[stage]
    return (None, False) if term is None else (term.days or term.hours, bool(term.hours))


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
