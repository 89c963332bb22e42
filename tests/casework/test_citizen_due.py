"""The deadline as its citizen is told it: the same working as everybody else's, what waited included."""

from dataclasses import replace
from datetime import UTC, date, datetime

from command_center.casework.citizen_due import met_deadlines, own_deadline
from command_center.domain.deadline_clock import DeadlineClock
from command_center.domain.report import after_step, with_next_due
from command_center.domain.sla import fix_deadlines
from command_center.domain.workflow import Stage, Status
from command_center.domain.working_days import WIB
from tests.domain.reports import a_report
from tests.reference.shipped import shipped

REFERENCE = shipped()
CLOCK = DeadlineClock(REFERENCE.policies, REFERENCE.calendar)


def wib(text):
    return datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(UTC)


def waited(*, ends=True):
    """Received on Monday 2 March 2026; it waits for its citizen from Wednesday noon to Friday noon."""
    received_at = wib("2026-03-02 09:00")
    deadlines = fix_deadlines(REFERENCE.policies.default, REFERENCE.calendar, received_at)
    report = with_next_due(replace(a_report(received_at=received_at), deadlines=deadlines))
    asked = after_step(report, Status.INCOMPLETE, wib("2026-03-04 12:00"))
    return CLOCK.after_pauses(after_step(asked, Status.VERIFIED, wib("2026-03-06 12:00"))) if ends else asked


def test_what_the_citizen_was_waited_for_does_not_count():
    own = own_deadline(waited(), REFERENCE, wib("2026-03-26 09:00"))
    assert (own.stage, own.at, own.passed) == (Stage.ANSWER, wib("2026-03-25 23:59:59"), True)
    days = {each.day: (each.number, each.why.id) for each in own.days}
    assert days[date(2026, 3, 4)] == (1.5, "hari kerja")
    assert days[date(2026, 3, 5)] == (0, "menunggu warga")
    assert days[date(2026, 3, 25)] == (10, "hari kerja")
    assert max(days) == date(2026, 3, 25), "days after the deadline are none of its term"


def test_while_the_citizen_is_waited_for_nothing_is_owed():
    assert own_deadline(waited(ends=False), REFERENCE, wib("2026-03-26 09:00")) is None


def test_what_the_city_has_kept_stays_to_be_read_with_whether_it_was_late():
    answered = after_step(waited(), Status.ANSWERED, wib("2026-03-27 10:00"))
    now = wib("2026-04-01 09:00")
    (met,) = met_deadlines(answered, REFERENCE, now)
    assert (met.stage, met.due, met.at, met.late) == (
        Stage.ANSWER, wib("2026-03-25 23:59:59"), wib("2026-03-27 10:00"), True,
    )  # fmt: skip
    assert met_deadlines(waited(), REFERENCE, now) == ()
