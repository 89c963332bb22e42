"""One alert: why it fired, when it is told again, who was told and what became of it, and what happened so far."""

import re
from collections.abc import Mapping
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from command_center.domain.alert_story import AlertMessage, AlertStory, AlertsView
from command_center.domain.alerts import AlertAct, AlertActKind, AlertWay
from command_center.domain.outgoing import SendState
from layouts.alerts.alert_list import severity_mark
from layouts.alerts.config import AlertConfig
from layouts.alerts.sentences import again, group_name, named, rule_name, why
from layouts.i18n import Words

_OF_ROTA = re.compile(r"(\S+) (\d+)\.(\d+)")
_BAD = (SendState.FAILED, SendState.UNSURE)


def alert_facts(view: AlertsView, config: AlertConfig, words: Words) -> list[Component]:
    """All but the form; what to do where none is chosen, or there is none of that number."""
    if view.story is None:
        return [html.P(words(f"alerts.detail.{'gone' if view.number else 'choose'}"), className="alerts-empty")]
    story, alert = view.story, view.story.alert
    reasons: list[Component] = [html.P(each) for each in (why(alert, config, words), *named(alert, words))]
    occasions: list[Component] = [html.P(each) for each in again(alert, config, words, view.as_of)]
    return [
        html.Header(
            [
                severity_mark(alert, words),
                html.H2(group_name(alert, config, words), className="alerts-title"),
                html.P(rule_name(alert, config, words), className="alerts-rule"),
            ]
        ),
        _part("why", [*reasons, html.P(words("alerts.opens", moment=words.moment(alert.opened_at)))], words),
        _part("again", occasions, words),
        _part("who", _messages(story, config, words), words),
        _part("history", [html.Ol([_act(act, words) for act in reversed(story.acts)], className="alerts-acts")], words),
        _rule(story, config, words),
    ]


def _part(key: str, children: list[Component], words: Words) -> Component:
    return html.Section([html.H3(words(f"alerts.detail.{key}")), *children], className=f"alerts-part alerts-part-{key}")


def _messages(story: AlertStory, config: AlertConfig, words: Words) -> list[Component]:
    if not story.messages:
        untold = any(act.kind is AlertActKind.UNTOLD for act in story.acts)
        return [html.P(words(f"alerts.detail.{'nobody_set_up' if untold else 'nobody'}"))]
    return [html.Ul([_message(each, words) for each in story.messages], className="alerts-messages")]


def _message(message: AlertMessage, words: Words) -> Component:
    state = words(f"alerts.sent.{message.state}")
    said = words("alerts.sent.problem", state=state, told=message.told) if message.told else state
    bad = " alerts-bad" if message.state in _BAD else ""
    return html.Li(
        [
            html.Span(_who(message.who, words), className="alerts-who"),
            html.Span(words(f"alerts.way.{message.way}"), className="alerts-way"),
            html.Span(words.moment(message.sent_at or message.made_at), className="alerts-at"),
            html.Span(said, className=f"alerts-sent{bad}"),
        ]
    )


def _who(who: str, words: Words) -> str:
    """A sign-in name as it is; an address of the rota by where it stands there."""
    found = _OF_ROTA.fullmatch(who)
    if found is None:
        return who
    return words("alerts.detail.duty", rota=found[1], order=found[2], place=found[3])


def _act(act: AlertAct, words: Words) -> Component:
    by = words("alerts.act.system") if act.by == "system" else act.by
    comment = [html.Q(act.comment, className="alerts-said")] if act.comment else []
    return html.Li(
        [
            html.Span(words.moment(act.at), className="alerts-at"),
            html.Span(by, className="alerts-who"),
            html.Span(_what(act, words)),
            *comment,
        ]
    )


def _what(act: AlertAct, words: Words) -> str:
    details: Mapping[str, object] = act.details
    key = "ended_rule" if act.kind is AlertActKind.ENDED and details.get("rule") else str(act.kind)
    values = {name: details.get(name, "") for name in ("before", "people", "order", "messages")}
    until = details.get("until")
    return words(
        f"alerts.act.{key}",
        **values,
        n=details.get("count", 0),
        until=words.moment(_moment(until)) if until else "",
    )


def _moment(said: object) -> datetime:
    return datetime.fromisoformat(str(said))


def _rule(story: AlertStory, config: AlertConfig, words: Words) -> Component:
    rule = config.rules.find(story.alert.rule)
    if rule is None:
        return html.P(story.alert.rule, className="alerts-of-rule")
    ways = [words(f"alerts.way.{way}") for way in AlertWay if way in rule.ways]
    kept = words("alerts.detail.rule", rule=rule.key, rota=rule.rota)
    return html.P(f"{kept} · {words('alerts.detail.ways')}: {', '.join(ways)}", className="alerts-of-rule")
