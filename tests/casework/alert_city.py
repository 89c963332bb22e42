"""A small city for tests of alerts: a few rules and duties, people with accounts, and what was found, as a test says it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

from command_center.casework.alert_recipients import AlertWays
from command_center.casework.alert_telling import AlertTelling
from command_center.casework.alerting import Alerting
from command_center.domain.acting import Acting, acting_person
from command_center.domain.alert_story import AlertFilter
from command_center.domain.alerts import (
    Alert,
    AlertCause,
    AlertDimension,
    AlertFinding,
    AlertRule,
    AlertRules,
    AlertState,
    AlertWay,
    Severity,
)
from command_center.domain.outgoing import SendState
from command_center.domain.rota import Duty, DutyDay, Rota
from command_center.domain.wording import Wording
from command_center.domain.working_days import WIB
from command_center.domain.working_hours import WorkingHours
from command_center.settings import read_settings
from command_center.store.alerts import Alerts
from command_center.store.db import Database
from command_center.store.outbox import Outbox
from command_center.store.users import Users
from layouts.alerts.config import AlertConfig, alert_config
from layouts.alerts.message import alert_writer
from tests.readmodel.facts import CALENDAR
from tests.reference.shipped import shipped

WORKING = frozenset({DutyDay.WORKING})
ALWAYS = frozenset({DutyDay.WORKING, DutyDay.FREE})
OFFICE = WorkingHours(CALENDAR, time(7, 30), time(16, 0))
"""Wednesday 18 November 2026 is free."""
SARI: Acting = acting_person("sari", frozenset({"p3m"}), address="10.1.2.3")


def wib(said: str) -> datetime:
    """``2026-11-16 10:00`` in WIB."""
    return datetime.fromisoformat(said).replace(tzinfo=WIB)


MONDAY = wib("2026-11-16 10:00")
FRIDAY_NIGHT = wib("2026-11-20 23:59:59")
BY_MAIL = AlertWays(mail=True)


def rule(key: str = "lewat", **changed: Any) -> AlertRule:
    """A rule about reports past their deadline, a group an OPD."""
    ordinary: dict[str, Any] = {
        "cause": AlertCause.BREACH,
        "words": Wording("Laporan lewat tenggat", "Reports past their deadline"),
        "severity": Severity.WARNING,
        "group_by": (AlertDimension.OPD,),
        "at_least": 1,
        "grown_by": 10,
        "ways": frozenset({AlertWay.DESK, AlertWay.MAIL}),
        "rota": "piket",
        "repeat": 8.5,
        "escalate": 0.0,
    }
    return AlertRule(key=key, **(ordinary | changed))


def rota(*duties: Duty) -> Rota:
    """The rota that rules name."""
    return Rota("piket", duties)


def duty(order: int = 1, **changed: Any) -> Duty:
    """A duty of the offices, of those with the role p3m."""
    ordinary: dict[str, Any] = {"days": WORKING, "begin": time(7, 30), "end": time(16, 0), "roles": ("p3m",)}
    return Duty(order, **(ordinary | changed))


def found(key: str = "lewat", count: int = 1, **group: str) -> AlertFinding:
    """A finding; about the DPU where nothing else is said."""
    figures = {
        "oldest_due": "2026-11-13T16:59:59+00:00",
        "unseen": count,
        "confidential": 0,
        "numbers": ["LH-2026-000001"],
    }
    return AlertFinding(key, group or {"opd": "dpu"}, count, figures)


@dataclass
class City:
    """What a test does: the clock is passed in, and every look is of a later event."""

    db: Database
    alerting: Alerting
    rules: AlertRules
    config: AlertConfig
    seq: int = 0

    def look(self, now: datetime, *findings: AlertFinding) -> bool:
        """These hold now, and nothing else."""
        self.seq += 1
        return self.alerting.take(self.rules.every, findings, self.seq, now)

    def tell(self, now: datetime) -> int:
        """Tell what is due."""
        return self.alerting.tell_due(now)

    def standing(self, now: datetime = MONDAY, *states: AlertState) -> list[Alert]:
        """The alerts that stand."""
        return self.alerting.alerts.listed(AlertFilter(frozenset(states)), now, 1000)

    def one(self, **group: str) -> Alert:
        """The standing alert of a group."""
        (alert,) = [each for each in self.standing() if each.group == (group or {"opd": "dpu"})]
        return alert

    def outgoing(self, *states: SendState) -> list[Mapping[str, Any]]:
        """What is in the outbox, in the order in which it was put there."""
        from sqlalchemy import select

        from command_center.store.outbox import outbox

        with self.db.read() as connection:
            rows = connection.execute(select(outbox).order_by(outbox.c.id)).mappings().all()
        return [dict(row) for row in rows if not states or SendState(row["state"]) in states]

    def acts(self, alert: Alert) -> list[str]:
        """What happened to an alert."""
        return [str(each.kind) for each in self.alerting.alerts.acts(alert.id)]


def letters_left(of: City, now: datetime, route: str = "mail") -> None:
    """Every message of a route is on its way: nothing takes it back any more."""
    outbox = Outbox(of.db)
    while (letter := outbox.claim(route, 60, now, now + timedelta(hours=1))) is not None:
        assert outbox.begin(letter, now, now + timedelta(hours=1))


@cache
def _config() -> AlertConfig:
    return alert_config(shipped(), read_settings(demo=False))


def city(
    db: Database,
    *rules: AlertRule,
    duties: tuple[Duty, ...] = (),
    ways: AlertWays = BY_MAIL,
    people: Mapping[str, tuple[str, str]] | None = None,
    collect: timedelta = timedelta(0),
) -> City:
    """An installation; `people` are name -> (role, department), each with an address."""
    every = AlertRules(rules or (rule(),), {"piket": rota(*(duties or (duty(),)))}, OFFICE, collect)
    for name, (role, opd) in ({"sari": ("p3m", "")} if people is None else people).items():
        Users(db).add(name, f"{name}@example.test", "x", [role], opd, MONDAY)
    config = replace(_config(), rules=every)
    telling = AlertTelling(every, ways, alert_writer(config))
    return City(db, Alerting(Alerts(db), telling, Users(db).everyone), every, config)
