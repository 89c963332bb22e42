"""Alerts: what was found becomes one open alert a group, told, acknowledged, silenced and ended; nothing is told twice."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from command_center.casework.alert_telling import AlertTelling
from command_center.domain import alert_course as course
from command_center.domain.acting import SYSTEM_NAME, Acting
from command_center.domain.acts import BadAct
from command_center.domain.alerts import (
    Alert,
    AlertAct,
    AlertActKind,
    AlertFinding,
    AlertRule,
    AlertRules,
    AlertState,
)
from command_center.errors import Conflict
from command_center.store.alerts import CHECKED_AT, CHECKED_SEQ, POSITION, RESTORED, AlertRows, Alerts
from command_center.store.audit import AuditEntry
from command_center.store.event_log import LogPosition
from command_center.store.users import User

LONGEST_COMMENT = 1000
LONGEST_SILENCE = timedelta(days=31)
"""A silence longer than that would be a rule switched off: alerts.toml is the place for it."""


class Alerting:
    """The alerts of this installation. `people` are all accounts."""

    def __init__(self, alerts: Alerts, telling: AlertTelling, people: Callable[[], Sequence[User]]) -> None:
        self.alerts, self._telling, self._people = alerts, telling, people

    @property
    def rules(self) -> AlertRules:
        """The rules in use."""
        return self._telling.rules

    def take(
        self,
        rules: Collection[AlertRule],
        findings: Sequence[AlertFinding],
        seq: int,
        now: datetime,
        position: LogPosition | None = None,
    ) -> bool:
        """Bring the alerts of these rules to what was found as of event `seq`; False where somebody knew more already.

        `position` is how far the log is followed with it, kept in the same transaction. A whole look has none, and takes what
        is of no rule any more as ended. Raises StoreUnavailable: then nothing of it was kept.
        """

        def work(rows: AlertRows) -> bool:
            rows.take_turn()
            if seq < int(rows.recall(CHECKED_SEQ) or 0):
                return False
            restored = rows.recall(RESTORED) is not None
            self._reconcile(rows, rules, findings, now, whole=position is None, restored=restored)
            rows.remember(CHECKED_SEQ, str(seq))
            if position is not None:
                rows.remember(POSITION, f"{position.seq} {position.mark}")
            else:
                rows.remember(CHECKED_AT, now.isoformat())
                rows.forget(RESTORED)
            return True

        return self.alerts.write(work)

    def begin_anew(self, position: LogPosition) -> None:
        """The log is another one: what was looked at is of no number of it."""

        def work(rows: AlertRows) -> None:
            rows.take_turn()
            rows.remember(CHECKED_SEQ, "0")
            rows.remember(POSITION, f"{position.seq} {position.mark}")

        self.alerts.write(work)

    def tell_due(self, now: datetime) -> int:
        """Tell what is due; returns how many alerts were told. Raises StoreUnavailable."""
        if not self.alerts.anything_to_tell(now):
            return 0
        people = self._people()

        def work(rows: AlertRows) -> int:
            rows.take_turn()
            if rows.recall(RESTORED) is not None:
                # The first look after a backup was put back says what was told already.
                return 0
            return self._telling.tell_due(rows, people, now)

        return self.alerts.write(work)

    def acknowledge(self, alert_id: int, comment: str, acting: Acting, now: datetime) -> Alert:
        """Somebody looks after one group: nobody else is told of it. The others stand as they were.

        Raises NotFound, BadAct for a comment that is missing or too long, Conflict for what has ended or is acknowledged.
        """
        said = _comment(comment)

        def change(alert: Alert) -> Alert:
            if alert.acknowledged_at is not None:
                raise Conflict(f"{alert.acknowledged_by} has acknowledged it already")
            return course.acknowledged(alert, acting.name, now)

        return self._by_hand(alert_id, AlertActKind.ACKNOWLEDGED, said, acting, now, change)

    def silence(self, alert_id: int, until: datetime | None, comment: str, acting: Acting, now: datetime) -> Alert:
        """Nobody is told of one group until a moment; None is until the next working morning.

        Raises NotFound, BadAct for an end that is not ahead or farther than a month, Conflict for what has ended.
        """
        end = self.rules.hours.next_morning(now) if until is None else until
        if not now < end <= now + LONGEST_SILENCE:
            days = LONGEST_SILENCE.days
            raise BadAct("until", f"the silence must end after now, and within {days} days")
        said = _comment(comment)
        return self._by_hand(
            alert_id,
            AlertActKind.SILENCED,
            said,
            acting,
            now,
            lambda alert: course.silenced(alert, end),
            until=end.isoformat(),
        )

    def _by_hand(
        self,
        alert_id: int,
        kind: AlertActKind,
        comment: str,
        acting: Acting,
        now: datetime,
        change: Callable[[Alert], Alert],
        **details: Any,
    ) -> Alert:
        def work(rows: AlertRows) -> Alert:
            rows.take_turn()
            alert = rows.find(alert_id)
            if alert.state(now) is AlertState.ENDED:
                raise Conflict("it has ended meanwhile: there is nothing left to do about it")
            after = change(alert)
            rows.change(after)
            rows.act(AlertAct(alert.id, kind, now, acting.name, comment, details))
            self._telling.cancel(rows, after, now)
            word = "acknowledge" if kind is AlertActKind.ACKNOWLEDGED else "silence"
            # The comment is a person's own words: it stands with the alert, not in the audit.
            subject = f"{alert.rule} {alert.group_key}"
            rows.audit(
                AuditEntry(
                    now,
                    acting.name,
                    f"alert.{word}",
                    subject,
                    details={"alert": alert.id, **details},
                    address=acting.address,
                )
            )
            return after

        return self.alerts.write(work)

    def _reconcile(
        self,
        rows: AlertRows,
        rules: Collection[AlertRule],
        findings: Sequence[AlertFinding],
        now: datetime,
        *,
        whole: bool,
        restored: bool,
    ) -> None:
        by_key = {rule.key: rule for rule in rules}
        found = {(each.rule, each.group_key): each for each in findings}
        known = {key.key for key in self.rules.every}
        for alert in rows.standing():
            finding = found.pop((alert.rule, alert.group_key), None)
            gone = alert.rule not in known and whole
            if finding is not None:
                self._stands_still(rows, alert, finding, by_key[alert.rule], now, restored=restored)
            elif alert.rule in by_key or gone:
                after = course.ended(alert, by_key.get(alert.rule), self.rules, now)
                rows.change(after)
                _note(rows, after, AlertActKind.ENDED, now, **({"rule": "gone"} if gone else {}))
                if self._telling.cancel(rows, after, now):
                    # Not everybody was told: where its cause comes back they are.
                    rows.change(replace(after, last_told_at=None))
        for finding in found.values():
            self._open(rows, finding, by_key[finding.rule], now, restored=restored)

    def _stands_still(
        self, rows: AlertRows, alert: Alert, finding: AlertFinding, rule: AlertRule, now: datetime, *, restored: bool
    ) -> None:
        after = course.seen(alert, finding, now)
        if restored:
            after = course.taken_as_told(after, rule, self.rules, now)
        elif course.has_grown(alert, finding, rule):
            after = course.grown(after, rule, self.rules, now)
            _note(rows, after, AlertActKind.GREW, now, before=alert.told_count, count=after.count)
        if replace(after, seen_at=alert.seen_at) != alert:
            rows.change(after)

    def _open(self, rows: AlertRows, finding: AlertFinding, rule: AlertRule, now: datetime, *, restored: bool) -> None:
        last = rows.last_of(finding.rule, finding.group_key)
        if last is not None and course.rests_until(last, rule, self.rules) > now:
            back = course.seen(course.came_back(last, rule, self.rules, now), finding, now)
            grew = course.has_grown(last, finding, rule)
            rows.change(course.grown(back, rule, self.rules, now) if grew else back)
            # Whatever waits tells that it has ended.
            self._telling.cancel(rows, last, now, ends=True)
            _note(rows, back, AlertActKind.CAME_BACK, now, count=finding.count)
            return
        silenced = last.silenced_until if last is not None else None
        still = silenced if silenced is not None and silenced > now else None
        opened = course.opened(rule, finding, self.rules, now, still)
        if restored:
            opened = course.taken_as_told(opened, rule, self.rules, now)
        alert = rows.put(opened)
        _note(rows, alert, AlertActKind.OPENED, now, count=finding.count, figures=dict(finding.figures))


def _comment(comment: str) -> str:
    said = " ".join(comment.split())
    if not said:
        raise BadAct("comment", "say in a few words what is done about it, so that others know")
    if len(said) > LONGEST_COMMENT:
        raise BadAct("comment", f"the comment is longer than {LONGEST_COMMENT} characters")
    return said


def _note(rows: AlertRows, alert: Alert, kind: AlertActKind, now: datetime, **details: Any) -> None:
    rows.act(AlertAct(alert.id, kind, now, SYSTEM_NAME, details=details))
