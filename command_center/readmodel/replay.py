"""What the wall showed at a past moment: the facts as they were then, from the log, and the same queries on them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from command_center.domain.events import FACTS, TIMES, Event, EventKind
from command_center.domain.working_days import Calendar
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.wall import WallNames, load_wall
from command_center.readmodel.wall_view import WallView
from command_center.store.event_log import EventLog, PastEnd

WALL_DAYS = 40
"""Days before the moment whose reports the wall looks at: a month of volume, four weeks of channels, and some more."""


def wall_at(model: ReadModel, event_log: EventLog, names: WallNames, calendar: Calendar, moment: datetime) -> WallView:
    """What the wall showed at an aware moment, not later than now. Deliveries in quarantine then are not in the log:
    their counts are None.

    It is the view of what had happened to the reports that the log held then (`EventLog.end_at`). Raises StoreUnavailable.
    """
    with past_model(model, event_log, moment, WALL_DAYS) as past:
        view = load_wall(past, names, calendar, moment, {})
    return replace(view, channels=tuple(replace(channel, quarantined=None) for channel in view.channels))


@contextmanager
def past_model(model: ReadModel, event_log: EventLog, moment: datetime, days: int) -> Iterator[ReadModel]:
    """A read model in memory that stands where the log ended at an aware moment, for the queries of any page.

    It holds all reports that were open then, that were closed in the day before, or that were received in the `days`
    before; what every report counts for (`arrivals`) is whole. Raises StoreUnavailable.
    """
    past = ReadModel.open(None, model.zone, model.calendar)
    try:
        _fill(past, model, event_log, moment, days)
        yield past
    finally:
        past.close()


def _fill(past: ReadModel, model: ReadModel, event_log: EventLog, moment: datetime, days: int) -> None:
    end = event_log.end_at(moment)
    if not end.seq:
        return
    with model.snapshot() as cursor:
        head = cursor.execute("SELECT seq FROM head").fetchone()
        # What is not in the facts yet is told by the log, too.
        changed = event_log.changed_after(moment, int(head[0]) if head else 0, end.newest_report)
        events = _as_they_stand(cursor, end, moment, days, changed)
        arrivals = cursor.execute(
            "SELECT channel, min(received_at), max(received_at), bool_or(simulated) FROM facts WHERE report_id <= ? "
            "GROUP BY channel",
            [end.newest_report],
        ).fetchall()
    past.apply([*events, *event_log.lives_until(changed, moment)])
    with past.cursor() as cursor:
        cursor.execute("DELETE FROM head")
        cursor.execute("INSERT INTO head SELECT ?, '', ''", [end.seq])
        for channel, first, last, simulated in arrivals:
            cursor.execute(
                "INSERT INTO arrivals VALUES ($channel, $first, $last, $simulated) ON CONFLICT DO UPDATE SET "
                "first_at = least(first_at, $first), last_at = greatest(last_at, $last), "
                "simulated = simulated OR $simulated",
                {"channel": channel, "first": first, "last": last, "simulated": simulated},
            )


def _as_they_stand(
    cursor: duckdb.DuckDBPyConnection, end: PastEnd, moment: datetime, days: int, changed: Sequence[int]
) -> list[Event]:
    """Of the reports of which nothing is told since: they were then as they are now, in the order of arrival."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    rows = cursor.execute(
        f"""
        SELECT report_id, {", ".join(FACTS)} FROM facts
        WHERE report_id <= $newest AND report_id NOT IN (SELECT unnest($changed::BIGINT[]))
          AND (received_at >= $since OR closed_at > $yesterday
               OR report_id IN (SELECT report_id FROM open_reports WHERE report_id <= $newest))
        ORDER BY report_id
        """,
        {
            "newest": end.newest_report,
            "changed": list(changed),
            "since": utc - timedelta(days=days),
            "yesterday": utc - timedelta(days=1),
        },
    ).fetchall()
    return [_as_received(*row) for row in rows]


def _as_received(report_id: int, *values: Any) -> Event:
    """A report as an event that tells all its facts."""
    data = {
        name: value.replace(tzinfo=UTC).isoformat() if name in TIMES and value is not None else value
        for name, value in zip(FACTS, values, strict=True)
    }
    return Event(EventKind.RECEIVED, datetime.fromisoformat(data["received_at"]), report_id, data)
