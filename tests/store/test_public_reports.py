"""What the public may read of reports, on a real database."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, insert, text

from command_center.domain.workflow import CLOSED, Status
from command_center.errors import StoreUnavailable
from command_center.store.public_reports import MAX_ROWS, PublicReport, PublicReports, PublicSearch, Span
from command_center.store.tables import events, reporters, reports
from tests.store.report_rows import report_row

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def public(db):
    return PublicReports(db)


def add(db, number, reporter="", log=(), **columns):
    """A report with its reporter and its events (kind, time); RECEIVED is added of itself."""
    row = report_row(number=f"LH-2026-{number:06d}", id=number, **columns)
    happened = [("report.received", row["received_at"]), *log]

    def work(connection):
        connection.execute(insert(reports), [row])
        if reporter:
            person = {"report_id": number, "channel": "android", "key": "device_id:rahasia-d", "name": reporter}
            connection.execute(insert(reporters), [person | {"contact": "+628122334455"}])
        rows = [{"at": at, "kind": kind, "report_id": number, "data": {}} for kind, at in happened]
        connection.execute(insert(events), rows)

    db.write(work)
    return row["number"]


def numbers(found):
    return [int(report.number.rpartition("-")[2]) for report in found]


def test_only_public_fields_leave_the_store(db, public):
    add(
        db,
        1,
        reporter="Sutrisno Hadiwijaya",
        text="Jalan rusak, lapor Sutrisno Hadiwijaya, hubungi 0812 2334 4556 atau s@contoh.example",
        subject="Jalan",
        address="Rumah Sutrisno, Jl. Pandanaran 12, 08122334455",
        channel="android",
        place_evidence="lapor 0812",
        answer_due=NOW + 9 * DAY,
    )
    (found,) = public.find(PublicSearch())
    assert {field.name for field in dataclasses.fields(PublicReport)} == {
        *("number", "status", "category", "description", "opd", "received_at", "updated_at", "answer_due"),
        *("address", "kelurahan", "kecamatan", "lat", "lon", "simulated"),
    }
    seen = repr(found)
    for secret in ("Sutrisno", "Hadiwijaya", "0812", "8122334455", "s@contoh", "rahasia-d", "android"):
        assert secret not in seen
    assert found.description.startswith("Jalan rusak")
    assert "Jl. Pandanaran 12" in found.address
    assert found.answer_due == NOW + 9 * DAY


def test_a_subject_goes_before_the_text_unless_the_text_begins_with_it(db, public):
    add(db, 1, subject="Lampu mati", text="Sudah tiga hari")
    add(db, 2, subject="Lampu mati", text="Lampu mati tiga hari")
    add(db, 3, subject="", text="Lampu mati")
    found = {report.number[-1]: report.description for report in public.find(PublicSearch())}
    assert found == {"1": "Lampu mati\n\nSudah tiga hari", "2": "Lampu mati tiga hari", "3": "Lampu mati"}


@pytest.mark.parametrize(
    ("columns", "visible"),
    [
        ({"visibility": "public"}, True),
        ({"visibility": "anonim"}, True),
        ({"visibility": "rahasia"}, False),
        ({"visibility": "something new"}, False),
        ({"retracted": True}, False),
        ({"status": "archived", "closed_at": NOW}, True),
    ],
)
def test_nothing_confidential_and_nothing_taken_back_is_seen_in_lists_or_alone(db, public, columns, visible):
    number = add(db, 7, **columns)
    assert bool(public.find(PublicSearch())) is visible
    assert bool(public.by_numbers([number])) is visible


def test_a_point_is_given_only_where_the_sender_gave_it(db, public):
    add(db, 1, lat=-6.98, lon=110.4, exact=True, received_at=NOW)
    add(db, 2, lat=-6.98, lon=110.4, exact=False, received_at=NOW - DAY)
    assert [(found.lat, found.lon) for found in public.find(PublicSearch())] == [(-6.98, 110.4), (None, None)]


def test_newest_first_and_page_by_page(db, public):
    for number in range(1, 8):
        add(db, number, received_at=NOW - number * DAY)
    add(db, 8, received_at=NOW - 3 * DAY)
    assert numbers(public.find(PublicSearch())) == [1, 2, 8, 3, 4, 5, 6, 7]
    assert numbers(public.find(PublicSearch(limit=3))) == [1, 2, 8]
    assert numbers(public.find(PublicSearch(limit=3, skip=3))) == [3, 4, 5]
    assert numbers(public.find(PublicSearch(limit=3, skip=9))) == []


def test_at_most_a_thousand_rows_whatever_is_asked(db, public):
    rows = [report_row(id=n, number=f"LH-2026-{n:06d}", received_at=NOW) for n in range(1, MAX_ROWS + 6)]
    db.write(lambda connection: connection.execute(insert(reports), rows))
    assert len(public.find(PublicSearch(limit=5000))) == MAX_ROWS
    assert len(public.by_numbers([row["number"] for row in rows])) == MAX_ROWS


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (PublicSearch(), [1, 2, 3, 4]),
        (PublicSearch(received=Span(NOW - 3 * DAY, NOW - 2 * DAY)), [2, 3]),
        (PublicSearch(categories=("lampu", "rob")), [2, 4]),
        (PublicSearch(open=False), [3, 4]),
        (PublicSearch(closed=False), [1, 2]),
        (PublicSearch(closed=False, categories=("lampu",)), [2]),
        (PublicSearch(received=Span(NOW, NOW + DAY)), []),
    ],
)
def test_reports_are_found_by_time_category_and_status(db, public, search, found):
    add(db, 1, received_at=NOW - 1 * DAY, category="jalan", status="received")
    add(db, 2, received_at=NOW - 2 * DAY, category="lampu", status="answered")
    add(db, 3, received_at=NOW - 3 * DAY, category="jalan", status="settled", closed_at=NOW)
    add(db, 4, received_at=NOW - 4 * DAY, category="rob", status="not_ours", closed_at=NOW)
    assert numbers(public.find(search)) == found


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_either_open_or_closed(db, public, status):
    add(db, 1, status=str(status), closed_at=NOW if status in CLOSED else None)
    assert bool(public.find(PublicSearch(open=False))) is (status in CLOSED)
    assert bool(public.find(PublicSearch(closed=False))) is (status not in CLOSED)


def test_a_report_was_last_changed_when_something_public_happened_or_when_it_was_closed(db, public):
    start = NOW - 50 * DAY
    add(db, 1, received_at=start)
    add(db, 2, received_at=start, log=[("report.step", NOW - 9 * DAY), ("deadline.breached", NOW - 1 * DAY)])
    add(db, 3, received_at=start, status="settled", closed_at=NOW - 3 * DAY, log=[("report.amended", NOW - 2 * DAY)])
    add(db, 4, received_at=start, log=[("report.located", NOW - 4 * DAY), ("report.step", NOW - 30 * DAY)])
    found = {int(report.number[-1]): report.updated_at for report in public.find(PublicSearch())}
    assert found == {1: start, 2: NOW - 9 * DAY, 3: NOW - 3 * DAY, 4: NOW - 4 * DAY}

    def changed(after, before):
        return sorted(numbers(public.find(PublicSearch(updated=Span(after, before)))))

    assert changed(start, start) == [1]
    assert changed(NOW - 10 * DAY, NOW) == [2, 3, 4]
    assert changed(NOW - 4 * DAY, NOW - 4 * DAY) == [4]
    assert changed(NOW - 2 * DAY, NOW) == []


def test_reports_are_read_by_number_in_the_order_asked_each_once(db, public):
    for number in (1, 2, 3):
        add(db, number)
    add(db, 4, visibility="rahasia")
    asked = ["LH-2026-000003", "LH-2026-000004", "LH-2026-000001", "LH-2026-000003", "LH-1999-000001", ""]
    assert numbers(public.by_numbers(asked)) == [3, 1]
    assert public.by_numbers([]) == []


def test_times_are_aware_utc(db, public):
    add(db, 1, received_at=NOW, status="settled", closed_at=NOW + DAY, answer_due=NOW)
    (found,) = public.find(PublicSearch())
    assert {each.utcoffset() for each in (found.received_at, found.updated_at, found.answer_due)} == {timedelta(0)}


def test_a_page_of_the_last_ninety_days_reads_by_index(sqlite_db):
    asked = []

    def note(conn, cursor, statement, parameters, context, executemany):
        asked.append((statement, parameters))

    event.listen(sqlite_db.engine, "before_cursor_execute", note)
    PublicReports(sqlite_db).find(PublicSearch(received=Span(NOW - 90 * DAY, NOW), limit=10))
    event.remove(sqlite_db.engine, "before_cursor_execute", note)
    (statement, parameters) = asked[-1]
    with sqlite_db.engine.connect() as connection:
        plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, parameters).all()
    steps = " | ".join(row[-1] for row in plan)
    assert "USING INDEX ix_reports_received_at" in steps
    assert "SCAN" not in steps


def test_a_database_that_is_away_is_said_to_be_away(sqlite_db):
    with sqlite_db.engine.begin() as connection:
        connection.execute(text("DROP TABLE reporters"))
        connection.execute(text("DROP TABLE reports"))
    with pytest.raises(StoreUnavailable):
        PublicReports(sqlite_db).find(PublicSearch())
