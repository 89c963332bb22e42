"""What came in and went out by seven days, and how many were open at the end of each day."""

from datetime import date

from command_center.readmodel.opd_view import OpdTab
from tests.readmodel.facts import received
from tests.readmodel.opd.standing import opd_view, waiting, wib


def performance(*events):
    return opd_view(OpdTab.PERFORMANCE, *events).performance


def test_a_report_belongs_to_its_day_in_semarang():
    """The last seven days began on Saturday the 21st at 0:00."""
    weeks = performance(received(1, wib(20, 23, 59, 59)), received(2, wib(21, 0))).weeks
    assert [(week.first, week.last, week.received) for week in weeks] == [
        (date(2026, 11, 14), date(2026, 11, 20), 1),
        (date(2026, 11, 21), date(2026, 11, 27), 1),
    ]


def test_open_at_the_end_of_each_day_is_counted_back_from_now():
    """Two on the 24th, one of them closed on the 26th a second before midnight."""
    events = (
        waiting(1, wib(24), None),
        waiting(2, wib(24), None, status="settled", settled_at=wib(26, 23, 59, 59), closed_at=wib(26, 23, 59, 59)),
    )
    shown = performance(*events)
    assert shown.open_days == (
        (date(2026, 11, 24), 2),
        (date(2026, 11, 25), 2),
        (date(2026, 11, 26), 1),
        (date(2026, 11, 27), 1),
    )
    assert [(week.received, week.closed) for week in shown.weeks] == [(2, 1)]


def test_what_another_system_closed_at_a_time_nobody_knows_is_closed_with_its_day():
    event = waiting(1, wib(25), None, status="settled", closed_at=None)
    assert performance(event).open_days[0] == (date(2026, 11, 25), 0)
