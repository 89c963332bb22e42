"""Deadlines worked out by hand (deadline_cases.toml): fixed at once, reached step by step, and explained day by day."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.due_explained import explain
from command_center.domain.pauses import Pause, PauseReason
from command_center.domain.recount import recounted
from command_center.domain.report import after_step, with_next_due
from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import fix_deadlines
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import WIB, Calendar, DayOff, wib_day
from tests.domain.reports import a_report
from tests.reference.shipped import shipped

REFERENCE = shipped()
CASES = tomllib.loads((Path(__file__).parent / "deadline_cases.toml").read_text("utf-8"))["case"]
NAMES = [case["name"] for case in CASES]


def wib(text):
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=WIB)).astimezone(UTC)


def calendar_of(case):
    """The city's calendar as it stood in the case."""
    known = REFERENCE.calendar
    closed = {date.fromisoformat(day): Wording("Tutup", "Closed") for day in case.get("closed", [])}
    off = {**known.days_off, **closed}
    for day in case.get("without", []):
        del off[date.fromisoformat(day)]
    kinds = {**known.kinds, **dict.fromkeys(closed, DayOff.CLOSURE)}
    version = "case" if case.get("without") or closed else known.version
    return Calendar(version, off, known.first_year, known.last_year, known.complete_until, kinds)


def policy_of(case):
    found = REFERENCE.policies.find(case["policy"])
    assert found is not None
    return found


def told(case):
    return {stage: wib(case[stage]) for stage in Stage if stage in case}


def pauses_of(case):
    return tuple(Pause(wib(start), wib(end), PauseReason(why)) for why, start, end in case.get("pauses", []))


def taken(case):
    """The report as intake fixed it."""
    kind = ReportClass(case.get("class", "complaint"))
    received_at, extended = wib(case["received"]), case.get("extended", False)
    deadlines = fix_deadlines(policy_of(case), calendar_of(case), received_at, kind, extended=extended)
    report = a_report(received_at=received_at, report_class=str(kind))
    return with_next_due(replace(report, deadlines=deadlines))


def lived(case, report):
    """The report after it waited, step by step, each saved as it happened."""
    clock = DeadlineClock(REFERENCE.policies, calendar_of(case))
    for pause in pauses_of(case):
        for_citizen = pause.why is PauseReason.CITIZEN
        away = Status.INCOMPLETE if for_citizen else Status.NOT_OURS
        report = after_step(report, away, pause.start, level="" if for_citizen else str(pause.why))
        assert report.next_due is None, "a report that waits never breaches"
        # To verified, so that no stage is met by the step itself.
        report = clock.after_pauses(after_step(report, Status.VERIFIED, pause.end))
    return report


def test_the_table_is_as_long_as_it_is_said_to_be_and_each_has_its_source():
    assert len(CASES) >= 50
    assert len(set(NAMES)) == len(NAMES)
    assert all(case["source"] and case["by_hand"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_fixed_at_once(case):
    fixed = fix_deadlines(
        policy_of(case),
        calendar_of(case),
        wib(case["received"]),
        ReportClass(case.get("class", "complaint")),
        extended=case.get("extended", False),
        pauses=pauses_of(case),
    )
    assert dict(fixed.due) == told(case)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_reached_step_by_step(case):
    report = lived(case, taken(case))
    assert dict(report.deadlines.due) == told(case)
    assert recounted(report, policy_of(case), calendar_of(case)) is report, (
        "counted anew from the receipt it is the same"
    )


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_explained_day_by_day(case):
    report = lived(case, taken(case))
    calendar = calendar_of(case)
    explained = explain(report, REFERENCE.policies, calendar)
    assert [each.stage for each in explained.stages] == list(told(case))
    for stage in explained.stages:
        assert stage.total == pytest.approx(stage.term.hours or stage.term.days, abs=3e-4)
        assert not stage.counted_otherwise
        assert stage.days[0].day == wib_day(report.received_at)
        assert stage.days[-1].day == wib_day(stage.due)
        assert stage.days[-1].counted, "a deadline lies on a day that counts"
        numbers = [day.number for day in stage.days if day.counted]
        assert numbers == sorted(numbers)
        assert all(day.number == 0 and day.share == 0 for day in stage.days if not day.counted)
    assert any(stage.provisional for stage in explained.stages) == case.get("provisional", False)


def decreed():
    return [case for case in CASES if case.get("without") and not case.get("pauses")]


@pytest.mark.parametrize("case", decreed(), ids=[case["name"] for case in decreed()])
def test_a_decree_moves_what_was_promised_before_it_by_an_act_alone(case):
    before = taken(case)
    (after_decree,) = [
        other
        for other in CASES
        if not other.get("without")
        and not other.get("pauses")
        and (other["received"], other["policy"]) == (case["received"], case["policy"])
    ]
    after = recounted(before, policy_of(case), REFERENCE.calendar)
    assert dict(before.deadlines.due) == told(case)
    assert dict(after.deadlines.due) == told(after_decree)
    assert (before.deadlines.calendar, after.deadlines.calendar) == ("case", REFERENCE.calendar.version)
