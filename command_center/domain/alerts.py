"""Alerts: what the city wants to be told of, what was found, and where an alert stands. Rules are data (reference/alerts.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from command_center.domain.outgoing import MAIL
from command_center.domain.rota import Rota
from command_center.domain.wording import Wording
from command_center.domain.working_hours import WorkingHours


class AlertCause(StrEnum):
    """What a rule looks for."""

    BREACH = "breach"
    NEAR = "near"
    SURGE = "surge"
    INCIDENT = "incident"
    SILENCE = "silence"
    QUARANTINE = "quarantine"
    ANSWER_FAILED = "answer_failed"


class AlertDimension(StrEnum):
    """By what findings are grouped."""

    OPD = "opd"
    CATEGORY = "category"
    KECAMATAN = "kecamatan"
    CHANNEL = "channel"
    INCIDENT = "incident"


OF_REPORTS = frozenset({AlertDimension.OPD, AlertDimension.CATEGORY, AlertDimension.KECAMATAN, AlertDimension.CHANNEL})
GROUPS: Mapping[AlertCause, frozenset[AlertDimension]] = {
    AlertCause.BREACH: OF_REPORTS,
    AlertCause.NEAR: OF_REPORTS,
    AlertCause.SURGE: frozenset({AlertDimension.CATEGORY, AlertDimension.KECAMATAN}),
    AlertCause.INCIDENT: frozenset({AlertDimension.INCIDENT}),
    AlertCause.SILENCE: frozenset({AlertDimension.CHANNEL}),
    AlertCause.QUARANTINE: frozenset({AlertDimension.CHANNEL}),
    AlertCause.ANSWER_FAILED: OF_REPORTS,
}
"""By what the findings of a cause can be grouped."""


class Severity(StrEnum):
    """How much an alert matters. What is critical is told at any hour; the rest in working hours, gathered."""

    NOTICE = "notice"
    WARNING = "warning"
    CRITICAL = "critical"


class AlertWay(StrEnum):
    """Where an alert is told: on the wall, at the desk, or by messages."""

    WALL = "wall"
    DESK = "desk"
    MAIL = "mail"
    TELEGRAM = "telegram"
    WEBHOOK = "webhook"


MESSAGES = (AlertWay.MAIL, AlertWay.TELEGRAM, AlertWay.WEBHOOK)
"""The ways by which a message leaves."""
TELEGRAM_ROUTE, WEBHOOK_ROUTE = "alert-telegram", "alert-webhook"
ROUTES = {AlertWay.MAIL: MAIL, AlertWay.TELEGRAM: TELEGRAM_ROUTE, AlertWay.WEBHOOK: WEBHOOK_ROUTE}
"""The way of a message -> its route in the outbox."""


@dataclass(frozen=True, slots=True)
class AlertRule:
    """One rule.

    `at_least` is how many reports (deliveries, messages) a group must have; `percent` of a term that has passed, `hours` in
    which an incident grew, or that a surge looks back at least, `coverage` of ordinary days within what is usual, `chance` below which a silence is none of its own
    accord: each for its cause. `categories` and `channels` narrow it, empty for all. `grown_by`: so many more than were told
    are told anew, also where the alert was acknowledged. `repeat` and `escalate` are hours: of the clock for what is
    critical, of working hours for the rest; `repeat` 0 tells once, `escalate` 0 escalates never. `tell_end`: who was told of it is told that it has ended.
    """

    key: str
    cause: AlertCause
    words: Wording
    severity: Severity
    group_by: tuple[AlertDimension, ...]
    at_least: int
    grown_by: int
    ways: frozenset[AlertWay]
    rota: str
    repeat: float
    escalate: float
    percent: int = 0
    hours: int = 0
    coverage: float = 0.0
    chance: float = 0.0
    categories: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    tell_end: bool = False

    @property
    def critical(self) -> bool:
        """Whether no hour holds it back."""
        return self.severity is Severity.CRITICAL


@dataclass(frozen=True, slots=True)
class AlertRules:
    """All rules, the rotas that they name, the hours of the offices, and how long what is not critical is gathered."""

    every: tuple[AlertRule, ...]
    rotas: Mapping[str, Rota]
    hours: WorkingHours
    collect: timedelta

    @property
    def on_wall(self) -> tuple[str, ...]:
        """Keys of the rules that are told on the wall."""
        return tuple(each.key for each in self.every if AlertWay.WALL in each.ways)

    def find(self, key: str) -> AlertRule | None:
        """The rule of a key; None where the file has it no more."""
        return next((each for each in self.every if each.key == key), None)

    def rota_of(self, rule: AlertRule) -> Rota:
        """The rota by which a rule is told."""
        return self.rotas[rule.rota]


@dataclass(frozen=True, slots=True)
class AlertFinding:
    """A cause that holds now in one group: how many, and the figures by which a screen says why. No personal data.

    `group` is dimension -> code. Figures are JSON values; times are ISO 8601 with zone.
    """

    rule: str
    group: Mapping[str, str]
    count: int
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def group_key(self) -> str:
        """The group as one text, the same for the same group."""
        return group_key(self.group)


def group_key(group: Mapping[str, str]) -> str:
    """A group as one text: ``category=banjir,kecamatan=genuk``."""
    return ",".join(f"{name}={group[name]}" for name in sorted(group))


class AlertState(StrEnum):
    """Where an alert stands. A silence holds the messages back and nothing else; it has an end."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    SILENCED = "silenced"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert of one group. `id` is 0 until it is stored. Times are aware UTC.

    `count` and `figures` are of now, or of when it ended; `told_count` is the count that was told last. `told` is how often it
    was told; `tell_at` when it is told next, or that it has ended, None where it is not by itself; `order` up to whom of its rota; `escalate_at`
    when the next order comes. `acknowledged_by` "" where nobody did.
    """

    rule: str
    group: Mapping[str, str]
    severity: Severity
    count: int
    figures: Mapping[str, Any]
    opened_at: datetime
    seen_at: datetime
    order: int = 1
    told: int = 0
    told_count: int = 0
    last_told_at: datetime | None = None
    tell_at: datetime | None = None
    escalate_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    silenced_until: datetime | None = None
    ended_at: datetime | None = None
    id: int = 0

    @property
    def group_key(self) -> str:
        """The group as one text."""
        return group_key(self.group)

    def state(self, now: datetime) -> AlertState:
        """Where it stands at an aware moment."""
        if self.ended_at is not None:
            return AlertState.ENDED
        if self.acknowledged_at is not None:
            return AlertState.ACKNOWLEDGED
        silenced = self.silenced_until is not None and self.silenced_until > now
        return AlertState.SILENCED if silenced else AlertState.OPEN


class AlertActKind(StrEnum):
    """What happened to an alert. `CAME_BACK`: its cause is there again shortly after it ended. `UNTOLD`: it was to be told and
    nobody is set up who could be.
    """

    OPENED = "opened"
    GREW = "grew"
    CAME_BACK = "came_back"
    TOLD = "told"
    ESCALATED = "escalated"
    UNTOLD = "untold"
    ACKNOWLEDGED = "acknowledged"
    SILENCED = "silenced"
    CANCELLED = "cancelled"
    ENDED = "ended"
    END_TOLD = "end_told"


@dataclass(frozen=True, slots=True)
class AlertAct:
    """One thing that happened to an alert, by whom (``system`` by itself), with a person's comment. `details` are JSON values."""

    alert_id: int
    kind: AlertActKind
    at: datetime
    by: str
    comment: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
