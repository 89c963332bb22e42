"""The briefing's figures, each against a small log whose answer is counted by hand.

It is Thursday 26 November 2026; the morning tells of Wednesday 25, as known at 06:00 WIB (23:00 UTC of the 25th).
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from command_center.domain.events import EventKind
from command_center.domain.targets import Target
from command_center.domain.wording import Wording
from command_center.domain.working_days import WIB, Calendar
from command_center.readmodel.briefing import BriefingRules, load_briefing
from command_center.readmodel.briefing_view import (
    FigureTarget,
    LeadSubject,
    NamedDay,
    OpdCount,
    PendingDecision,
    ReportMark,
)
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.wall import WallNames
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import changed, received

THURSDAY = date(2026, 11, 26)
WEDNESDAY = date(2026, 11, 25)
SIX = datetime(2026, 11, 25, 23, 0, tzinfo=UTC)
"""06:00 WIB of Thursday."""
MIDNIGHT = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
"""00:00 WIB of Wednesday."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CALENDAR = Calendar("test", {date(2026, 11, 17): Wording("Libur", "Holiday")}, 2026, 2027, date(2027, 12, 31))
NAMES = WallNames(
    kelurahan={"33.74.01.1001": "Miroto", "33.74.01.1002": "Brumbungan"},
    kecamatan={"33.74.01": "Semarang Tengah"},
    opd={"dpu": "DPU", "dlh": "DLH", "dishub": "Dishub"},
    channels=(),
    incident_minimum={"rob": 3},
)
RULES = BriefingRules(
    CALENDAR, {"late": Target(0, True, Wording("janji", "promise"))}, time(6), decision_days=5, fallback="lainnya"
)


def model_of(*events):
    model = borrowed(WIB, CALENDAR)
    model.apply(events)
    return model


def briefing_of(*events, day=THURSDAY, passed=None, rules=RULES):
    return load_briefing(model_of(*events), NAMES, rules, day, passed or {})


def wib(day, hour=12, minute=0, second=0):
    """A moment of November 2026 in Semarang."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=WIB)


def main(briefing):
    return {each.key: (each.value, each.week_before) for each in briefing.main}


def test_an_empty_log_has_no_data_rather_than_zeros():
    briefing = briefing_of()
    assert briefing.first_day is None
    assert main(briefing)["median"] == (None, None)
    assert briefing.main[0].week_before is None
    assert (briefing.usual, briefing.lead, briefing.open_change, briefing.days) == (None, None, None, ())
    assert briefing.late.total == briefing.due.total == 0
    assert briefing.due.expected == 0, "nothing falls due, so nothing will be late"


def test_the_day_runs_from_midnight_to_the_last_second_in_semarang():
    briefing = briefing_of(
        received(1, wib(24, 23, 59, 59)),
        received(2, wib(25, 0, 0, 0)),
        received(3, wib(25, 23, 59, 59)),
        received(4, wib(26, 0, 0, 0)),
    )
    assert briefing.entry("received").cases == ("LH-2026-000002", "LH-2026-000003")
    assert (briefing.queue.of_day, briefing.queue.since) == (2, 1), "and what came since midnight is to be read too"


def test_what_comes_at_six_or_later_is_for_the_next_morning():
    briefing = briefing_of(received(1, SIX - timedelta(seconds=1)), received(2, SIX))
    assert briefing.queue.since == 1
    assert briefing.entry("open").cases == ("LH-2026-000001",)


def test_answers_and_settlements_count_on_the_day_they_are_given():
    last, first = wib(25, 23, 59, 59), wib(25, 0)
    briefing = briefing_of(
        received(1, wib(20), answered_at=first, status="answered"),
        received(2, wib(20), answered_at=last, status="answered"),
        received(3, wib(20), answered_at=wib(26, 0), status="answered"),
        received(4, wib(20), answered_at=wib(18), settled_at=wib(25), closed_at=wib(25), status="settled"),
        received(5, wib(10), answered_at=wib(18), status="answered"),
    )
    assert main(briefing)["answered"] == (2, 2), "two on the 25th; those of reports 4 and 5 a week before, on the 18th"
    assert main(briefing)["settled"] == (1, 0)
    assert briefing.entry("answered").cases == ("LH-2026-000001", "LH-2026-000002")


def test_a_report_is_open_until_the_moment_it_is_closed():
    briefing = briefing_of(
        received(1, wib(20), status="settled", closed_at=SIX - timedelta(seconds=1), settled_at=SIX),
        received(2, wib(20), status="settled", closed_at=SIX, settled_at=SIX),
        received(3, wib(20), status="archived", closed_at=None),
        received(4, wib(20), status="forwarded"),
        received(5, wib(20), retracted=True),
    )
    assert briefing.entry("open").cases == ("LH-2026-000002", "LH-2026-000004")
    assert briefing.open_change == -1, "a day before, report 1 was open too"


def test_what_happens_after_the_hour_changes_nothing():
    """A briefing that is made late is the one of its hour: only what was known wrongly is right in it."""
    due = wib(25, 23, 59, 59)
    before = [
        received(1, wib(20), due_stage="answer", due_at=due, answer_due=due, status="forwarded", forwarded_at=wib(20)),
        received(2, wib(24), answer_due=wib(27, 23, 59, 59), due_stage="answer", due_at=wib(27, 23, 59, 59)),
        received(3, wib(25)),
    ]
    later = [
        changed(4, wib(26, 9), 1, status="answered", answered_at=wib(26, 9), due_at=None, due_stage=""),
        changed(
            5, wib(26, 10), 2, status="settled", answered_at=wib(26, 10), settled_at=wib(26, 10), closed_at=wib(26, 10)
        ),
        received(6, wib(26, 8)),
    ]
    assert briefing_of(*before, *later) == briefing_of(*before)
    assert briefing_of(*before).late.total == 1


def test_what_was_corrected_since_is_right_in_it():
    wrong = received(1, wib(25), category="jalan_rusak")
    right = changed(2, wib(26, 9), 1, EventKind.AMENDED, category="rob")
    assert briefing_of(wrong, right).map.categories == (("rob", 1),)


def test_late_is_the_next_deadline_that_was_not_met():
    gone, to_come = wib(24, 23, 59, 59), wib(27, 23, 59, 59)
    briefing = briefing_of(
        received(1, wib(10), answer_due=gone),
        received(2, wib(10), answer_due=gone, answered_at=wib(24), settle_due=to_come, status="answered"),
        received(3, wib(10), forward_due=gone, answer_due=to_come),
        received(4, wib(10), forward_due=gone, answer_due=to_come, forwarded_at=wib(11), status="forwarded"),
        received(5, wib(10), answer_due=gone, answered_at=None, status="answered"),
        received(6, wib(10), answer_due=gone, status="incomplete"),
        received(7, wib(10), answer_due=gone, visibility="rahasia"),
        received(8, wib(10), answer_due=gone, status="settled", settled_at=wib(24), closed_at=wib(24)),
    )
    assert briefing.late.total == 3
    assert [(row.number[-1], row.stage) for row in briefing.late.rows] == [("1", "answer"), ("3", "forward")]
    assert briefing.late.confidential == 1, "a rahasia report is counted, and nobody says where or what it is"
    assert briefing.due.total == 2, "reports 2 and 4 fall due on Friday"


def test_a_deadline_is_over_in_full_working_days():
    """Due Monday 16 at the end of the day; Tuesday 17 is a holiday, 21 and 22 a weekend: 18, 19, 20, 23, 24 and 25 are
    over by the morning of the 26th."""
    briefing = briefing_of(received(1, wib(2), answer_due=wib(16, 23, 59, 59)))
    assert briefing.late.rows[0].days_over == 6
    assert briefing_of(received(1, wib(2), answer_due=wib(25, 23, 59, 59))).late.rows[0].days_over == 0


def test_late_reports_are_counted_by_opd_and_named_latest_first():
    briefing = briefing_of(
        received(1, wib(2), answer_due=wib(20), opd="dlh"),
        received(2, wib(2), answer_due=wib(18), opd="dpu"),
        received(3, wib(2), answer_due=wib(19), opd="dpu"),
        received(4, wib(2), answer_due=wib(24), opd=""),
    )
    assert briefing.late.by_opd == (OpdCount("DPU", 2), OpdCount("", 1), OpdCount("DLH", 1))
    assert [row.number[-1] for row in briefing.late.rows] == ["2", "3", "1", "4"]
    late = next(each for each in briefing.main if each.key == "late")
    assert late.target == FigureTarget(0, True, "janji", "promise")
    assert all(each.target is None for each in briefing.main if each.key != "late"), "no target is invented"


def test_the_median_counts_those_that_still_wait():
    """Answered after 1, 2 and 3 working days, two waiting for 9 and 7: of five the third is the median, at 3 days."""
    noon = {"status": "answered"}
    briefing = briefing_of(
        received(1, wib(9, 10), answered_at=wib(10, 23, 59, 59), **noon),
        received(2, wib(9, 10), answered_at=wib(11, 23, 59, 59), **noon),
        received(3, wib(9, 10), answered_at=wib(12, 23, 59, 59), **noon),
        received(4, wib(12, 10)),
        received(5, wib(16, 10)),
    )
    assert main(briefing)["median"][0] == pytest.approx(3.0, abs=1e-3)
    assert dict(briefing.entry("median").terms) == {"answered": 3, "waiting": 2}


def test_without_half_of_them_answered_there_is_no_median():
    briefing = briefing_of(
        received(1, wib(9, 10), answered_at=wib(10), status="answered"), received(2, wib(9)), received(3, wib(9))
    )
    assert main(briefing)["median"][0] is None


def weeks_of(counts, category="jalan_rusak"):
    """Reports on the Wednesdays before the 25th, the nearest last."""
    events = []
    for ago, count in enumerate(reversed(counts), 1):
        for _ in range(count):
            seq = len(events) + 1
            events.append(received(seq, wib(25) - 7 * ago * DAY, category=category, answered_at=None))
    return events


def test_the_usual_is_that_of_the_same_weekday_in_eight_weeks():
    events = weeks_of([4, 6, 5, 5, 4, 6, 5, 5])
    more = [received(len(events) + 1 + n, wib(25)) for n in range(5)]
    usual = briefing_of(*events, *more).usual
    assert usual.mean == pytest.approx(5.0)
    assert usual.weeks == 8
    assert usual.low < 5 < usual.high


def test_with_fewer_than_four_such_days_nothing_is_usual():
    assert briefing_of(*weeks_of([4, 4, 4])).usual is None


def test_the_week_before_is_unknown_where_the_records_are_younger():
    young = briefing_of(received(1, wib(20)))
    assert young.main[0].week_before is None
    old = briefing_of(received(1, wib(18)))
    assert old.main[0].week_before == 1


def test_a_subject_leads_with_its_place_where_half_of_it_is_there():
    rob = {"category": "rob"}
    one, two = {"kelurahan": "33.74.01.1001"}, {"kelurahan": "33.74.01.1002"}
    events = [received(n, wib(25), **rob, **(one if n <= 3 else two)) for n in range(1, 6)]
    assert briefing_of(*events).lead == LeadSubject("rob", 5, "Miroto", 3)
    tied = [received(9, wib(25)), received(10, wib(25)), received(11, wib(25), **rob), received(12, wib(25), **rob)]
    assert briefing_of(*tied).lead is None, "none leads where two share the first place"
    assert briefing_of(received(1, wib(25), **rob)).lead is None, "one report is no subject of the day"
    other = [received(n, wib(25), category="lainnya") for n in range(1, 4)]
    assert briefing_of(*other).lead is None, "what fits no category is no subject"


def test_days_off_before_the_morning_are_told_together():
    """On Monday 23 the weekend lies behind; on Wednesday 18 one holiday; on a Thursday nothing."""
    events = [received(1, wib(20)), received(2, wib(21)), received(3, wib(21)), received(4, wib(22))]
    monday = briefing_of(*events, day=date(2026, 11, 23))
    assert monday.free == (NamedDay(date(2026, 11, 21), ""), NamedDay(date(2026, 11, 22), ""))
    assert (monday.free_received, monday.entry("received").value) == (3, 1)
    assert monday.entry("free").value == 3
    holiday = briefing_of(*events, day=date(2026, 11, 18))
    assert holiday.free == (NamedDay(date(2026, 11, 17), "Libur"),)
    thursday = briefing_of(*events)
    assert thursday.free == ()
    assert [entry.key for entry in thursday.ledger] == [entry.key for entry in monday.ledger][:-1], (
        "a figure has the same number on every morning"
    )


def test_due_is_what_ends_until_friday():
    briefing = briefing_of(
        received(1, wib(20), answer_due=wib(26, 23, 59, 59)),
        received(2, wib(20), answer_due=wib(27, 23, 59, 59), opd="dlh"),
        received(3, wib(20), answer_due=datetime(2026, 11, 30, 23, 59, 59, tzinfo=WIB)),
    )
    assert [(cell.day.day, cell.opd, cell.count) for cell in briefing.due.cells] == [(26, "DPU", 1), (27, "DLH", 1)]
    assert briefing.due.expected is None, "three reports are too little history to tell a chance"


def test_the_forecast_follows_how_such_reports_went():
    """All thirty of the past were answered on the second working day: one of age 4 still open stays open as nobody did."""
    past = [
        received(n, wib(2, 10), answer_due=wib(13, 23, 59, 59), answered_at=wib(4, 9), status="answered")
        for n in range(1, 31)
    ]
    old = received(31, wib(19, 10), answer_due=wib(27, 23, 59, 59))
    young = received(32, wib(25, 10), answer_due=wib(27, 23, 59, 59))
    briefing = briefing_of(*past, old, young)
    assert briefing.due.total == 2
    assert 1.0 < briefing.due.expected < 1.3, "the old one surely, the young one hardly"
    assert sum(cell.likely for cell in briefing.due.cells) == 1, "as many marks as reports expected"


def test_deadlines_that_a_decree_may_move_are_counted():
    calendar = Calendar("test", {}, 2026, 2026, date(2026, 11, 26))
    rules = BriefingRules(calendar, {}, time(6), 5, "lainnya")
    events = [
        received(1, wib(20), answer_due=wib(26, 23, 59, 59)),
        received(2, wib(20), answer_due=wib(27, 23, 59, 59)),
    ]
    model = ReadModel.open(None, WIB, calendar)
    model.apply(events)
    assert load_briefing(model, NAMES, rules, THURSDAY, {}).due.provisional == 1


def test_an_incident_is_of_the_day_and_of_enough_reports():
    rob = {"category": "rob", "incident_id": 7}
    events = [
        received(1, wib(25, 4), lat=-6.95, channel="112", **rob),
        received(2, wib(25, 5), lat=-6.96, **rob),
        received(3, wib(25, 6), lat=-6.97, **rob),
        received(4, wib(24), **rob),
        received(5, wib(25), lat=None, lon=None),
        received(6, wib(25), visibility="rahasia"),
    ]
    day = briefing_of(*events).map
    (spot,) = day.incidents
    assert (spot.count, spot.channels, spot.place, spot.since) == (3, 2, "Miroto", wib(25, 4))
    assert spot.lat == pytest.approx(-6.96)
    assert (len(day.spots), day.unplaced, day.confidential) == (3, 1, 1)
    assert briefing_of(*events[:2]).map.incidents == ()


def test_an_incident_is_read_once_and_stands_first():
    rob = {"category": "rob", "incident_id": 7}
    briefing = briefing_of(
        received(1, wib(25, 10), answer_due=wib(27)),
        received(2, wib(25, 11), **rob),
        received(3, wib(25, 12), **rob),
        received(4, wib(25, 13), visibility="rahasia"),
    )
    assert [(row.number[-1], row.more) for row in briefing.queue.rows] == [("2", 1), ("1", 0)]
    assert briefing.queue.of_day == 3


def test_decisions_are_what_does_not_move_by_itself():
    passed = {"LH-2026-000001": ("dpu", "dlh", "dpu")}
    briefing = briefing_of(
        received(1, wib(2), answer_due=wib(24, 23, 59, 59)),
        received(2, wib(2), answer_due=wib(24, 23, 59, 59), opd=""),
        received(3, wib(2), answer_due=wib(18, 23, 59, 59), opd="dishub"),
        received(4, wib(2), answer_due=wib(19, 23, 59, 59)),
        passed=passed,
    )
    assert briefing.decisions == (
        PendingDecision("passed", "LH-2026-000001", "jalan_rusak", "Miroto", ("DPU", "DLH", "DPU"), "answer", 1),
        PendingDecision("unassigned", "LH-2026-000002", "jalan_rusak", "Miroto", ("",), "answer", 1),
        PendingDecision("long_over", "LH-2026-000003", "jalan_rusak", "Miroto", ("Dishub",), "answer", 5),
    ), "report 4 is four working days over: not yet"


def test_a_day_far_above_the_usual_says_what_made_it():
    events = weeks_of([5] * 8)
    flood = [received(len(events) + 1 + n, wib(25), category="rob" if n < 30 else "jalan_rusak") for n in range(35)]
    days = briefing_of(*events, *flood).days
    assert {day.day: day.category for day in days if day.category} == {WEDNESDAY: "rob"}
    assert (days[-1].count, days[-1].working) == (35, True)
    assert [day.working for day in days if day.day == date(2026, 11, 17)] == [False], "the holiday"
    assert len(days) == 30


def test_every_case_of_the_ledger_is_told_and_a_secret_one_by_its_number_alone():
    briefing = briefing_of(received(1, wib(25)), received(2, wib(25), visibility="rahasia"))
    assert {number for entry in briefing.ledger for number in entry.cases} == {mark.number for mark in briefing.marks}
    assert briefing.marks == (
        ReportMark("LH-2026-000001", "jalan_rusak", "Miroto", "DPU"),
        ReportMark("LH-2026-000002"),
    )


def test_flows_end_at_midnight_and_stocks_at_six():
    briefing = briefing_of(received(1, wib(25)))
    assert briefing.entry("received").until == datetime(2026, 11, 25, 17, tzinfo=UTC)
    assert briefing.entry("open").until == briefing.cutoff == SIX


def test_every_decision_is_counted_where_the_sheet_keeps_the_first():
    """65 reports are far over, and ten more passed a deadline yesterday: 65 decisions of 75 late ones."""
    far, near = wib(2, 23, 59, 59), wib(24, 23, 59, 59)
    events = [
        received(number, wib(1), status="forwarded", forwarded_at=wib(1), answer_due=far if number <= 65 else near)
        for number in range(1, 76)
    ]
    briefing = briefing_of(*events)
    entry = briefing.entry("decisions")
    assert (briefing.late.total, entry.value, entry.total, len(entry.cases)) == (75, 65, 65, 65)
    assert len(briefing.decisions) == 60
