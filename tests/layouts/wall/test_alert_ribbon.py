"""What the head of the wall says of alerts: the most severe and how many more, and nothing of a person."""

from dataclasses import replace

from layouts.i18n import words
from layouts.wall.alert_ribbon import ROOM, alert_ribbon, alerts_for_script
from tests.layouts import alerts_sample
from tests.layouts.reading import words_of
from tests.layouts.sample_view import config

WORDS = words("id")
WALL = replace(config(), alerts=alerts_sample.config())


def test_the_most_severe_are_named_and_the_others_are_counted_by_the_shape_of_the_screen():
    alerts = alerts_sample.alerts()
    named, more = named_and_more(alert_ribbon(alerts, WALL, WORDS))
    assert named[0].className == "alert-ribbon alert-critical"
    assert "Insiden membesar" in words_of(named[0])
    assert len(named) == min(len(alerts), ROOM.most)
    assert "not-wide" in named[1].className
    shown = {shape: len([each for each in named if f"not-{shape}" not in each.className]) for shape in ROOM.by_shape()}
    assert shown == {shape: min(len(alerts), rows) for shape, rows in ROOM.by_shape().items()}
    told = {each.className: words_of(each) for each in more}
    assert told["alert-more only-wide"] == f"+{len(alerts) - ROOM.wide} lagi"


def test_one_alert_is_named_on_every_screen_and_nothing_is_counted():
    ((one,), more) = named_and_more(alert_ribbon(alerts_sample.alerts()[:1], WALL, WORDS))
    assert "not-" not in one.className
    assert more == []


def named_and_more(ribbon):
    return (
        [each for each in ribbon if "alert-ribbon" in each.className],
        [each for each in ribbon if "alert-more" in each.className],
    )


def test_without_an_alert_there_is_nothing():
    assert alert_ribbon([], WALL, WORDS) == []
    assert alerts_for_script([], WALL, WORDS) == []


def test_neither_names_nor_numbers_of_reports_reach_the_wall():
    alert = alerts_sample.alert(acknowledged_by="sari")
    told = f"{words_of(alert_ribbon([alert], WALL, WORDS)[0])} {alerts_for_script([alert], WALL, WORDS)}"
    assert "sari" not in told
    assert "LH-" not in told
