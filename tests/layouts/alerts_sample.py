"""Alerts of every cause, in every state and with all that can happen to one, as the page, the wall and messages show them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from callbacks.alerts import PAGE
from command_center.domain.alert_story import AlertFilter, AlertMessage, AlertStory, AlertsView
from command_center.domain.alerts import Alert, AlertAct, AlertActKind, AlertCause, AlertState, AlertWay, Severity
from command_center.domain.outgoing import SendState, Trouble
from command_center.settings import read_settings
from layouts.alerts.config import AlertConfig, alert_config
from layouts.alerts.message import message
from layouts.alerts.page import alerts_page
from layouts.i18n import Words
from layouts.visit import NavigationEntry, Visit
from layouts.wall.page import wall_page
from tests.layouts.sample_view import config as wall_config
from tests.layouts.sample_view import opening, ordinary
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATE = {"oldest_due": "2026-11-16T16:59:59+00:00", "unseen": 2, "confidential": 1, "numbers": ["LH-2026-000012"]}

FIGURES: Mapping[str, tuple[Mapping[str, str], int, Mapping[str, Any]]] = {
    "lewat-tenggat": ({"opd": "dpu"}, 4, LATE),
    "darurat-lewat-tenggat": (
        {"category": "rob"},
        1,
        LATE | {"oldest_due": "2026-11-20T01:00:00+00:00", "confidential": 0},
    ),
    "hampir-lewat": ({"opd": ""}, 3, LATE | {"oldest_due": "2026-11-23T16:59:59+00:00"}),
    "lonjakan": (
        {"category": "sampah", "kecamatan": "33.74.01"},
        19,
        {"mean": 4.2, "high": 9, "days": 8, "coverage": 0.9998},
    ),
    "insiden-darurat": (
        {"incident": "77"},
        14,
        {
            "hours": 3,
            "whole": 22,
            "since": "2026-11-19T20:00:00+00:00",
            "category": "banjir",
            "kelurahan": "33.74.05.1001",
            "kecamatan": "33.74.05",
            "numbers": ["LH-2026-000044", "LH-2026-000045"],
        },
    ),
    "saluran-diam": (
        {"channel": "sms"},
        9,
        {"last_at": "2026-11-19T20:00:00+00:00", "expected": 8.9, "chance": 0.0001},
    ),
    "karantina": ({"channel": "sp4n"}, 12, {}),
    "jawaban-gagal": ({"channel": "whatsapp"}, 2, {"confidential": 0, "numbers": ["LH-2026-000099"]}),
}
"""Rule -> group, how many, figures; of every cause one at least."""


def config() -> AlertConfig:
    """The city as it ships."""
    return alert_config(shipped(), read_settings(demo=True, _env_file=None))


def alert(rule: str = "lewat-tenggat", number: int = 7, **changed: Any) -> Alert:
    """An open alert that was told once."""
    group, count, figures = FIGURES[rule]
    known = shipped().alerts.find(rule)
    assert known is not None
    opened: dict[str, Any] = {
        "opened_at": NOW - 5 * HOUR,
        "seen_at": NOW,
        "told": 1,
        "last_told_at": NOW - HOUR,
        "tell_at": NOW + HOUR,
    }
    return Alert(rule, group, known.severity, count, figures, **({"id": number} | opened | changed))


def alerts() -> list[Alert]:
    """One of every rule, the most severe first."""
    made = [alert(rule, number) for number, rule in enumerate(FIGURES, start=1)]
    return sorted(made, key=lambda each: -list(Severity).index(each.severity))


def states() -> dict[str, Alert]:
    """An alert in every state, and at every point of its course."""
    nowhere = {**FIGURES["insiden-darurat"][2], "kelurahan": "", "kecamatan": ""}
    return {
        "untold": alert(told=0, last_told_at=None),
        "told": alert(),
        "told often": alert(told=3),
        "escalates": alert(escalate_at=NOW + HOUR),
        "escalates later": alert(escalate_at=NOW + 2 * HOUR),
        "never again": alert(tell_at=None),
        "never again, whatever": alert("saluran-diam", tell_at=None),
        "acknowledged": alert(acknowledged_at=NOW - HOUR, acknowledged_by="sari", tell_at=None),
        "acknowledged, whatever": alert("saluran-diam", acknowledged_at=NOW, acknowledged_by="sari", tell_at=None),
        "silenced": alert(silenced_until=NOW + 9 * HOUR),
        "ended": alert(ended_at=NOW, tell_at=None),
        "nowhere": replace(alert("insiden-darurat"), figures=nowhere),
        "rule gone": replace(alert(), rule="yang-dulu"),
    }


def story(of: Alert) -> AlertStory:
    """With all that can happen to one, and messages of every state."""
    details = {"count": 4, "before": 1, "people": 2, "order": 2, "messages": 3, "until": NOW.isoformat()}
    acts = [
        AlertAct(
            of.id, kind, NOW - HOUR, "sari" if kind is AlertActKind.ACKNOWLEDGED else "system", "tim di lokasi", details
        )
        for kind in AlertActKind
    ]
    acts.append(AlertAct(of.id, AlertActKind.ENDED, NOW, "system", details={"rule": "gone"}))
    ways = [AlertWay.MAIL, AlertWay.TELEGRAM, AlertWay.WEBHOOK]
    messages = [
        AlertMessage(
            ways[n % 3],
            "sari" if n % 2 else "p3m 1.2",
            NOW,
            state,
            Trouble.NONE,
            "550 no such user" if state is SendState.FAILED else "",
            None,
        )
        for n, state in enumerate(SendState)
    ]
    return AlertStory(of, acts, messages)


def view(of: AlertStory | None, *listed: Alert, number: int = 0, **changed: Any) -> AlertsView:
    """The page with these alerts, of which one is read."""
    ordinary_view: dict[str, Any] = {
        "counts": {AlertState.OPEN: len(listed), AlertState.ENDED: 12},
        "asked": AlertFilter(frozenset({AlertState.OPEN})),
        "alerts": listed,
        "number": of.alert.id if of is not None else number,
        "story": of,
        "may_act": True,
        "morning": NOW + 30 * HOUR,
        "as_of": NOW,
    }
    return AlertsView(**(ordinary_view | changed))


def views() -> dict[str, AlertsView]:
    """Every state of the page."""
    quiet = AlertStory(alert(), [AlertAct(7, AlertActKind.OPENED, NOW, "system", details={"count": 1})], [])
    nobody = AlertStory(alert(), [AlertAct(7, AlertActKind.UNTOLD, NOW, "system")], [])
    found = {name: view(story(each), *alerts()) for name, each in states().items()}
    found |= {f"empty {state}": view(None, asked=AlertFilter(frozenset({state}))) for state in AlertState}
    return found | {
        "of every cause": view(None, *alerts()),
        "read by the mayor": view(quiet, *alerts(), may_act=False),
        "nobody is set up": view(nobody, *alerts()),
        "no such alert": view(None, *alerts(), number=99),
        "filtered": view(None, asked=AlertFilter(frozenset({AlertState.OPEN}), "critical")),
        "very many": view(None, *[alert(number=n) for n in range(1, 201)]),
        "never told": view(None, states()["untold"]),
        "history": view(None, states()["ended"], asked=AlertFilter(frozenset({AlertState.ENDED}))),
    }


def visit(words: Words, theme: str = "terang") -> Visit:
    """Somebody who opens it."""
    return Visit(
        PAGE, [NavigationEntry(PAGE.key, PAGE.title, PAGE.path)], "sari", "Lapor Hendi", True, words, theme, {}
    )


def draw_all(words: Words) -> None:
    """Every state of the page, every message, and the wall with alerts."""
    for each in views().values():
        alerts_page(each, config(), visit(words))
    made = [*alerts(), *states().values()]
    for one in made:
        message([one], config(), words, NOW)
    message(made, config(), words, NOW)
    message(made[:1], config(), words, NOW, test=True)
    shown = replace(opening(ordinary()), alerts=tuple(alerts()))
    wall_page(shown, replace(wall_config(), alerts=config()), words, "gelap")


def causes() -> set[AlertCause]:
    """The causes of which there is a sample."""
    return {rule.cause for rule in shipped().alerts.every if rule.key in FIGURES}
