"""Deadline policies: what is fixed on a report at intake, and which policy is chosen."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import DeadlinePolicy, Policies, Term, Terms, fix_deadlines
from command_center.domain.wording import Wording
from command_center.domain.workflow import Stage
from command_center.domain.working_days import WIB, Calendar
from tests.reference.shipped import shipped

REFERENCE = shipped()
CALENDAR = REFERENCE.calendar


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def policy(code: str):
    found = REFERENCE.policies.find(code)
    assert found is not None
    return found


# Received on Wednesday 11 March 2026, 10:00 WIB. After Tuesday 17 March come Nyepi, Idul Fitri and their cuti bersama;
# the next working day is Wednesday 25 March. Later off: 3 April, 1, 14, 15, 27 and 28 May, 1 and 16 June.
@pytest.mark.parametrize(
    ("code", "report_class", "extended", "forward", "answer", "settle"),
    [
        ("seed-2017", ReportClass.COMPLAINT, False, None, "2026-04-01 23:59:59", None),
        ("seed-2017", ReportClass.INFORMATION, False, None, "2026-04-01 23:59:59", None),
        ("sp4n", ReportClass.COMPLAINT, False, "2026-03-16 23:59:59", "2026-03-25 23:59:59", "2026-04-08 23:59:59"),
        ("sp4n", ReportClass.ASPIRATION, False, "2026-03-16 23:59:59", "2026-03-25 23:59:59", "2026-04-08 23:59:59"),
        ("sp4n", ReportClass.COMPLAINT, True, "2026-03-16 23:59:59", "2026-03-25 23:59:59", "2026-06-22 23:59:59"),
        ("sp4n", ReportClass.INFORMATION, False, "2026-03-16 23:59:59", "2026-03-25 23:59:59", "2026-03-25 23:59:59"),
        (
            "lapor-hendi-2021",
            ReportClass.COMPLAINT,
            False,
            "2026-03-12 23:59:59",
            "2026-03-25 23:59:59",
            "2026-04-01 23:59:59",
        ),
        (
            "lapor-hendi-2021",
            ReportClass.COMPLAINT,
            True,
            "2026-03-12 23:59:59",
            "2026-03-25 23:59:59",
            "2026-04-30 23:59:59",
        ),
        (
            "diskominfo-2025",
            ReportClass.COMPLAINT,
            False,
            "2026-03-12 10:00",
            "2026-03-16 23:59:59",
            "2026-03-16 23:59:59",
        ),
    ],
)
def test_the_deadlines_of_the_citys_policies(code, report_class, extended, forward, answer, settle):
    fixed = fix_deadlines(policy(code), CALENDAR, wib("2026-03-11 10:00"), report_class, extended=extended)
    expected = [wib(text) if text else None for text in (forward, answer, settle)]
    assert [fixed.due.get(stage) for stage in Stage] == expected
    assert fixed.extended is (extended and bool(policy(code).extended))
    assert fixed.policy == f"{code}@1"
    assert fixed.calendar == CALENDAR.version


def test_due_times_are_utc():
    fixed = fix_deadlines(policy("sp4n"), CALENDAR, wib("2026-03-11 10:00"))
    assert {due.tzinfo for due in fixed.due.values()} == {UTC}


@pytest.mark.parametrize(
    ("wishes", "key"),
    [
        ((), "seed-2017@1"),
        (("sp4n",), "sp4n@1"),
        (("", "sp4n"), "sp4n@1"),
        (("unknown", "lapor-hendi-2021"), "lapor-hendi-2021@1"),
        (("diskominfo-2025@1", "sp4n"), "diskominfo-2025@1"),
        (("unknown",), "seed-2017@1"),
    ],
)
def test_the_first_known_wish_is_the_policy(wishes, key):
    assert REFERENCE.policies.choose(*wishes).key == key


def test_a_new_version_takes_over_and_the_old_one_is_still_found():
    def version(number: int, days: int) -> DeadlinePolicy:
        terms = dict.fromkeys(ReportClass, Terms(answer=Term(days=days)))
        return DeadlinePolicy("p", number, Wording("p", "p"), "test", terms)

    new, old = version(2, 5), version(1, 10)
    policies = Policies((new, old), new)
    assert policies.find("p") is new
    assert policies.find("p@1") is old
    assert policies.find("p@3") is None


@pytest.mark.parametrize(("days", "hours"), [(0, 0), (1, 1), (-1, 0), (0, -5), (-1, 3)])
def test_a_term_is_days_or_hours(days, hours):
    with pytest.raises(ValueError, match="days or hours"):
        Term(days, hours)


@given(
    st.sampled_from(REFERENCE.policies.every),
    st.sampled_from(ReportClass),
    st.booleans(),
    st.datetimes(datetime.fromisoformat("2016-01-01"), datetime.fromisoformat("2027-06-01"), timezones=st.just(UTC)),
)
@settings(deadline=None)
def test_deadlines_lie_on_working_days_after_receipt_in_the_order_of_the_stages(policy, report_class, extended, at):
    fixed = fix_deadlines(policy, CALENDAR, at, report_class, extended=extended)
    dues = [fixed.due[stage] for stage in Stage if stage in fixed.due]
    assert dues
    assert dues == sorted(dues)
    for due in dues:
        assert due > at
        assert CALENDAR.is_working(due.astimezone(WIB).date())


def test_deadlines_counted_again_with_the_same_calendar_are_the_same():
    again = Calendar(
        CALENDAR.version, CALENDAR.days_off, CALENDAR.first_year, CALENDAR.last_year, CALENDAR.complete_until
    )
    for day in range(1, 29):
        at = datetime(2026, 3, day, 5, tzinfo=UTC)
        assert fix_deadlines(policy("sp4n"), again, at) == fix_deadlines(policy("sp4n"), CALENDAR, at)
    assert date(2026, 3, 21) in again.days_off
