"""Lives of a report as property tests draw them: it is taken, waits now and then for somebody, and goes on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from command_center.domain.deadline_clock import DeadlineClock, noted
from command_center.domain.pauses import PauseReason, PauseRule
from command_center.domain.report import after_step, with_next_due
from command_center.domain.report_kinds import ReportClass
from command_center.domain.sla import DeadlinePolicy, Policies, Term, Terms, fix_deadlines
from command_center.domain.wording import Wording
from command_center.domain.workflow import Status
from command_center.domain.working_days import Calendar
from tests.domain.reports import a_report

FREE = Wording("Libur", "Holiday")
FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)

days_off = st.sets(st.dates(date(2025, 6, 1), date(2026, 6, 30)), max_size=60)
moments = st.datetimes(
    datetime.fromisoformat("2025-06-01"), datetime.fromisoformat("2026-02-01"), timezones=st.just(UTC)
) | st.builds(
    # Midnights and last seconds in WIB.
    lambda day, second: datetime(2025, 6, 1, 17, tzinfo=UTC) + timedelta(days=day, seconds=second),
    st.integers(0, 240),
    st.sampled_from([-1, 0, 1]),
)
terms = st.builds(Term, days=st.integers(1, 20)) | st.builds(Term, hours=st.integers(1, 100))
rules = st.fixed_dictionaries({}, optional={why: st.sampled_from(PauseRule) for why in PauseReason})
policies = st.builds(
    lambda forward, answer, settle, longer, pauses: DeadlinePolicy(
        "p",
        1,
        FREE,
        "test",
        dict.fromkeys(ReportClass, Terms(forward, answer, settle, longer)),
        FREE,
        pauses=pauses,
    ),
    st.none() | terms,
    terms,
    terms,
    terms,
    rules,
)
waits = st.lists(
    st.tuples(
        st.sampled_from(PauseReason),
        st.timedeltas(timedelta(0), timedelta(days=9)),
        st.timedeltas(timedelta(seconds=1), timedelta(days=12)),
    ),
    max_size=5,
)
"""For whom, how long after what went before, and for how long."""


def calendar_of(off, version="any"):
    return Calendar(version, dict.fromkeys(off, FREE), FIRST.year, LAST.year, LAST)


def taken(policy, calendar, received_at, *, extended=False):
    """The report as intake fixed it."""
    deadlines = fix_deadlines(policy, calendar, received_at, extended=extended)
    return with_next_due(replace(a_report(received_at=received_at), deadlines=deadlines))


def clock_of(policy, calendar):
    return DeadlineClock(Policies((policy,), policy), calendar)


def saved(before, after, clock, at):
    """The report as the unit of work saves it."""
    return noted(before, clock.after_pauses(after), at)


def lived(report, found, clock, seen=None):
    """The report after it waited; `seen` is told each version."""
    at = report.received_at
    for why, running, waiting in found:
        citizen = why is PauseReason.CITIZEN
        at += running
        away = after_step(
            report, Status.INCOMPLETE if citizen else Status.NOT_OURS, at, level="" if citizen else str(why)
        )
        away = saved(report, away, clock, at)
        at += waiting
        report = saved(away, after_step(away, Status.VERIFIED, at), clock, at)
        if seen is not None:
            seen += [away, report]
    return report
