"""The clock of the read model: the working days that passed, the same as those of the city's calendar."""

from datetime import UTC, date, datetime, timedelta
from itertools import compress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from command_center.domain.events import EventKind
from command_center.domain.wording import Wording
from command_center.domain.working_days import WIB, Calendar, end_of_day, wib_day
from command_center.readmodel.grains import grain_of
from command_center.readmodel.read_model import ReadModel
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import CALENDAR, changed, received

LEAVE = Wording("Cuti bersama", "Joint leave")
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
YEAR = (datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2026-12-31"))
moments = st.datetimes(*YEAR, timezones=st.just(WIB))
calendars = st.sets(st.dates(YEAR[0].date(), YEAR[1].date()), max_size=40).map(
    lambda off: Calendar("any", dict.fromkeys(off, LEAVE), 2026, 2026, date(2026, 12, 31))
)


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def naive(moment):
    return moment.astimezone(UTC).replace(tzinfo=None)


def asked(model, macro, first, second):
    with model.cursor() as cursor:
        return cursor.execute(f"SELECT {macro}(?, ?)", [naive(first), naive(second)]).fetchone()[0]


def of_all(model, what, rows):
    """`what` of `a` and `b`, for each row of both in its order: one question, since asking takes longer than the answer."""
    numbered = "SELECT unnest(range(?)) AS number, unnest(?::TIMESTAMP[]) AS a, unnest(?::TIMESTAMP[]) AS b"
    columns = [[naive(moment) for moment in column] for column in zip(*rows, strict=True)]
    with model.cursor() as cursor:
        return cursor.execute(f"SELECT {what} FROM ({numbered}) ORDER BY number", [len(rows), *columns]).fetchall()


@pytest.fixture(scope="module")
def model():
    return ReadModel.open(None, WIB, CALENDAR)


@pytest.mark.parametrize(
    ("received_at", "moment", "days"),
    [
        # Wednesday 18 November 2026 is free, 21 and 22 are a weekend.
        ("2026-11-16 00:00:00", "2026-11-16 23:59:59", 0),  # the day of receipt does not count
        ("2026-11-16 09:00:00", "2026-11-17 00:00:00", 0),
        ("2026-11-16 09:00:00", "2026-11-17 12:00:00", 0.5),
        ("2026-11-16 23:59:59", "2026-11-17 12:00:00", 0.5),
        ("2026-11-16 09:00:00", "2026-11-19 06:00:00", 1.25),  # the holiday between them does not count
        ("2026-11-16 09:00:00", "2026-11-23 18:00:00", 3.75),
        ("2026-11-21 09:00:00", "2026-11-22 23:00:00", 0),  # received on a Saturday
        ("2026-11-21 09:00:00", "2026-11-23 12:00:00", 0.5),
        ("2026-11-16 09:00:00", "2026-11-12 12:00:00", 0),  # a time before receipt
    ],
)
def test_days_are_counted_from_the_end_of_the_day_of_receipt(model, received_at, moment, days):
    assert asked(model, "counted_days", wib(received_at), wib(moment)) == days


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("2026-11-16 06:00:00", "2026-11-16 18:00:00", 0.5),
        ("2026-11-16 18:00:00", "2026-11-17 06:00:00", 0.5),
        ("2026-11-17 12:00:00", "2026-11-19 12:00:00", 1),
        ("2026-11-20 18:00:00", "2026-11-23 06:00:00", 0.5),
        ("2026-11-21 06:00:00", "2026-11-22 18:00:00", 0),
        ("2026-11-17 12:00:00", "2026-11-16 12:00:00", -1),
    ],
)
def test_working_time_between_two_moments(model, first, second, days):
    assert asked(model, "elapsed_days", wib(first), wib(second)) == days


@settings(max_examples=25, deadline=None)
@given(
    calendars, st.lists(st.tuples(moments, moments, st.integers(1, 30), st.integers(-2, 2)), min_size=30, max_size=60)
)
@example(
    Calendar("none", {}, 2026, 2026, date(2026, 12, 31)),
    [(wib("2026-11-13 10:00:00"), wib("2026-11-14 00:00:00"), 1, 0)],
)
def test_a_term_is_breached_exactly_where_more_days_are_counted(calendar, cases):
    model = ReadModel.open(None, WIB, calendar)
    rows = []
    for received_at, moment, days, seconds in cases:
        due = calendar.due(received_at, days)
        times = [moment, due + seconds * SECOND, due + timedelta(microseconds=seconds), end_of_day(wib_day(due) + DAY)]
        rows += [(received_at, each, days, each > due) for each in times]
    counted = of_all(model, "counted_days(a, b)", [row[:2] for row in rows])
    assert [found > days for (found,), (_, _, days, _) in zip(counted, rows, strict=True)] == [row[3] for row in rows]
    model.close()


@settings(max_examples=25, deadline=None)
@given(calendars, st.lists(st.tuples(moments, moments), min_size=30, max_size=60))
def test_whole_days_are_those_of_the_calendar(calendar, cases):
    """At midnight of a day, as many have passed as the calendar counts."""
    model = ReadModel.open(None, WIB, calendar)
    days = [(wib_day(first), wib_day(second)) for first, second in cases]
    midnights = [datetime.combine(until + DAY, datetime.min.time(), tzinfo=WIB) for _, until in days]
    whole = [calendar.working_days_between(after, until) for after, until in days]
    received_at = [first for first, _ in cases]
    counted = of_all(model, "counted_days(a, b)", list(zip(received_at, midnights, strict=True)))
    assert [found for (found,) in counted] == pytest.approx(whole, abs=1e-9)
    begun = [datetime.combine(after + DAY, datetime.min.time(), tzinfo=WIB) for after, _ in days]
    elapsed = of_all(model, "elapsed_days(a, b)", list(zip(begun, midnights, strict=True)))
    later = [until > after for after, until in days]
    assert list(compress([found for (found,) in elapsed], later)) == list(compress(whole, later))
    model.close()


@settings(max_examples=25, deadline=None)
@given(calendars, st.lists(st.tuples(moments, moments), min_size=30, max_size=60))
def test_the_calendar_and_its_table_give_the_same_measure(calendar, cases):
    model = ReadModel.open(None, WIB, calendar)
    day = "(a + INTERVAL 7 HOUR)::DATE"
    found = of_all(model, f"counted_days(a, b), elapsed_days(a, b), waited_days({day}, b)", cases)
    counted = [calendar.counted_days(first, second) for first, second in cases]
    elapsed = [calendar.elapsed_days(first, second) for first, second in cases]
    assert [row[0] for row in found] == pytest.approx(counted, abs=1e-9)
    assert [row[1] for row in found] == pytest.approx(elapsed, abs=1e-9)
    assert [row[2] for row in found] == pytest.approx(counted, abs=1e-9)
    model.close()


def test_what_nobody_knows_is_not_counted(model):
    with model.cursor() as cursor:
        row = "counted_days(NULL, ?), counted_days(?, NULL), elapsed_days(?, NULL), elapsed_days(NULL, ?)"
        at = naive(wib("2026-11-16 09:00:00"))
        assert cursor.execute(f"SELECT {row}", [at] * 4).fetchone() == (None,) * 4
        old = datetime.fromisoformat("1970-01-01")
        assert cursor.execute("SELECT counted_days(?, ?)", [old, at]).fetchone() == (None,), (
            "outside the years it knows"
        )


def days_of(model, report_id=1, table="facts"):
    wanted = f"SELECT answer_days, settle_days FROM {table} WHERE report_id = ?"
    with model.cursor() as cursor:
        return cursor.execute(wanted, [report_id]).fetchone()


MONDAY, TUESDAY, THURSDAY = wib("2026-11-16 09:00:00"), wib("2026-11-17 12:00:00"), wib("2026-11-19 06:00:00")


@pytest.mark.parametrize("amount", [1, 5])
def test_how_long_a_report_took_is_kept_as_it_comes(amount):
    """Few rows and many go different ways into the tables."""
    model = borrowed(WIB, CALENDAR)
    model.apply([received(n, MONDAY, answered_at=TUESDAY, status="answered") for n in range(1, amount + 1)])
    assert days_of(model) == days_of(model, table="open_reports") == (0.5, None)


def test_how_long_a_report_took_follows_its_times():
    model = borrowed(WIB, CALENDAR)
    model.apply([received(1, MONDAY)])
    assert days_of(model) == (None, None)
    model.apply([changed(2, TUESDAY, 1, status="answered", answered_at=TUESDAY)])
    assert days_of(model) == days_of(model, table="open_reports") == (0.5, None)
    model.apply([changed(3, THURSDAY, 1, status="settled", settled_at=THURSDAY, closed_at=THURSDAY)])
    assert days_of(model) == (0.5, 1.25)
    model.apply([changed(4, THURSDAY, 1, status="forwarded", settled_at=None, closed_at=None)])
    assert days_of(model) == days_of(model, table="open_reports") == (0.5, None)
    model.apply([changed(5, THURSDAY, 1, EventKind.AMENDED, answered_at=MONDAY + SECOND)])
    assert days_of(model) == (0, None)


def test_every_step_is_counted_from_the_one_before():
    model = borrowed(WIB, CALENDAR)
    model.apply([received(1, MONDAY), received(2, MONDAY)])
    model.apply([changed(3, MONDAY, 1, status="verified", verified_at=MONDAY + 3 * HOUR)])
    model.apply([changed(4, TUESDAY, 1, status="forwarded", forwarded_at=TUESDAY)])
    model.apply(
        [changed(5, THURSDAY, 1, status="settled", answered_at=THURSDAY, settled_at=THURSDAY, closed_at=THURSDAY)]
    )
    asked = "verified_after, forwarded_after, answered_after, settled_after, forward_days, close_days"
    grains = "verified_grain, forwarded_grain, answered_grain, settled_grain, answer_grain, close_grain"
    with model.cursor() as cursor:
        rows = cursor.execute(f"SELECT {asked} FROM facts ORDER BY report_id").fetchall()
        in_grains = cursor.execute(f"SELECT {grains} FROM facts ORDER BY report_id").fetchall()
    assert in_grains == [tuple(map(grain_of, (0.125, 1.0, 0.75, 0.0, 1.25, 1.25))), (None,) * 6]
    assert rows[0] == pytest.approx((0.125, 1.0, 0.75, 0.0, 0.5, 1.25))
    assert rows[1] == (None,) * 6


def test_another_calendar_counts_anew(tmp_path):
    file = tmp_path / "read.duckdb"
    model = ReadModel.open(file, WIB, CALENDAR)
    model.apply([received(1, MONDAY, answered_at=THURSDAY, status="answered")], "mark")
    before = model.position()
    model.close()
    decreed = Calendar("decreed", {date(2026, 11, 17): LEAVE}, 2025, 2027, date(2027, 12, 31))
    model = ReadModel.open(file, WIB, decreed)
    assert model.position() == before, "the facts stay"
    assert days_of(model) == days_of(model, table="open_reports") == (1.25, None), (
        "Wednesday is no holiday any more, Tuesday is"
    )
    model.close()
    assert days_of(ReadModel.open(file, WIB, CALENDAR)) == (1.25, None)
