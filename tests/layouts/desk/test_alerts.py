"""What the desk says of open alerts: the most severe one, where it is acknowledged, how many more, and nothing of a person."""

from layouts.desk.alerts import alerts_told
from layouts.i18n import words
from tests.layouts import alerts_sample

CONFIG, WORDS = alerts_sample.config(), words("id")


def test_the_most_severe_leads_to_where_it_is_acknowledged():
    alerts = alerts_sample.alerts()
    told = alerts_told(alerts, CONFIG, WORDS)
    (named,) = told["named"]
    assert (named["rule"], named["severity"], named["said"]) == ("Insiden membesar", "critical", "kritis")
    assert named["href"] == f"/peringatan?nomor={alerts[0].id}"
    assert told["more"] == f"+{len(alerts) - 1} lagi"
    assert told["page"] == "/peringatan"


def test_without_an_alert_there_is_nothing_and_of_one_nothing_is_counted():
    assert alerts_told([], CONFIG, WORDS)["named"] == []
    assert alerts_told(alerts_sample.alerts()[:1], CONFIG, WORDS)["more"] == ""


def test_neither_names_nor_numbers_of_reports_are_in_it():
    told = str(alerts_told([alerts_sample.alert(acknowledged_by="sari")], CONFIG, WORDS))
    assert "sari" not in told
    assert "LH-" not in told
