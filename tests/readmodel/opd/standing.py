"""A small OPD whose every figure can be counted by hand. Now is Friday 27 November 2026, 10:00 WIB; the 18th was free."""

from datetime import UTC, date, datetime, timedelta

from command_center.domain.wording import Wording
from command_center.domain.working_days import WIB, Calendar
from command_center.readmodel.opd.load import OpdAsked, OpdRules, load_opd
from command_center.readmodel.opd.queue import QueueReader
from tests.readmodel.borrowed import borrowed
from tests.readmodel.facts import received
from tests.reference.shipped import shipped

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
FREE = date(2026, 11, 18)
CALENDAR = Calendar(
    "test",
    {FREE: Wording("Libur", "Holiday"), date(2026, 12, 1): Wording("Cuti", "Leave")},
    2025,
    2027,
    date(2026, 12, 3),
)
EVERYTHING = QueueReader(confidential=True)


def wib(day, hour=8, minute=0, second=0, month=11):
    """A moment of 2026 by the clock of Semarang."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=WIB).astimezone(UTC)


def end(day, month=11):
    """The last second of a day of 2026."""
    return wib(day, 23, 59, 59, month)


def rules():
    """The city's own policies with the calendar of the tests."""
    return OpdRules(CALENDAR, shipped().policies, {"33.74.01.1001": "Miroto"})


def model_of(*events):
    """A read model with these events."""
    model = borrowed(WIB, CALENDAR)
    model.apply(sorted(events, key=lambda event: event.seq))
    return model


def opd_view(tab, *events, code="dpu", now=NOW, weeks=8, reader=EVERYTHING, **asked):
    """What the page of an OPD is shown after these events."""
    return view_of(model_of(*events), tab, code, now, weeks, reader, **asked)


def view_of(model, tab, code="dpu", now=NOW, weeks=8, reader=EVERYTHING, **asked):
    """The same of a model that is there."""
    return load_opd(model, OpdAsked(code, tab, weeks, **asked), reader, rules(), now)


def answered(seq, came, went, **facts):
    """A report that was answered, and waits for nothing more."""
    return received(seq, came, status="answered", forwarded_at=came, answered_at=went, **facts)


def waiting(seq, came, due, **facts):
    """A forwarded report whose answer is due."""
    values = {"status": "forwarded", "forwarded_at": came, "due_stage": "answer", "due_at": due, "answer_due": due}
    return received(seq, came, **values | facts)


def days(number):
    """So many days."""
    return timedelta(days=number)
