"""A replay equals what was shown: views recorded while a log is written are found again, all of them, afterwards."""

import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from command_center.domain.events import Event, EventKind
from command_center.followers.projection import projection
from command_center.readmodel.read_model import ReadModel
from command_center.readmodel.replay import past_model, wall_at
from command_center.readmodel.wall import load_wall
from command_center.store.db import Database
from command_center.store.event_log import EventLog, append
from tests.long_run import LONG_RUN
from tests.readmodel.facts import changed, received
from tests.readmodel.test_wall import CALENDAR, NAMES, ZONE

BEGIN = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def seen(model, moment):
    view = load_wall(model, NAMES, CALENDAR, moment, {"sms": 7})
    return rounded(replace(view, channels=tuple(replace(each, quarantined=None) for each in view.channels)))


def replayed(model, db, moment):
    return rounded(wall_at(model, EventLog(db), NAMES, CALENDAR, moment))


def rounded(view):
    """The last digit of a mean hangs on the order in which its numbers are added."""
    marks = (replace(mark, lat=round(mark.lat, 9), lon=round(mark.lon, 9)) for mark in view.incidents)
    return replace(view, incidents=tuple(marks))


def life(rng, at, report_id):
    """One thing that can happen to a report."""
    return changed(
        0,
        at,
        report_id,
        **rng.choice(
            [
                {"status": "forwarded", "forwarded_at": at, "opd": "dlh"},
                {"status": "answered", "answered_at": at, "due_at": None, "due_stage": ""},
                {"status": "settled", "settled_at": at, "closed_at": at, "due_at": None, "due_stage": ""},
                {"status": "settled", "due_at": None, "due_stage": ""},
                {
                    "status": "forwarded",
                    "settled_at": None,
                    "closed_at": None,
                    "due_at": at + DAY,
                    "due_stage": "answer",
                },
                {"lat": -6.9, "lon": 110.4, "exact": False},
                {"breach_seen_at": at},
                {"retracted": True},
                {"visibility": "rahasia"},
            ]
        ),
    )


def arrival(rng, at, report_id):
    due = at + timedelta(hours=rng.choice([2, 30, 400]))
    return received(
        0, at, report_id,
        channel=rng.choice(["sms", "x"]),
        category=rng.choice(["rob", "banjir", "jalan_rusak"]),
        lat=rng.choice([-6.95, -6.99, None]),
        incident_id=rng.choice([None, 1, 2]),
        due_at=due, answer_due=due, due_stage="answer",
        simulated=report_id > 70,
    )  # fmt: skip


def write_and_record(db, model, pieces=30, seed=6):
    """Ninety days of a log, in pieces; (moment, view) after each of them."""
    rng, log = random.Random(seed), EventLog(db)
    follower, recorded = projection(model, log), []
    at, reports = BEGIN, 0
    for piece in range(pieces):
        happened = []
        for _ in range(rng.randint(1, 5)):
            at += timedelta(minutes=rng.randint(1, 40 * 60 // 2))
            if not reports or rng.random() < 0.5:
                reports += 1
                happened.append(arrival(rng, at, reports))
            elif rng.random() < 0.1:
                happened.append(Event(EventKind.CALL, at, None, {"channel": "112", "step": "answered", "kind": ""}))
            else:
                happened.append(life(rng, at, rng.randint(1, reports)))
        if piece % 11 == 5:
            # A file of last year is taken in, closed as it is: nobody saw it on the wall of last year.
            reports += 1
            old = at - 300 * DAY
            happened.append(received(0, old, reports, status="settled", closed_at=old + DAY))
        db.write(lambda connection, happened=happened: append(connection, happened))
        follower.catch_up()
        recorded.append((at, seen(model, at)))
    return recorded


@pytest.fixture(scope="module")
def written(migrated_file, tmp_path_factory):
    """(log, its model, every moment with its view): written once, and only read by who asks for it."""
    file = shutil.copyfile(migrated_file, tmp_path_factory.mktemp("replay") / "log.sqlite")
    database, model = Database(f"sqlite:///{file}"), ReadModel.open(None, ZONE, CALENDAR)
    yield database, model, write_and_record(database, model)
    model.close()
    database.close()


def test_every_view_that_was_shown_is_shown_again(written):
    db, model, recorded = written
    assert sum(view.counters.open > 5 for _, view in recorded) > 20
    assert any(view.incidents for _, view in recorded)
    for moment, view in recorded[:: 1 if LONG_RUN else 2]:
        assert replayed(model, db, moment) == view, moment


def test_a_log_is_replayed_from_either_kind_of_database(db):
    model = ReadModel.open(None, ZONE, CALENDAR)
    recorded = write_and_record(db, model, pieces=7)
    assert any(view.counters.open for _, view in recorded)
    for moment, view in recorded:
        assert replayed(model, db, moment) == view, moment


def test_between_two_events_time_goes_on_and_the_reports_stay(written):
    db, model, recorded = written
    moment, shown = recorded[20]
    later = replayed(model, db, moment + timedelta(seconds=20))
    assert later.as_of == moment + timedelta(seconds=20)
    assert (later.head, later.points, later.incidents) == (shown.head, shown.points, shown.incidents)


def test_facts_that_are_behind_the_log_or_empty_change_nothing(written):
    db, _, recorded = written
    behind = ReadModel.open(None, ZONE, CALENDAR)
    for moment, view in recorded[::12]:
        assert replayed(behind, db, moment) == view
    behind.apply(EventLog(db).after(0, 40))
    for moment, view in recorded[::12]:
        assert replayed(behind, db, moment) == view


def test_before_the_first_report_nothing_is_known(db):
    model = ReadModel.open(None, ZONE, CALENDAR)
    empty = seen(model, BEGIN - DAY)
    assert replayed(model, db, BEGIN - DAY) == empty
    write_and_record(db, model, pieces=3)
    assert replayed(model, db, BEGIN - DAY) == empty
    assert empty.head == 0


def test_steps_that_were_written_down_together_count_from_when_each_was_taken(sqlite_db):
    """As a demo's history is written: all reports, then all that became of them."""
    model, log = ReadModel.open(None, ZONE, CALENDAR), EventLog(sqlite_db)
    happened = [received(0, BEGIN + n * DAY, n) for n in (1, 2, 3)]
    happened += [
        changed(0, BEGIN + (n + 2) * DAY, n, status="settled", closed_at=BEGIN + (n + 2) * DAY) for n in (1, 2, 3)
    ]
    sqlite_db.write(lambda connection: append(connection, happened))
    projection(model, log).catch_up()
    assert [replayed(model, sqlite_db, BEGIN + day * DAY + HOUR).counters.open for day in range(7)] == [
        0,
        1,
        2,
        2,
        1,
        0,
        0,
    ]


def test_what_was_in_quarantine_then_is_unknown_and_not_none(sqlite_db):
    model = ReadModel.open(None, ZONE, CALENDAR)
    moment, _ = write_and_record(sqlite_db, model, pieces=3)[-1]
    shown = replayed(model, sqlite_db, moment)
    assert {channel.quarantined for channel in shown.channels} == {None}


def test_a_past_model_holds_as_many_days_as_are_asked_for(sqlite_db):
    """A report closed long before: in the facts of a year, not in those of a week; what is open is in both."""
    model, log = ReadModel.open(None, ZONE, CALENDAR), EventLog(sqlite_db)
    happened = [
        received(0, BEGIN, 1),
        received(0, BEGIN + HOUR, 2),
        changed(0, BEGIN + DAY, 1, status="settled", closed_at=BEGIN + DAY),
        received(0, BEGIN + 60 * DAY, 3),
        changed(0, BEGIN + 90 * DAY, 2, status="settled", closed_at=BEGIN + 90 * DAY),
    ]
    sqlite_db.write(lambda connection: append(connection, happened))
    projection(model, log).catch_up()

    def held(days):
        with past_model(model, log, BEGIN + 61 * DAY, days) as past, past.cursor() as cursor:
            return cursor.execute("SELECT report_id, status FROM facts ORDER BY 1").fetchall()

    assert held(7) == [(2, "received"), (3, "received")]
    assert held(365) == [(1, "settled"), (2, "received"), (3, "received")]
