"""Alerts as a message: subject and text for people, and the same facts for machines."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from command_center.domain.alert_story import AlertText
from command_center.domain.alerts import Alert, AlertDimension, AlertWay, Severity
from layouts.alerts.config import AlertConfig
from layouts.alerts.sentences import again, group_name, named, rule_name, title, why
from layouts.i18n import Words, words

FORMAT = 1
"""Version of what a webhook gets; docs/alerts.md tells its fields."""
LONGEST = {AlertWay.TELEGRAM: 4000}
"""Letters of subject and text by way; Telegram takes 4096 (core.telegram.org/bots/api#sendmessage)."""


def alert_writer(config: AlertConfig) -> Callable[[Sequence[Alert], AlertWay, datetime], AlertText]:
    """What puts alerts into words for a message, in the language of the installation."""
    return lambda alerts, way, now: message(alerts, config, words(config.language), now, longest=LONGEST.get(way))


def message(
    alerts: Sequence[Alert],
    config: AlertConfig,
    words: Words,
    now: datetime,
    *,
    test: bool = False,
    longest: int | None = None,
) -> AlertText:
    """One message of one or more alerts, the most severe first. Those that `longest` has no room for are counted; the way to
    all of them always stands at the end.
    """
    ranks = tuple(Severity)
    alerts = sorted(alerts, key=lambda each: -ranks.index(each.severity))
    lead = [words("alerts.message.test_lead", rule=alerts[0].rule)] if test else []
    items = [] if test else ["\n".join(_item(alert, config, words, now)) for alert in alerts]
    tail = [
        words("alerts.message.link", address=address(alerts, config)),
        words("alerts.message.automatic", service=config.service),
    ]
    subject, parts = _subject(alerts, config, words, test=test), [*lead, *items]
    left = len(parts)
    while longest is not None and left > 1 and len(_joined(subject, parts, left, tail, words)) > longest:
        left -= 1
    return AlertText(
        subject=subject,
        text=_joined("", parts, left, tail, words),
        data=data(alerts, config, words, now, test=test),
    )


def _joined(subject: str, parts: Sequence[str], left: int, tail: Sequence[str], words: Words) -> str:
    more = [words("alerts.message.more", n=len(parts) - left)] if left < len(parts) else []
    return "\n\n".join([*([subject] if subject else []), *parts[:left], *more, "\n".join(tail)])


def address(alerts: Sequence[Alert], config: AlertConfig) -> str:
    """The page with one alert, or with the list."""
    return f"{config.address}?nomor={alerts[0].id}" if len(alerts) == 1 and alerts[0].id else config.address


def _subject(alerts: Sequence[Alert], config: AlertConfig, words: Words, *, test: bool) -> str:
    if test:
        said = rule_name(alerts[0], config, words)
    elif alerts[0].ended_at is not None:
        one = {"title": title(alerts[0], config, words)} if len(alerts) == 1 else {"n": len(alerts)}
        said = words(f"alerts.message.ended{'' if len(alerts) == 1 else '_many'}", service=config.service, **one)
    elif len(alerts) == 1:
        severity = words(f"alerts.severity.{alerts[0].severity}")
        said = words(
            "alerts.message.subject", service=config.service, severity=severity, title=title(alerts[0], config, words)
        )
    else:
        said = words("alerts.message.subject_many", service=config.service, n=len(alerts))
    said = words("alerts.message.test", subject=said) if test else said
    return words("alerts.message.simulated", subject=said) if config.simulated else said


def _item(alert: Alert, config: AlertConfig, words: Words, now: datetime) -> list[str]:
    if alert.ended_at is not None:
        mark = words("alerts.message.ended_mark")
        said = [words("alerts.message.item", severity=mark, title=title(alert, config, words))]
        said += again(alert, config, words, now)
        return [*said, words("alerts.opens", moment=words.moment(alert.opened_at))]
    severity = words(f"alerts.severity.{alert.severity}").upper()
    said = [words("alerts.message.item", severity=severity, title=title(alert, config, words))]
    said += [why(alert, config, words), *named(alert, words)]
    if alert.told > 1:
        said.append(words("alerts.message.nth", n=alert.told))
    return said + again(alert, config, words, now)


def data(
    alerts: Sequence[Alert], config: AlertConfig, words: Words, now: datetime, *, test: bool = False
) -> Mapping[str, Any]:
    """The message for machines: JSON values, times in ISO 8601, codes beside names."""
    return {
        "format": FORMAT,
        "event": "alert.test" if test else "alert.told" if alerts[0].ended_at is None else "alert.ended",
        "service": config.service,
        "simulated": config.simulated,
        "at": now.isoformat(),
        "link": address(alerts, config),
        **({"rule": alerts[0].rule} if test else {}),
        "alerts": [] if test else [_for_machines(alert, config, words, now) for alert in alerts],
    }


def _for_machines(alert: Alert, config: AlertConfig, words: Words, now: datetime) -> Mapping[str, Any]:
    rule = config.rules.find(alert.rule)
    return {
        "id": alert.id,
        "rule": alert.rule,
        "cause": str(rule.cause) if rule is not None else "",
        "name": rule_name(alert, config, words),
        "severity": str(alert.severity),
        "group": dict(alert.group),
        "group_name": group_name(alert, config, words),
        "group_names": {
            name: config.name(AlertDimension(name), code, words.language) for name, code in alert.group.items()
        },
        "count": alert.count,
        "figures": dict(alert.figures),
        "why": why(alert, config, words),
        "again": " ".join(again(alert, config, words, now)),
        "told": alert.told,
        "order": alert.order,
        "opened_at": alert.opened_at.isoformat(),
        "ended_at": alert.ended_at.isoformat() if alert.ended_at is not None else None,
        "tell_at": alert.tell_at.isoformat() if alert.tell_at is not None else None,
    }
