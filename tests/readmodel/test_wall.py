"""The wall's figures, each against a small log whose answer can be counted by hand. Now is Saturday 14:05 WIB."""

from datetime import UTC, date, datetime, timedelta

import pytest

from command_center.domain.events import EventKind
from command_center.domain.wording import Wording
from command_center.domain.working_days import WIB, Calendar
from command_center.methods.channel_expectation import HourlyUsual
from command_center.readmodel.pulse import ChannelLine, state_of_silence
from command_center.readmodel.wall import WallNames, load_wall
from command_center.readmodel.wall_view import PulseState
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import changed, received

ZONE = WIB
NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CALENDAR = Calendar("test", {date(2026, 11, 18): Wording("Libur", "Holiday")}, 2026, 2027, date(2027, 12, 31))
NAMES = WallNames(
    kelurahan={"33.74.01.1001": "Miroto"},
    kecamatan={"33.74.01": "Semarang Tengah"},
    opd={"dpu": "DPU", "dlh": "DLH"},
    channels=(ChannelLine("sms", "SMS 1708"), ChannelLine("x", "X"), ChannelLine("blackberry", "BlackBerry", True)),
    incident_minimum={"rob": 3},
)


def view_of(*events):
    model = borrowed(ZONE, CALENDAR)
    model.apply(events)
    return load_wall(model, NAMES, CALENDAR, NOW, {"x": 2})


def test_an_empty_log_has_no_data_rather_than_zeros():
    view = view_of()
    assert view.head == 0
    assert view.counters.average_per_day is None
    assert view.counters.open_change is None
    assert view.days == ()
    assert {pulse.state for pulse in view.channels} == {PulseState.NEVER, PulseState.ARCHIVE}
    assert not view.simulated


def test_a_day_begins_at_midnight_in_semarang():
    midnight = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    view = view_of(received(1, midnight - timedelta(seconds=1)), received(2, midnight))
    assert view.counters.received_today == 1
    assert [(day.day, day.count) for day in view.days] == [(date(2026, 11, 20), 1), (date(2026, 11, 21), 1)]


def test_overdue_since_today_is_what_passed_after_the_end_of_yesterday():
    """NOW is in the afternoon. A term of days ended with yesterday; one of hours passed within its last minute."""
    midnight = NOW.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = {"the day": -1, "an hour of today": 3600, "the last minute": -20}
    events = [
        received(number, NOW - 20 * DAY, due_stage="answer", due_at=(midnight + timedelta(seconds=at)).astimezone(UTC))
        for number, at in enumerate(ends.values(), 1)
    ]
    counters = view_of(*events).counters
    assert (counters.overdue, counters.overdue_new_today) == (3, 2)


def test_open_due_and_overdue_follow_the_next_deadline():
    view = view_of(
        received(1, NOW - 20 * DAY, due_stage="answer", due_at=NOW - 3 * HOUR),
        received(2, NOW - 20 * DAY, due_stage="answer", due_at=NOW - 4 * DAY),
        received(3, NOW - 10 * DAY, due_stage="answer", due_at=NOW + 5 * HOUR),
        received(4, NOW - 10 * DAY, due_stage="settle", due_at=NOW + 6 * HOUR, answered_at=NOW - DAY),
        received(5, NOW - 9 * DAY, due_stage="answer", due_at=NOW + 30 * HOUR),
        received(6, NOW - 30 * DAY, due_at=None, status="settled", closed_at=NOW - 2 * DAY),
        received(7, NOW - 30 * DAY, due_at=None, status="settled", closed_at=NOW - HOUR),
    )
    counters = view.counters
    assert (counters.open, counters.overdue, counters.due_24h, counters.due_24h_unanswered) == (5, 2, 2, 1)
    assert counters.overdue_new_today == 1
    assert counters.open_change == -1, "report 7 was still open a day ago"
    assert [row.report_id for row in view.due] == [1, 2, 3, 4], "breaches newest first, then what is due soonest"
    assert view.due_total == 4
    assert view.due[1].over_days == CALENDAR.working_days_over(NOW - 4 * DAY, NOW)
    assert view.due[2].over_seconds == -5 * 3600
    assert [(row.code, row.open, row.overdue) for row in view.opd] == [("dpu", 5, 2)]


def test_what_another_system_closed_is_closed_also_where_nobody_knows_when():
    counters = view_of(
        received(1, NOW - 30 * DAY, due_at=None, due_stage="", status="settled", closed_at=None),
        received(2, NOW - 30 * DAY, due_at=None, due_stage="", status="incomplete"),
        received(3, NOW - 2 * DAY, due_stage="settle", due_at=NOW + HOUR, status="answered", answered_at=None),
    ).counters
    assert (counters.open, counters.overdue, counters.open_change) == (2, 0, 0)
    assert (counters.due_24h, counters.due_24h_unanswered) == (1, 0)


def test_a_step_taken_changes_the_view():
    events = [
        received(1, NOW - DAY, due_stage="answer", due_at=NOW - HOUR),
        changed(2, NOW, 1, status="settled", closed_at=NOW, answered_at=NOW, due_at=None, due_stage=""),
    ]
    assert view_of(*events[:1]).counters.open == 1
    assert view_of(*events).counters.open == 0
    model = borrowed(ZONE, CALENDAR)
    for event in events:
        model.apply([event])
    assert load_wall(model, NAMES, CALENDAR, NOW, {}).counters.open == 0, "one by one or together: the same"


def test_rahasia_is_counted_but_shown_nowhere():
    view = view_of(received(1, NOW - HOUR, visibility="rahasia", due_stage="answer", due_at=NOW - HOUR))
    assert view.counters.open == 1
    assert (view.points, view.due, view.ticker) == ((), (), ())


def test_retracted_reports_are_gone():
    view = view_of(received(1, NOW - HOUR), changed(2, NOW, 1, EventKind.RETRACTED, retracted=True))
    assert (view.counters.open, view.points, view.ticker) == (0, (), ())


def test_a_report_without_a_place_is_counted_apart():
    view = view_of(received(1, NOW, lat=None, lon=None, kelurahan="", kecamatan=""))
    assert view.unlocated == 1
    assert view.points == ()
    assert view.ticker[0].kelurahan == ""


def test_an_incident_is_drawn_from_its_category_s_minimum_on():
    rob = {"category": "rob", "incident_id": 7}
    two = [received(1, NOW, lat=-6.95, **rob), received(2, NOW, lat=-6.96, **rob)]
    assert view_of(*two).incidents == ()
    (mark,) = view_of(*two, received(3, NOW, lat=-6.97, **rob)).incidents
    assert (mark.incident, mark.count, mark.kelurahan) == (7, 3, "Miroto")
    assert mark.lat == pytest.approx(-6.96)


def test_a_day_far_above_the_usual_names_the_category_behind_it():
    events, seq = [], 0
    for day in range(10):
        for _ in range(4 if day else 10):
            seq += 1
            category = "rob" if day == 0 and seq <= 7 else "jalan_rusak"
            events.append(received(seq, NOW - (2 + day) * DAY, category=category))
    peaks = {day.day: day.peak_category for day in view_of(*events).days if day.peak_category}
    assert peaks == {date(2026, 11, 19): "rob"}


def test_weekends_and_holidays_are_marked():
    days = {day.day: day for day in view_of(received(1, NOW - 5 * DAY)).days}
    assert days[date(2026, 11, 18)].holiday == "Libur"
    assert days[date(2026, 11, 21)].weekend
    assert not days[date(2026, 11, 17)].weekend


def test_a_silent_channel_is_told_from_a_quiet_one():
    """SMS sends an hour each hour for two weeks and then nothing for six hours; X writes once a day."""
    events = [received(1 + hour, NOW - 6 * HOUR - hour * HOUR) for hour in range(14 * 24)]
    events += [received(1000 + day, NOW - HOUR - day * DAY, channel="x") for day in range(14)]
    pulses = {pulse.code: pulse for pulse in view_of(*sorted(events, key=lambda event: event.seq)).channels}
    assert pulses["sms"].state is PulseState.SILENT
    assert pulses["sms"].expected_in_silence == pytest.approx(6, abs=0.6)
    assert pulses["sms"].hourly[:18] == (1,) * 18
    assert pulses["sms"].hourly[19:] == (0,) * 5
    assert pulses["x"].state is PulseState.LIVE
    assert pulses["x"].quarantined == 2
    assert pulses["blackberry"].state is PulseState.ARCHIVE


@pytest.mark.parametrize(
    ("expected", "state"),
    [(0.0, PulseState.LIVE), (2.2, PulseState.LIVE), (2.4, PulseState.QUIET), (4.7, PulseState.SILENT)],
)
def test_silence_is_judged_by_its_probability(expected, state):
    assert state_of_silence(expected) is state


def test_what_is_usual_counts_parts_of_hours():
    usual = HourlyUsual((1.0,) * 24, (0.5,) * 24)
    friday_evening = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)  # 23:30 WIB
    assert usual.expected(friday_evening, friday_evening + HOUR, ZONE) == pytest.approx(0.75)


def test_simulated_data_says_so():
    assert view_of(received(1, NOW, simulated=True)).simulated


def test_a_deadline_that_a_decree_may_still_move_is_marked():
    calendar = Calendar("test", {}, 2026, 2027, date(2026, 11, 21))
    model = borrowed(ZONE, CALENDAR)
    model.apply(
        [
            received(1, NOW - 20 * DAY, due_stage="answer", due_at=NOW + 5 * HOUR),
            received(2, NOW - 20 * DAY, due_stage="answer", due_at=NOW + 12 * HOUR),
        ]
    )
    view = load_wall(model, NAMES, calendar, NOW, {})
    assert [(row.report_id, row.provisional) for row in view.due] == [(1, False), (2, True)]
