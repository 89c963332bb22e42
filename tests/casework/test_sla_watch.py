"""The deadline watch: each part of a term is told once, whatever happens in between, and a report stays as it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from weakref import WeakKeyDictionary

import pytest

from command_center.casework.recount import apply
from command_center.casework.sla_watch import AT_ONCE, DeadlineWatch, flag_breaches
from command_center.casework.triage import Step, Triage
from command_center.casework.versions import changes_since
from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.events import NEAR_FACTS, EventKind
from command_center.domain.inbound import Reporter
from command_center.domain.report import with_deadlines, with_next_due
from command_center.domain.sla import fix_deadlines
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import WIB, Calendar
from command_center.readmodel.read_model import ReadModel
from command_center.store.event_log import EventLog
from command_center.store.recounts import Recounts
from command_center.store.reports import Reports
from command_center.store.schema import upgrade
from tests.domain.reports import a_report
from tests.readmodel.counted_again import check_recount
from tests.reference.shipped import shipped
from tests.store.kinds import BOTH_KINDS, EITHER_KIND

REFERENCE = shipped()
CALENDAR = REFERENCE.calendar
CLOCK = DeadlineClock(REFERENCE.policies, CALENDAR)
DAY = timedelta(days=1)


def wib(text):
    return datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(UTC)


RECEIVED = wib("2026-03-02 09:00:00")
"""Ten working days: half is over with Monday 9 March, 80 % with Thursday the 12th, all with Monday the 16th."""


@pytest.fixture
def reports(db):
    return Reports(db, clock=CLOCK)


def taken(number=1, code="seed-2017", received_at=RECEIVED, **columns):
    deadlines = fix_deadlines(REFERENCE.policies.find(code), CALENDAR, received_at)
    report = a_report(id=number, number=f"LH-2026-{number:06d}", received_at=received_at, **columns)
    return with_next_due(replace(report, deadlines=deadlines))


def take(reports, number=1, code="seed-2017", received_at=RECEIVED, **columns):
    report = taken(number, code, received_at, **columns)
    reports.write(lambda unit: unit.add([(report, Reporter("k"))]))
    return report


def told(db):
    """(number of the report, stage, percent, when it was over) in the order of the log."""
    return [
        (event.report_id, event.data["stage"], event.data["percent"], datetime.fromisoformat(event.data["passed_at"]))
        for event in EventLog(db).after(0, 1000)
        if event.kind is EventKind.NEAR
    ]


WATCHES: WeakKeyDictionary[Reports, dict[int, tuple[DeadlineClock, DeadlineWatch]]] = WeakKeyDictionary()
"""Reports -> the watch of that process: what opens the database anew begins anew."""


def watch(reports, *moments, clock=CLOCK):
    of_clock = WATCHES.setdefault(reports, {})
    _, looking = of_clock.setdefault(id(clock), (clock, DeadlineWatch(reports, clock)))
    for moment in moments:
        looking.run_once(moment)


@EITHER_KIND
def test_each_threshold_is_told_once_when_it_is_over(db, reports):
    take(reports)
    watch(reports, RECEIVED)
    assert told(db) == []
    watch(reports, wib("2026-03-09 23:59:58"))
    assert told(db) == []
    half, most, all_of_it = (wib(f"2026-03-{day} 23:59:59") for day in ("09", 12, 16))
    watch(reports, half, half, half + DAY)
    assert told(db) == [(1, "answer", 50, half)]
    watch(reports, most, all_of_it, all_of_it + 9 * DAY)
    assert told(db) == [(1, "answer", 50, half), (1, "answer", 80, most), (1, "answer", 100, all_of_it)]


def test_the_event_has_the_facts_that_an_alert_needs_and_none_of_a_person(db, reports):
    report = take(reports, visibility="rahasia", text="hubungi 081227114381")
    watch(reports, RECEIVED, wib("2026-03-10 08:00:00"))
    (event,) = [each for each in EventLog(db).after(0, 100) if each.kind is EventKind.NEAR]
    assert event.data.keys() == set(NEAR_FACTS)
    assert event.data == {
        "number": report.number,
        "opd": "dpu",
        "category": "rob",
        "kecamatan": "33.74.02",
        "visibility": "rahasia",
        "policy": "seed-2017@1",
        "stage": "answer",
        "percent": 50,
        "passed_at": "2026-03-09T16:59:59+00:00",
        "due": "2026-03-16T16:59:59+00:00",
    }
    assert (event.by, event.at, event.report_id) == ("system", wib("2026-03-10 08:00:00"), 1)


@EITHER_KIND
def test_a_report_keeps_its_version_so_that_nobody_is_overtaken_by_a_reminder(db, reports):
    take(reports)
    watch(reports, RECEIVED, wib("2026-03-13 08:00:00"))
    assert len(told(db)) == 2
    assert reports.by_number("LH-2026-000001").version == 1


@EITHER_KIND
def test_a_reminder_is_no_change_that_the_second_of_two_operators_is_told_of(db, reports):
    take(reports)
    watch(reports, RECEIVED, wib("2026-03-13 08:00:00"))
    Triage(reports).take([Step(1, Status.VERIFIED, wib("2026-03-13 09:00:00"), "budi")])
    assert [(each.by, each.kind) for each in changes_since(EventLog(db).of_report(1), 1)] == [("budi", "report.step")]


def breached(db):
    """(number of the report, stage) of each breach, in the order of the log."""
    return [
        (event.report_id, event.data["breached_stage"])
        for event in EventLog(db).after(0, 1000)
        if event.kind is EventKind.BREACHED
    ]


@EITHER_KIND
def test_a_later_look_sees_what_became_due_and_what_an_event_brought_forward(db, reports):
    for number, code in enumerate(("seed-2017", "sp4n", "sp4n", "lapor-hendi-2021"), start=1):
        take(reports, number, code)
    watch(reports, wib("2026-03-04 00:00:00"))
    assert breached(db) == [(4, "forward")]
    # The second is forwarded, the third deferred and left: its three days end on the 5th.
    Triage(reports).take([Step(2, Status.FORWARDED, wib("2026-03-04 09:00:00"), "sari")])
    watch(reports, wib("2026-03-05 23:59:59"), wib("2026-03-06 00:00:00"), wib("2026-03-06 00:00:05"))
    assert breached(db) == [(4, "forward"), (3, "forward")]
    # As an information request the first would have had to be answered days ago: an event, and no date that passes now.
    first = reports.by_number("LH-2026-000001")
    due = dict.fromkeys([Stage.ANSWER], wib("2026-03-03 23:59:59"))
    moved = with_deadlines(first, replace(first.deadlines, due=due))
    reports.write(lambda unit: unit.save(first, moved, EventKind.CORRECTED, wib("2026-03-06 00:00:07"), "sari"))
    watch(reports, wib("2026-03-06 00:00:10"))
    assert breached(db)[2:] == [(1, "answer")]


@EITHER_KIND
def test_a_report_that_its_citizen_took_back_has_nothing_that_could_pass(db, reports):
    report = take(reports)
    reports.write(
        lambda unit: unit.save(report, replace(report, retracted=True), EventKind.RETRACTED, RECEIVED, "citizen")
    )
    watch(reports, RECEIVED, wib("2026-03-13 08:00:00"), wib("2026-04-13 08:00:00"))
    assert (breached(db), told(db)) == ([], [])


def test_more_than_one_piece_of_breaches_is_flagged_in_one_look(sqlite_db):
    reports = Reports(sqlite_db, clock=CLOCK)
    many = [taken(number) for number in range(1, AT_ONCE + 3)]
    reports.write(lambda unit: unit.add([(each, Reporter("k")) for each in many]))
    watch(reports, wib("2026-03-17 00:00:00"))
    assert (reports.past_due(wib("2026-03-17 00:00:00"), 1), len(many)) == ([], AT_ONCE + 2)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_was_set_wrong_for_a_while_tells_nothing_twice_and_flags_what_is_due(db, reports, days):
    take(reports)
    right = [wib(f"2026-03-{day} 08:00:00") for day in ("09", "11", "13", "16", "17")]
    watch(reports, RECEIVED, right[0], right[0] + days * DAY, *right[1:])
    assert [percent for _, _, percent, _ in told(db)] == [50, 80, 100]
    assert breached(db) == [(1, "answer")]


@BOTH_KINDS
def test_nothing_is_told_twice_after_a_restart(db, reports):
    take(reports)
    watch(reports, RECEIVED, wib("2026-03-10 08:00:00"))
    again = Reports(db, clock=CLOCK)
    upgrade(db)
    watch(again, wib("2026-03-10 08:00:05"), wib("2026-03-11 08:00:00"))
    assert [percent for _, _, percent, _ in told(db)] == [50]


@EITHER_KIND
def test_what_was_over_while_nobody_watched_is_told_in_order(db, reports):
    take(reports)
    watch(reports, RECEIVED, wib("2026-03-13 08:00:00"))
    assert [percent for _, _, percent, _ in told(db)] == [50, 80]


def test_of_a_report_that_comes_late_only_the_last_threshold_is_told(db, reports):
    take(reports)
    watch(reports, wib("2026-03-13 08:00:00"))
    assert [percent for _, _, percent, _ in told(db)] == [80]


def test_of_a_breach_that_was_known_before_there_was_a_watch_nothing_is_told(db, reports):
    take(reports)
    flag_breaches(reports, wib("2026-03-18 08:00:00"))
    watch(reports, wib("2026-03-18 08:00:01"))
    assert told(db) == []


def test_while_a_report_waits_nothing_is_told_and_a_deadline_that_moved_is_told_anew(db, reports):
    take(reports)
    watch(reports, RECEIVED, wib("2026-03-10 08:00:00"))
    triage = Triage(reports)
    triage.take([Step(1, Status.INCOMPLETE, wib("2026-03-10 12:00:00"), "sari")])
    watch(reports, wib("2026-03-13 08:00:00"), wib("2026-03-17 08:00:00"))
    assert [percent for _, _, percent, _ in told(db)] == [50]
    # Away from Tuesday noon to the next Tuesday noon: five working days more, to Monday 30 March.
    triage.take([Step(1, Status.VERIFIED, wib("2026-03-17 12:00:00"), "sari")])
    assert reports.by_number("LH-2026-000001").next_due == (Stage.ANSWER, wib("2026-03-30 23:59:59"))
    watch(reports, wib("2026-03-17 12:00:05"), wib("2026-03-26 23:59:59"), wib("2026-03-30 23:59:59"))
    assert told(db) == [
        (1, "answer", 50, wib("2026-03-09 23:59:59")),
        (1, "answer", 50, wib("2026-03-09 23:59:59")),
        (1, "answer", 80, wib("2026-03-26 23:59:59")),
        (1, "answer", 100, wib("2026-03-30 23:59:59")),
    ]


def test_a_pause_that_moves_nothing_is_no_new_deadline(db, reports):
    """SP4N counts on: what was told stays told, and what is left is told when it comes back."""
    take(reports, code="sp4n")
    triage = Triage(reports)
    # Half of three days is over on Wednesday noon.
    watch(reports, RECEIVED, wib("2026-03-04 13:00:00"))
    assert [(stage, percent) for _, stage, percent, _ in told(db)] == [("forward", 50)]
    triage.take([Step(1, Status.INCOMPLETE, wib("2026-03-04 14:00:00"), "sari")])
    watch(reports, wib("2026-03-05 15:00:00"))
    triage.take([Step(1, Status.VERIFIED, wib("2026-03-05 16:00:00"), "sari")])
    watch(reports, wib("2026-03-05 16:00:05"), wib("2026-03-05 20:00:00"))
    assert [(stage, percent) for _, stage, percent, _ in told(db)] == [("forward", 50), ("forward", 80)]


def test_each_stage_is_told_by_itself(db, reports):
    take(reports, code="sp4n")
    watch(reports, RECEIVED)
    Triage(reports).take([Step(1, Status.FORWARDED, RECEIVED + DAY, "sari", "dpu")])
    watch(reports, RECEIVED + DAY, wib("2026-03-05 12:00:00"))
    assert [(stage, percent) for _, stage, percent, _ in told(db)] == [("answer", 50)]


@EITHER_KIND
def test_what_is_closed_is_not_told_of_and_goes_on_when_it_is_open_again(db, reports):
    take(reports)
    watch(reports, RECEIVED)
    triage = Triage(reports)
    triage.take([Step(1, Status.ARCHIVED, RECEIVED + DAY, "sari")])
    watch(reports, wib("2026-03-10 08:00:00"))
    assert told(db) == []
    triage.take([Step(1, Status.VERIFIED, wib("2026-03-11 08:00:00"), "sari")])
    watch(reports, wib("2026-03-11 08:00:05"), wib("2026-03-13 08:00:00"))
    assert [percent for _, _, percent, _ in told(db)] == [50, 80]


@EITHER_KIND
def test_a_recount_tells_anew(db, reports):
    take(reports)
    watch(reports, RECEIVED, wib("2026-03-10 08:00:00"))
    off = {**CALENDAR.days_off, wib("2026-03-13 09:00:00").date(): Wording("Cuti", "Leave")}
    decreed = Calendar("decreed", off, CALENDAR.first_year, CALENDAR.last_year, CALENDAR.complete_until)
    now = wib("2026-03-10 09:00:00")
    apply(reports, Recounts(db), REFERENCE.policies, decreed, now=now, by="sari", reason="SKB", progress=lambda _: None)
    later = DeadlineClock(REFERENCE.policies, decreed)
    watch(reports, now + timedelta(seconds=5), wib("2026-03-17 23:59:59"), clock=later)
    assert [percent for _, _, percent, _ in told(db)] == [50, 50, 80, 100]


def test_the_city_s_thresholds_are_those_that_are_told(db, reports):
    take(reports)
    own = DeadlineClock(replace(REFERENCE.policies, thresholds=(90, 120)), CALENDAR)
    # 120 % lies two working days after the deadline: on Wednesday the 25th, behind the feast.
    watch(reports, RECEIVED, wib("2026-03-14 00:00:00"), wib("2026-03-24 23:00:00"), clock=own)
    assert [percent for _, _, percent, _ in told(db)] == [90]
    watch(reports, wib("2026-03-25 23:59:59"), clock=own)
    assert told(db)[-1] == (1, "answer", 120, wib("2026-03-25 23:59:59"))


@BOTH_KINDS
def test_many_reports_are_told_in_pieces(db, reports):
    for number in range(1, 4):
        take(reports, number)
    watch(reports, RECEIVED, wib("2026-03-10 08:00:00"))
    assert [(number, percent) for number, _, percent, _ in told(db)] == [(1, 50), (2, 50), (3, 50)]


@EITHER_KIND
def test_what_is_told_changes_no_fact_of_the_read_model(db, reports):
    take(reports)
    watch(reports, RECEIVED, wib("2026-03-18 08:00:00"))
    assert len(told(db)) == 3
    model = ReadModel.open(None, WIB, CALENDAR)
    check_recount(db, model)
    model.close()
