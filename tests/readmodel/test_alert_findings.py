"""Which alert rules hold, counted by hand from a small log. Now is Saturday 21 November 2026, 14:05 WIB."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.alerts import AlertCause, AlertDimension
from command_center.domain.working_days import WIB
from command_center.methods.anomalies import usual
from command_center.readmodel.alert_findings import AskedElsewhere, find_alerts
from tests.casework.alert_city import rule
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, changed, received
from tests.readmodel.test_wall import NAMES, ZONE

NOW = datetime(2026, 11, 21, 7, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def found(asked, *events, quarantined=None, beyond=(), now=NOW):
    model = borrowed(ZONE, CALENDAR)
    model.apply(sorted(events, key=lambda event: event.seq))
    elsewhere = AskedElsewhere(lambda: quarantined or {}, lambda percent, now: beyond)
    try:
        return find_alerts(model, NAMES, [asked], elsewhere, now)[1]
    finally:
        model.close()


def told(findings):
    return [(dict(each.group), each.count) for each in findings]


def test_reports_past_their_deadline_are_counted_by_department():
    over = {"due_at": NOW - DAY}
    findings = found(
        rule(),
        received(1, NOW - 9 * DAY, due_at=NOW - 2 * DAY),
        received(2, NOW - 9 * DAY, **over),
        received(3, NOW - 9 * DAY, **over, opd="dlh"),
        received(4, NOW - 9 * DAY, due_at=NOW + DAY),
        received(5, NOW - 9 * DAY, **over, status="settled"),
        received(6, NOW - 9 * DAY, **over, opd=""),
    )
    assert told(findings) == [({"opd": ""}, 1), ({"opd": "dlh"}, 1), ({"opd": "dpu"}, 2)]
    assert findings[2].figures["oldest_due"] == (NOW - 2 * DAY).isoformat()
    assert findings[2].figures["numbers"] == ["LH-2026-000001", "LH-2026-000002"]


def test_what_is_confidential_is_counted_and_never_named():
    over = {"due_at": NOW - DAY}
    (finding,) = found(
        rule(), received(1, NOW - 9 * DAY, **over), received(2, NOW - 9 * DAY, **over, visibility="rahasia")
    )
    assert (finding.count, finding.figures["confidential"]) == (2, 1)
    assert finding.figures["numbers"] == ["LH-2026-000001"]


def test_a_rule_is_narrowed_to_categories_and_channels_and_has_a_least():
    over = {"due_at": NOW - DAY}
    events = [
        received(1, NOW - 9 * DAY, **over),
        received(2, NOW - 9 * DAY, **over, category="rob"),
        received(3, NOW - 9 * DAY, **over, category="rob", channel="x"),
    ]
    assert told(found(rule(categories=frozenset({"rob"})), *events)) == [({"opd": "dpu"}, 2)]
    assert told(found(rule(channels=frozenset({"x"})), *events)) == [({"opd": "dpu"}, 1)]
    assert found(rule(at_least=4), *events) == ()


def test_near_deadlines_are_those_that_the_watch_told():
    near = rule(cause=AlertCause.NEAR, percent=80)
    events = [received(n, NOW - 9 * DAY, due_at=NOW + n * HOUR) for n in (1, 2, 3)]
    assert told(found(near, *events, beyond=[1, 3, 99])) == [({"opd": "dpu"}, 2)]
    assert found(near, *events) == ()


INCIDENT = rule(
    cause=AlertCause.INCIDENT,
    group_by=(AlertDimension.INCIDENT,),
    at_least=3,
    hours=2,
    categories=frozenset({"banjir"}),
)


def flood(seq, ago, **facts):
    return received(seq, NOW - ago, **({"category": "banjir", "incident_id": 9} | facts))


def test_an_incident_grows_where_enough_came_within_its_hours():
    events = [flood(1, 5 * HOUR), flood(2, 1.9 * HOUR), flood(3, HOUR), flood(4, HOUR / 2)]
    (finding,) = found(INCIDENT, *events)
    assert (finding.group, finding.count, finding.figures["whole"]) == ({"incident": "9"}, 3, 4)
    assert finding.figures["kecamatan"] == "33.74.01"
    assert found(INCIDENT, *events[:3]) == ()


def test_confidential_and_retracted_reports_make_no_incident_grow():
    events = [flood(1, HOUR), flood(2, HOUR), flood(3, HOUR, visibility="rahasia"), flood(4, HOUR, retracted=True)]
    assert found(INCIDENT, *events) == ()


SURGE = rule(
    cause=AlertCause.SURGE,
    group_by=(AlertDimension.CATEGORY, AlertDimension.KECAMATAN),
    at_least=5,
    coverage=0.999,
)


def saturdays(first, counts, at=timedelta(hours=-3)):
    """So many reports on each of the Saturdays before, oldest first, `at` from the hour of now."""
    events = []
    for ago, count in zip(range(len(counts), 0, -1), counts, strict=True):
        for _ in range(count):
            events.append(received(first + len(events), NOW - timedelta(weeks=ago) + at))
    return events


def test_more_than_is_usual_up_to_this_hour_is_a_surge_with_its_figures():
    before = saturdays(10, [1, 2, 1, 0, 2, 1, 1, 2])
    old = [received(1, NOW - timedelta(weeks=9))]
    today = [received(100 + n, NOW - HOUR) for n in range(9)]
    (finding,) = found(SURGE, *old, *before, *today)
    expected = usual([1, 2, 1, 0, 2, 1, 1, 2], 0.999)
    assert finding.group == {"category": "jalan_rusak", "kecamatan": "33.74.01"}
    assert (finding.count, finding.figures["high"], finding.figures["days"]) == (9, expected.high, 8)


def test_what_comes_later_in_a_day_is_not_compared_with_a_morning():
    """Nine reports up to 14:05 are many where Saturdays had theirs in the evening."""
    old = [received(1, NOW - timedelta(weeks=9))]
    today = [received(200 + n, NOW - HOUR) for n in range(9)]
    assert found(SURGE, *old, *saturdays(10, [9] * 8), *today) == ()
    evening = saturdays(10, [9] * 8, at=timedelta(hours=6))
    assert len(found(SURGE, *old, *evening, *today)) == 1


def at_night(minutes, events):
    """What is found so many minutes after the midnight that follows Saturday the 14th."""
    night = NOW.astimezone(WIB).replace(hour=0, minute=0) + DAY + timedelta(minutes=minutes)
    return found(replace(SURGE, hours=6), received(1, night - timedelta(weeks=9)), *events(night), now=night)


@pytest.mark.parametrize(("minutes", "count"), [(20, 9), (300, 9), (330, 6), (345, None), (360, None)])
def test_what_begins_shortly_before_midnight_is_one_surge(minutes, count):
    """Nine reports between 23:15 and 00:00, of which more and more lie beyond the last six hours."""

    def evening(night):
        midnight = night - timedelta(minutes=minutes)
        return [received(10 + n, midnight - timedelta(minutes=5 * (9 - n))) for n in range(9)]

    assert [each.count for each in at_night(minutes, evening)] == ([count] if count else [])


def test_a_night_is_compared_with_the_same_hours_of_nights():
    def usual_evenings(night):
        before = [(week, n) for week in range(9) for n in range(9)]
        return [
            received(10 + place, night - timedelta(weeks=week, minutes=30 + n))
            for place, (week, n) in enumerate(before)
        ]

    assert at_night(20, usual_evenings) == ()


def test_without_a_month_of_records_nothing_is_a_surge():
    today = [received(200 + n, NOW - HOUR) for n in range(30)]
    assert found(SURGE, received(1, NOW - 10 * DAY), *today) == ()


def test_a_channel_is_silent_where_chance_would_hardly_be():
    silence = rule(cause=AlertCause.SILENCE, group_by=(AlertDimension.CHANNEL,), at_least=0, grown_by=0, chance=0.01)
    hourly = [received(n, NOW - 8 * HOUR - n * HOUR) for n in range(1, 28 * 24)]
    events = [event for n, event in enumerate(sorted(hourly, key=lambda each: each.at))]
    renumbered = [received(n, event.at) for n, event in enumerate(events, start=1)]
    (finding,) = found(silence, *renumbered)
    assert finding.group == {"channel": "sms"}
    assert finding.figures["expected"] == pytest.approx(9, abs=1)
    assert finding.figures["chance"] < 0.01
    assert found(rule(**{**SILENT, "channels": frozenset({"x"})}), *renumbered) == ()


SILENT = {
    "cause": AlertCause.SILENCE,
    "group_by": (AlertDimension.CHANNEL,),
    "at_least": 0,
    "grown_by": 0,
    "chance": 0.01,
}


def test_quarantine_is_counted_a_channel():
    full = rule(cause=AlertCause.QUARANTINE, group_by=(AlertDimension.CHANNEL,), at_least=5)
    assert told(found(full, quarantined={"sms": 5, "x": 4})) == [({"channel": "sms"}, 5)]


def test_an_answer_that_did_not_arrive_is_counted_also_of_a_closed_report():
    failed = rule(cause=AlertCause.ANSWER_FAILED, group_by=(AlertDimension.CHANNEL,))
    findings = found(
        failed,
        received(1, NOW - DAY, answer_state="failed"),
        received(2, NOW - DAY, answer_state="failed", status="settled", channel="x"),
        received(3, NOW - DAY, answer_state="sending"),
        changed(4, NOW - HOUR, 1, answer_state=""),
    )
    assert told(findings) == [({"channel": "x"}, 1)]
