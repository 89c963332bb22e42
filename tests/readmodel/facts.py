"""Events for tests of the read side: a report's facts with ordinary values, changed where a case needs it."""

from datetime import date, datetime
from typing import Any

from command_center.domain.events import FACTS, Event, EventKind, as_json
from command_center.domain.wording import Wording
from command_center.domain.working_days import Calendar

CALENDAR = Calendar("test", {date(2026, 11, 18): Wording("Libur", "Holiday")}, 2025, 2027, date(2027, 12, 31))
"""Wednesday 18 November 2026 is free."""

ORDINARY: dict[str, Any] = dict.fromkeys(FACTS) | {
    "channel": "sms",
    "report_class": "complaint",
    "visibility": "public",
    "category": "jalan_rusak",
    "doubtful": False,
    "found_by": "coordinates",
    "kelurahan": "33.74.01.1001",
    "kecamatan": "33.74.01",
    "lat": -6.98,
    "lon": 110.41,
    "exact": True,
    "opd": "dpu",
    "policy": "seed-2017@1",
    "status": "received",
    "due_stage": "",
    "breached_stage": "",
    "retracted": False,
    "simulated": False,
}


def received(seq: int, at: datetime, report_id: int | None = None, **facts: Any) -> Event:
    """A report received at `at`; its id is `seq` where none is given."""
    report_id = seq if report_id is None else report_id
    data = ORDINARY | {"number": f"LH-2026-{report_id:06d}", "received_at": at} | facts
    return Event(EventKind.RECEIVED, at, report_id, {name: as_json(value) for name, value in data.items()}, seq)


def changed(seq: int, at: datetime, report_id: int, kind: EventKind = EventKind.STEP, **facts: Any) -> Event:
    """A change of a report."""
    return Event(kind, at, report_id, {name: as_json(value) for name, value in facts.items()}, seq)
