"""Whether a read model that was filled from the log equals a recount of the reports, fact by fact."""

from datetime import UTC, datetime
from operator import itemgetter

import duckdb

from command_center.domain.events import FACTS
from command_center.domain.facts import fact_values
from command_center.domain.report import with_next_due
from command_center.followers.projection import projection
from command_center.readmodel.clock import DURATIONS, TIMES, durations
from command_center.readmodel.grains import GRAINS
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.returns import again_of
from command_center.readmodel.schema import OPEN
from command_center.store.db import Database
from command_center.store.event_log import EventLog
from command_center.store.reports import Reports

_found_right: dict[str, set[tuple[object, ...]]] = {}
"""By version of the calendar: times with the durations and grains that were compared with the clock, and equal."""


def check_recount(db: Database, model: ReadModel) -> None:
    """Fill `model`, which is empty, and ask both. Raises AssertionError where they differ."""
    projection(model, EventLog(db)).catch_up()
    reports = Reports(db).all_after(0, 10**6)
    with model.cursor() as cursor:
        _facts_are_those_of(cursor, reports)
        _durations_are_those_of_the_clock(cursor, model.calendar.version)
        _returns_are_all(cursor)
    assert reports == [with_next_due(report) for report in reports], (
        "the next deadline kept is the one that the rules ask for"
    )


def _facts_are_those_of(cursor: duckdb.DuckDBPyConnection, reports: list) -> None:
    rows = cursor.execute(f"SELECT {OPEN} AS is_open, * FROM facts").fetchall()
    place = {column[0]: n for n, column in enumerate(cursor.description or ())}
    rows.sort(key=itemgetter(place["report_id"]))
    wanted = [place[name] for name in ("report_id", *FACTS)]
    counted = [
        (report.id, *(_without_zone(values[name]) for name in FACTS))
        for report in reports
        for values in (fact_values(report),)
    ]
    assert [tuple(row[n] for n in wanted) for row in rows] == counted
    still_open = [row[1:] for row in rows if row[0]]
    kept_open = cursor.execute("FROM open_reports").fetchall()
    assert sorted(kept_open, key=itemgetter(place["report_id"] - 1)) == still_open
    heard: dict[str, tuple[object, ...]] = {}
    for row in rows:
        channel, at, simulated = (row[place[name]] for name in ("channel", "received_at", "simulated"))
        _, first, last, ever = heard.get(channel, (channel, at, at, False))
        heard[channel] = (channel, min(first, at), max(last, at), ever or simulated)
    assert sorted(cursor.execute("FROM arrivals").fetchall()) == [heard[each] for each in sorted(heard)]


def _durations_are_those_of_the_clock(cursor: duckdb.DuckDBPyConnection, calendar: str) -> None:
    """What is kept of a report's times hangs on them and the calendar alone: what was found right once is not asked again."""
    right = _found_right.setdefault(calendar, set())
    for table in ("facts", "open_reports"):
        rows = set(cursor.execute(f"SELECT {', '.join((*TIMES, *DURATIONS, *GRAINS))} FROM {table}").fetchall())
        if rows <= right:
            continue
        counts = ", ".join(f"count({begin} + ({end} - {begin}))" for begin, end in DURATIONS.values())
        kept = ", ".join(f"count({name})" for name in DURATIONS)
        known, there = (cursor.execute(f"SELECT {columns} FROM {table}").fetchone() for columns in (counts, kept))
        # A macro is dear: it is asked only where some report has both times, and without both there is no duration.
        asked = [name for name, one, other in zip(DURATIONS, known or (), there or (), strict=True) if one or other]
        for name in asked:
            both = f"SELECT report_id, {name} AS kept, {durations()[name]} AS again FROM {table}"
            differing = f"FROM ({both}) WHERE (kept IS NULL) <> (again IS NULL) OR abs(kept - again) > 1e-9"
            assert cursor.execute(differing).fetchall() == []
        coarser = " OR ".join(f"{column} IS DISTINCT FROM grain({name})" for column, name in GRAINS.items())
        assert cursor.execute(f"FROM {table} WHERE {coarser}").fetchall() == []
        right |= rows


def _returns_are_all(cursor: duckdb.DuckDBPyConnection) -> None:
    settled = cursor.execute("SELECT 1 FROM facts WHERE settled_at IS NOT NULL LIMIT 1").fetchall()
    came_back = cursor.execute(f"{again_of('facts', 'facts')} ORDER BY 1").fetchall() if settled else []
    kept = "SELECT report_id, again_at FROM facts WHERE again_at IS NOT NULL ORDER BY 1"
    assert cursor.execute(kept).fetchall() == came_back


def _without_zone(value: object) -> object:
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value
