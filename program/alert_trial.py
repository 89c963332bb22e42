"""Tries the ways of an alert rule: a message that says that it is a test, to whom the rule would be told now, and what became of it."""

from dataclasses import dataclass, replace
from uuid import uuid4

from command_center.casework.alert_recipients import AlertRecipient, recipients_at
from command_center.casework.alert_telling import payload_of
from command_center.domain.alert_story import AlertText
from command_center.domain.alerts import MESSAGES, ROUTES, Alert, AlertRule, AlertWay, Severity
from command_center.domain.outgoing import HandedIn, HandIn, Outgoing, OutgoingKind, SendingRoute
from command_center.errors import NotFound
from command_center.store.users import Users
from layouts.alerts.config import alert_config
from layouts.alerts.message import message
from layouts.i18n import words
from program.alerts import alert_ways
from program.core import Core, now


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One line of what became of it; `bad` where somebody should act."""

    said: str
    bad: bool = False


def alert_trial(core: Core, key: str) -> list[TrialLine]:
    """Send it by each way, at once and past the outbox: nothing of it is kept. Raises NotFound for a rule that there is not."""
    rules = core.reference.alerts
    rule = rules.find(key)
    if rule is None:
        known = ", ".join(each.key for each in rules.every)
        raise NotFound(f"there is no rule {key!r} in alerts.toml; there are {known or 'none'}")
    alert, ways = _of_nothing(rule), alert_ways(core.settings)
    # As something urgent, so that somebody is told at any hour.
    urgent = replace(rule, severity=Severity.CRITICAL)
    people = Users(core.db).everyone()
    found = recipients_at(alert, rules.rota_of(rule).orders[0], urgent, rules, people, ways, now())
    lines = [_missing(core, way) for way in MESSAGES if way in rule.ways and core.outgoing_routes[ROUTES[way]].missing]
    config = alert_config(core.reference, core.settings)
    said = message([alert], config, words(core.settings.language), now(), test=True)
    lines += [_sent(core.outgoing_routes[ROUTES[each.way]], each, said) for each in found]
    if not found:
        lines.append(TrialLine("nobody is told: no way is set up, or nobody of the rota has an address", bad=True))
    return lines


def _of_nothing(rule: AlertRule) -> Alert:
    """An alert about nothing."""
    return Alert(rule.key, {}, rule.severity, 0, {}, now(), now())


def _missing(core: Core, way: AlertWay) -> TrialLine:
    needed = ", ".join(core.outgoing_routes[ROUTES[way]].missing)
    return TrialLine(f"{way}: not set up, {needed} is not set", bad=True)


def _sent(route: SendingRoute, recipient: AlertRecipient, said: AlertText) -> TrialLine:
    at = now()
    outgoing = Outgoing(
        route=route.code,
        kind=OutgoingKind.ALERT,
        recipient=recipient.address,
        payload=payload_of(recipient, said),
        key=f"alert-test-{uuid4().hex}",
        try_at=at,
        made_at=at,
    )
    answer = route.send(outgoing, lambda: True)
    return TrialLine(f"{recipient.way} to {recipient.who}: {_words(answer)}", bad=answer.result is not HandIn.TAKEN)


def _words(answer: HandedIn) -> str:
    told = answer.told or str(answer.trouble)
    return {
        HandIn.TAKEN: "taken",
        HandIn.LATER: f"not taken now ({told})",
        HandIn.REFUSED: f"refused ({told})",
        HandIn.UNSURE: f"not sure ({told})",
    }[answer.result]
