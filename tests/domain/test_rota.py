"""Who is on duty: hours of a day, a watch over midnight, working days and free ones of the calendar."""

from datetime import time

import pytest

from command_center.domain.rota import Duty, DutyDay
from tests.casework.alert_city import wib
from tests.readmodel.facts import CALENDAR

NIGHTS = Duty(1, frozenset({DutyDay.WORKING}), time(22), time(6), roles=("p3m",))
WEDNESDAYS = Duty(1, frozenset({DutyDay.WED}), time(7, 30), time(16), roles=("p3m",))
WHOLE_SATURDAY = Duty(1, frozenset({DutyDay.SAT}), time(7), time(7), roles=("p3m",))


@pytest.mark.parametrize(
    ("duty", "moment", "on"),
    [
        (NIGHTS, "2026-11-20 21:59", False),
        (NIGHTS, "2026-11-20 22:00", True),
        (NIGHTS, "2026-11-21 00:00", True),
        (NIGHTS, "2026-11-21 05:59:59", True),
        (NIGHTS, "2026-11-21 06:00", False),
        (NIGHTS, "2026-11-21 22:00", False),
        (NIGHTS, "2026-11-23 03:00", False),
        # Wednesday the 18th is free: the night before it is a working day's, its own is none.
        (NIGHTS, "2026-11-18 03:00", True),
        (NIGHTS, "2026-11-18 23:00", False),
        (WEDNESDAYS, "2026-11-18 09:00", True),
        (WHOLE_SATURDAY, "2026-11-21 06:59", False),
        (WHOLE_SATURDAY, "2026-11-21 07:00", True),
        (WHOLE_SATURDAY, "2026-11-22 06:59", True),
        (WHOLE_SATURDAY, "2026-11-22 07:00", False),
    ],
)
def test_a_watch_over_midnight_belongs_to_the_day_on_which_it_begins(duty, moment, on):
    assert duty.on_at(wib(moment), CALENDAR) is on


@pytest.mark.parametrize(
    ("moment", "begins"),
    [
        ("2026-11-20 12:00", "2026-11-20 22:00"),
        ("2026-11-21 02:00", "2026-11-21 02:00"),
        ("2026-11-21 06:00", "2026-11-23 22:00"),
        ("2026-11-18 12:00", "2026-11-19 22:00"),
    ],
)
def test_the_next_watch_is_the_running_one_or_that_of_the_next_day(moment, begins):
    assert NIGHTS.next_on(wib(moment), CALENDAR) == wib(begins)
