"""The hours of the offices: when they are open, when the next morning is, and what so many of them later is."""

from datetime import time

import pytest

from command_center.domain.rota import Duty, DutyDay, Rota
from command_center.domain.working_hours import WorkingHours
from tests.casework.alert_city import wib
from tests.readmodel.facts import CALENDAR

OFFICE = WorkingHours(CALENDAR, time(7, 30), time(16, 0))
"""Wednesday 18 November 2026 is free."""


@pytest.mark.parametrize(
    ("moment", "is_open", "next_open", "next_morning"),
    [
        ("2026-11-16 07:29:59", False, "2026-11-16 07:30", "2026-11-16 07:30"),
        ("2026-11-16 07:30", True, "2026-11-16 07:30", "2026-11-17 07:30"),
        ("2026-11-16 15:59:59", True, "2026-11-16 15:59:59", "2026-11-17 07:30"),
        ("2026-11-16 16:00", False, "2026-11-17 07:30", "2026-11-17 07:30"),
        ("2026-11-17 16:00", False, "2026-11-19 07:30", "2026-11-19 07:30"),
        ("2026-11-18 10:00", False, "2026-11-19 07:30", "2026-11-19 07:30"),
        ("2026-11-20 23:59:59", False, "2026-11-23 07:30", "2026-11-23 07:30"),
        ("2026-11-22 06:00", False, "2026-11-23 07:30", "2026-11-23 07:30"),
        ("2026-11-23 00:00", False, "2026-11-23 07:30", "2026-11-23 07:30"),
    ],
)
def test_when_they_are_open_and_the_next_morning(moment, is_open, next_open, next_morning):
    assert OFFICE.open_at(wib(moment)) == is_open
    assert OFFICE.next_open(wib(moment)) == wib(next_open)
    assert OFFICE.next_morning(wib(moment)) == wib(next_morning)


@pytest.mark.parametrize(
    ("moment", "hours", "later"),
    [
        ("2026-11-16 10:00", 0, "2026-11-16 10:00"),
        ("2026-11-16 10:00", 6, "2026-11-16 16:00"),
        ("2026-11-16 10:00", 6.5, "2026-11-17 08:00"),
        ("2026-11-16 10:00", 8.5, "2026-11-17 10:00"),
        ("2026-11-17 14:00", 4, "2026-11-19 09:30"),
        ("2026-11-20 18:00", 1, "2026-11-23 08:30"),
        ("2026-11-16 10:00", 42.5, "2026-11-24 10:00"),
    ],
)
def test_so_many_hours_later(moment, hours, later):
    assert OFFICE.later(wib(moment), hours) == wib(later)


def test_time_does_not_run_backwards():
    with pytest.raises(ValueError, match="negative"):
        OFFICE.later(wib("2026-11-16 10:00"), -1)


def duty(order, days, begin, end):
    return Duty(order, frozenset(map(DutyDay, days)), time(*begin), time(*end), roles=("p3m",))


NIGHT = duty(1, ["fri", "free"], (22, 0), (0, 0))


@pytest.mark.parametrize(
    ("moment", "on"),
    [
        ("2026-11-20 21:59", False),
        ("2026-11-20 22:00", True),
        ("2026-11-20 23:59:59", True),
        ("2026-11-21 22:30", True),
        ("2026-11-18 23:00", True),
        ("2026-11-19 23:00", False),
    ],
)
def test_a_duty_knows_weekdays_and_the_calendar(moment, on):
    assert NIGHT.on_at(wib(moment), CALENDAR) == on


def test_when_a_duty_is_on_next():
    assert NIGHT.next_on(wib("2026-11-19 10:00"), CALENDAR) == wib("2026-11-20 22:00")
    assert NIGHT.next_on(wib("2026-11-20 22:10"), CALENDAR) == wib("2026-11-20 22:10")
    assert duty(1, [], (7, 0), (8, 0)).next_on(wib("2026-11-20 22:10"), CALENDAR) is None


def test_who_is_told_up_to_an_order_and_who_is_found_at_any_hour():
    day, second = duty(1, ["working"], (7, 30), (16, 0)), duty(2, ["working"], (7, 30), (22, 0))
    rota = Rota("piket", (day, second))
    noon, evening, night = wib("2026-11-16 12:00"), wib("2026-11-16 20:00"), wib("2026-11-16 23:00")
    assert (rota.orders, rota.next_order(1), rota.next_order(2)) == ((1, 2), 2, None)
    assert list(rota.told_at(1, noon, CALENDAR, urgent=False)) == [day]
    assert list(rota.told_at(2, noon, CALENDAR, urgent=False)) == [day, second]
    assert list(rota.told_at(1, evening, CALENDAR, urgent=False)) == []
    assert list(rota.told_at(1, evening, CALENDAR, urgent=True)) == [second]
    assert list(rota.told_at(1, night, CALENDAR, urgent=True)) == [day]
