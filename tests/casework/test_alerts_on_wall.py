"""The alerts that walls show: of rules that are told there, while nobody has acknowledged or silenced them."""

from datetime import timedelta

from command_center.casework.alerts_on_wall import AlertsOnWall
from command_center.domain.alerts import AlertWay
from command_center.errors import StoreUnavailable
from tests.casework.alert_city import MONDAY, SARI, city, found, rule

ON_WALL = frozenset({AlertWay.WALL, AlertWay.DESK})


def test_what_is_told_on_the_wall_stands_there_until_it_is_acknowledged(sqlite_db, monkeypatch):
    of = city(sqlite_db, rule("dinding", ways=ON_WALL), rule("meja"))
    times = [MONDAY]
    wall = AlertsOnWall(of.alerting.alerts, of.rules, lambda: times[0])
    of.look(MONDAY, found("dinding"), found("meja"))
    assert [each.rule for each in wall.open()] == ["dinding"]
    (alert,) = wall.open()
    of.alerting.acknowledge(alert.id, "ditangani", SARI, MONDAY)
    assert wall.open() == (alert,), "all walls share what was asked within two seconds"
    times[0] = MONDAY + timedelta(seconds=3)
    assert wall.open() == ()

    def away(*_):
        raise StoreUnavailable("away")

    monkeypatch.setattr(of.alerting.alerts, "listed", away)
    times[0] = MONDAY + timedelta(seconds=6)
    assert wall.open() == (), "the last that was known stands while the database is away"
