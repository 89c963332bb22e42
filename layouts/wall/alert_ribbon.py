"""The alerts that are told on the wall, in its head: what and how many, without anything of a person."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.alerts import Alert
from layouts.alerts.sentences import group_name, rule_name, title
from layouts.i18n import Words
from layouts.wall.config import WallConfig

NAMED = 1
"""Alerts that the head has room for; how many more there are is said."""


def alert_ribbon(alerts: Sequence[Alert], config: WallConfig, words: Words) -> list[Component]:
    """The most severe alert and how many more are open; nothing where none is."""
    if not alerts or config.alerts is None:
        return []
    first, more = alerts[0], len(alerts) - NAMED
    said = [
        html.Span(className="alert-shape"),
        html.Span(
            [
                html.Span(rule_name(first, config.alerts, words), className="alert-rule"),
                html.Span(
                    words("wall.alert.said", group=group_name(first, config.alerts, words), n=first.count),
                    className="alert-group",
                ),
            ],
            className="alert-said",
        ),
    ]
    if more > 0:
        said.append(html.Span(words("wall.alert.more", n=more), className="alert-more"))
    return [html.Span(said, className=f"alert-ribbon alert-{first.severity}")]


def alerts_for_script(alerts: Sequence[Alert], config: WallConfig, words: Words) -> list[dict[str, Any]]:
    """What may interrupt the playlist: each alert with its rule, and how it is called."""
    if config.alerts is None:
        return []
    return [{"id": alert.id, "rule": alert.rule, "said": title(alert, config.alerts, words)} for alert in alerts]
