"""The course of an alert: how it opens, grows, is told, escalates, is acknowledged, silenced and ends. Pure.

Each function gives the alert after the step. What leaves the house is for the caller (casework/alerting.py).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from command_center.domain.alerts import Alert, AlertFinding, AlertRule, AlertRules


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
    if alert.last_told_at is not None:
        telling = max(telling, later(rule, rules, alert.last_told_at, rule.repeat))
    return replace(after, tell_at=_held(after, telling))


def rests_until(alert: Alert, rule: AlertRule, rules: AlertRules) -> datetime:
    """Until when a cause that is there again belongs to an alert that has ended."""
    return later(rule, rules, alert.ended_at or alert.opened_at, rule.repeat)


def told(alert: Alert, order: int, rule: AlertRule, rules: AlertRules, now: datetime) -> Alert:
    """It was told to those up to an order of its rota."""
    following = rules.rota_of(rule).next_order(order)
    escalates = None
    if following is not None and rule.escalate:
        # Who was told again is not waited for anew.
        escalates = alert.escalate_at if order == alert.order else None
        escalates = escalates or later(rule, rules, now, rule.escalate)
    after = replace(
        alert, order=order, told=alert.told + 1, told_count=alert.count, last_told_at=now, escalate_at=escalates
    )
    return _planned(after, rule, rules, now)


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
    """Up to whom it is told now: the next order where its time to be acknowledged has passed."""
    if alert.escalate_at is not None and alert.escalate_at <= now:
        return rules.rota_of(rule).next_order(alert.order) or alert.order
    return alert.order


def acknowledged(alert: Alert, by: str, now: datetime) -> Alert:
    """Somebody looks after it: nobody else is told until it grows."""
    return replace(
        alert, acknowledged_at=now, acknowledged_by=by, told_count=alert.count, tell_at=None, escalate_at=None
    )


def silenced(alert: Alert, until: datetime) -> Alert:
    """Nobody is told before a moment; an alert that stands then is told."""
    after = replace(alert, silenced_until=until, escalate_at=None)
    return replace(after, tell_at=until if alert.acknowledged_at is None else None)


def ended(alert: Alert, now: datetime) -> Alert:
    """Its cause is gone."""
    return replace(alert, ended_at=now, tell_at=None, escalate_at=None)


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
    rota = rules.rota_of(rule)
    for _ in range(60):
        found = [
            on
            for each in rota.orders
            if each <= order and (on := rota.next_on(each, at, rules.hours.calendar)) is not None
        ]
        if not found:
            return at
        if rules.hours.open_at(min(found)):
            return min(found)
        at = rules.hours.next_morning(min(found))
    return at


def later(rule: AlertRule, rules: AlertRules, at: datetime, hours: float) -> datetime:
    """So many hours after a moment: of the clock for what is critical, of working hours for the rest."""
    return at + timedelta(hours=hours) if rule.critical else rules.hours.later(at, hours)


def _planned(alert: Alert, rule: AlertRule, rules: AlertRules, now: datetime) -> Alert:
    """With the next of its two occasions to be told: again, or to who comes next."""
    again = later(rule, rules, now, rule.repeat) if rule.repeat else None
    occasions = [at for at in (again, alert.escalate_at) if at is not None]
    if not occasions:
        return replace(alert, tell_at=None)
    at = min(occasions)
    return replace(alert, tell_at=at if rule.critical else on_duty(rule, alert.order + 1, rules, at))


def _held(alert: Alert, at: datetime) -> datetime:
    """Not before a silence ends."""
    return max(at, alert.silenced_until) if alert.silenced_until is not None else at
