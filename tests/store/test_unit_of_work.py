"""The unit of work: version, row, step and event of a change belong together, and nobody is overwritten."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from command_center.domain.events import EventKind
from command_center.domain.facts import fact_values
from command_center.domain.inbound import Reporter
from command_center.domain.report import after_step, sent_to
from command_center.domain.workflow import Status
from command_center.errors import Conflict
from command_center.store.event_log import EventLog
from command_center.store.reports import Reports
from command_center.store.tables import steps
from tests.domain.reports import NOW, a_report
from tests.long_run import LONG_RUN

pytestmark = pytest.mark.usefixtures("recount")
HOUR = timedelta(hours=1)


@pytest.fixture
def reports(db):
    found = Reports(db)
    found.write(lambda unit: unit.add([(a_report(), Reporter("1"))]))
    return found


def stored(reports):
    return reports.by_number(a_report().number)


def forwarded(report, hours=1):
    return after_step(report, Status.FORWARDED, NOW + hours * HOUR, sent_to(report, "dlh"))


def test_a_change_is_a_version_a_row_an_event_and_a_step(db, reports):
    before = stored(reports)
    reports.write(lambda unit: unit.save(before, forwarded(before), EventKind.STEP, NOW + HOUR, "sari", "mohon dicek"))
    after = stored(reports)
    assert (after.version, after.status, after.assignment.opd) == (2, Status.FORWARDED, "dlh")
    received, stepped = EventLog(db).of_report(1)
    assert (received.by, stepped.by) == ("sms", "sari")
    assert received.data.keys() == fact_values(before).keys()
    then = (NOW + HOUR).isoformat()
    assert stepped.data == {"verified_at": then, "forwarded_at": then, "opd": "dlh", "status": "forwarded"}
    with db.read() as connection:
        (row,) = connection.execute(select(steps)).mappings().all()
    assert (row["by"], row["status"], row["opd"], row["note"]) == ("sari", "forwarded", "dlh", "mohon dicek")


def test_several_changes_of_one_unit_follow_each_other(db, reports):
    def work(unit):
        report = unit.load([1])[1]
        report = unit.save(report, forwarded(report), EventKind.STEP, NOW + HOUR, "sari")
        assert unit.load([1])[1] == report, "what the unit made is what it reads"
        answered = after_step(report, Status.ANSWERED, NOW + 2 * HOUR)
        unit.save(report, answered, EventKind.STEP, NOW + 2 * HOUR, "dlh")

    reports.write(work)
    assert (stored(reports).version, stored(reports).status) == (3, Status.ANSWERED)
    assert [event.data["status"] for event in EventLog(db).of_report(1)] == ["received", "forwarded", "answered"]


def test_a_change_of_an_old_version_is_refused_and_nothing_of_it_is_kept(db, reports):
    seen = stored(reports)
    reports.write(lambda unit: unit.save(seen, forwarded(seen), EventKind.STEP, NOW + HOUR, "sari"))
    head = EventLog(db).head()
    archived = after_step(seen, Status.ARCHIVED, NOW + HOUR)
    with pytest.raises(Conflict, match=f"{seen.number}.*somebody else"):
        reports.write(lambda unit: unit.save(seen, archived, EventKind.STEP, NOW + HOUR, "budi"))
    assert stored(reports).status is Status.FORWARDED
    assert EventLog(db).head() == head
    with db.read() as connection:
        assert len(connection.execute(select(steps)).all()) == 1


def test_within_a_unit_too_a_change_starts_from_the_last_version(reports):
    def work(unit):
        seen = unit.load([1])[1]
        unit.save(seen, forwarded(seen), EventKind.STEP, NOW + HOUR, "sari")
        unit.save(seen, after_step(seen, Status.ARCHIVED, NOW), EventKind.STEP, NOW + HOUR, "sari")

    with pytest.raises(Conflict, match="somebody else"):
        reports.write(work)
    assert stored(reports).status is Status.RECEIVED


def test_a_report_that_is_open_again_tells_all_its_facts(db, reports):
    def work(unit):
        report = unit.load([1])[1]
        report = unit.save(report, after_step(report, Status.ARCHIVED, NOW), EventKind.STEP, NOW, "sari")
        unit.save(report, after_step(report, Status.VERIFIED, NOW + HOUR), EventKind.STEP, NOW + HOUR, "sari")

    reports.write(work)
    _, closed, opened = EventLog(db).of_report(1)
    assert closed.data.keys() == {"status", "closed_at", *({"due_stage", "due_at"} & closed.data.keys())}
    assert opened.data.keys() == fact_values(a_report()).keys()


def test_a_unit_that_fails_keeps_nothing(db, reports):
    def work(unit):
        report = unit.load([1])[1]
        unit.save(report, forwarded(report), EventKind.STEP, NOW + HOUR, "sari")
        unit.add([(a_report(id=2, number="LH-2026-000002"), Reporter("2"))])
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        reports.write(work)
    assert (reports.count(), stored(reports).version, EventLog(db).head()) == (1, 1, 1)


def test_of_many_who_change_the_same_version_one_wins(db, reports):
    seen, won = stored(reports), []

    def change(number):
        try:
            later = replace(seen, incident_id=None, retracted=True)
            reports.write(lambda unit: unit.save(seen, later, EventKind.RETRACTED, NOW, f"o{number}"))
        except Conflict:
            return
        won.append(number)

    threads = [threading.Thread(target=change, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert stored(reports).version == 2
    assert [event.by for event in EventLog(db).of_report(1)] == ["sms", f"o{won[0]}"]


def test_two_that_lock_the_same_reports_in_any_order_wait_for_each_other(db, reports):
    """More reports than one statement names; the watch asks for them by their deadlines, others by their ids."""
    ids = list(range(2, 902))
    many = [(a_report(id=n, number=f"LH-2026-{n:06d}"), Reporter(str(n))) for n in ids]
    reports.write(lambda unit: unit.add(many))
    failed = []

    def lock(order):
        try:
            for _ in range(10 if LONG_RUN else 3):
                reports.write(lambda unit: unit.load(order))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=lock, args=(order,)) for order in (ids, ids[::-1], ids[450:] + ids[:450])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
