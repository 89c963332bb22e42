"""What falls due: a row a working day, days off by name together, weekends left out unless something is due on them."""

from dataclasses import replace
from datetime import timedelta

from command_center.readmodel.briefing_view import DueCell
from layouts.briefing.due_days import day_rows
from tests.layouts.briefing_sample import before_feast

MONDAY = before_feast().day


def days(due, most=20):
    return [((first - MONDAY).days, (last - MONDAY).days, off) for first, last, off in day_rows(due, MONDAY, most)]


def test_days_off_with_one_name_are_one_row_and_weekends_are_none():
    assert days(before_feast().due) == [
        *((day, day, "") for day in range(4)),
        (4, 4, "Idul Fitri 1447 Hijriah"),
        (7, 8, "Cuti bersama Idul Fitri"),
        *((day, day, "") for day in (9, 10, 11)),
    ]


def test_a_deadline_on_a_day_off_or_a_weekend_has_its_row():
    """Another system may let one end there."""
    due = before_feast().due
    odd = tuple(DueCell(MONDAY + timedelta(days=day), "DPU", 1, 0) for day in (5, 7))
    shown = days(replace(due, cells=(*due.cells, *odd)))
    assert (5, 5, "") in shown
    assert (7, 7, "") in shown
    assert (8, 8, "Cuti bersama Idul Fitri") in shown


def test_the_last_row_stands_for_all_that_do_not_fit():
    assert days(before_feast().due, 4) == [(0, 0, ""), (1, 1, ""), (2, 2, ""), (3, 11, "")]
