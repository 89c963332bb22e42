"""What the analysis says where something is not known: times that another system kept, a wait for the citizen, young records."""

from datetime import date, timedelta

import pytest

from command_center.domain.selection import DaySpan, Preset, Selection
from command_center.readmodel.analysis.load import load_analytics
from command_center.readmodel.analysis.rows import load_rows
from command_center.readmodel.analytics_view import ReportTally
from command_center.readmodel.selected import RowRights
from tests.readmodel.facts import received
from tests.readmodel.sixty import NOW, PERIOD, city, early, every_day, model_of, wib

OCTOBER = {"answer_due": wib(2, 23, 59, 59), "due_at": wib(2, 23, 59, 59), "due_stage": "answer"}
"""Deadlines of a report of 19 October; the earlier period is seen on 6 November."""


def view_of(*events, selection=PERIOD, now=NOW):
    return load_analytics(model_of([*events, early()]), selection, city(), RowRights(), now)


def test_a_report_that_was_closed_nobody_knows_when_does_not_wait_for_ever():
    """Two wait since Monday the 2nd; the third was archived by another system, which does not say when."""
    events = [*(received(each, wib(2, 8)) for each in (1, 2)), received(3, wib(2, 8), status="archived")]
    view = view_of(*events)
    assert (view.tallies.selected.received, view.answers.selected.cases, view.answers.selected.open) == (3, 2, 2)
    rows = load_rows(model_of(events), PERIOD, RowRights(), NOW, 0, 10).rows
    # 3-6, 9-13, 16, 17, 19, 20 and 23-26 November, and ten hours of the 27th: 17 working days and 10 hours.
    ages = {row.number: row.age_days for row in rows}
    assert ages == {
        "LH-2026-000001": pytest.approx(17 + 10 / 24),
        "LH-2026-000002": pytest.approx(17 + 10 / 24),
        "LH-2026-000003": None,
    }


@pytest.mark.parametrize(
    ("facts", "overdue"),
    [
        ({"status": "forwarded", "forwarded_at": wib(20, month=10)} | OCTOBER, 1),
        ({"status": "incomplete", "answer_due": OCTOBER["answer_due"]}, 0),
        ({"status": "forwarded", "forward_due": wib(22, month=10), "answer_due": wib(26)}, 0),
        ({"status": "verified", "forward_due": wib(22, month=10), "answer_due": wib(26)}, 1),
    ],
    ids=["unanswered", "the citizen is waited for", "forwarded nobody knows when", "not forwarded"],
)
def test_what_was_overdue_before_is_told_by_the_rules_of_now(facts, overdue):
    view = view_of(received(1, wib(19, 8, month=10), **facts))
    assert view.tallies.selected_before == ReportTally(received=1, overdue=overdue)


def test_the_mean_compared_with_ends_a_day_before_the_hour_it_is_seen_at():
    """A report a day. At ten o'clock today has none yet of those at noon, nor had the day that it is compared with."""
    events = every_day(date(2026, 10, 1), date(2026, 11, 27), 1)
    week = Selection(Preset.WEEK, DaySpan(date(2026, 11, 21), date(2026, 11, 27)))
    view = view_of(*events, selection=week)
    assert [day.mean for day in view.days] == [1.0] * 6 + [None]
    assert [day.before_mean for day in view.days] == [None] * 7
    twelve = Selection(Preset.OWN, DaySpan(date(2026, 11, 16), date(2026, 11, 27)))
    assert [day.before_mean for day in view_of(*events, selection=twelve).days] == [None] * 6 + [1.0] * 5 + [None]


def test_in_the_own_past_nobody_is_late_who_may_have_been_in_time():
    """Of 20 lamps of October 8 were late. Of 15 more it is not known when they were answered or settled."""
    lamps = {"category": "lampu", "opd": "disperkim", "answer_due": wib(30, month=10)}
    past = [
        received(100 + each, wib(16, month=10), status="answered", answered_at=wib(20, month=10), **lamps)
        for each in range(12)
    ]
    past += [
        received(200 + each, wib(16, month=10), status="answered", answered_at=wib(2), **lamps) for each in range(8)
    ]
    past += [received(300 + each, wib(16, month=10), status="answered", **lamps) for each in range(10)]
    past += [received(400 + each, wib(16, month=10), status="settled", **lamps) for each in range(5)]
    past += [received(500 + each, wib(16, month=10), status="incomplete", **lamps) for each in range(5)]
    now = [
        received(1 + each, wib(2, 8), status="answered", answered_at=wib(3), **lamps | {"answer_due": wib(16)})
        for each in range(20)
    ]
    (line,) = [line for line in view_of(*past, *now).opd if line.code == "disperkim"]
    assert (line.cases, line.late, line.expected, line.own_past) == (20, 0, pytest.approx(8.0), True)


def test_a_citizen_who_is_waited_for_makes_no_opd_late():
    (line,) = view_of(
        received(1, wib(2, 8), status="incomplete", answer_due=wib(16, 23, 59, 59)),
        received(2, wib(2, 8), status="forwarded", forwarded_at=wib(2, 9), answer_due=wib(16, 23, 59, 59)),
    ).opd
    assert (line.received, line.cases, line.late) == (2, 1, 1)


def test_times_that_say_nothing_of_haste_are_not_judged():
    """Settled on the 3rd and forwarded on the 4th; and a file that told the days alone, which end with their last second."""
    end_of_day = wib(3, 23, 59, 59)
    hasty, _ = view_of(
        *(
            received(
                number,
                wib(2, 8),
                status="settled",
                forwarded_at=forwarded,
                answered_at=settled,
                settled_at=settled,
                closed_at=settled,
            )
            for number, (forwarded, settled) in enumerate([(wib(4), wib(3)), (end_of_day, end_of_day)], 1)
        )
    ).integrity
    assert (hasty.marked, hasty.judged) == (0, 0)


def test_what_made_a_day_unusual_is_measured_by_the_days_that_there_are():
    """Five Mondays of records with 10 lamps and 2 floods each, then one with 20 and 14: 12 floods too many and 10 lamps.

    Three weeks before the records would count as weeks without a lamp, and lamps would seem to have made the day.
    """
    first = date(2026, 10, 12)
    events = []
    for week in range(6):
        day, last = first + timedelta(weeks=week), week == 5
        events += every_day(day, day, 20 if last else 10, 1000 + 100 * week, category="lampu")
        events += every_day(day, day, 14 if last else 2, 5000 + 100 * week, category="banjir")
    view = load_analytics(model_of(events), PERIOD, city(), RowRights(), NOW)
    (unusual,) = [day for day in view.days if day.unusual]
    assert (unusual.day, unusual.selected, unusual.category) == (date(2026, 11, 16), 34, "banjir")
