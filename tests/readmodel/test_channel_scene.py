"""What the channel scene tells, against a small log whose answer can be counted by hand. Now is Saturday 14:05 WIB."""

from datetime import UTC, datetime, timedelta
from math import exp

import pytest

from command_center.readmodel.channel_scene import InboxNow, load_channels
from command_center.readmodel.wall_view import PulseState
from command_center.store.inbox import DeliveryLag
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, received
from tests.readmodel.test_wall import NAMES, ZONE

NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOTHING = InboxNow({}, {})


def scene_of(*events, inbox=NOTHING):
    model = borrowed(ZONE, CALENDAR)
    model.apply(sorted(events, key=lambda event: event.at))
    return {channel.code: channel for channel in load_channels(model, NAMES, NOW, inbox).channels}


def hourly(first, hours, since, **facts):
    """A report each hour, the newest `since` ago."""
    return [received(first + n, NOW - since - n * HOUR, **facts) for n in range(hours)]


def test_an_hour_is_measured_against_what_four_weeks_brought_in_it():
    sms = scene_of(*hourly(1, 29 * 24, timedelta(minutes=30)))["sms"]
    assert sms.hourly == (1,) * 24
    assert [band.mean for band in sms.usual] == [pytest.approx(1.0, abs=0.15)] * 24
    # Of Poisson hours with a mean of one 95 % hold none to three: P(0) = .37, P(>3) = .019.
    assert (sms.usual[-1].low, sms.usual[-1].high) == (0, 3)
    assert sms.state is PulseState.LIVE


def test_a_silence_has_its_probability():
    """One an hour, and nothing for six hours: e^-6, a quarter of a percent."""
    sms = scene_of(*hourly(1, 29 * 24, 6 * HOUR))["sms"]
    assert sms.state is PulseState.SILENT
    assert sms.expected_in_silence == pytest.approx(6, abs=0.7)
    assert sms.chance == pytest.approx(exp(-sms.expected_in_silence))
    assert sms.hourly[-5:] == (0,) * 5


def test_an_archive_and_a_channel_never_heard_of_are_not_expected_to_speak():
    channels = scene_of(*hourly(1, 48, HOUR), *hourly(100, 48, HOUR, channel="blackberry"))
    assert channels["blackberry"].state is PulseState.ARCHIVE
    assert (channels["blackberry"].usual, channels["blackberry"].chance) == ((), None)
    assert (channels["x"].state, channels["x"].usual, channels["x"].chance) == (PulseState.NEVER, (), None)


def test_before_a_day_of_history_nothing_is_usual():
    sms = scene_of(*hourly(1, 20, HOUR))["sms"]
    assert (sms.usual, sms.chance, sms.state) == ((), None, PulseState.LIVE)


def test_lag_and_quarantine_are_those_of_the_inbox():
    since = NOW - timedelta(minutes=4)
    inbox = InboxNow({"sms": DeliveryLag(0.4, 2.5, 3, since)}, {"x": 2})
    channels = scene_of(received(1, NOW), inbox=inbox)
    sms = channels["sms"]
    assert (sms.lag, sms.longest, sms.waiting, sms.waiting_since, sms.quarantined) == (0.4, 2.5, 3, since, 0)
    assert (channels["x"].lag, channels["x"].waiting, channels["x"].quarantined) == (None, 0, 2)


def test_of_a_past_moment_nobody_kept_them():
    model = borrowed(ZONE, CALENDAR)
    model.apply([received(1, NOW)])
    scene = load_channels(model, NAMES, NOW, None)
    assert not scene.recorded
    assert {(each.lag, each.waiting, each.quarantined) for each in scene.channels} == {(None, 0, None)}


def test_a_day_off_is_measured_by_weekends_and_a_weekend_by_the_hours_it_had():
    """One an hour on working days, none on free ones. Wednesday 18 November 2026 is free, seen at noon; 28 days before
    the day before hold no other day off: a silence since the evening before says nothing, one of a Thursday does.
    """
    noon = datetime(2026, 11, 18, 12, tzinfo=ZONE)
    events, day = [], noon - 29 * DAY
    while day < noon:
        if day.weekday() < 5 and day.date() not in CALENDAR.days_off:
            events.append(received(len(events) + 1, day.astimezone(UTC)))
        day += HOUR
    model = borrowed(ZONE, CALENDAR)
    model.apply(events)

    def silence(now):
        (sms,) = [each for each in load_channels(model, NAMES, now, NOTHING).channels if each.code == "sms"]
        return sms.expected_in_silence, sms.usual[-1].mean

    # From the report at 23.00 of the 17th an hour is left of the working day; then the day off brings nothing.
    assert silence(noon.astimezone(UTC)) == (pytest.approx(1.0), 0.0)
    # On Thursday at noon twelve hours of a working day are added, at one an hour.
    assert silence((noon + DAY).astimezone(UTC)) == (pytest.approx(13.0), pytest.approx(1.0))


def test_young_records_count_the_hours_that_they_had():
    """Records from Friday 20.00 to Sunday 8.00, two an hour: Sunday's first hours were there twice, so 2 and not 4."""
    start = datetime(2026, 11, 13, 20, tzinfo=ZONE)
    events = [
        received(2 * n + half, (start + n * HOUR + half * HOUR / 2).astimezone(UTC))
        for n in range(60)
        for half in (0, 1)
    ]
    model = borrowed(ZONE, CALENDAR)
    model.apply(events[1:])
    monday = datetime(2026, 11, 16, 8, tzinfo=ZONE).astimezone(UTC)
    (sms,) = [each for each in load_channels(model, NAMES, monday, NOTHING).channels if each.code == "sms"]
    # The last 24 hours are Sunday from 8.00 on, which Saturday and this morning's night let expect.
    assert [band.mean for band in sms.usual][:16] == [pytest.approx(2.0)] * 16
