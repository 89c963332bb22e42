"""What the head of the wall says of alerts: the most severe and how many more, and nothing of a person."""

from dataclasses import replace

from layouts.i18n import words
from layouts.wall.alert_ribbon import alert_ribbon, alerts_for_script
from tests.layouts import alerts_sample
from tests.layouts.reading import words_of
from tests.layouts.sample_view import config

WORDS = words("id")
WALL = replace(config(), alerts=alerts_sample.config())


def test_the_most_severe_is_named_and_the_others_are_counted():
    alerts = alerts_sample.alerts()
    (ribbon,) = alert_ribbon(alerts, WALL, WORDS)
    assert ribbon.className == "alert-ribbon alert-critical"
    said = words_of(ribbon)
    assert "Insiden membesar" in said
    assert f"+{len(alerts) - 1} lagi" in said


def test_without_an_alert_there_is_nothing():
    assert alert_ribbon([], WALL, WORDS) == []
    assert alerts_for_script([], WALL, WORDS) == []


def test_neither_names_nor_numbers_of_reports_reach_the_wall():
    alert = alerts_sample.alert(acknowledged_by="sari")
    told = f"{words_of(alert_ribbon([alert], WALL, WORDS)[0])} {alerts_for_script([alert], WALL, WORDS)}"
    assert "sari" not in told
    assert "LH-" not in told
