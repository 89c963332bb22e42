"""A database of an earlier version goes on: what it wrote in sentences is read back as data, and nothing else changes."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import text

from command_center.domain.due_changes import ChangeCause, DueChange
from command_center.domain.findings import AssignedBy, Assignment, Classification, PlaceEvidence
from command_center.domain.inbound import Position
from command_center.domain.workflow import Stage, Status
from command_center.store.db import Database
from command_center.store.event_log import EventLog
from command_center.store.reports import Reports
from command_center.store.schema import _config, differences, upgrade
from tests.store.kinds import EITHER_KIND

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
POINT = Position(-6.9837, 110.4187)
ORDINARY = {
    "number": "LH-2026-000001", "channel": "sms", "account": "1708", "received_at": AT, "sent_at": AT, "text_at": AT,
    "report_class": "complaint", "visibility": "public", "subject": "", "text": "rob", "address": "", "media": "[]",
    "answerable": True, "category": "rob", "category_words": '["rob"]', "category_note": "score 5",
    "found_by": "none", "kelurahan": "", "kecamatan": "", "lat": None, "lon": None, "exact": False,
    "place_evidence": "", "place_doubt": "", "opd": "dpu", "opd_reason": "rob: drainase", "policy": "seed-2017@1",
    "calendar": "c", "forward_due": None, "answer_due": AT, "settle_due": None, "status": "received",
    "forwarded_at": None, "answered_at": None, "settled_at": None, "closed_at": None, "due_stage": "answer",
    "due_at": AT, "breached_stage": "", "breached_at": None, "breach_seen_at": None, "incident_id": None,
    "resend_key": "", "possible_duplicate_of": None, "retracted": False, "simulated": True, "version": 4,
}  # fmt: skip


@pytest.fixture
def old(database_url):
    """A database as version 0.1 left it, without rows."""
    database = Database(database_url)
    database.write(lambda connection: command.upgrade(_config(connection), "0001"))
    yield database
    database.close()


def insert(database, table, **row):
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(f":{name}" for name in row)
    at = {
        name: value.replace(tzinfo=None) if database.dialect == "sqlite" and isinstance(value, datetime) else value
        for name, value in row.items()
    }
    database.write(lambda connection: connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), at))


def number_of(report_id):
    return {"id": report_id, "number": f"LH-2026-{report_id:06d}"}


def migrated(database, *changes):
    """The reports with these old columns, read after the migration."""
    for report_id, columns in enumerate(changes, 1):
        insert(database, "reports", **ORDINARY | columns | number_of(report_id))
        insert(database, "events", at=AT, kind="report.received", report_id=report_id, data='{"opd": "dpu"}')
    upgrade(database)
    assert differences(database) == []
    reports = Reports(database).all_after(0, 99)
    assert [report.id for report in reports] == list(range(1, len(changes) + 1))
    return reports


CATEGORIES = [
    ('["rob", "air"]', "score 7.5, next banjir", Classification("rob", ("rob", "air"), 7.5, "banjir")),
    ("[]", "score 0", Classification("rob")),
    ('["rob"]', "score 1e+02", Classification("rob", ("rob",), 100.0)),
    ('["rob"]', "score 5,5", Classification("rob", ("rob",))),
    ('["rob"]', "score inf", Classification("rob", ("rob",))),
    ('["rob"]', "", Classification("rob", ("rob",))),
    ('["rob"]', "chosen by the sender", Classification("rob", ("rob",), chosen_by_sender=True)),
]


@EITHER_KIND
def test_why_the_category(old):
    reports = migrated(old, *({"category_words": words, "category_note": note} for words, note, _ in CATEGORIES))
    assert [report.classification for report in reports] == [found for *_, found in CATEGORIES]


PLACES = [
    ({"found_by": "street", "place_evidence": "Jl Fatmawati; Pedurungan", "place_doubt": "Sendangmulyo (Tembalang), Genuk"},
     PlaceEvidence(("Jl Fatmawati", "Pedurungan"), candidates=("Sendangmulyo (Tembalang)", "Genuk"))),
    ({"found_by": "coordinates", "place_evidence": "-6.98370, 110.41870", "place_doubt": "12 m di luar batas; teks menyebut Genuk",
      "lat": POINT.lat, "lon": POINT.lon, "exact": True},
     PlaceEvidence(point=POINT, metres_outside=12.0, text_names=("Genuk",))),
    ({"found_by": "kelurahan", "place_evidence": "di Gemah; koordinat -6.20000, 106.81670 di luar kota"},
     PlaceEvidence(("di Gemah",), Position(-6.2, 106.8167), outside=True)),
    ({"place_evidence": "koordinat -6.2, 1.2.3 di luar kota"}, PlaceEvidence(outside=True)),
    ({"found_by": "coordinates", "place_evidence": "-6.9, 110.4"}, PlaceEvidence()),
    ({"place_evidence": "koordinat yang tidak terbaca di luar kota"}, PlaceEvidence(outside=True)),
    ({}, PlaceEvidence()),
]  # fmt: skip


@EITHER_KIND
def test_why_the_place(old):
    reports = migrated(old, *(columns for columns, _ in PLACES))
    assert [report.location.evidence for report in reports] == [evidence for _, evidence in PLACES]


DEPARTMENTS = [
    ({"kecamatan": "33.74.02"}, [("received", "dpu")], (), Assignment("dpu", AssignedBy.ROUTE, "rob", "33.74.02")),
    ({"opd_reason": "OPD dipilih pengirim"}, [("received", "dpu")], (), Assignment("dpu", AssignedBy.SENDER)),
    # Intake chose dpu; somebody sent it to dlh.
    ({"opd": "dlh"}, [("received", "dpu"), ("step", "dlh")], ("sari", "dlh"), Assignment("dlh", AssignedBy.STAFF)),
    # A corrected text led to dlh by the route; P3M forwarded it there.
    ({"opd": "dlh"}, [("received", "dpu"), ("amended", "dlh"), ("step", None)], ("sari", "dlh"),
     Assignment("dlh", AssignedBy.ROUTE, "rob", "")),
    # Another system's row said so.
    ({"opd": "dlh"}, [("received", "dpu"), ("amended", "dlh")], ("sms", "dlh"),
     Assignment("dlh", AssignedBy.ROUTE, "rob", "")),
]  # fmt: skip


@EITHER_KIND
def test_why_the_department(old):
    for number, (columns, told, stepped, _) in enumerate(DEPARTMENTS, 1):
        insert(old, "reports", **ORDINARY | columns | number_of(number))
        for kind, opd in told:
            data = json.dumps({"opd": opd} if opd else {})
            insert(old, "events", at=AT, kind=f"report.{kind}", report_id=number, data=data)
        if stepped:
            by, opd = stepped
            insert(old, "steps", report_id=number, at=AT, by=by, status="forwarded", opd=opd, note="")
    upgrade(old)
    found = [report.assignment for report in Reports(old).all_after(0, 99)]
    assert found == [assignment for *_, assignment in DEPARTMENTS]


VERIFIED = [
    ({"status": "received"}, [], None),
    ({"status": "deferred"}, [("sari", "deferred", 1)], None),
    ({"status": "forwarded", "forwarded_at": AT + 3 * HOUR}, [("sari", "verified", 2), ("sari", "forwarded", 3)],
     AT + 2 * HOUR),
    # What another system told has the time that it said, and the step the one at which we heard of it.
    ({"status": "answered", "answered_at": AT + HOUR}, [("sms", "answered", 9)], AT + HOUR),
    ({"status": "verified"}, [("sms", "verified", 9)], None),
]  # fmt: skip


@EITHER_KIND
def test_since_when_it_is_verified(old):
    for number, (columns, taken, _) in enumerate(VERIFIED, 1):
        insert(old, "reports", **ORDINARY | columns | number_of(number))
        insert(old, "events", at=AT, kind="report.received", report_id=number, data='{"opd": "dpu"}')
        for by, status, hours in taken:
            insert(old, "steps", report_id=number, at=AT + hours * HOUR, by=by, status=status, opd="", note="")
    upgrade(old)
    expected = {number: verified_at for number, (*_, verified_at) in enumerate(VERIFIED, 1)}
    assert {report.id: report.state.verified_at for report in Reports(old).all_after(0, 99)} == expected
    told = [
        (event.report_id, event.data["verified_at"])
        for event in EventLog(old).after(0, 99)
        if "verified_at" in event.data
    ]
    assert sorted(told) == [(number, at.isoformat()) for number, at in expected.items() if at]


def test_all_else_stays(old):
    columns = {"status": "answered", "answered_at": AT, "forwarded_at": AT}
    (report,) = migrated(old, columns | {"breached_stage": "answer", "breached_at": AT})
    assert (report.status, report.version, report.simulated) == (Status.ANSWERED, 4, True)
    assert dict(report.state.reached) == {Stage.FORWARD: AT, Stage.ANSWER: AT}
    assert dict(report.deadlines.due) == {Stage.ANSWER: AT}
    assert not report.deadlines.extended
    assert report.state.breach is not None
    event = EventLog(old).after(0, 9)[0]
    assert (event.by, event.data) == ("", {"opd": "dpu"})


@EITHER_KIND
def test_many_reports_are_read_back(old):
    """More than one batch of the migration."""
    rows = [ORDINARY | {"id": n, "number": f"LH-2026-{n:06d}", "category_note": f"score {n}"} for n in range(1, 1502)]
    names = ", ".join(f'"{name}"' for name in rows[0])
    marks = ", ".join(f":{name}" for name in rows[0])
    if old.dialect == "sqlite":
        rows = [{k: v.replace(tzinfo=None) if isinstance(v, datetime) else v for k, v in row.items()} for row in rows]
    old.write(lambda connection: connection.execute(text(f"INSERT INTO reports ({names}) VALUES ({marks})"), rows))
    upgrade(old)
    scores = [report.classification.score for report in Reports(old).all_after(0, 3000)]
    assert scores == [float(n) for n in range(1, 1502)]


@EITHER_KIND
def test_messages_of_before_stand_with_their_reports_as_content_or_as_changes(old):
    insert(old, "reports", **{"id": 1} | ORDINARY)
    for key, action in (("m1", "new"), ("m2", "amend"), ("m3", "retract")):
        insert(
            old,
            "messages",
            channel="sms",
            account="1708",
            external_id=key,
            action=action,
            digest="d",
            report_id=1,
            at=AT,
        )
    upgrade(old)
    kept = Reports(old).messages(1)
    assert [str(each.kind) for each in kept] == ["content", "change", "change"]
    assert {(each.sender, each.album, each.thread, each.content, each.link) for each in kept} == {
        ("", "", "", None, None)
    }


@EITHER_KIND
def test_what_a_recount_moved_is_kept_with_the_report(old):
    """The acts of before stand with their reports, so that a deadline is explained from them alone; pauses have none."""
    insert(old, "reports", **{"id": 1} | ORDINARY)
    old.write(lambda connection: command.upgrade(_config(connection), "0014"))
    insert(old, "calendar_acts", id=1, at=AT + HOUR, by="sari", reason="SKB", calendar="decreed")
    insert(
        old,
        "recounts",
        act_id=1,
        report_id=1,
        stage="answer",
        due_before=AT,
        due_after=AT + 24 * HOUR,
        calendar_before="c",
    )
    upgrade(old)
    (report,) = Reports(old).all_after(0, 9)
    assert report.deadlines.pauses == ()
    assert report.deadlines.changes == (
        DueChange(Stage.ANSWER, AT + HOUR, ChangeCause.CALENDAR, AT, AT + 24 * HOUR, "decreed"),
    )
