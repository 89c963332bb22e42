"""The alerts that screens show: of rules that are told there, while nobody has acknowledged or silenced them."""

from datetime import timedelta

from command_center.casework.open_alerts import OpenAlerts
from command_center.domain.alerts import AlertWay
from command_center.errors import StoreUnavailable
from tests.casework.alert_city import MONDAY, SARI, city, found, rule

ON_WALL = frozenset({AlertWay.WALL, AlertWay.DESK})


def test_what_is_told_on_a_screen_stands_there_until_it_is_acknowledged(sqlite_db, monkeypatch):
    of = city(sqlite_db, rule("dinding", ways=ON_WALL), rule("meja"))
    times = [MONDAY]
    screens = OpenAlerts(of.alerting.alerts, of.rules, lambda: times[0])
    of.look(MONDAY, found("dinding"), found("meja"))
    mark = screens.mark()
    assert [each.rule for each in screens.told_on(AlertWay.WALL)] == ["dinding"]
    assert [each.rule for each in screens.told_on(AlertWay.DESK)] == ["dinding", "meja"]
    (alert,) = screens.told_on(AlertWay.WALL)
    of.alerting.acknowledge(alert.id, "ditangani", SARI, MONDAY)
    assert screens.told_on(AlertWay.WALL) == (alert,), "all walls share what was asked within two seconds"
    assert screens.mark() == mark
    times[0] = MONDAY + timedelta(seconds=3)
    assert screens.told_on(AlertWay.WALL) == ()
    acknowledged = screens.mark()
    assert acknowledged != mark
    of.look(MONDAY + timedelta(seconds=4), found("dinding"), found("meja", count=2))
    times[0] = MONDAY + timedelta(seconds=6)
    assert screens.mark() != acknowledged, "one counts more"

    def away(*_):
        raise StoreUnavailable("away")

    monkeypatch.setattr(of.alerting.alerts, "listed", away)
    times[0] = MONDAY + timedelta(seconds=9)
    assert [each.rule for each in screens.told_on(AlertWay.DESK)] == ["meja"], "the last that was known stands"
