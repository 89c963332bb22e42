"""Tells people of alerts: what is due leaves as one message a person, kept with the alerts, and is taken back where it is in vain."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from command_center.casework.alert_recipients import AlertRecipient, AlertWays, recipients_at, rules_reaching
from command_center.domain.acting import SYSTEM_NAME
from command_center.domain.alert_course import end_told, on_duty, order_due, told, untold
from command_center.domain.alert_story import AlertText
from command_center.domain.alerts import (
    MESSAGES,
    ROUTES,
    Alert,
    AlertAct,
    AlertActKind,
    AlertRules,
    AlertState,
    AlertWay,
)
from command_center.domain.outgoing import Outgoing, OutgoingKind, SendState
from command_center.store.alerts import AlertRows
from command_center.store.users import User

WriteAlerts = Callable[[Sequence[Alert], AlertWay, datetime], AlertText]
"""Puts alerts into words for one message."""


@dataclass(frozen=True)
class AlertTelling:
    """What is needed to tell: the rules, the ways that are set up, and who puts alerts into words."""

    rules: AlertRules
    ways: AlertWays
    write: WriteAlerts

    def tell_due(self, rows: AlertRows, people: Sequence[User], now: datetime) -> int:
        """Put what is due to be told into the outbox; returns how many alerts were told. The caller has its turn.

        What is critical and told to a person now is one message, and all else another one, with what would follow within the
        time in which alerts are gathered. Where nobody of an order can be told, the next one is.
        """
        ends = self._tell_ends(rows, people, now)
        standing = [each for each in rows.standing() if each.state(now) is AlertState.OPEN]
        due = [each for each in standing if each.tell_at is not None and each.tell_at <= now]
        if not due:
            return ends
        gathered = [each for each in standing if each not in due and self._follows(each, due, now)]
        bundles: dict[tuple[AlertRecipient, bool], list[Alert]] = {}
        done = 0
        for alert in (*due, *gathered):
            rule = self.rules.find(alert.rule)
            if rule is None or not rule.ways & set(MESSAGES):
                rows.change(replace(alert, tell_at=None))
                continue
            rules = rules_reaching(alert, rule, self.rules, people, self.ways)
            order = order_due(alert, rule, rules, now)
            if not rule.critical and (at := on_duty(rule, order, rules, rules.hours.next_open(now))) > now:
                rows.change(replace(alert, tell_at=at))
                continue
            found = recipients_at(alert, order, rule, rules, people, self.ways, now)
            if not found:
                rows.change(untold(alert, rule, self.rules, now))
                _act(rows, alert, AlertActKind.UNTOLD, now, order=order)
                continue
            after = told(alert, order, rule, rules, now)
            rows.change(after)
            kind = AlertActKind.ESCALATED if order > alert.order else AlertActKind.TOLD
            _act(rows, after, kind, now, order=order, people=len(found), count=after.count)
            for recipient in found:
                bundles.setdefault((recipient, rule.critical), []).append(after)
            done += 1
        for (recipient, _), alerts in bundles.items():
            self.send(rows, recipient, alerts, now)
        return done + ends

    def _tell_ends(self, rows: AlertRows, people: Sequence[User], now: datetime) -> int:
        """Tell everybody whom it reached that an alert has ended, what ended meanwhile in one message a person."""
        gone = {person.name for person in people if not person.active}
        bundles: dict[AlertRecipient, list[Alert]] = {}
        ends = rows.ends_to_tell(now)
        for alert in ends:
            after = end_told(alert)
            rows.change(after)
            found = [AlertRecipient(*each) for each in rows.reached(alert.id) if each[2] not in gone]
            for recipient in found:
                bundles.setdefault(recipient, []).append(after)
            if found:
                _act(rows, alert, AlertActKind.END_TOLD, now, people=len(found))
        for recipient, alerts in bundles.items():
            self.send(rows, recipient, alerts, now)
        return len(ends)

    def _follows(self, alert: Alert, due: Sequence[Alert], now: datetime) -> bool:
        """Whether an alert leaves with others, since it would be told shortly after them."""
        rule = self.rules.find(alert.rule)
        if rule is None or rule.critical or alert.told or alert.tell_at is None:
            return False
        calm = any((other := self.rules.find(each.rule)) is not None and not other.critical for each in due)
        return calm and alert.tell_at <= now + self.rules.collect

    def send(self, rows: AlertRows, recipient: AlertRecipient, alerts: Sequence[Alert], now: datetime) -> None:
        """Put one message into the outbox. The same alerts told the same time to the same address are the same message."""
        said = self.write(alerts, recipient.way, now)
        outgoing = Outgoing(
            route=ROUTES[recipient.way],
            kind=OutgoingKind.ALERT,
            recipient=recipient.address,
            payload=payload_of(recipient, said),
            key=_key(recipient, alerts),
            try_at=now,
            made_at=now,
        )
        number = rows.outbox.put(outgoing)
        if number is not None:
            rows.told_by(number, [each.id for each in alerts], recipient.way, recipient.who)

    def cancel(self, rows: AlertRows, alert: Alert, now: datetime, *, ends: bool = False) -> int:
        """Take back the messages of an alert that have not left; returns how many. What they tell of others leaves anew: with
        `ends` that those have ended.
        """
        state = AlertState.ENDED if ends else AlertState.OPEN
        taken = 0
        for number, way, who in rows.waiting_messages(alert.id):
            outgoing = rows.outbox.of([number])[number]
            if outgoing.state is not SendState.WAITING:
                continue
            rows.outbox.change(replace(outgoing, state=SendState.CANCELLED))
            taken += 1
            others = [
                each for each in rows.alerts_of_message(number) if each.id != alert.id and each.state(now) is state
            ]
            if others:
                self.send(rows, AlertRecipient(way, outgoing.recipient, who), others, now)
        if taken:
            _act(rows, alert, AlertActKind.CANCELLED, now, messages=taken)
        return taken


def payload_of(recipient: AlertRecipient, said: AlertText) -> Mapping[str, Any]:
    """What the outbox keeps to send a message by its way."""
    if recipient.way is AlertWay.MAIL:
        return {"to": recipient.address, "subject": said.subject, "text": said.text}
    if recipient.way is AlertWay.TELEGRAM:
        return {"chat_id": recipient.address, "text": f"{said.subject}\n\n{said.text}"}
    return {"body": json.dumps(said.data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)}


def _key(recipient: AlertRecipient, alerts: Sequence[Alert]) -> str:
    told_now = ",".join(
        f"{each.id}.{each.told}{'' if each.ended_at is None else f'.{each.ended_at.timestamp()}'}"
        for each in sorted(alerts, key=lambda each: each.id)
    )
    digest = hashlib.blake2b(f"{recipient.way} {recipient.address} {told_now}".encode(), digest_size=16)
    return f"alert-{digest.hexdigest()}"


def _act(rows: AlertRows, alert: Alert, kind: AlertActKind, now: datetime, **details: Any) -> None:
    rows.act(AlertAct(alert.id, kind, now, SYSTEM_NAME, details=details))
