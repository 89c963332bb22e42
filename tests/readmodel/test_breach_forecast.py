"""The table of the forecast: which Friday, which days, which OPD."""

from datetime import date, timedelta

from command_center.domain.wording import Wording
from command_center.domain.working_days import Calendar
from command_center.methods.breaches import total
from command_center.readmodel.breach_forecast import MOST_OPD, DueCase, breach_forecast, columns
from command_center.readmodel.deadline_scene_view import Expected, ForecastColumn

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
DAY = timedelta(days=1)
FEAST, LEAVE = Wording("Idul Fitri", "Eid"), Wording("Cuti bersama", "Joint leave")


def calendar(days_off=None):
    return Calendar("test", days_off or {}, 2025, 2027, date(2027, 6, 30))


def test_days_off_are_named_and_weekends_left_out():
    off = {FRIDAY: FEAST, FRIDAY + 3 * DAY: FEAST, FRIDAY + 4 * DAY: LEAVE}
    shown = columns(calendar(off), FRIDAY - DAY, FRIDAY + 7 * DAY)
    assert shown == (
        ForecastColumn(FRIDAY - DAY, FRIDAY - DAY),
        ForecastColumn(FRIDAY, FRIDAY + 3 * DAY, "Idul Fitri"),
        ForecastColumn(FRIDAY + 4 * DAY, FRIDAY + 4 * DAY, "Cuti bersama"),
        *(ForecastColumn(FRIDAY + n * DAY, FRIDAY + n * DAY) for n in (5, 6, 7)),
    )


def test_on_a_saturday_the_days_begin_with_monday():
    shown = columns(calendar(), FRIDAY + DAY, FRIDAY + 7 * DAY)
    assert [column.first for column in shown] == [FRIDAY + n * DAY for n in range(3, 8)]


def test_sums_are_those_of_the_chances_by_row_by_day_and_in_all():
    cases = [
        DueCase("DPU", MONDAY, 0.75),
        DueCase("DPU", MONDAY, 0.25),
        DueCase("DPU", FRIDAY, None),
        DueCase("DLH", FRIDAY, 0.5),
    ]
    table = breach_forecast(cases, calendar(), MONDAY, FRIDAY)
    assert [row.name for row in table.rows] == ["DPU", "DLH"]
    assert table.rows[0].tiles == ((0.75, 0.25), (), (), (), (None,))
    assert table.rows[0].sum == Expected(3, 1.0, *limits(0.75, 0.25), unknown=1)
    # Both of 0.75 and 0.25 are late in 3 of 16 cases, none in 3 of 16: each is more than one in twenty.
    assert (table.rows[0].sum.low, table.rows[0].sum.high) == (0, 2)
    assert [day.due for day in table.by_column] == [2, 0, 0, 0, 2]
    assert table.by_column[4] == Expected(2, 0.5, *limits(0.5), unknown=1)
    assert table.sum == Expected(4, 1.5, *limits(0.75, 0.25, 0.5), unknown=1)


def limits(*chances):
    return total(chances).low, total(chances).high


def test_the_opd_with_most_breaches_stand_first_and_the_last_are_joined():
    cases = [DueCase(f"OPD {n:02}", MONDAY, n / 20) for n in range(1, MOST_OPD + 4)]
    table = breach_forecast(cases, calendar(), MONDAY, FRIDAY)
    assert [row.name for row in table.rows[:2]] == [f"OPD {MOST_OPD + 3:02}", f"OPD {MOST_OPD + 2:02}"]
    assert len(table.rows) == MOST_OPD + 1
    assert (table.rows[-1].others, table.rows[-1].sum.due) == (3, 3)
    one_more = breach_forecast(cases[: MOST_OPD + 1], calendar(), MONDAY, FRIDAY)
    assert [row.others for row in one_more.rows] == [0] * (MOST_OPD + 1), "a single one keeps its name"


def test_nothing_is_lost_between_the_columns():
    """A day that was declared off after the deadline was fixed, and a deadline that another system set on a Sunday."""
    off = {MONDAY + 2 * DAY: FEAST}
    cases = [DueCase("DPU", MONDAY + 2 * DAY, 0.5), DueCase("DPU", MONDAY - DAY, 0.5)]
    table = breach_forecast(cases, calendar(off), MONDAY - 2 * DAY, FRIDAY)
    assert [len(tiles) for tiles in table.rows[0].tiles] == [1, 0, 1, 0, 0]
    assert table.sum.due == 2


def test_a_friday_behind_the_complete_calendar_is_provisional():
    assert not breach_forecast([], calendar(), MONDAY, FRIDAY).provisional
    later = date(2027, 7, 5)
    assert breach_forecast([], calendar(), later, calendar().friday(later)).provisional
