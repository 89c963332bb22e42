"""The page of alerts: states and filters, the list, and the one that is read, with what can be done about it."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from command_center.domain.alert_story import AlertsView
from command_center.domain.alerts import AlertDimension, AlertState, Severity
from layouts.alerts import ids
from layouts.alerts.act_form import act_form
from layouts.alerts.addresses import CODE, RULE, SEVERITY, STATE, STATES, in_state, link, query, state_of
from layouts.alerts.alert_detail import alert_facts
from layouts.alerts.alert_list import alert_list
from layouts.alerts.config import AlertConfig
from layouts.figures.marks import aria_label
from layouts.i18n import Words
from layouts.shell import current, work_frame
from layouts.visit import Visit

REFRESH_MS = 15_000
"""Between two looks of an open page."""


def alerts_page(view: AlertsView, config: AlertConfig, visit: Visit) -> Component:
    """The whole page."""
    words, path = visit.words, visit.path
    head = html.Header(
        [
            html.H1(words("alerts.heading")),
            html.Nav(states(view, path, words), id=ids.STATES, className="alerts-states"),
            filters(view, path, config, words),
        ],
        className="alerts-head",
    )
    listed = html.Section(
        alert_list(view, path, config, words),
        id=ids.LIST,
        className="alerts-list",
        **aria_label(words("alerts.list.label")),
    )
    chosen = html.Article(
        [
            html.Div(alert_facts(view, config, words), id=ids.FACTS),
            html.Div(id=ids.TOLD, className="alerts-told", role="status"),
            html.Div(act_form(view, words), id=ids.ACTS, className="alerts-form"),
        ],
        className="alerts-detail card",
    )
    body = [
        head,
        html.Div([listed, chosen], className=f"alerts-room{' alerts-reading' if view.number else ''}"),
        dcc.Interval(id=ids.TICK, interval=REFRESH_MS),
        dcc.Store(id=ids.DONE),
        dcc.Store(id=ids.ASKED, data=query(view.asked, view.number)),
    ]
    return work_frame(body, ids.ROOT, visit, "alerts")


def states(view: AlertsView, path: str, words: Words) -> list[Component]:
    """The states with how many there are of each."""
    return [
        html.A(
            [words(f"alerts.state.{state}"), html.Span(words.number(view.counts.get(state, 0)), className="alerts-n")],
            href=link(path, in_state(view.asked, state)),
            **current(state is state_of(view.asked)),
        )
        for state in STATES
    ]


def filters(view: AlertsView, path: str, config: AlertConfig, words: Words) -> Component:
    """The filters as a form of the address: it needs no script."""
    asked = view.asked
    everything = words("alerts.filter.all")
    severities = {str(each): words(f"alerts.severity.{each}") for each in reversed(Severity)}
    rules = {each.key: each.words.in_language(words.language) for each in config.rules.every}
    state = state_of(asked)
    hidden = [] if state is AlertState.OPEN else [_hidden(STATE, STATES[state])]
    clear = (
        [
            html.A(
                words("alerts.filter.clear"), href=link(path, in_state(type(asked)(), state)), className="alerts-clear"
            )
        ]
        if asked.severity or asked.rule or asked.code
        else []
    )
    return html.Form(
        [
            *hidden,
            _choice(SEVERITY, words("alerts.filter.severity"), severities, asked.severity, everything),
            _choice(RULE, words("alerts.filter.rule"), rules, asked.rule, everything),
            _choice(CODE, words("alerts.filter.code"), codes(config, words), asked.code, everything),
            html.Button(words("alerts.filter.apply"), type="submit", className="work-button alerts-second"),
            *clear,
        ],
        action=path,
        method="get",
        className="alerts-filters",
        **aria_label(words("alerts.filter.label")),
    )


def codes(config: AlertConfig, words: Words) -> dict[str, str]:
    """Every code by which alerts are grouped, with its name, in the order of the dimensions and of their files."""
    return {
        code: config.name(dimension, code, words.language)
        for dimension in AlertDimension
        for code in config.labels.get(dimension, {})
    }


def _hidden(name: str, value: str) -> Component:
    return dcc.Input(type="hidden", name=name, value=value)


def _choice(name: str, label: str, choices: dict[str, str], chosen: str, everything: str) -> Component:
    selected: dict[str, Any] = {"selected": True}
    options = [html.Option(everything, value="")]
    options += [
        html.Option(shown, value=value, **(selected if value == chosen else {})) for value, shown in choices.items()
    ]
    return html.Label([html.Span(label), html.Select(options, name=name)], className="alerts-filter")
