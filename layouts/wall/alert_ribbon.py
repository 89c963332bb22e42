"""The alerts that are told on the wall, in its head: what and how many, without anything of a person."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from command_center.domain.alerts import Alert
from layouts.alerts.config import AlertConfig
from layouts.alerts.sentences import group_name, rule_name, title
from layouts.figures.room import RowRoom, beyond, left_over
from layouts.i18n import Words
from layouts.wall.config import WallConfig

ROOM = RowRoom(wide=1, portrait=2, ultrawide=5)
"""Alerts that the head names; how many more there are is said."""


def alert_ribbon(alerts: Sequence[Alert], config: WallConfig, words: Words) -> list[Component]:
    """The most severe alerts and how many more are open; nothing where none is."""
    if config.alerts is None:
        return []
    named = [_named(index, alert, config.alerts, words) for index, alert in enumerate(alerts[: ROOM.most])]
    more = [
        html.Span(words("wall.alert.more", n=n), className=f"alert-more only-{shape}")
        for shape, _, n in left_over(len(alerts), ROOM)
    ]
    return [*named, *more]


def _named(index: int, alert: Alert, config: AlertConfig, words: Words) -> Component:
    said = [
        html.Span(rule_name(alert, config, words), className="alert-rule"),
        html.Span(group_name(alert, config, words), className="alert-group"),
    ]
    return html.Span(
        [
            html.Span(className="alert-shape"),
            html.Span(words.number(alert.count), className="alert-count"),
            html.Span(said, className="alert-said"),
        ],
        className=f"alert-ribbon alert-{alert.severity} {beyond(index, ROOM)}".strip(),
    )


def alerts_for_script(alerts: Sequence[Alert], config: WallConfig, words: Words) -> list[dict[str, Any]]:
    """What may interrupt the playlist: each alert with its rule, and how it is called."""
    if config.alerts is None:
        return []
    return [{"id": alert.id, "rule": alert.rule, "said": title(alert, config.alerts, words)} for alert in alerts]
