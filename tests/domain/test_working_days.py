"""The working-day clock: which days count, when a term ends, how far past it is, and the working it shows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from command_center.domain.wording import Wording
from command_center.domain.working_days import WIB, Calendar, end_of_day, wib_day

EID = Wording("Idul Fitri", "Eid al-Fitr")
LEAVE = Wording("Cuti bersama", "Joint leave")
OFF = {
    date(2026, 3, 18): LEAVE,
    date(2026, 3, 19): Wording("Nyepi", "Day of Silence"),
    date(2026, 3, 20): LEAVE,
    date(2026, 3, 21): EID,
    date(2026, 3, 22): EID,
    date(2026, 3, 23): LEAVE,
    date(2026, 3, 24): LEAVE,
    date(2026, 8, 17): Wording("Kemerdekaan", "Independence Day"),
    date(2026, 12, 24): LEAVE,
    date(2026, 12, 25): Wording("Natal", "Christmas"),
}
CALENDAR = Calendar("test", OFF, 2025, 2027, date(2026, 12, 31))


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
moments = st.datetimes(
    datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2027-12-31"), timezones=st.sampled_from([UTC, WIB])
)
counts = st.integers(1, 60)
hours = st.integers(1, 500)
calendars = st.dictionaries(days, st.just(LEAVE), max_size=60).map(
    lambda off: Calendar("any", off, 2025, 2027, date(2027, 12, 31))
)


@pytest.mark.parametrize(
    ("received", "number", "due"),
    [
        ("2026-03-02 09:00", 1, "2026-03-03 23:59:59"),
        ("2026-03-02 00:00", 10, "2026-03-16 23:59:59"),
        ("2026-03-02 23:59:59", 10, "2026-03-16 23:59:59"),
        ("2026-03-06 15:00", 1, "2026-03-09 23:59:59"),  # Friday -> Monday
        ("2026-03-07 15:00", 1, "2026-03-09 23:59:59"),  # Saturday -> Monday
        ("2026-03-08 15:00", 1, "2026-03-09 23:59:59"),  # Sunday -> Monday
        ("2026-03-16 10:00", 1, "2026-03-17 23:59:59"),
        ("2026-03-17 10:00", 1, "2026-03-25 23:59:59"),  # over Nyepi, Idul Fitri and five days of cuti bersama
        ("2026-03-17 10:00", 3, "2026-03-27 23:59:59"),
        ("2026-03-20 10:00", 1, "2026-03-25 23:59:59"),  # received on a day off
        ("2026-08-14 10:00", 1, "2026-08-18 23:59:59"),
        ("2026-12-23 10:00", 1, "2026-12-28 23:59:59"),
        ("2026-12-23 10:00", 5, "2027-01-01 23:59:59"),  # 1 January is not in this calendar
    ],
)
def test_a_term_of_working_days_ends_at_the_end_of_the_last_of_them(received, number, due):
    assert CALENDAR.due(wib(received), number) == wib(due)


def test_a_report_belongs_to_its_day_in_wib():
    late_in_utc = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)  # 00:30 of 3 March in Semarang
    assert wib_day(late_in_utc) == date(2026, 3, 3)
    assert CALENDAR.due(late_in_utc, 1) == wib("2026-03-04 23:59:59")
    assert CALENDAR.due(late_in_utc, 1).tzinfo is UTC


@pytest.mark.parametrize(
    ("received", "number", "due"),
    [
        ("2026-03-02 09:15", 24, "2026-03-03 09:15"),
        ("2026-03-06 15:00", 24, "2026-03-09 15:00"),  # Friday afternoon -> Monday afternoon
        ("2026-03-07 15:00", 24, "2026-03-09 23:59:59"),  # Saturday: Monday is the whole of it
        ("2026-03-06 15:00", 9, "2026-03-06 23:59:59"),
        ("2026-03-06 15:00", 10, "2026-03-09 01:00"),
        ("2026-03-02 00:00", 24, "2026-03-02 23:59:59"),
        ("2026-03-02 00:00", 25, "2026-03-03 01:00"),
        ("2026-03-17 10:00", 24, "2026-03-25 10:00"),
        ("2026-03-02 09:00", 72, "2026-03-05 09:00"),
    ],
)
def test_a_term_of_hours_runs_on_working_days_only(received, number, due):
    assert CALENDAR.due_after_hours(wib(received), number) == wib(due)


@pytest.mark.parametrize(
    ("due", "now", "over"),
    [
        ("2026-03-06 23:59:59", "2026-03-06 20:00", 0),
        ("2026-03-06 23:59:59", "2026-03-07 12:00", 0),
        ("2026-03-06 23:59:59", "2026-03-09 12:00", 0),  # the first working day after it is not over yet
        ("2026-03-06 23:59:59", "2026-03-09 23:59:59", 1),
        ("2026-03-06 23:59:59", "2026-03-10 00:00", 1),
        ("2026-03-06 23:59:59", "2026-03-14 12:00", 5),
        ("2026-03-06 10:00", "2026-03-09 09:59", 0),
        ("2026-03-06 10:00", "2026-03-09 10:00", 1),
        ("2026-03-17 23:59:59", "2026-03-25 10:00", 0),
        ("2026-03-17 23:59:59", "2026-03-26 10:00", 1),
    ],
)
def test_days_over_are_full_working_days(due, now, over):
    assert CALENDAR.working_days_over(wib(due), wib(now)) == over


def test_names_of_days_off():
    assert CALENDAR.name_of(date(2026, 3, 21)) == "Idul Fitri"
    assert CALENDAR.name_of(date(2026, 3, 21), "en") == "Eid al-Fitr"
    assert CALENDAR.name_of(date(2026, 3, 7)) == ""
    assert CALENDAR.name_of(date(2026, 3, 2)) == ""


def test_beyond_the_years_it_knows_only_weekends_are_free_and_it_says_so():
    assert CALENDAR.due(wib("2031-12-24 10:00"), 2) == wib("2031-12-26 23:59:59")
    assert CALENDAR.due(wib("2027-12-30 10:00"), 2) == wib("2028-01-03 23:59:59")
    assert CALENDAR.due(wib("2024-12-30 10:00"), 4) == wib("2025-01-03 23:59:59")
    assert not CALENDAR.covers(date(2028, 1, 1))
    assert CALENDAR.covers(date(2027, 12, 31))
    assert not CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2027, 1, 1))


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        CALENDAR.due(datetime(2026, 3, 2), 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="at least 1"):
        CALENDAR.due(wib("2026-03-02 09:00"), 0)
    with pytest.raises(ValueError, match="at least 1"):
        CALENDAR.due_after_hours(wib("2026-03-02 09:00"), 0)
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_working_days(date(2026, 3, 2), -1)


@given(calendars, moments, counts)
@settings(deadline=None)
def test_due_lies_on_a_working_day_with_exactly_that_many_between(calendar, received, number):
    due = calendar.due(received, number)
    assert due == end_of_day(wib_day(due))
    assert calendar.is_working(wib_day(due)) or not calendar.covers(wib_day(due))
    between = [wib_day(received) + timedelta(n) for n in range(1, (wib_day(due) - wib_day(received)).days + 1)]
    assert sum(map(calendar.is_working, between)) == number
    assert calendar.working_days_between(wib_day(received), wib_day(due)) == number


@given(calendars, moments, moments, counts, counts)
@settings(deadline=None)
def test_later_receipt_and_longer_term_never_mean_earlier_due(calendar, one, other, few, many):
    early, late = sorted((one, other))
    few, many = sorted((few, many))
    assert calendar.due(early, few) <= calendar.due(late, few)
    assert calendar.due(early, few) <= calendar.due(early, many)
    assert calendar.due_after_hours(early, few) <= calendar.due_after_hours(late, few)
    assert calendar.due_after_hours(early, few) <= calendar.due_after_hours(early, many)


@given(calendars, days, moments, counts, hours)
@settings(deadline=None)
def test_a_new_day_off_never_shortens_a_term(calendar, new, received, number, length):
    more = Calendar("more", {**calendar.days_off, new: LEAVE}, 2025, 2027, date(2027, 12, 31))
    assert more.due(received, number) >= calendar.due(received, number)
    assert more.due_after_hours(received, length) >= calendar.due_after_hours(received, length)


@given(calendars, days, counts)
@settings(deadline=None)
def test_day_by_day_is_the_same_as_all_at_once(calendar, day, number):
    step = day
    for _ in range(number):
        step = calendar.add_working_days(step, 1)
    assert step == calendar.add_working_days(day, number)
    walked, left = day, number
    while left:
        walked += timedelta(days=1)
        left -= calendar.is_working(walked)
    assert walked == step


@given(calendars, moments, hours)
@settings(deadline=None)
def test_a_term_of_hours_leaves_no_hour_out(calendar, received, length):
    due = calendar.due_after_hours(received, length)
    assume(calendar.covers(wib_day(due)))
    assert calendar.is_working(wib_day(due))
    left = timedelta(hours=length)
    day = wib_day(received)
    while day <= wib_day(due):
        if calendar.is_working(day):
            start = max(received, datetime(day.year, day.month, day.day, tzinfo=WIB))
            end = datetime(day.year, day.month, day.day, tzinfo=WIB) + timedelta(days=1)
            left -= min(due, end) - start
        day += timedelta(days=1)
    # A term used up at midnight ends one second before it, at 23:59:59.
    assert left in (timedelta(0), timedelta(seconds=1))


@given(calendars, moments, counts, st.integers(0, 200))
@settings(deadline=None)
def test_days_over_undo_a_term(calendar, due, number, extra_hours):
    now = due + timedelta(hours=extra_hours)
    over = calendar.working_days_over(due, now)
    assert over >= 0
    assert over <= calendar.working_days_between(wib_day(due), wib_day(now))
    assert calendar.working_days_over(due, now + timedelta(hours=1)) >= over


@pytest.mark.parametrize(
    ("day", "off", "friday"),
    [
        (23, (), 27),
        (26, (), 27),
        (27, (), 34),
        (28, (), 34),
        (29, (), 34),
        (23, (27,), 34),
        (23, (27, 34), 41),
    ],
)
def test_people_count_to_the_next_friday_that_is_a_working_day(day, off, friday):
    november = date(2026, 11, 1)
    feast = Wording("Libur", "Feast")
    calendar = Calendar(
        "test", {november + timedelta(days=each - 1): feast for each in off}, 2026, 2026, date(2026, 12, 31)
    )
    assert calendar.friday(november + timedelta(days=day - 1)) == november + timedelta(days=friday - 1)
