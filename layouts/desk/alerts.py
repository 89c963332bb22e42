"""The open alerts over the inbox: the most severe one by name, and how many more there are. Their page is where they are acknowledged."""

from collections.abc import Sequence
from typing import Any

from command_center.domain.alerts import Alert
from layouts.alerts.addresses import NUMBER, PATH
from layouts.alerts.config import AlertConfig
from layouts.alerts.sentences import group_name, rule_name
from layouts.i18n import Words

NAMED = 1
"""Alerts that are named: the inbox needs the room."""


def alerts_told(alerts: Sequence[Alert], config: AlertConfig, words: Words) -> dict[str, Any]:
    """What the desk's script shows; no personal data."""
    more = len(alerts) - NAMED
    return {
        "named": [
            {
                "href": f"{PATH}?{NUMBER}={alert.id}",
                "severity": str(alert.severity),
                "said": words(f"alerts.severity.{alert.severity}"),
                "count": words.number(alert.count),
                "rule": rule_name(alert, config, words),
                "group": group_name(alert, config, words),
            }
            for alert in alerts[:NAMED]
        ],
        "more": words("desk.alerts.more", n=more) if more > 0 else "",
        "page": PATH,
    }
