"""The alerts that were asked for: what each is about, how much, and since when; a line is a link to its reasons."""

from dash import html
from dash.development.base_component import Component

from command_center.domain.alert_story import AlertsView
from command_center.domain.alerts import Alert, AlertState
from layouts.alerts.addresses import link, state_of
from layouts.alerts.config import AlertConfig
from layouts.alerts.sentences import group_name, rule_name
from layouts.i18n import Words
from layouts.shell import current

SHOWN = 200
"""Alerts that a list shows; filters lead to the others."""


def severity_mark(alert: Alert, words: Words) -> Component:
    """The severity, by shape, colour and word."""
    return html.Span(
        [html.Span(className="alerts-shape"), words(f"alerts.severity.{alert.severity}")],
        className=f"alerts-severity alerts-{alert.severity}",
    )


def alert_list(view: AlertsView, path: str, config: AlertConfig, words: Words) -> list[Component]:
    """The list, or what there is to say where it is empty."""
    if not view.alerts:
        return [_empty(view, words)]
    lines = [html.Li(_line(alert, view, path, config, words)) for alert in view.alerts]
    more = [html.P(words("alerts.list.more", n=SHOWN), className="alerts-more")] if len(view.alerts) >= SHOWN else []
    return [html.Ul(lines, className="alerts-lines"), *more]


def _line(alert: Alert, view: AlertsView, path: str, config: AlertConfig, words: Words) -> Component:
    if alert.ended_at is not None:
        when = words("alerts.list.ended", first=words.moment(alert.opened_at), last=words.moment(alert.ended_at))
    else:
        when = words("alerts.list.since", moment=words.moment(alert.opened_at))
    told = words("alerts.list.told", n=alert.told) if alert.told else words("alerts.list.told_never")
    return html.A(
        [
            html.Div([severity_mark(alert, words), html.Span(words.number(alert.count), className="alerts-count")]),
            html.Div(group_name(alert, config, words), className="alerts-group"),
            html.Div(rule_name(alert, config, words), className="alerts-rule"),
            html.Div([html.Span(when), html.Span(told)], className="alerts-when"),
        ],
        href=link(path, view.asked, alert.id),
        className=f"alerts-line alerts-{alert.severity}",
        **current(alert.id == view.number),
    )


def _empty(view: AlertsView, words: Words) -> Component:
    state, asked = state_of(view.asked), view.asked
    if asked.severity or asked.rule or asked.code:
        said = [html.P(words("alerts.list.none_filtered"))]
    elif state is AlertState.OPEN:
        said = [html.P(words("alerts.list.none_open")), html.P(words("alerts.list.none_open_hint"))]
    else:
        said = [html.P(words(f"alerts.list.none_{state}"))]
    return html.Div(said, className="alerts-empty")
