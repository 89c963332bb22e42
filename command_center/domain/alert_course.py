"""The course of an alert: how it opens, grows, is told, escalates, is acknowledged, silenced and ends. Pure.

Each function gives the alert after the step. What leaves the house is for the caller (casework/alerting.py).
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from command_center.domain.alerts import Alert, AlertFinding, AlertRule, AlertRules
from command_center.domain.rota import Rota

_MORNINGS = 20
"""Working mornings within which a duty must come that is told in working hours."""


def opened(
    rule: AlertRule, finding: AlertFinding, rules: AlertRules, now: datetime, silenced: datetime | None
) -> Alert:
    """A new alert; `silenced` is until when its group was silenced while an earlier alert of it stood."""
    alert = Alert(
        rule=rule.key,
        group=dict(finding.group),
        severity=rule.severity,
        count=finding.count,
        figures=dict(finding.figures),
        opened_at=now,
        seen_at=now,
        order=min(rules.rota_of(rule).orders),
        silenced_until=silenced,
    )
    return replace(alert, tell_at=_held(alert, first_telling(rule, alert.order, rules, now)))


def seen(alert: Alert, finding: AlertFinding, now: datetime) -> Alert:
    """Its cause holds still, with these figures."""
    return replace(alert, count=finding.count, figures=dict(finding.figures), seen_at=now)


def has_grown(alert: Alert, finding: AlertFinding, rule: AlertRule) -> bool:
    """Whether it has become so much more since it was told, or acknowledged, that it is told anew."""
    known = alert.told > 0 or alert.acknowledged_at is not None
    return known and rule.grown_by > 0 and finding.count >= alert.told_count + rule.grown_by


def grown(alert: Alert, rule: AlertRule, rules: AlertRules, now: datetime) -> Alert:
    """It is told anew, to those who were told before, and an acknowledgement counts no more."""
    after = replace(
        alert, acknowledged_at=None, acknowledged_by="", told_count=alert.count, escalate_at=None, ended_at=None
    )
    telling = first_telling(rule, alert.order, rules, now)
    return replace(after, tell_at=_held(after, telling))


def came_back(alert: Alert, rule: AlertRule, rules: AlertRules, now: datetime) -> Alert:
    """Its cause is there again before it would have been told again: it goes on as it was, and nobody is told at once."""
    after = replace(alert, ended_at=None, escalate_at=None)
    if alert.acknowledged_at is not None or (alert.last_told_at is not None and not rule.repeat):
        return replace(after, tell_at=None)
    telling = first_telling(rule, alert.order, rules, now)
    if alert.last_told_at is None:
        return replace(after, tell_at=_held(after, telling))
    telling = max(telling, later(rule, rules, alert.last_told_at, rule.repeat))
    # Who has not answered so far is waited for no longer than before.
    due = later(rule, rules, alert.last_told_at, rule.escalate)
    escalates = _escalates(alert.order, due, rule, rules, now)
    return replace(after, escalate_at=escalates, tell_at=_held(after, min(telling, escalates or telling)))


def rests_until(alert: Alert, rule: AlertRule, rules: AlertRules) -> datetime:
    """Until when a cause that is there again belongs to an alert that has ended."""
    return later(rule, rules, alert.ended_at or alert.opened_at, rule.repeat)


def told(alert: Alert, order: int, rule: AlertRule, rules: AlertRules, now: datetime) -> Alert:
    """It was told to those up to an order of its rota."""
    # Who was told again is not waited for anew.
    due = alert.escalate_at if order == alert.order else None
    escalates = _escalates(order, due or later(rule, rules, now, rule.escalate), rule, rules, now)
    after = replace(
        alert, order=order, told=alert.told + 1, told_count=alert.count, last_told_at=now, escalate_at=escalates
    )
    again = later(rule, rules, now, rule.repeat) if rule.repeat else None
    if again is not None and not rule.critical:
        again = on_duty(rule, order, rules, again)
    return replace(after, tell_at=_first(again, escalates))


def taken_as_told(alert: Alert, rule: AlertRule, rules: AlertRules, now: datetime) -> Alert:
    """It was told by the installation that a backup was made of, or would have been: it is told again when it would be."""
    if alert.acknowledged_at is not None:
        return alert
    told_now = replace(alert, told=max(alert.told, 1), told_count=alert.count, last_told_at=now, escalate_at=None)
    again = _held(told_now, later(rule, rules, now, rule.repeat)) if rule.repeat else None
    return replace(told_now, tell_at=again)


def untold(alert: Alert, rule: AlertRule, rules: AlertRules, now: datetime) -> Alert:
    """Nobody is set up who could be told: it is looked again when it would be repeated."""
    return replace(alert, tell_at=later(rule, rules, now, rule.repeat or 1), escalate_at=None)


def order_due(alert: Alert, rule: AlertRule, rules: AlertRules, now: datetime) -> int:
    """Up to whom it is told now: the next order where its time to be acknowledged has passed and somebody of it is on duty.

    The first order of the rota where that of the alert is of none.
    """
    rota = rules.rota_of(rule)
    order = max(alert.order, rota.orders[0])
    following = rota.next_order(order)
    if following is None or alert.escalate_at is None or alert.escalate_at > now:
        return order
    return following if escalation(rule, following, rules, now) == now else order


def acknowledged(alert: Alert, by: str, now: datetime) -> Alert:
    """Somebody looks after it: nobody else is told until it grows."""
    return replace(
        alert, acknowledged_at=now, acknowledged_by=by, told_count=alert.count, tell_at=None, escalate_at=None
    )


def silenced(alert: Alert, until: datetime) -> Alert:
    """Nobody is told before a moment; an alert that stands then is told."""
    after = replace(alert, silenced_until=until, escalate_at=None)
    return replace(after, tell_at=until if alert.acknowledged_at is None else None)


def ended(alert: Alert, rule: AlertRule | None, rules: AlertRules, now: datetime) -> Alert:
    """Its cause is gone, or its rule is. That is told where the rule says so, once it has not come back for a while."""
    after = replace(alert, ended_at=now, tell_at=None, escalate_at=None)
    silenced = alert.silenced_until is not None and alert.silenced_until > now
    if rule is None or not rule.tell_end or not alert.told or silenced:
        return after
    at = now + rules.collect
    return replace(after, tell_at=at if rule.critical else rules.hours.next_open(at))


def end_told(alert: Alert) -> Alert:
    """Who was told of it knows that it has ended: where its cause comes back it is told anew."""
    return replace(alert, tell_at=None, last_told_at=None)


def first_telling(rule: AlertRule, order: int, rules: AlertRules, now: datetime) -> datetime:
    """When something that is there now is told: at once where it is critical, else in working hours, gathered, once
    somebody of that order is on duty.
    """
    if rule.critical:
        return now
    at = rules.hours.next_open(now)
    if at - now < rules.collect:
        at = rules.hours.next_open(now + rules.collect)
    return on_duty(rule, order, rules, at)


def on_duty(rule: AlertRule, order: int, rules: AlertRules, at: datetime) -> datetime:
    """When, from a moment on, somebody up to an order is on duty in working hours; the moment itself where nobody ever is."""
    orders = [each for each in rules.rota_of(rule).orders if each <= order]
    return duty_in_hours(rules.rota_of(rule), orders, rules, at) or at


def escalation(rule: AlertRule, following: int, rules: AlertRules, at: datetime) -> datetime | None:
    """When, from a moment on, the following order is told: once somebody of it is on duty, in working hours where it is not
    critical. Something critical does not wait while nobody at all is on duty. None where nobody of it ever is.
    """
    rota, calendar = rules.rota_of(rule), rules.hours.calendar
    if not rule.critical:
        return duty_in_hours(rota, [following], rules, at)
    if not any(duty.on_at(at, calendar) for duty in rota.duties):
        return at
    return rota.next_on(following, at, calendar)


def duty_in_hours(rota: Rota, orders: Collection[int], rules: AlertRules, at: datetime) -> datetime | None:
    """When, from a moment on, somebody of these orders is on duty in working hours; None where nobody ever is."""
    for _ in range(_MORNINGS):
        found = [on for each in orders if (on := rota.next_on(each, at, rules.hours.calendar)) is not None]
        if not found:
            return None
        if rules.hours.open_at(min(found)):
            return min(found)
        at = rules.hours.next_morning(min(found))
    return None


def later(rule: AlertRule, rules: AlertRules, at: datetime, hours: float) -> datetime:
    """So many hours after a moment: of the clock for what is critical, of working hours for the rest."""
    return at + timedelta(hours=hours) if rule.critical else rules.hours.later(at, hours)


def _escalates(order: int, due: datetime, rule: AlertRule, rules: AlertRules, now: datetime) -> datetime | None:
    """When what was told up to an order goes to the next one; None where it never does."""
    following = rules.rota_of(rule).next_order(order)
    if following is None or not rule.escalate:
        return None
    return escalation(rule, following, rules, max(due, now))


def _first(*occasions: datetime | None) -> datetime | None:
    return min((at for at in occasions if at is not None), default=None)


def _held(alert: Alert, at: datetime) -> datetime:
    """Not before a silence ends."""
    return max(at, alert.silenced_until) if alert.silenced_until is not None else at
