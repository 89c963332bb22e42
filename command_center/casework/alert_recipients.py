"""Whom an alert is told by a message: the people of its rota who are on duty, by the ways of its rule that are set up."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from command_center.domain.alert_course import duty_in_hours
from command_center.domain.alerts import Alert, AlertRule, AlertRules, AlertWay
from command_center.domain.rota import Duty, Rota
from command_center.store.users import User

OPD_ROLES = frozenset({"opd", "opd_staff"})
"""Roles whose people see the reports of one department."""


@dataclass(frozen=True, slots=True)
class AlertWays:
    """The ways that are set up in this installation; `webhook` is the address of the receiver, "" where there is none."""

    mail: bool = False
    telegram: bool = False
    webhook: str = ""


@dataclass(frozen=True, slots=True, order=True)
class AlertRecipient:
    """One who is told: `address` is where the message goes, `who` a name for it that is no address."""

    way: AlertWay
    address: str
    who: str


def recipients_at(
    alert: Alert, order: int, rule: AlertRule, rules: AlertRules, people: Sequence[User], ways: AlertWays, now: datetime
) -> list[AlertRecipient]:
    """Everybody who is told of an alert at a moment, each once, up to an order of its rota; in a fixed order."""
    rota = rules.rota_of(rule)
    duties = rota.told_at(order, now, rules.hours.calendar, urgent=rule.critical)
    found: set[AlertRecipient] = set()
    if AlertWay.MAIL in rule.ways and ways.mail:
        found |= {AlertRecipient(AlertWay.MAIL, mail, who) for mail, who in _mails(duties, alert, people, rota.key)}
    if AlertWay.TELEGRAM in rule.ways and ways.telegram:
        found |= {
            AlertRecipient(AlertWay.TELEGRAM, chat, f"{rota.key} {duty.order}.{place}")
            for duty in duties
            for place, chat in enumerate(duty.telegram, start=1)
        }
    if AlertWay.WEBHOOK in rule.ways and ways.webhook:
        found.add(AlertRecipient(AlertWay.WEBHOOK, ways.webhook, "webhook"))
    by_address = {(each.way, each.address): each for each in sorted(found, reverse=True)}
    return sorted(by_address.values())


def rules_reaching(
    alert: Alert, rule: AlertRule, rules: AlertRules, people: Sequence[User], ways: AlertWays
) -> AlertRules:
    """The rules with those duties alone by which somebody can be told of an alert: who left, or has no address, is waited for
    by nobody. As they are where no duty reaches anybody.
    """
    rota = rules.rota_of(rule)
    duties = tuple(
        duty
        for duty in rota.duties
        if _reaches(duty, alert, rule, people, ways, rota.key)
        and (rule.critical or duty_in_hours(Rota(rota.key, (duty,)), [duty.order], rules, alert.seen_at) is not None)
    )
    if not duties or duties == rota.duties:
        return rules
    return replace(rules, rotas={**rules.rotas, rota.key: Rota(rota.key, duties)})


def _reaches(duty: Duty, alert: Alert, rule: AlertRule, people: Sequence[User], ways: AlertWays, rota: str) -> bool:
    by_mail = AlertWay.MAIL in rule.ways and ways.mail and any(_mails([duty], alert, people, rota))
    return by_mail or (AlertWay.TELEGRAM in rule.ways and ways.telegram and bool(duty.telegram))


def _mails(duties: Iterable[Duty], alert: Alert, people: Sequence[User], rota: str) -> Iterable[tuple[str, str]]:
    for duty in duties:
        for person in people:
            if person.email and on_this_duty(person, duty, alert.group.get("opd", "")):
                yield person.email, person.name
        for place, mail in enumerate(duty.mails, start=1):
            yield mail, f"{rota} {duty.order}.{place}"


def on_this_duty(person: User, duty: Duty, opd: str) -> bool:
    """Whether a duty names a person, for an alert about a department ("" for none).

    Who sees the reports of one department is told of that one alone.
    """
    if not person.active:
        return False
    named = person.name in duty.accounts or bool(person.roles & expanded(duty.roles))
    return named and (not person.roles <= OPD_ROLES or (bool(opd) and person.opd == opd))


def expanded(roles: Collection[str]) -> frozenset[str]:
    """Roles as the rota names them: those of a department are its chief and its staff."""
    return frozenset(roles) | (OPD_ROLES if "opd" in roles else frozenset())
